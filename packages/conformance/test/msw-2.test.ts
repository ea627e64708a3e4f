import type { setupServer as SetupServer } from "msw/node";
import { afterAll, describe, vi } from "vitest";
import { knownGaps, testEveryCase } from "./every-case.ts";
import { throughMsw } from "./msw.ts";

vi.doMock("msw", () => import("msw-2"));
const { handlers } = await import("@activitysmith/mock-server/msw");
const { setupServer } = await import("msw-2/node");
// The types of the two majors differ, which is of no account here.
const target = await throughMsw("mock-through-msw-2", {
	setupServer: setupServer as unknown as typeof SetupServer,
	handlers,
});
afterAll(() => target.close());

describe("the mock through MSW 2", () => testEveryCase(target, knownGaps("mock-through-msw")));
