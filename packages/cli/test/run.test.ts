/** run: output, exit codes, signals and the API do not get into each other's way. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCases } from "./cases/run.ts";
import { environment, run } from "./program.ts";
import { openStage, type Stage, type Visit } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const node = process.execPath;
const script = (code: string) => ["--", node, "-e", code];

/** The states that were sent, the last with the end. */
function states(visit: Visit): Record<string, unknown>[] {
	return visit.sent().map(({ body }) => (body as { content_state: Record<string, unknown> }).content_state);
}

function expectFields(state: Record<string, unknown> | undefined, fields: object): void {
	for (const [name, value] of Object.entries(fields)) {
		if (value instanceof RegExp) expect(state?.[name]).toMatch(value);
		else expect(state?.[name]).toEqual(value);
	}
}

describe("what is shown", { timeout: 60_000 }, () => {
	test.each(runCases.map((one, index) => ({ ...one, index })))(
		"$name",
		async ({ args, files = [], first = {}, last, code = 0, index }) => {
			const visit = stage.visit();
			const folder = join(stage.program.folder, `run ${index}`);
			mkdirSync(folder);
			const paths = files.map((text, number) => {
				writeFileSync(join(folder, `${number}.json`), text);
				return join(folder, `${number}.json`);
			});
			const ran = await visit.run(args.map((arg) => arg.replace(/^\{(\d)\}$/, (_, number) => paths[number] ?? "")));
			expect(ran.code).toBe(code);
			expectFields(states(visit)[0], first);
			expectFields(states(visit).at(-1), last);
			expect(visit.sent().at(-1)).toMatchObject({ method: "DELETE", path: "/live-activity/stream/job" });
			expect(visit.account.devices[0]?.lockScreen().activities[0]?.status).toBe("ended");
			if (args.includes("--channels")) {
				expect(visit.sent()[0]?.body).toMatchObject({ target: { channels: ["a"] }, tags: ["t"], metadata: { n: 1 } });
			}
			if (args.includes("--json")) {
				expect(JSON.parse(ran.stderr)).toEqual({ stream_key: "job", exit_code: 5, signal: null, problem: null });
			}
		},
	);

	test("progress is shown while the command runs", async () => {
		const visit = stage.visit();
		const { child, ended } = visit.start([
			"run",
			"--interval",
			"0s",
			...script("console.log('40%'); process.stdin.resume()"),
		]);
		const where = ({ body }: { body: unknown }) =>
			(body as { content_state?: { percentage?: number } })?.content_state?.percentage === 40;
		await visit.account.journal.waitFor({ where }, { timeout: "60s" });
		expect(visit.account.devices[0]?.lockScreen().activities[0]).toMatchObject({
			status: "active",
			state: { percentage: 40 },
		});
		child.stdin?.end();
		expect((await ended).code).toBe(0);
	});

	test("the same command in the same folder has the same key, made of words that are no secret", async () => {
		const visit = stage.visit();
		const args = ["run", ...script(""), "hunter2"];
		await visit.run(args);
		await visit.run(args);
		const paths = new Set(visit.sent().map(({ path }) => path));
		expect([...paths]).toEqual([expect.stringMatching(/^\/live-activity\/stream\/run-node-[0-9a-f]{8}$/)]);
		expect(JSON.stringify(visit.sent())).not.toContain("hunter2");
	});

	test("a key that is given as a flag does not reach the command", async () => {
		const visit = stage.visit({ ACTIVITYSMITH_API_KEY: undefined });
		const { stdout } = await visit.run([
			...["run", "--api-key", visit.apiKey],
			...script("console.log(JSON.stringify([process.env, process.argv]))"),
		]);
		expect(stdout).not.toContain(visit.apiKey);
		expect(states(visit).at(-1)).toMatchObject({ color: "green" });
	});

	test("the key is not shown, even when the command prints it", async () => {
		const visit = stage.visit();
		await visit.run([
			"run",
			...script("console.error('error: key ' + process.env.ACTIVITYSMITH_API_KEY + ' is wrong'); process.exit(1)"),
		]);
		expect(states(visit).at(-1)?.subtitle).toBe("error: key … is wrong");
		await visit.run([
			"run",
			...script("console.log('[1/2] ' + 'x'.repeat(194) + process.env.ACTIVITYSMITH_API_KEY); process.exit(1)"),
		]);
		expect(JSON.stringify(states(visit))).not.toContain("ask_");
	});
});

describe("the command is as it would be alone", { timeout: 60_000 }, () => {
	test("its output arrives byte by byte, on both sides", async () => {
		const visit = stage.visit();
		const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256));
		const file = join(stage.program.folder, "bytes");
		writeFileSync(file, bytes);
		const { child, ended } = visit.start([
			"run",
			...script(
				`const b = require("fs").readFileSync(${JSON.stringify(file)}); process.stdout.write(b); process.stderr.write(b)`,
			),
		]);
		const out: Buffer[] = [];
		const err: Buffer[] = [];
		child.stdout?.on("data", (chunk) => out.push(chunk));
		child.stderr?.on("data", (chunk) => err.push(chunk));
		expect((await ended).code).toBe(0);
		expect(Buffer.concat(out).equals(bytes)).toBe(true);
		expect(Buffer.concat(err).equals(bytes)).toBe(true);
	});

	test("its output comes when it is printed, and our input is its input", async () => {
		const visit = stage.visit();
		const { child, ended } = visit.start([
			"run",
			...script(
				"process.stdout.write('name? '); process.stdin.once('data', (d) => { console.log('hello ' + d); process.exit(0) })",
			),
		]);
		const asked = new Promise((resolve) => child.stdout?.once("data", resolve));
		expect(`${await asked}`).toBe("name? ");
		child.stdin?.write("Ana");
		expect((await ended).stdout).toBe("name? hello Ana\n");
	});

	test("a million lines arrive", async () => {
		const visit = stage.visit();
		const { code, stdout } = await visit.run([
			"run",
			...script(
				"let n = 0; const w = () => { let t = ''; for (let i = 0; i < 1000; i++) t += 'line ' + ++n + '\\n'; if (n >= 1e6) process.stdout.end(t); else process.stdout.write(t, w) }; w()",
			),
		]);
		expect(code).toBe(0);
		expect(stdout.length).toBe(
			Array.from({ length: 7 }, (_, digits) => 9 * 10 ** digits * (digits + 7)).reduce(
				(sum, size, digits) => sum + (digits < 6 ? size : 13),
				0,
			),
		);
		expect(stdout.endsWith("line 1000000\n")).toBe(true);
	});

	test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
		"%s reaches it, and ends it as it would alone",
		async (signal) => {
			const visit = stage.visit();
			const { child, ended } = visit.start([
				"run",
				"--stream-key",
				"job",
				...script("console.log('up'); setInterval(() => {}, 1000)"),
			]);
			await new Promise((resolve) => child.stdout?.once("data", resolve));
			child.kill(signal);
			expect(await ended).toMatchObject({ code: 128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal], signal: null });
			expect(states(visit).at(-1)).toMatchObject({ color: "red", subtitle: `Ended by ${signal}` });
		},
	);

	test("a signal that it takes for itself is its own business", async () => {
		const visit = stage.visit();
		const { child, ended } = visit.start([
			"run",
			...script(
				"process.on('SIGTERM', () => { console.log('bye'); process.exit(7) }); console.log('up'); setInterval(() => {}, 1000)",
			),
		]);
		await new Promise((resolve) => child.stdout?.once("data", resolve));
		child.kill("SIGTERM");
		expect(await ended).toMatchObject({ code: 7, stdout: "up\nbye\n" });
	});

	test("a crash is one", async () => {
		const visit = stage.visit();
		const { code } = await visit.run(["run", "--stream-key", "job", ...script("process.kill(process.pid, 'SIGKILL')")]);
		expect(code).toBe(137);
		expect(states(visit).at(-1)).toMatchObject({ color: "red", subtitle: "Ended by SIGKILL" });
	});

	test("a command that there is not, and one that can't be run", async () => {
		const visit = stage.visit();
		const missing = await visit.run(["run", "--", "no-such-command-anywhere"]);
		expect(missing).toMatchObject({
			code: 127,
			stderr: expect.stringContaining("no-such-command-anywhere: command not found"),
		});
		const plain = join(stage.program.folder, "plain");
		writeFileSync(plain, "");
		expect(await visit.run(["run", "--", plain])).toMatchObject({
			code: 126,
			stderr: expect.stringContaining("EACCES"),
		});
	});

	test("who reads no further is noticed by it", async () => {
		const visit = stage.visit();
		const { child, ended } = visit.start([
			"run",
			...script(
				"process.stdout.on('error', (e) => { process.exit(e.code === 'EPIPE' ? 9 : 1) }); setInterval(() => process.stdout.write('y\\n'.repeat(1000)), 1)",
			),
		]);
		await new Promise((resolve) => child.stdout?.once("data", resolve));
		child.stdout?.destroy();
		expect((await ended).code).toBe(9);
	});

	test("what it leaves in the background does not hold it up", async () => {
		const visit = stage.visit();
		const code = `const c = require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "inherit", detached: true }); console.log(c.pid); c.unref()`;
		const { child, ended } = visit.start(["run", ...script(code)]);
		const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
		const pid = Number(await new Promise((resolve) => child.stdout?.once("data", resolve)));
		expect(await exited).toBe(0);
		process.kill(pid, "SIGKILL");
		await ended;
	});

	test("its arguments reach it as they are", async () => {
		const visit = stage.visit();
		const words = ["a b", "", "--json", "--", "'\"\\", "$HOME", "*", "ü\n"];
		const { stdout } = await visit.run([
			"run",
			"--",
			node,
			"-p",
			"JSON.stringify(process.argv.slice(1))",
			"--",
			...words,
		]);
		expect(JSON.parse(stdout)).toEqual(words);
	});
});

describe("whatever the API does, the command does not notice", { timeout: 60_000 }, () => {
	const env = (baseURL: string) => ({ ACTIVITYSMITH_BASE_URL: baseURL, ACTIVITYSMITH_API_KEY: "ask_any" });
	const hello = ["run", "--wait", "0s", ...script("console.log('done'); process.exitCode = 6")];

	test("there is none", async () => {
		const ran = await run(stage.program, hello, env("http://127.0.0.1:1/api"));
		expect(ran).toMatchObject({ code: 6, stdout: "done\n", stderr: expect.stringContaining("may not show the end") });
	});

	test("it never answers", async () => {
		const silent = createServer(() => undefined).listen(0, "127.0.0.1");
		await new Promise((resolve) => silent.once("listening", resolve));
		const { port } = silent.address() as { port: number };
		const ran = await run(
			stage.program,
			[...hello.slice(0, 1), "--quiet", ...hello.slice(1)],
			env(`http://127.0.0.1:${port}/api`),
		);
		expect(ran).toMatchObject({ code: 6, stdout: "done\n", stderr: "" });
		silent.close();
	});

	test("it refuses", async () => {
		const visit = stage.visit();
		visit.account.faults.add({ status: 500 });
		expect(await visit.run(hello)).toMatchObject({ code: 6, stdout: "done\n" });
	});

	test("the key is missing, or the address is none", async () => {
		for (const settings of [{ ACTIVITYSMITH_API_KEY: undefined }, { ACTIVITYSMITH_BASE_URL: "nowhere" }]) {
			const ran = await run(stage.program, hello, { ...env(stage.baseURL), ...settings });
			expect(ran).toMatchObject({ code: 6, stdout: "done\n", stderr: expect.stringContaining("no Live Activity") });
		}
	});

	test("a wrong use is told before anything runs", async () => {
		const visit = stage.visit();
		for (const args of [
			["run"],
			["run", "--stream-key", "a b", ...script("")],
			["run", node],
			["run", "--wait", "soon", ...script("")],
		]) {
			expect(await visit.run(args)).toMatchObject({ code: 2, stdout: "" });
		}
		expect(visit.sent()).toEqual([]);
	});
});

const hasTerminal = process.platform === "linux" && (await terminalTool());
if (!hasTerminal) console.warn("Skipped, there is no script(1) of util-linux: the tests at a terminal");

async function terminalTool(): Promise<boolean> {
	const { spawnSync } = await import("node:child_process");
	return spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") ?? false;
}

describe.skipIf(!hasTerminal)("at a terminal", { timeout: 60_000 }, () => {
	/** Runs the command in a terminal of its own. */
	async function atTerminal(visit: Visit, args: readonly string[], type?: { when: string; text: string }) {
		const { spawn } = await import("node:child_process");
		const quoted = [node, stage.program.file, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
		const child = spawn("script", ["-qefc", quoted, "/dev/null"], {
			cwd: stage.program.folder,
			env: environment({ ...visit.env, SHELL: "/bin/sh", TERM: "xterm-256color" }),
			stdio: ["pipe", "pipe", "pipe"],
		});
		let seen = "";
		let typed = false;
		child.stdout.on("data", (chunk) => {
			seen += chunk;
			if (!type || typed || !seen.includes(type.when)) return;
			typed = true;
			child.stdin.write(type.text);
		});
		const code = await new Promise((resolve) => child.on("close", resolve));
		return { code, seen };
	}
	const asks = script(
		"console.log([0, 1, 2].map((fd) => require('tty').isatty(fd)).join(), process.env.SHELL, '30%'); process.exitCode = 4",
	);

	test("the command has one of its own, and its progress is read", async () => {
		const visit = stage.visit();
		const { code, seen } = await atTerminal(visit, ["run", "--stream-key", "job", ...asks]);
		expect(seen).toContain("true,true,true /bin/sh");
		expect(code).toBe(4);
		expect(states(visit).at(-1)).toMatchObject({ type: "progress", percentage: 30, color: "red" });
	});

	test("Ctrl+C that is typed reaches it", async () => {
		const visit = stage.visit();
		const code =
			"process.on('SIGINT', () => { console.log('caught'); process.exit(8) }); console.log('ready'); setInterval(() => {}, 1000)";
		expect(await atTerminal(visit, ["run", ...script(code)], { when: "ready", text: "\u0003" })).toMatchObject({
			code: 8,
			seen: expect.stringContaining("caught"),
		});
	});

	test("with pipes it is told that there are colours", async () => {
		const visit = stage.visit();
		const { seen } = await atTerminal(visit, [
			"run",
			"--terminal",
			"pipe",
			...script("console.log(process.stdout.isTTY + ' ' + process.env.FORCE_COLOR)"),
		]);
		expect(seen).toContain("undefined 1");
	});

	test("inherited, it is ours", async () => {
		const visit = stage.visit();
		const { code, seen } = await atTerminal(visit, ["run", "--terminal", "inherit", "--stream-key", "job", ...asks]);
		expect(seen).toContain("true,true,true");
		expect(code).toBe(4);
		expect(states(visit).at(-1)).toMatchObject({ type: "timer", color: "red" });
	});
});

describe("recordings of tools", { timeout: 60_000 }, () => {
	const recording = (name: string) => new URL(`recordings/${name}.txt`, import.meta.url);
	test.each([
		["npm", { type: "timer" }],
		["docker-build", { type: "segmented_progress", number_of_steps: 5, current_step: 5 }],
		["rsync", { type: "progress", percentage: 100 }],
		["pytest", { type: "progress", percentage: 100 }],
		["cargo", { type: "progress", percentage: 100 }],
	])("%s, played through run, arrives as it is", async (name, last) => {
		const visit = stage.visit();
		const text = readFileSync(recording(name), "utf8");
		const play = `process.stdout.write(require("fs").readFileSync(${JSON.stringify(recording(name).pathname)}))`;
		const { stdout, code } = await visit.run(["run", "--stream-key", "job", ...script(play)]);
		expect({ stdout, code }).toEqual({ stdout: text, code: 0 });
		expect(states(visit).at(-1)).toMatchObject({ ...last, color: "green" });
	});
});
