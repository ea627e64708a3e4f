/**
 * Every snippet of the published package's README runs unchanged against the mock: with that package itself, and with
 * ours in its place.
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMock } from "../src/index.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const published = realpathSync(join(root, "node_modules/activitysmith-published"));
const ours = join(root, "packages/activitysmith");

interface Snippet {
	line: number;
	code: string;
}

const readme = readFileSync(join(published, "README.md"), "utf8");
const blocks: Snippet[] = Array.from(readme.matchAll(/^```(?:ts|js)\n(.*?)^```/gms), ({ 1: code = "", index }) => ({
	line: readme.slice(0, index).split("\n").length,
	code,
}));
const [setup, commonJsSetup, ...calls] = blocks;
const programs = calls.map(({ line, code }) => ({
	name: `the call at line ${line}`,
	file: `snippet-${line}.mts`,
	code: `${setup?.code}\n${code}`,
}));
const commonJs = {
	name: "the CommonJS setup",
	file: "setup.cjs",
	code: `${commonJsSetup?.code}\n(async () => { await activitysmith.badgeCount(3); })();`,
};

/** Sends what is meant for the hosted service to the mock: the published package takes no base URL. */
const redirect = `const send = globalThis.fetch;
globalThis.fetch = (url, init) =>
	send(String(url).replace("https://activitysmith.com/api", process.env.MOCK_BASE_URL), init);
`;

describe.each([
	{ name: "the published package", folder: published, cases: [...programs, commonJs] },
	// Ours is a module in this repository and becomes CommonJS when it is packed: that is tested there.
	{ name: "ours in its place", folder: ours, cases: programs },
])("$name", ({ folder, cases }) => {
	// One account for all of them: the README ends a stream that it has started before.
	const mock = createMock({ limits: { liveActivities: 100 } });
	let project = "";
	let baseURL = "";
	beforeAll(async () => {
		project = mkdtempSync(join(tmpdir(), "activitysmith-published-"));
		mkdirSync(join(project, "node_modules"));
		symlinkSync(folder, join(project, "node_modules/activitysmith"), "dir");
		writeFileSync(join(project, "redirect.mjs"), redirect);
		({ baseURL } = await mock.listen());
	});
	afterAll(async () => {
		await mock.close();
		rmSync(project, { recursive: true });
	});

	/** Runs a program, and gives what arrived on a device meanwhile. */
	async function arrivals(file: string, code: string) {
		const before = mock.devices[0]?.pushes.length ?? 0;
		writeFileSync(join(project, file), code);
		const env = { ...process.env, ACTIVITYSMITH_API_KEY: "ask_readme", MOCK_BASE_URL: baseURL };
		const args = ["--conditions=@activitysmith/source", "--import", "./redirect.mjs", file];
		const { stderr } = await run(process.execPath, args, { cwd: project, env });
		expect(stderr).toBe("");
		return mock.devices[0]?.pushes.slice(before) ?? [];
	}

	test.each(cases)("$name", async ({ file, code }) => {
		const sent = code.match(/await activitysmith\./g) ?? [];
		expect(sent).not.toHaveLength(0);
		expect(await arrivals(file, code)).toHaveLength(sent.length);
	});
});
