/**
 * The bootstrap, run as a user runs it, in a folder of its own with a stand-in for pnpm. Node is the one that runs the
 * tests, which is new enough; that an older one is replaced is seen wherever the machine's own is older.
 */
import { spawn } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const pinned = "12.21.0";
let project: string;
let bin: string;

beforeEach(async () => {
	project = await mkdtemp(join(tmpdir(), "toolchain-"));
	bin = join(project, "bin");
	for (const folder of ["scripts", "node_modules", "bin"]) await mkdir(join(project, folder));
	await copyFile(join(import.meta.dirname, "with-toolchain.mjs"), join(project, "scripts", "with-toolchain.mjs"));
	await write("package.json", JSON.stringify({ packageManager: `pnpm@${pinned}` }));
	await write("scripts/exit.ts", "const code: number = Number(process.argv[2]);\nprocess.exit(code);\n");
});

afterEach(() => rm(project, { recursive: true, force: true }));

const write = (path: string, text: string) => writeFile(join(project, path), text);

/** A pnpm that notes every installation, and fails when two overlap. */
async function standInPnpm(version = pinned) {
	const script = [
		"#!/bin/sh",
		`if [ "$1" = --version ]; then echo ${version}; exit 0; fi`,
		'mkdir "$PWD/installing" || exit 1',
		'echo "$@" >> "$PWD/installations"',
		"sleep 0.2",
		'rmdir "$PWD/installing"',
	];
	await writeFile(join(bin, "pnpm"), script.join("\n"));
	await chmod(join(bin, "pnpm"), 0o755);
}

async function installations(): Promise<string[]> {
	return (await readFile(join(project, "installations"), "utf8")).trimEnd().split("\n");
}

function start(args: string[], env: Record<string, string> = {}) {
	const child = spawn(process.execPath, ["scripts/with-toolchain.mjs", ...args], {
		cwd: project,
		env: { PATH: [bin, "/usr/bin", "/bin"].join(delimiter), HOME: project, ...env },
		stdio: "pipe",
	});
	let stderr = "";
	let stdout = "";
	child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
	child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
	const ended = new Promise<{ code: number | null; signal: string | null; stderr: string; stdout: string }>((resolve) =>
		child.on("close", (code, signal) => resolve({ code, signal, stderr, stdout })),
	);
	const says = (text: string) =>
		new Promise<void>((resolve) => child.stdout.on("data", () => stdout.includes(text) && resolve()));
	return { child, ended, says };
}

test("runs TypeScript with the condition for sources, the arguments and the input", async () => {
	await standInPnpm();
	await write(
		"scripts/show.ts",
		"const input: string[] = await Array.fromAsync(process.stdin.setEncoding('utf8'));\n" +
			"console.log(JSON.stringify([process.execArgv, process.argv.slice(2), input.join(''), process.env.PATH]));\n",
	);
	const run = start(["scripts/show.ts", "--once", "a b"]);
	run.child.stdin.end("typed");
	const { code, stdout } = await run.ended;
	expect(code).toBe(0);
	const [options, args, input, path] = JSON.parse(stdout);
	expect(options).toEqual(["--conditions=@activitysmith/source"]);
	expect(args).toEqual(["--once", "a b"]);
	expect(input).toBe("typed");
	expect(path.split(delimiter)[0]).toBe(dirname(process.execPath));
});

test.each([0, 1, 7])("exits with %i when the script does", async (code) => {
	await standInPnpm();
	expect(await start(["scripts/exit.ts", String(code)]).ended).toMatchObject({ code, signal: null });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
	"hands %s on to the script, and its exit code back",
	async (signal) => {
		await standInPnpm();
		await write(
			"scripts/wait.ts",
			`process.on("${signal}", () => process.exit(42));\nsetInterval(() => {}, 1000);\nconsole.log("ready");\n`,
		);
		const run = start(["scripts/wait.ts"]);
		await run.says("ready");
		run.child.kill(signal);
		expect(await run.ended).toMatchObject({ code: 42, signal: null });
	},
);

test("dies of the signal that the script died of", async () => {
	await standInPnpm();
	await write("scripts/wait.ts", 'setInterval(() => {}, 1000);\nconsole.log("ready");\n');
	const run = start(["scripts/wait.ts"]);
	await run.says("ready");
	run.child.kill("SIGTERM");
	expect(await run.ended).toMatchObject({ code: null, signal: "SIGTERM" });
});

test("installs once, with the lockfile frozen, and again only after a manifest changed", async () => {
	await standInPnpm();
	const exit = () => start(["scripts/exit.ts", "0"]).ended;
	await exit();
	expect(await exit()).toMatchObject({ code: 0, stderr: "" });
	expect(await installations()).toEqual([expect.stringContaining("install --frozen-lockfile")]);

	await mkdir(join(project, "packages", "new"), { recursive: true });
	await write("packages/new/package.json", "{}");
	await exit();
	await exit();
	expect(await installations()).toHaveLength(2);

	await write("pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
	await exit();
	await exit();
	expect(await installations()).toHaveLength(3);
});

test("installs once when several commands start at the same time", async () => {
	await standInPnpm();
	const runs = await Promise.all([1, 2, 3].map(() => start(["scripts/exit.ts", "0"]).ended));
	expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
	expect(await installations()).toHaveLength(1);
});

test("takes over from a run that was killed while it installed", async () => {
	await standInPnpm();
	const gone = spawn(process.execPath, ["--version"]);
	await new Promise((resolve) => gone.on("close", resolve));
	await mkdir(join(project, ".toolchain"));
	await write(".toolchain/lock", String(gone.pid));
	expect(await start(["scripts/exit.ts", "0"]).ended).toMatchObject({ code: 0 });
});

test("tries again after an installation that failed", async () => {
	await standInPnpm();
	await mkdir(join(project, "installing"));
	const { code, stderr } = await start(["scripts/exit.ts", "0"]).ended;
	expect(code).toBe(1);
	expect(stderr).toContain("missing   the dependencies");
	await rm(join(project, "installing"), { recursive: true });
	expect(await start(["scripts/exit.ts", "0"]).ended).toMatchObject({ code: 0 });
});

test("with no network and nothing kept, says what it needs", async () => {
	await standInPnpm("10.0.0");
	await mkdir(join(project, ".toolchain", "bring-interrupted", "node_modules"), { recursive: true });
	const env = { npm_config_registry: await closedPort(), npm_config_cache: join(project, "cache") };
	// npm is wherever the machine has it.
	const run = start(["scripts/exit.ts", "0"], { ...env, PATH: [bin, process.env.PATH].join(delimiter) });
	const { code, stderr } = await run.ended;
	expect(code).toBe(1);
	expect(stderr).toContain(`missing   pnpm ${pinned}`);
	expect(stderr).toContain("ECONNREFUSED");
	expect(stderr).toContain("Node 24.12 or newer");
	expect(stderr).toContain("access to the npm registry");
	expect(stderr).not.toMatch(/^\s+at /m);
	expect(await readdir(join(project, ".toolchain"))).toEqual([]);
});

/** An address that nothing listens on. */
async function closedPort(): Promise<string> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === "string") throw new TypeError("no port");
	return `http://127.0.0.1:${address.port}/`;
}
