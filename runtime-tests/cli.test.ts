/** The command as npm installs it, on every runtime that it is for. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { createMock, type Mock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installProject, type Project } from "./project.ts";
import { bringRuntimes, type Runtime, runtimes } from "./runtimes.ts";

let project: Project;
let mock: Mock;
let baseURL: string;
beforeAll(async () => {
	await bringRuntimes();
	mock = createMock();
	[project, { baseURL }] = await Promise.all([installProject({ "activitysmith-cli": "packages/cli" }), mock.listen()]);
}, 300_000);
afterAll(async () => {
	await mock?.close();
	project?.[Symbol.dispose]();
});

interface Ran {
	code: number | null;
	stdout: string;
	stderr: string;
}

const bin = () => join(project.folder, "node_modules/.bin/activitysmith");

function run(runtime: Runtime, key: string, args: readonly string[], input = ""): Promise<Ran> {
	// Deno asks before a program starts another, or learns the machine's name; Node and Bun do not.
	const allowed = runtime.name === "Deno" ? ["run", "--no-lock", "--cached-only", "-A"] : runtime.args;
	const child = spawn(runtime.program(), [...allowed, bin(), ...args], {
		cwd: project.folder,
		env: { ...process.env, ...runtime.env, ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: key },
	});
	let [stdout, stderr] = ["", ""];
	child.stdout.setEncoding("utf8").on("data", (text) => {
		stdout += text;
	});
	child.stderr.setEncoding("utf8").on("data", (text) => {
		stderr += text;
	});
	child.stdin.on("error", () => undefined);
	child.stdin.end(input);
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code) => resolve({ code, stdout, stderr }));
	});
}

describe.each(runtimes)("$name", { timeout: 60_000 }, (runtime) => {
	const key = `ask_${runtime.name.replace(/\W/g, "")}`;

	test("says its version and its help", async () => {
		expect(await run(runtime, key, ["--version"])).toMatchObject({
			code: 0,
			stdout: expect.stringMatching(/^\d/),
			stderr: "",
		});
		expect(await run(runtime, key, ["run", "--help"])).toMatchObject({
			code: 0,
			stdout: expect.stringMatching(/^Usage/),
			stderr: "",
		});
	});

	test("sends, from flags and from standard input, and says what was refused", async () => {
		const args = ["activity", "stream", "job", "--title", "Job", "--content-state-file", "-"];
		const sent = await run(runtime, key, args, '{"type":"progress","percentage":42}');
		expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining("Operation: started"), stderr: "" });
		expect(mock.account(key).devices[0]?.lockScreen().activities[0]?.state.percentage).toBe(42);
		expect(await run(runtime, key, ["push", "--title", "x", "--metadata-file", "none.json"])).toMatchObject({
			code: 2,
		});
		expect(await run(runtime, key, ["activity", "end-stream", "never"])).toMatchObject({ code: 1 });
	});

	test("runs a command, passes on what it prints and how it ends, and shows it", async () => {
		const script =
			"process.stdout.write('[2/5] build\\n'); process.stderr.write('Error: no space\\n'); process.exit(7)";
		const ran = await run(runtime, key, [
			"run",
			"--wait",
			"30s",
			"--stream-key",
			"run",
			"--",
			process.execPath,
			"-e",
			script,
		]);
		expect(ran).toEqual({ code: 7, stdout: "[2/5] build\n", stderr: "Error: no space\n" });
		const last = mock.account(key).journal.last({ key: "run" });
		expect(last).toMatchObject({
			method: "DELETE",
			body: {
				content_state: { type: "segmented_progress", current_step: 2, color: "red", subtitle: "Error: no space" },
			},
		});
	});

	test("takes lines as states, and a command's output as figures", async () => {
		expect(await run(runtime, key, ["pipe", "lines"], "10%\n90%\n")).toMatchObject({ code: 0, stderr: "" });
		expect(mock.account(key).journal.last({ key: "lines" })?.body).toMatchObject({ content_state: { percentage: 90 } });
		const args = ["watch", "load", "--every", "1h", "--times", "1", "--keep", "--", process.execPath, "-p", "42"];
		expect(await run(runtime, key, args)).toMatchObject({ code: 0, stderr: "" });
		expect(mock.account(key).journal.last({ key: "load" })?.body).toMatchObject({
			content_state: { metrics: [{ label: "load", value: 42 }] },
		});
	});
});
