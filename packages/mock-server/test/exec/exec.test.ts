/** The command under `exec`: its environment, its end, and what is left of it. */
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { hasPython } from "./machine.ts";
import { type Run, script, underExec } from "./run.ts";

const { run, start, temporary, baseURL } = underExec();
const own = mkdtempSync(join(tmpdir(), "exec-own-"));
afterAll(() => rmSync(own, { recursive: true }));

/** Whatever happened, and however it ended. */
afterEach(() => expect(readdirSync(temporary)).toEqual([]));

async function printed({ child, output }: Run, text: string): Promise<void> {
	while (!output.stdout.includes(text)) await new Promise((resolve) => child.stdout?.once("data", resolve));
}

describe("the environment", () => {
	async function environment(env: NodeJS.ProcessEnv = {}): Promise<Record<string, string>> {
		return JSON.parse((await run(env, ...script("console.log(JSON.stringify(process.env))"))).stdout);
	}

	test("names the mock, a key for it, and the proxy in both cases", async () => {
		const env = await environment({ ACTIVITYSMITH_API_KEY: "ask_real", HTTPS_PROXY: "http://proxy.invalid:1" });
		expect(env.ACTIVITYSMITH_BASE_URL).toBe(baseURL());
		// A key that the hosted service knows must not go anywhere.
		expect(env.ACTIVITYSMITH_API_KEY).toBe("ask_exec");
		const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => [env[name], env[name.toLowerCase()]]);
		expect(new Set(proxies)).toEqual(new Set([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)]));
		expect(env.NODE_USE_ENV_PROXY).toBe("1");
	});

	test("exceptions from the proxy are kept, but for those of the service", async () => {
		const NO_PROXY = "db.internal, .corp.example,*,activitysmith.com,.activitysmith.com,com,api.activitysmith.com:443";
		const env = await environment({ NO_PROXY, no_proxy: "cache.internal" });
		expect(env.NO_PROXY).toBe("localhost,127.0.0.1,::1,db.internal,.corp.example,cache.internal");
		expect(env.no_proxy).toBe(env.NO_PROXY);
	});

	test("what was there for a language goes on", async () => {
		const preload = join(own, "own preload.cjs");
		writeFileSync(preload, "globalThis.ownPreload = true;");
		const given = {
			NODE_OPTIONS: `--require ${JSON.stringify(preload)} --no-deprecation`,
			PYTHONPATH: "/own/python",
			RUBYLIB: "/own/ruby",
			RUBYOPT: "-w",
			PHP_INI_SCAN_DIR: "/own/php",
		};
		const env = await environment(given);
		for (const [name, value] of Object.entries(given)) expect(env[name]).toContain(value);
		expect(env.PHP_INI_SCAN_DIR?.split(delimiter)).toEqual(["/own/php", expect.stringContaining(temporary)]);
		expect(env.RUBYOPT).toMatch(/^-w -r/);
		const { stdout } = await run(given, ...script("console.log(globalThis.ownPreload, process.noDeprecation)"));
		expect(stdout).toBe("true true\n");
		// An empty first entry: PHP goes on to read the folder that it was built with.
		expect((await environment()).PHP_INI_SCAN_DIR?.split(delimiter)[0]).toBe("");
	});

	if (hasPython) {
		test("the module of Python that ours hides is run", async () => {
			writeFileSync(join(own, "sitecustomize.py"), "import builtins\nbuiltins.hidden = 'hidden too'\n");
			const { stdout } = await run({ PYTHONPATH: own }, "python3", "-c", "print(hidden)");
			expect(stdout).toBe("hidden too\n");
		});
	}

	test("certificates that were trusted still are", async () => {
		const others = join(own, "others.pem");
		writeFileSync(others, "# the others");
		const read = "const { readFileSync } = require('fs'); console.log(readFileSync(process.env.SSL_CERT_FILE, 'utf8'))";
		const both = /^# the others\n-----BEGIN CERTIFICATE-----/;
		expect((await run({ SSL_CERT_FILE: others }, ...script(read))).stdout).toMatch(both);
		const none = await run({ SSL_CERT_FILE: join(own, "missing.pem") }, ...script(read));
		expect(none.stdout).toMatch(/^-----BEGIN CERTIFICATE-----/);
	});

	test("a server of the command's own is reached as ever, by name and address", async () => {
		const code = `
			const server = require("http").createServer((_, response) => response.end("own server"));
			server.listen(0, async () => {
				for (const host of ["localhost", "127.0.0.1"]) {
					const response = await fetch("http://" + host + ":" + server.address().port);
					console.log(await response.text());
				}
				server.close();
			});`;
		expect((await run({}, ...script(code))).stdout).toBe("own server\nown server\n");
	});
});

test("the folder of its files is for this user alone, and no private key is in it", async () => {
	const code = `
		const { readFileSync, readdirSync, statSync } = require("fs");
		const { dirname } = require("path");
		const folder = dirname(process.env.SSL_CERT_FILE);
		const files = readdirSync(folder, { recursive: true }).map((name) => folder + "/" + name);
		const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, "utf8"));
		const mode = (statSync(folder).mode & 0o777).toString(8);
		console.log(JSON.stringify({ folder, mode, files: texts.length, text: texts.join("") }));`;
	const { stdout } = await run({}, ...script(code));
	const { folder, mode, files, text } = JSON.parse(stdout);
	expect(folder.startsWith(temporary)).toBe(true);
	expect(mode).toBe("700");
	expect(files).toBeGreaterThanOrEqual(5);
	expect(text).toContain("BEGIN CERTIFICATE");
	expect(text).not.toMatch(/PRIVATE|ask_exec/);
});

test("input, output and errors are the command's own", async () => {
	const { child, output, exit } = start({}, "sh", "-c", "read line; echo out $line; echo err $line >&2");
	child.stdin?.end("typed\n");
	expect(await exit).toBe(0);
	expect(output).toEqual({ stdout: "out typed\n", stderr: "err typed\n" });
});

describe("the exit code", () => {
	test.each([
		[["sh", "-c", "exit 0"], 0],
		[["sh", "-c", "exit 7"], 7],
		[["sh", "-c", "kill -9 $$"], 137],
		[["sh", "-c", "kill -TERM $$"], 143],
	] as const)("%j gives %i", async ([command, ...args], code) => {
		expect(await run({}, command, ...args)).toEqual({ code, stdout: "", stderr: "" });
	});

	test("127: there is no such command", async () => {
		const { code, stderr } = await run({}, "no-such-command-here");
		expect(code).toBe(127);
		expect(stderr).toBe("activitysmith-mock: no-such-command-here: command not found\n");
	});

	test("126: it is no program", async () => {
		const file = join(own, "not-executable");
		writeFileSync(file, "");
		chmodSync(file, 0o600);
		const { code, stderr } = await run({}, file);
		expect(code).toBe(126);
		expect(stderr).toMatch(/not-executable cannot be run: .*EACCES/);
	});
});

test("when its own process exits at once, neither the command nor a file stays", async () => {
	const exits = join(own, "exits.cjs");
	writeFileSync(exits, "process.on('SIGUSR2', () => process.exit(9));");
	const code = "process.on('SIGTERM', () => { console.log('told'); process.exit(); }); console.log('started');";
	const running = start(
		{ NODE_OPTIONS: `--require ${JSON.stringify(exits)}` },
		...script(`${code} setInterval(() => {}, 1000)`),
	);
	await printed(running, "started");
	running.child.kill("SIGUSR2");
	// The command holds the pipe as well: this resolves when both have ended.
	expect(await running.exit).toBe(9);
	expect(running.output.stdout).toBe("started\ntold\n");
});

describe("signals", () => {
	test.each([
		["SIGINT", 130],
		["SIGTERM", 143],
		["SIGHUP", 129],
	] as const)("%s ends the command, and then itself", async (signal, code) => {
		const running = start({}, ...script("console.log('started'); setInterval(() => {}, 1000)"));
		await printed(running, "started");
		running.child.kill(signal);
		expect(await running.exit).toBe(code);
	});

	test("a command that handles a signal decides, each time that it comes", async () => {
		const code = `
			let count = 0;
			process.on("SIGTERM", () => {
				count += 1;
				console.log("got " + count);
				if (count === 2) process.exit(5);
			});
			console.log("started");
			setInterval(() => {}, 1000);`;
		const running = start({}, ...script(code));
		await printed(running, "started");
		running.child.kill("SIGTERM");
		await printed(running, "got 1");
		running.child.kill("SIGTERM");
		expect(await running.exit).toBe(5);
		expect(running.output.stdout).toBe("started\ngot 1\ngot 2\n");
	});
});
