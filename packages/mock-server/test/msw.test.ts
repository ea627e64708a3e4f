/** The handlers under both majors of MSW, with the clients as they are: the one that is published and ours. */
import { fileURLToPath } from "node:url";
import ActivitySmith, { ConnectionError, NoRecipientsError, TimeoutError } from "activitysmith";
import Published from "activitysmith-published";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createMock, type FaultRule } from "../src/index.ts";
import { progress, send, shows } from "./api.ts";

interface Msw {
	setupServer: typeof import("msw/node").setupServer;
	HttpHandler: typeof import("msw").HttpHandler;
	handlers: typeof import("../src/msw.ts").handlers;
}

/** `src/msw.ts` over one of the two. Their types differ, which is of no account here. */
const versions: Record<string, () => Promise<Msw>> = {
	"msw 2": async () => {
		vi.doMock("msw", () => import("msw-2"));
		const [{ setupServer }, { HttpHandler }] = await Promise.all([import("msw-2/node"), import("msw-2")]);
		return { setupServer, HttpHandler, ...(await import("../src/msw.ts")) } as unknown as Msw;
	},
	"msw 3": async () => {
		const [{ setupServer }, { HttpHandler }] = await Promise.all([import("msw/node"), import("msw")]);
		return { setupServer, HttpHandler, ...(await import("../src/msw.ts")) };
	},
};

describe.each(Object.entries(versions))("%s", (version, load) => {
	let msw: Msw;
	let server: ReturnType<Msw["setupServer"]>;
	beforeAll(async () => {
		vi.resetModules();
		msw = await load();
		server = msw.setupServer();
		server.listen();
	});
	afterEach(() => server.resetHandlers());
	afterAll(() => {
		server.close();
		vi.doUnmock("msw");
	});

	function intercepted({ fault, baseURL }: { fault?: FaultRule; baseURL?: string | string[] } = {}) {
		const mock = createMock();
		if (fault) mock.faults.add(fault);
		server.use(...msw.handlers(mock, baseURL === undefined ? {} : { baseURL }));
		return mock;
	}

	const client = (options: object = {}) => new ActivitySmith({ apiKey: "ask_any", maxRetries: 0, ...options });

	test("the handlers are its own", () => {
		expect(msw.handlers(createMock())).toEqual([expect.any(msw.HttpHandler)]);
	});

	test("the published client talks to the mock, knowing nothing of it", async () => {
		const mock = intercepted();
		const published = new Published({ apiKey: "ask_any" });
		const { operation } = await published.liveActivities.stream("backup", progress(42) as never);
		expect(operation).toBe("started");
		expect(shows(mock)).toMatchObject([{ status: "active", percentage: 42 }]);
		expect(mock.journal.last()?.client).toBe("node-v1.10.0");
		expect((await published.liveActivities.endStream("backup")).operation).toBe("ended");
	});

	test("an error comes with its status, headers and body", async () => {
		const mock = intercepted();
		const error = await client()
			.notifications.send({ title: "T", channels: ["mock-no-devices"] })
			.catch((error) => error);
		expect(error).toBeInstanceOf(NoRecipientsError);
		expect(error).toMatchObject({ effectiveChannelSlugs: ["mock-no-devices"], requestId: mock.journal.last()?.id });
	});

	test("an answer is byte for byte the one in process", async () => {
		const put = { method: "PUT", path: "/live-activity/stream/k", body: progress(1) };
		intercepted();
		const over = await send(fetch, put, "https://activitysmith.com");
		const direct = await send(createMock().fetch, put);
		expect(over.body).toEqual(direct.body);
		expect(over.headers.get("x-request-id")).toBe(direct.headers.get("x-request-id"));
	});

	test("a body that is no text arrives as it is", async () => {
		intercepted();
		const body = new Uint8Array([0xff, 0xfe, 0x00]);
		const answer = await send(fetch, { method: "POST", path: "/badge", body }, "https://activitysmith.com");
		expect(answer).toMatchObject({ status: 400, body: { error: "Bad request" } });
	});

	test("a connection that breaks is a network error, not an answer", async () => {
		const mock = intercepted({ fault: { connection: "reset" } });
		await expect(client().badgeCount(1)).rejects.toBeInstanceOf(ConnectionError);
		expect(mock.journal.last()).toMatchObject({ status: 0, decision: "fault" });
		await expect(fetch("https://activitysmith.com/api/badge", authorized)).rejects.toBeInstanceOf(TypeError);
	});

	test("closing the mock breaks the connection of a request that waits", async () => {
		const mock = intercepted({ fault: { connection: "never" } });
		const [fault] = mock.faults.list();
		const call = fetch("https://activitysmith.com/api/badge", authorized);
		await expect.poll(() => fault?.struck).toBe(1);
		await mock.close();
		await expect(call).rejects.toBeInstanceOf(TypeError);
	});

	test("a client that gives up ends a fault that waits, which is no error of the handler", async () => {
		const complaints = vi.spyOn(console, "error").mockReturnValue();
		const mock = intercepted({ fault: { connection: "never" } });
		const [fault] = mock.faults.list();
		const controller = new AbortController();
		const call = fetch("https://activitysmith.com/api/badge", { ...authorized, signal: controller.signal });
		await expect.poll(() => fault?.struck).toBe(1);
		controller.abort();
		await expect(call).rejects.toMatchObject({ name: "AbortError" });
		await mock.journal.waitFor({ where: (entry) => entry.because === "the caller did not wait for an answer" });
		await new Promise((resolve) => setImmediate(resolve));
		expect(complaints).not.toHaveBeenCalled();
		complaints.mockRestore();
	});

	test("the client's timeout is the client's", async () => {
		const mock = intercepted({ fault: { connection: "never" } });
		await expect(client({ timeout: 20 }).badgeCount(1)).rejects.toBeInstanceOf(TimeoutError);
		await mock.journal.waitFor({ decision: "fault" });
	});

	test("a body that is cut never looks like a whole one", async () => {
		const mock = intercepted({ fault: { connection: "truncate" } });
		// MSW 3 breaks the connection under the client's own fetch, which may learn of it before it has read the headers.
		const text = fetch("https://activitysmith.com/api/badge", authorized).then((response) => response.text());
		await expect(text).rejects.toBeInstanceOf(TypeError);
		expect(mock.devices[0]?.badge).toBe(1);
	});

	test.each([
		["with a slash at the end", "https://activitysmith.com/api/", "https://activitysmith.com/api/badge"],
		["with a port", "http://127.0.0.1:4010/api", "http://127.0.0.1:4010/api/badge"],
		["in capitals", "HTTPS://Own.Example:443/api", "https://own.example/api/badge"],
		["below another path", "https://gateway.example/v1/push(er)", "https://gateway.example/v1/push(er)/badge"],
		["without a path", "https://own.example", "https://own.example/badge?debug=1"],
	])("a base URL %s", async (_, baseURL, address) => {
		const mock = intercepted({ baseURL });
		expect((await fetch(address, authorized)).status).toBe(200);
		expect(mock.journal.last()).toMatchObject({ operation: "updateAppIconBadgeCount", path: "/api/badge" });
	});

	test("several base URLs", async () => {
		const mock = intercepted({ baseURL: ["https://activitysmith.com/api", "https://own.example/api"] });
		await client().badgeCount(1);
		await client({ baseURL: "https://own.example/api" }).badgeCount(2);
		expect(mock.journal.count({ status: 200 })).toBe(2);
	});

	test("what is not below the base URL is left to other handlers", async () => {
		const other = createMock();
		server.use(...msw.handlers(other, { baseURL: "https://activitysmith.com/apiary" }));
		const mock = intercepted();
		expect((await fetch("https://activitysmith.com/apiary/badge", authorized)).status).toBe(200);
		expect([mock.journal.count(), other.journal.count()]).toEqual([0, 1]);
	});

	test("the handlers have its types", () => {
		const { errors, versions } = compiled(version);
		expect(errors).toEqual([]);
		expect([...versions]).toEqual([version.replace("msw ", "")]);
	});

	test("what is no base URL is refused, without being repeated", () => {
		for (const baseURL of ["activitysmith.com/api", "ftp://user:secret@own.example", ""]) {
			expect(() => msw.handlers(createMock(), { baseURL })).toThrow(
				new TypeError("baseURL must be an http or https URL, such as https://activitysmith.com/api"),
			);
		}
	});
});

/** What the compiler says of a test that has this version installed, and which ones it found. */
function compiled(version: string) {
	const program = `
		import { createMock } from "@activitysmith/mock-server";
		import { handlers } from "@activitysmith/mock-server/msw";
		import { setupServer } from "msw/node";
		setupServer(...handlers(createMock()));
		// @ts-expect-error
		setupServer(handlers(createMock()).length);
	`;
	const file = fileURLToPath(new URL("virtual.ts", import.meta.url));
	const older = fileURLToPath(new URL("../node_modules/msw-2", import.meta.url));
	const options: ts.CompilerOptions = {
		module: ts.ModuleKind.ESNext,
		moduleResolution: ts.ModuleResolutionKind.Bundler,
		customConditions: ["@activitysmith/source"],
		target: ts.ScriptTarget.ES2023,
		lib: ["lib.es2024.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts"],
		types: ["node"],
		paths: version === "msw 2" ? { msw: [older], "msw/node": [`${older}/node`] } : {},
		allowImportingTsExtensions: true,
		exactOptionalPropertyTypes: true,
		strict: true,
		noEmit: true,
		skipLibCheck: true,
	};
	const host = ts.createCompilerHost(options);
	const { fileExists, readFile } = host;
	host.fileExists = (path) => path === file || fileExists(path);
	host.readFile = (path) => (path === file ? program : readFile(path));
	const checked = ts.createProgram([file], options, host);
	const diagnostics = ts.getPreEmitDiagnostics(checked, checked.getSourceFile(file));
	const installed = checked.getSourceFiles().flatMap(({ fileName }) => /\/msw@(\d+)/.exec(fileName)?.[1] ?? []);
	return {
		errors: diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
		versions: new Set(installed),
	};
}

const authorized: RequestInit = {
	method: "POST",
	headers: { Authorization: "Bearer ask_any", "Content-Type": "application/json" },
	body: '{"badge":1}',
};
