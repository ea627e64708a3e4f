/** The command, as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { progress, send } from "./api.ts";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "cli-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const children: ChildProcess[] = [];
afterEach(() => {
	for (const child of children.splice(0)) child.kill("SIGKILL");
});

interface Run {
	child: ChildProcess;
	output: { stdout: string; stderr: string };
	/** Resolves with the exit code; one that a signal killed has none. */
	exit: Promise<number | null>;
}

function run(...args: string[]): Run {
	const child = spawn(process.execPath, ["--conditions=@activitysmith/source", cli, ...args]);
	children.push(child);
	const output = { stdout: "", stderr: "" };
	for (const name of ["stdout", "stderr"] as const) {
		child[name]?.setEncoding("utf8").on("data", (text: string) => {
			output[name] += text;
		});
	}
	return { child, output, exit: new Promise((resolve) => child.on("close", resolve)) };
}

type Ready = Record<"event" | "url" | "baseURL" | "apiKey" | "version" | "instance", string> & {
	pid: number;
	lockScreen: string | null;
};

/** The first line that it prints. */
async function ready({ child, output, exit }: Run): Promise<Ready> {
	while (!output.stdout.includes("\n")) {
		const ended = await Promise.race([
			exit,
			new Promise((resolve) => child.stdout?.once("data", () => resolve("more"))),
		]);
		if (ended !== "more") throw new Error(`it ended with ${ended}: ${output.stderr}`);
	}
	return JSON.parse(output.stdout.split("\n")[0] ?? "") as Ready;
}

function served(...args: string[]) {
	const process = run("--port", "0", "--json", ...args);
	return ready(process).then((line) => ({ ...process, line }));
}

const push = { method: "POST", path: "/push-notification", body: { title: "T" } };

describe("ready", () => {
	test("with --json it says so in one line, and serves", async () => {
		const { child, line, output } = await served();
		expect(line).toEqual({
			event: "ready",
			url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
			baseURL: `${line.url}/api`,
			apiKey: expect.stringMatching(/^ask_/),
			lockScreen: `${line.url}/`,
			pid: child.pid,
			version: packageJson.version,
			instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(output.stdout.trim().split("\n")).toHaveLength(1);
		const { status, headers } = await send(fetch, { ...push, key: line.apiKey }, line.url);
		expect(status).toBe(200);
		// In real time, with the limits of the hosted service.
		expect(headers.get("ratelimit-limit")).toBe("60");
	});

	test("without, it says what to type", async () => {
		const process = run("--port", "0");
		const { child, output, exit } = process;
		while (!output.stdout.includes("Ctrl+C")) await new Promise((resolve) => child.stdout?.once("data", resolve));
		expect(output.stdout).toMatch(/export ACTIVITYSMITH_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/api/);
		expect(output.stdout).toMatch(/export ACTIVITYSMITH_API_KEY=ask_\w+/);
		const [, page = ""] = /^Lock screen: (.*)$/m.exec(output.stdout) ?? [];
		expect((await fetch(page)).headers.get("content-type")).toMatch(/^text\/html/);
		child.kill("SIGINT");
		expect(await exit).toBe(0);
	});

	test("with --control off, there is no page to speak of", async () => {
		const { line } = await served("--control", "off");
		expect(line.lockScreen).toBeNull();
		const { child, output } = run("--port", "0", "--control", "off");
		while (!output.stdout.includes("Ctrl+C")) await new Promise((resolve) => child.stdout?.once("data", resolve));
		expect(output.stdout).not.toMatch(/Lock screen|_mock\//);
	});
});

describe("options", () => {
	test("--api-key takes only the keys that are given, one account for all of them", async () => {
		const { line, output, exit, child } = await served("--api-key", "ask_one", "--api-key", "ask_two");
		expect(line.apiKey).toBe("ask_one");
		const put = { method: "PUT", path: "/live-activity/stream/k", body: progress(1) };
		expect((await send(fetch, { ...put, key: "ask_one" }, line.url)).body.operation).toBe("started");
		expect((await send(fetch, { ...put, key: "ask_two" }, line.url)).body.operation).toBe("noop");
		expect((await send(fetch, { ...put, key: "ask_three" }, line.url)).status).toBe(401);
		child.kill("SIGTERM");
		await exit;
		// Beyond the line that a program reads, no key is ever printed.
		expect(output.stdout.split("\n").slice(1).join("") + output.stderr).toBe("");
	});

	test("a given key is not shown to whoever looks at the terminal", async () => {
		const { child, output } = run("--port", "0", "--api-key", "ask_secret");
		while (!output.stdout.includes("Ctrl+C")) await new Promise((resolve) => child.stdout?.once("data", resolve));
		expect(output.stdout).not.toContain("ask_secret");
	});

	test("--no-limits", async () => {
		const { line } = await served("--no-limits");
		for (let count = 0; count < 65; count += 1) expect((await send(fetch, push, line.url)).status).toBe(200);
		for (let count = 0; count < 6; count += 1) {
			const put = { method: "PUT", path: `/live-activity/stream/k${count}`, body: progress(1) };
			expect((await send(fetch, put, line.url)).status).toBe(200);
		}
	});

	test("limits are on by default", async () => {
		const { line } = await served();
		const statuses: number[] = [];
		for (let count = 0; count < 5; count += 1) {
			const put = { method: "PUT", path: `/live-activity/stream/k${count}`, body: progress(1) };
			statuses.push((await send(fetch, put, line.url)).status);
		}
		expect(statuses).toEqual([200, 200, 200, 200, 429]);
		for (let count = 5; count < 60; count += 1) expect((await send(fetch, push, line.url)).status).toBe(200);
		expect((await send(fetch, push, line.url)).body.error).toBe("Rate limit exceeded");
	});

	test("--strict-accounts", async () => {
		const { line } = await served("--strict-accounts");
		expect((await send(fetch, { ...push, body: { title: "T", channels: ["ops"] } }, line.url)).status).toBe(400);
		const metric = { method: "POST", path: "/metrics/m/value", body: { value: 1 } };
		expect((await send(fetch, metric, line.url)).status).toBe(404);
	});

	test("--help and --version", async () => {
		const help = run("--help");
		expect(await help.exit).toBe(0);
		for (const option of ["--port", "--host", "--api-key", "--no-limits", "--strict-accounts", "--json"]) {
			expect(help.output.stdout).toContain(option);
		}
		const version = run("--version");
		expect(await version.exit).toBe(0);
		expect(version.output.stdout).toBe(`${packageJson.version}\n`);
	});
});

describe("for tests in any language", () => {
	function seedFile(text: string): string {
		const path = join(folder, "seed.yaml");
		writeFileSync(path, text);
		return path;
	}

	test("--seed describes accounts, --faults breaks things, --clock frozen stops time", async () => {
		const seed = seedFile("accounts:\n- keys: [ask_seeded]\n  users: [{ id: u, devices: [{ id: phone }] }]\n");
		const { line } = await served("--seed", seed, "--faults", '{"status":503,"times":1}', "--clock", "frozen");
		expect(line.apiKey).toBe("ask_seeded");
		const put = { method: "PUT", path: "/live-activity/stream/k", body: progress(1), key: "ask_seeded" };
		const url = `${line.url}/api${put.path}`;
		const headers = { authorization: "Bearer ask_seeded", "content-type": "application/json" };
		const failed = await fetch(url, { method: "PUT", headers, body: JSON.stringify(put.body) });
		expect(failed.status).toBe(503);
		expect((await send(fetch, put, line.url)).body).toMatchObject({ operation: "started", devices_notified: 1 });
		expect((await send(fetch, { ...put, key: "ask_other" }, line.url)).status).toBe(401);
		const health = await fetch(`${line.url}/_mock/health`);
		expect(await health.json()).toEqual({
			instance: line.instance,
			version: packageJson.version,
			clock: "frozen",
			now: "2026-01-01T00:00:00.000Z",
		});
	});

	test("a seed that is wrong: one sentence, exit code 2", async () => {
		const { exit, output } = run("--seed", seedFile("accounts: [{ keys: [ask_secret] }, { keys: [ask_secret] }]"));
		expect(await exit).toBe(2);
		expect(output.stderr).toMatch(/seed\.yaml: account\.keys\[0\] belongs to an account of this mock already\nSee /);
		expect(output.stderr).not.toContain("ask_secret");
	});

	test.each([
		["0.0.0.0", "http://127.0.0.1"],
		["::", "http://[::1]"],
	])("--host %s: the URLs that are printed are answered, the control routes among them", async (host, start) => {
		const { line } = await served("--host", host);
		expect(line.url.replace(/:\d+$/, "")).toBe(start);
		expect(line.baseURL).toBe(`${line.url}/api`);
		expect((await fetch(`${line.url}/_mock/health`)).status).toBe(200);
		expect((await send(fetch, push, line.url)).status).toBe(200);
	});

	test("--control off: they are not there", async () => {
		const { line } = await served("--control", "off");
		expect((await fetch(`${line.url}/_mock/health`)).status).toBe(404);
	});
});

describe("what is printed of requests", () => {
	test("--verbose: a line for each, without colours where there is no terminal, without keys", async () => {
		const { child, output, exit } = run("--port", "0", "--verbose");
		while (!output.stdout.includes("Ctrl+C")) await new Promise((resolve) => child.stdout?.once("data", resolve));
		const [url = ""] = /http:\S+/.exec(output.stdout) ?? [];
		await send(fetch, { ...push, key: "ask_secret_key_3f2a" }, url);
		await send(fetch, { ...push, body: {}, key: "ask_secret_key_3f2a" }, url);
		child.kill("SIGTERM");
		expect(await exit).toBe(0);
		const lines = output.stdout.slice(output.stdout.indexOf("Ctrl+C")).split("\n").slice(1, -1);
		expect(lines).toEqual([
			expect.stringMatching(/^\d\d:\d\d:\d\d account-1 POST \/api\/push-notification → 200 sent/),
			expect.stringMatching(/^\d\d:\d\d:\d\d account-1 POST \/api\/push-notification → 400 refused: title is required/),
		]);
		expect(output.stdout).not.toContain("secret");
		expect(output.stdout).not.toContain("\u001b");
	});

	test("with --json, the entries of the journal", async () => {
		const { child, line, output, exit } = await served("--verbose");
		await send(fetch, push, line.url);
		child.kill("SIGTERM");
		await exit;
		const [, request = ""] = output.stdout.trim().split("\n");
		expect(JSON.parse(request)).toMatchObject({
			event: "request",
			operation: "sendPushNotification",
			body: { title: "T" },
			status: 200,
			decision: "sent",
		});
	});
});

test("--show prints what the devices show, without colours where there is no terminal", async () => {
	const { child, output } = run("--port", "0", "--show", "--open");
	while (!output.stdout.includes("Ctrl+C")) await new Promise((resolve) => child.stdout?.once("data", resolve));
	const url = /listens on (\S+)/.exec(output.stdout)?.[1];
	await send(fetch, { method: "PUT", path: "/live-activity/stream/k", body: progress(42) }, url);
	while (!output.stdout.includes("42%")) await new Promise((resolve) => child.stdout?.once("data", resolve));
	expect(output.stdout).toMatch(/╭─ iPhone ─/);
	expect(output.stdout).not.toContain("\u001b");
	expect(output.stderr).toBe("");
});

describe("exec", () => {
	test("runs a command with the mock's address and a key, and exits as it does", async () => {
		const program = `fetch(process.env.ACTIVITYSMITH_BASE_URL + "/badge", {
			method: "POST",
			headers: { Authorization: "Bearer " + process.env.ACTIVITYSMITH_API_KEY, "Content-Type": "application/json" },
			body: '{"badge":1}',
		}).then(async (response) => {
			console.log(await response.text());
			process.exit(response.ok ? 7 : 1);
		});`;
		const { exit, output } = run("exec", "--verbose", "--", process.execPath, "-e", program);
		expect(await exit).toBe(7);
		expect(JSON.parse(output.stdout)).toMatchObject({ success: true, badge: 1 });
		expect(output.stderr).toMatch(/account-1 POST \/api\/badge → 200 sent/);
	});
});

describe("the end", () => {
	test("while events are read, and a fault keeps a request waiting", async () => {
		const { child, line, exit, output } = await served("--faults", '{"connection":"never"}');
		const events = await fetch(`${line.url}/_mock/events`);
		const waiting = fetch(`${line.baseURL}/badge`, {
			method: "POST",
			headers: { authorization: "Bearer ask_test", "content-type": "application/json" },
			body: '{"badge":1}',
		});
		const poll = fetch(`${line.url}/_mock/journal?operation=sendPushNotification&wait=10m`);
		const ended = Promise.allSettled([events.text(), waiting, poll]);
		const struck = async () => {
			const faults = await fetch(`${line.url}/_mock/faults`);
			return ((await faults.json()) as { faults: { struck: number }[] }).faults[0]?.struck;
		};
		await expect.poll(struck).toBe(1);
		child.kill("SIGTERM");
		expect(await exit).toBe(0);
		expect(output.stderr).toBe("");
		await ended;
	});

	test.each(["SIGINT", "SIGTERM"] as const)(
		"%s: it closes and exits with 0, though clients are connected",
		async (signal) => {
			const { child, line, exit, output } = await served();
			await send(fetch, push, line.url);
			child.kill(signal);
			expect(await exit).toBe(0);
			expect(output.stderr).toBe("");
			await expect(fetch(line.url)).rejects.toThrow();
		},
	);

	test("a port that is in use: a sentence on stderr, exit code 1", async () => {
		const { line } = await served();
		const { port } = new URL(line.url);
		const second = run("--port", port, "--json");
		expect(await second.exit).toBe(1);
		expect(second.output.stdout).toBe("");
		expect(second.output.stderr).toMatch(new RegExp(`^activitysmith-mock: Port ${port} on 127\\.0\\.0\\.1 is in use`));
		expect(second.output.stderr.trim().split("\n")).toHaveLength(1);
	});

	test("an address that is not of this machine: exit code 1", async () => {
		const { exit, output } = run("--host", "192.0.2.1", "--port", "0");
		expect(await exit).toBe(1);
		expect(output.stderr).toMatch(/^activitysmith-mock: 192\.0\.2\.1 is no address of this machine/);
	});

	test.each([
		[["--port", "x"], /--port takes a number from 0 to 65535/],
		[["--port"], /--port/],
		[["--nope"], /--nope/],
		[["--open", "--control", "off"], /--open and --control off can't be combined/],
		[["ask_secret"], /takes no arguments/],
		[["--apikey=ask_secret"], /--apikey/],
	])("wrong usage %j: exit code 2, and what is meant", async (args, message) => {
		const { exit, output } = run(...args);
		expect(await exit).toBe(2);
		expect(output.stdout).toBe("");
		expect(output.stderr).toMatch(message);
		expect(output.stderr).toContain("See activitysmith-mock --help");
		expect(output.stderr).not.toContain("ask_secret");
		expect(output.stderr).not.toContain("    at ");
	});
});
