import { afterAll, describe } from "vitest";
import { server } from "../src/index.ts";
import { testEveryCase } from "./every-case.ts";
import { strictMock } from "./mocks.ts";

const mock = strictMock();
const { baseURL } = await mock.listen();
const target = await server({ name: "mock-over-http", baseURL });
afterAll(() => mock.close());

describe("the mock over HTTP, by its control routes", () => testEveryCase(target));
