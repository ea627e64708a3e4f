/** The packages as they are installed, on every runtime that they are for. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute } from "./execute.ts";
import { installProject, type Project } from "./project.ts";
import { bringRuntimes, runtimes } from "./runtimes.ts";
import { type FailingServer, failingServer } from "./server.ts";

let project: Project;
let server: FailingServer;
beforeAll(async () => {
	await bringRuntimes();
	[project, server] = await Promise.all([installProject(), failingServer()]);
}, 300_000);
afterAll(async () => {
	project[Symbol.dispose]();
	await server.close();
});

/** What a program says on stderr is a warning, or what nobody caught. */
const wentWell = (printed: unknown) => ({ printed, stderr: "", code: 0 });

const answers = {
	sent: { success: true, devices_notified: 2 },
	badges: [3, 0],
	requestId: "string",
	stream: ["started", "updated", "noop", "ended"],
	refused: [true, true, false],
	unknown: [true, false, true],
	status: [400, 404, 429],
	limited: [true, 4, 4],
};

describe.each(runtimes)("$name", (runtime) => {
	const run = (program: string, ...args: string[]) =>
		execute(runtime, project.folder, ["programs/run.mjs", program, ...args]);

	test("the SDK calls the mock in process, and its phones show it", async () => {
		expect(await run("in-process")).toEqual(
			wentWell({
				...answers,
				phone: {
					notifications: ["Disk almost full"],
					badge: 3,
					status: "active",
					percentage: 10,
					startedAt: "2026-01-01T00:00:00.000Z",
				},
				later: "rotated",
			}),
		);
	});

	test("the SDK calls the mock over HTTP, until it is closed", async () => {
		expect(await run("over-http")).toEqual(wentWell({ ...answers, port: true, closed: true }));
	});

	test("both are required", async () => {
		const ended = await execute(runtime, project.folder, ["programs/required.cjs"]);
		expect(ended).toEqual(wentWell({ operation: "started", error: true, status: 404 }));
	});
});
