import { handlers } from "@activitysmith/mock-server/msw";
import { setupServer } from "msw/node";
import { afterAll, describe } from "vitest";
import { knownGaps, testEveryCase } from "./every-case.ts";
import { throughMsw } from "./msw.ts";

const target = await throughMsw("mock-through-msw-3", { setupServer, handlers });
afterAll(() => target.close());

describe("the mock through MSW 3", () => testEveryCase(target, knownGaps("mock-through-msw")));
