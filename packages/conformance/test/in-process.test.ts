import { describe } from "vitest";
import { inProcess } from "../src/index.ts";
import { testEveryCase } from "./every-case.ts";
import { strictMock } from "./mocks.ts";

const target = await inProcess(strictMock());

describe("the mock in process", () => testEveryCase(target));
