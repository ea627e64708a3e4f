/** The package as it is installed: packed, unpacked into a project of its own, imported, required and compiled there. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { json, startServer } from "./server.ts";
import { codeBlocks } from "./type-check.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = fileURLToPath(new URL("..", import.meta.url));
/** Real, because the compiler and Node resolve from real paths. */
const project = realpathSync(mkdtempSync(join(tmpdir(), "activitysmith-packed-")));
const installed = join(project, "node_modules/activitysmith");
const read = (path: string) => readFileSync(join(installed, path), "utf8");

beforeAll(async () => {
	// Does nothing when dist/ is fresh. What is said of other packages is for their own tests.
	const build = run(process.execPath, ["--conditions=@activitysmith/source", "scripts/build.ts"], { cwd: root });
	const { stdout } = await build.catch((error: { stdout: string }) => error);
	if (!/^✓ activitysmith\s/m.test(stdout)) throw new Error(stdout);

	const shell = process.platform === "win32";
	const packed = await run("pnpm", ["pack", "--json", "--pack-destination", project], { cwd: folder, shell });
	mkdirSync(installed, { recursive: true });
	await run("tar", ["-xzf", JSON.parse(packed.stdout).filename, "-C", installed, "--strip-components=1"]);
	mkdirSync(join(project, "node_modules/@types"));
	for (const [name, from] of [
		["undici", folder],
		["@types/node", root],
	] as const) {
		symlinkSync(realpathSync(join(from, "node_modules", name)), join(project, "node_modules", name), "junction");
	}
}, 120_000);
afterAll(() => rmSync(project, { recursive: true }));

/** Runs a program in the project, and gives what it prints and what the server was asked. */
async function runProgram(file: string, code?: string) {
	const path = join(project, file);
	if (code !== undefined) writeFileSync(path, code);
	// The second request of a program fails, if it makes one.
	await using server = await startServer(json(200, { badge: 3 }), json(400, { error: "Bad request", message: "No" }));
	const env = { ...process.env, ACTIVITYSMITH_BASE_URL: server.baseURL, ACTIVITYSMITH_API_KEY: "ask_packed" };
	const { stdout, stderr } = await run(process.execPath, [path], { cwd: project, env });
	expect(stderr).toBe("");
	return {
		printed: JSON.parse(stdout || "null"),
		requests: server.received.map(({ method, path }) => `${method} ${path}`),
	};
}

describe("what is in it", () => {
	test("nothing that it depends on, but undici for those who want it", () => {
		const manifest = JSON.parse(read("package.json"));
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(Object.keys(manifest.peerDependencies)).toEqual(["undici"]);
		expect(manifest.peerDependenciesMeta).toEqual({ undici: { optional: true } });
	});

	// Raising a ceiling is a decision: say in the commit what it buys.
	test("an entry of at most 10 KB, 4 KB compressed", () => {
		const entry = Buffer.from(read("dist/index.js"));
		expect(entry.length).toBeLessThanOrEqual(10_240);
		expect(gzipSync(entry, { level: 9 }).length).toBeLessThanOrEqual(4096);
	});

	test("an entry that imports nothing", () => {
		const { importedFiles } = ts.preProcessFile(read("dist/index.js"));
		expect(importedFiles).toEqual([]);
		expect(read("dist/index.js")).not.toMatch(/node:|\brequire\(/);
	});
});

describe("as ESM", () => {
	test("the default export is the named one", async () => {
		const program = `
			import Default, { ActivitySmith } from "activitysmith";
			const { badge } = await new Default().badgeCount(3);
			console.log(JSON.stringify({ badge, same: Default === ActivitySmith, name: ActivitySmith.name }));
		`;
		const { printed, requests } = await runProgram("import.mjs", program);
		expect(printed).toEqual({ badge: 3, same: true, name: "ActivitySmith" });
		expect(requests).toEqual(["POST /api/badge"]);
	});

	test("it needs nothing of Node's", async () => {
		const program = `
			// Node's own web classes need what is deleted: this one when it is first used, Response whenever it is.
			const headers = new Headers();
			for (const name of ["process", "Buffer", "global", "setImmediate"]) delete globalThis[name];
			const { ActivitySmith } = await import("activitysmith");
			const answer = { ok: true, status: 200, headers, text: async () => '{"badge":3}' };
			const fetch = async () => answer;
			const { badge } = await new ActivitySmith({ apiKey: "key", fetch }).badgeCount(3);
			console.log(JSON.stringify({ badge, process: typeof process, Buffer: typeof Buffer }));
		`;
		expect((await runProgram("bare.mjs", program)).printed).toEqual({
			badge: 3,
			process: "undefined",
			Buffer: "undefined",
		});
	});

	test("activitysmith/undici sends through undici", async () => {
		const program = `
			import { ActivitySmith } from "activitysmith";
			import { createFetch } from "activitysmith/undici";
			globalThis.fetch = undefined;
			const fetch = createFetch();
			const { badge } = await new ActivitySmith({ fetch }).badgeCount(3);
			await fetch.close();
			console.log(JSON.stringify({ badge }));
		`;
		expect((await runProgram("undici.mjs", program)).printed).toEqual({ badge: 3 });
	});
});

describe("as CommonJS", () => {
	test("require gives the class, with everything else on it", async () => {
		const program = `
			const ActivitySmith = require("activitysmith");
			const { RateLimitError } = ActivitySmith;
			(async () => {
				const { badge } = await new ActivitySmith().badgeCount(3);
				console.log(JSON.stringify({
					badge,
					types: ActivitySmith.liveActivityTypes,
					icon: ActivitySmith.alertIcon("cloud.sun", { color: "yellow" }),
					error: RateLimitError.name,
					same: [ActivitySmith.ActivitySmith, ActivitySmith.default].every((other) => other === ActivitySmith),
				}));
			})();
		`;
		const { printed, requests } = await runProgram("require.cjs", program);
		expect(printed).toMatchObject({
			badge: 3,
			types: { segmentedProgress: "segmented_progress", timer: "timer" },
			icon: { symbol: "cloud.sun", color: "yellow" },
			error: "RateLimitError",
			same: true,
		});
		expect(requests).toEqual(["POST /api/badge"]);
	});

	test("activitysmith/undici sends through undici", async () => {
		const program = `
			const ActivitySmith = require("activitysmith");
			const { createFetch } = require("activitysmith/undici");
			globalThis.fetch = undefined;
			(async () => {
				const fetch = createFetch();
				const { badge } = await new ActivitySmith({ fetch }).badgeCount(3);
				await fetch.close();
				console.log(JSON.stringify({ badge }));
			})();
		`;
		expect((await runProgram("undici.cjs", program)).printed).toEqual({ badge: 3 });
	});

	test.each(codeBlocks(readFileSync(join(folder, "README.md"), "utf8"), "js"))(
		"the README's program at line $line runs",
		async ({ line, code }) => {
			expect((await runProgram(`readme-${line}.cjs`, code)).requests).not.toEqual([]);
		},
	);
});

test("an error of one copy is an instance of the other's class, and of no class beside it", async () => {
	const program = `
		import { createRequire } from "node:module";
		import { ActivitySmith, APIError, BadRequestError, ConnectionError, NotFoundError } from "activitysmith";
		const required = createRequire(import.meta.url)("activitysmith");
		await new ActivitySmith().badgeCount(3);
		const thrown = await new ActivitySmith().badgeCount(3).catch((error) => error);
		const foreign = new required.BadRequestError(new Response(null, { status: 400 }), "");
		console.log(JSON.stringify({
			copies: required !== ActivitySmith,
			required: [required.APIError, required.BadRequestError].map((Class) => thrown instanceof Class),
			imported: [APIError, BadRequestError].map((Class) => foreign instanceof Class),
			beside: [required.NotFoundError, required.ConnectionError].map((Class) => thrown instanceof Class),
			besideImported: [NotFoundError, ConnectionError].map((Class) => foreign instanceof Class),
		}));
	`;
	expect((await runProgram("copies.mjs", program)).printed).toEqual({
		copies: true,
		required: [true, true],
		imported: [true, true],
		beside: [false, false],
		besideImported: [false, false],
	});
});

/** What each of the programs below does with the class, once it has it. A type that is lost would refuse nothing. */
const calls = (namespace = "", option = "timeout: 5000", last = "undefined") => `
	const options: ${namespace}ActivitySmithOptions = { ${option} };
	const client: ActivitySmith = new ActivitySmith(options);
	const state: ${namespace}ContentStateStart = { title: "T", type: "progress", percentage: 1 };
	// @ts-expect-error
	void (() => client.badgeCount("3"));
	// @ts-expect-error
	void (() => client.liveActivities.start({ content_state: { title: "T", type: "progress" } }));
	void (() => client.liveActivities.track("T", state)[Symbol.asyncDispose]());
	client.badgeCount(3)
		.then(async ({ badge }) => {
			await client.badgeCount(badge);
		})
		.catch((error: unknown) => {
			if (!(error instanceof ${namespace}BadRequestError)) throw error;
			const status: number = error.status;
			console.log(JSON.stringify({ status }));
		})
		.finally(() => ${last});
`;
const sources = {
	imported: `
		import ActivitySmith, { BadRequestError, type ActivitySmithOptions, type ContentStateStart } from "activitysmith";
		${calls()}`,
	named: `
		import { ActivitySmith, BadRequestError } from "activitysmith";
		import type { ActivitySmithOptions, ContentStateStart } from "activitysmith";
		${calls()}`,
	required: `
		import ActivitySmith = require("activitysmith");
		${calls("ActivitySmith.")}`,
	pooled: `
		import { ActivitySmith, BadRequestError } from "activitysmith";
		import type { ActivitySmithOptions, ContentStateStart } from "activitysmith";
		import { createFetch, type PooledFetch } from "activitysmith/undici";
		// @ts-expect-error
		void (() => createFetch({ maxConnections: 1 }));
		const fetch: PooledFetch = createFetch();
		${calls("", "fetch", "fetch.close()")}`,
};

interface Consumer {
	name: string;
	/** Of the modules in the folder. */
	type: "commonjs" | "module";
	files: Record<string, keyof typeof sources>;
	options: ts.CompilerOptions;
}
const { CommonJS, ESNext, Node16, NodeNext } = ts.ModuleKind;
const { Bundler, Node10 } = ts.ModuleResolutionKind;
const byExtension = {
	"imported.mts": "imported",
	"named.mts": "named",
	"pooled.mts": "pooled",
	"imported.cts": "imported",
	"named.cts": "named",
	"required.cts": "required",
	"pooled.cts": "pooled",
} as const;
const imports = { "imported.ts": "imported", "named.ts": "named" } as const;
const consumers: Consumer[] = [
	{ name: "node16", type: "commonjs", files: byExtension, options: { module: Node16, esModuleInterop: true } },
	{
		name: "node16 without esModuleInterop",
		type: "commonjs",
		files: byExtension,
		options: { module: Node16, esModuleInterop: false },
	},
	{
		name: "nodenext and exact optional properties",
		type: "module",
		files: byExtension,
		options: { module: NodeNext, exactOptionalPropertyTypes: true },
	},
	{
		name: "nodenext and the types of Node in place of the DOM's",
		type: "module",
		files: byExtension,
		options: { module: NodeNext, lib: ["lib.es2023.d.ts"], types: ["node"] },
	},
	{
		name: "esnext for a bundler",
		type: "module",
		files: { ...imports, "pooled.ts": "pooled" },
		options: { module: ESNext, moduleResolution: Bundler },
	},
	// Knows nothing of `exports`, and so of no entry but the main one.
	{
		name: "commonjs as TypeScript 4 resolved it",
		type: "commonjs",
		files: { ...imports, "required.ts": "required" },
		options: { module: CommonJS, moduleResolution: Node10, esModuleInterop: true },
	},
	{
		name: "commonjs as TypeScript 4 resolved it, without esModuleInterop",
		type: "commonjs",
		files: { ...imports, "required.ts": "required" },
		options: { module: CommonJS, moduleResolution: Node10, esModuleInterop: false },
	},
];

/** The compiler's own libraries are the same in each program, and most of the work. */
const libraries = new Map<string, ts.SourceFile | undefined>();

function compile(paths: string[], settings: ts.CompilerOptions): string[] {
	const options = { strict: true, target: ts.ScriptTarget.ES2022, types: [], ignoreDeprecations: "6.0", ...settings };
	const host = ts.createCompilerHost(options);
	const { getSourceFile } = host;
	host.getSourceFile = (path, ...how) => {
		if (!path.includes("/typescript/lib/lib.")) return getSourceFile(path, ...how);
		if (!libraries.has(path)) libraries.set(path, getSourceFile(path, ...how));
		return libraries.get(path);
	};
	const program = ts.createProgram(paths, options, host);
	const { diagnostics } = program.emit();
	return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(
		({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
	);
}

describe.each(consumers)("compiled with module $name", ({ name, type, files, options }) => {
	const home = name.replaceAll(/\W+/g, "-");
	beforeAll(() => {
		mkdirSync(join(project, home));
		writeFileSync(join(project, home, "package.json"), JSON.stringify({ type }));
		for (const [file, source] of Object.entries(files)) writeFileSync(join(project, home, file), sources[source]);
	});

	test("no error", () => {
		expect(
			compile(
				Object.keys(files).map((file) => join(project, home, file)),
				options,
			),
		).toEqual([]);
	});

	test.each(Object.keys(files))("%s runs", async (file) => {
		const { printed, requests } = await runProgram(join(home, file.replace(/ts$/, "js")));
		expect(printed).toEqual({ status: 400 });
		expect(requests).toEqual(["POST /api/badge", "POST /api/badge"]);
	});
});
