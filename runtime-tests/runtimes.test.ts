/** The packages as they are installed, on every runtime that they are for. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumExpected } from "../packages/lock-screen/test/phone/chromium.ts";
import { openPage, type Page } from "./browser.ts";
import { type Mock, startMock } from "./command.ts";
import { execute } from "./execute.ts";
import { installProject, type Project } from "./project.ts";
import { bringRuntimes, nodes, runtimes, thisNode } from "./runtimes.ts";
import { type FailingServer, failingServer } from "./server.ts";
import { compile, consumers } from "./typescript.ts";
import { runInWorker } from "./worker.ts";

/** What runs there runs on the others. */
const [oldest] = nodes;
let project: Project;
let server: FailingServer;
/** The mock as a command, for what can't serve it. */
let mock: Mock;
beforeAll(async () => {
	await bringRuntimes();
	[project, server] = await Promise.all([installProject(), failingServer()]);
	mock = await startMock(thisNode, project);
}, 300_000);
afterAll(async () => {
	await mock?.[Symbol.asyncDispose]();
	await server?.close();
	project?.[Symbol.dispose]();
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

const inProcess = {
	...answers,
	phone: {
		notifications: ["Disk almost full"],
		badge: 3,
		status: "active",
		percentage: 10,
		startedAt: "2026-01-01T00:00:00.000Z",
	},
	later: "rotated",
};

/** The name of each error, then the classes that it is an instance of. */
const failures = {
	retried: { badge: 3, tries: [[1, 503]] },
	broken: {
		kinds: ["InternalServerError", "ActivitySmithError", "APIError", "InternalServerError"],
		status: 500,
		attempts: 1,
	},
	silent: ["TimeoutError", "ActivitySmithError", "ConnectionError", "TimeoutError"],
	moved: { kinds: ["APIError", "ActivitySmithError", "APIError"], status: 307 },
	refused: { kinds: ["ConnectionError", "ActivitySmithError", "ConnectionError"], cause: "object" },
	aborted: { kinds: ["AbortError", "ActivitySmithError", "AbortError"], cause: "enough" },
	underway: ["AbortError", "ActivitySmithError", "AbortError"],
	secrets: false,
};

describe.each(runtimes)("$name", (runtime) => {
	const run = (program: string, ...args: string[]) =>
		execute(runtime, project.folder, ["programs/run.mjs", program, ...args]);

	test("the SDK calls the mock in process, and its phones show it", async () => {
		expect(await run("in-process")).toEqual(wentWell(inProcess));
	});

	test("the SDK calls the mock over HTTP, until it is closed", async () => {
		expect(await run("over-http")).toEqual(wentWell({ ...answers, port: true, closed: true }));
	});

	test("failures are errors of their classes, and nothing of them outlives the program", async () => {
		// Deno's fetch gives its errors no code.
		const refused = { ...failures.refused, ...(runtime.name !== "Deno" && { code: "ECONNREFUSED" }) };
		expect(await run("failures", server.url, server.nowhere)).toEqual(wentWell({ ...failures, refused }));
	});

	test("the environment has the key and the server, and printing a client does not show the key", async () => {
		const env = { ACTIVITYSMITH_API_KEY: "ask_env", ACTIVITYSMITH_BASE_URL: `${server.url}/healthy` };
		const ended = await execute(runtime, project.folder, ["programs/run.mjs", "environment"], env);
		expect(ended).toEqual(wentWell({ badge: 3, seen: false }));
	});

	test("both are required", async () => {
		const ended = await execute(runtime, project.folder, ["programs/required.cjs"]);
		expect(ended).toEqual(wentWell({ operation: "started", error: true, status: 404 }));
	});

	test("the command serves until a signal stops it", async () => {
		await using command = await startMock(runtime, project);
		const ended = await execute(thisNode, project.folder, ["programs/run.mjs", "calls", command.ready.baseURL]);
		expect(ended).toEqual(wentWell(answers));
		// A connection that stays open does not keep it.
		await (await fetch(command.ready.url)).text();
		expect(await command.stop("SIGTERM")).toMatchObject({ code: 0, stderr: "" });
	});
});

test.each(runtimes.filter(({ disposal }) => disposal))("$name: `await using` ends what it began", async (runtime) => {
	const ended = await execute(runtime, project.folder, ["programs/run.mjs", "disposal"]);
	expect(ended).toEqual(wentWell({ shown: ["ended"], closed: true }));
});

test("nothing that was answered with a redirect went on to its target", () => {
	expect(server.paths).toContain("/moved/badge");
	expect(server.paths).not.toContain("/elsewhere");
});

describe("workerd", () => {
	test("the SDK calls the mock over HTTP", async () => {
		expect(await runInWorker(project, "calls", mock.ready.baseURL)).toEqual(wentWell(answers));
	});

	test("failures are errors of their classes", async () => {
		expect(await runInWorker(project, "failures", server.url, server.nowhere)).toEqual(wentWell(failures));
	});

	test("the SDK calls the mock in process, and its phones show it", async () => {
		expect(await runInWorker(project, "in-process")).toEqual(wentWell(inProcess));
	});
});

if (!chromiumExpected) console.warn("Skipped, there is no Chromium: the tests in a browser");
describe.skipIf(!chromiumExpected)("Chromium", () => {
	let page: Page;
	const options = { dangerouslyAllowBrowser: true };
	beforeAll(async () => {
		page = await openPage(project, mock.ready.url, ["guard", "calls", "failures", "in-process"]);
	}, 60_000);
	afterAll(() => page?.[Symbol.asyncDispose]());

	test("a key is refused, unless it is said that it may be there", async () => {
		expect(await page.run("guard", `${page.server.url}/healthy`)).toEqual({
			refused: { validation: true, message: "Invalid in a browser" },
			badge: 3,
		});
	});

	test("the SDK calls the mock through the page's own origin", async () => {
		expect(await page.run("calls", `${page.server.url}/api`, options)).toEqual(answers);
	});

	test("failures are errors of their classes", async () => {
		// A browser hides the status of a redirect that is not followed.
		const expected = { ...failures, moved: { ...failures.moved, status: 0 } };
		expect(await page.run("failures", page.server.url, page.server.nowhere, options)).toMatchObject(expected);
		expect(page.server.paths).toContain("/moved/badge");
		expect(page.server.paths).not.toContain("/elsewhere");
	});

	test("the SDK calls the mock in the page, and its phones show it", async () => {
		expect(await page.run("in-process", options)).toEqual(inProcess);
	});

	test("nothing was thrown that nobody caught", () => {
		expect(page.uncaught).toEqual([]);
	});
});

describe.each(consumers)("TypeScript with $name", (consumer) => {
	let compiled: ReturnType<typeof compile>;
	beforeAll(() => {
		compiled = compile(project, consumer);
	}, 60_000);

	test("no error", () => {
		expect(compiled.said).toEqual([]);
	});

	test.each(Object.keys(consumer.files))("%s runs", async (file) => {
		const path = compiled.programs.find((program) => program.endsWith(file.replace(/ts$/, "js"))) ?? file;
		expect(await execute(oldest, project.folder, [path])).toEqual(wentWell({ operation: "started", status: "active" }));
	});
});
