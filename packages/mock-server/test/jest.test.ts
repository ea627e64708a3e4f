/** The entry for Jest, in Jest itself: built as it is for npm, imported by a test and required by another. */
import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { embeddedPage } from "../../lock-screen/build/embed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(realpathSync(tmpdir()), "jest-"));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const imported = `
import { createMock } from "./mock/index.js";
import "./mock/jest.js";
`;
const required = `
const { createMock } = require("./mock/index.cjs");
require("./mock/jest.cjs");
`;
const tests = `
const post = (mock, path, body) => mock.fetch("https://mock.test/api" + path, {
	method: "POST",
	headers: { Authorization: "Bearer ask_any", "Content-Type": "application/json" },
	body: JSON.stringify(body),
});
const start = (mock) =>
	post(mock, "/live-activity/start", { content_state: { title: "Deploy", type: "progress", percentage: 42 } });

test("holds", async () => {
	const mock = createMock();
	await start(mock);
	expect(mock.devices[0]).toShowLiveActivity({ title: expect.stringContaining("Dep"), percentage: 42 });
	expect(mock).not.toShowLiveActivity({ percentage: 43 });
	await post(mock, "/push-notification", { title: "Deployed" });
	expect(mock).toHaveReceivedNotification({ title: "Deployed" });
});

test("fails", async () => {
	const mock = createMock();
	await start(mock);
	expect(mock).toShowLiveActivity({ percentage: 43 });
});
`;

interface Results {
	testResults: {
		message: string;
		assertionResults: { title: string; status: string; failureMessages: string[] }[];
	}[];
}

beforeAll(async () => {
	const options: BuildOptions = {
		plugins: [embeddedPage()],
		entryPoints: [join(root, "src/index.ts"), join(root, "src/jest.ts")],
		outdir: join(project, "mock"),
		bundle: true,
		platform: "node",
		conditions: ["@activitysmith/source"],
		external: ["@jest/globals"],
	};
	await build({ ...options, splitting: true, format: "esm" });
	await build({ ...options, format: "cjs", outExtension: { ".js": ".cjs" } });
	writeFileSync(join(project, "mock", "package.json"), '{ "type": "module" }');
	writeFileSync(join(project, "package.json"), '{ "name": "user" }');
	writeFileSync(join(project, "phone.test.mjs"), imported + tests);
	writeFileSync(join(project, "phone.test.cjs"), required + tests);
});

// Jest loads ESM only with the flag.
test.each([
	["phone.test.mjs", ["--experimental-vm-modules", "--no-warnings"]],
	["phone.test.cjs", []],
])("the matchers are there in %s, and tell what is wrong", async (file, flags) => {
	const require = createRequire(import.meta.url);
	const jest = join(dirname(require.resolve("jest/package.json")), "bin", "jest.js");
	const args = [...flags, jest, "--json", "--testMatch", `**/${file}`];
	const output = await new Promise<string>((resolve) => {
		execFile(process.execPath, args, { cwd: project, env: { ...process.env, CI: "1" } }, (_, stdout, stderr) =>
			resolve(stdout || stderr),
		);
	});
	const [results] = (JSON.parse(output) as Results).testResults;
	expect(results?.assertionResults, results?.message).toMatchObject([
		{ title: "holds", status: "passed" },
		{
			title: "fails",
			status: "failed",
			failureMessages: [expect.stringContaining("iphone and ipad show:\n  Deploy\n  ████████░░░░░░░░░░░░ 42%")],
		},
	]);
});
