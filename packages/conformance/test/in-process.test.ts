import { createMock } from "@activitysmith/mock-server";
import { describe } from "vitest";
import { inProcess } from "../src/index.ts";
import { testEveryCase } from "./every-case.ts";

describe("the mock in process", () => testEveryCase(inProcess(createMock)));
