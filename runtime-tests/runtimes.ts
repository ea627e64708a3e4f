/** The runtimes that programs are run on: packages of the npm registry, whatever the machine may have beside them. */
import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const binaries = fileURLToPath(new URL("binaries", import.meta.url));

/** There is no such runtime for this platform, or it could not be brought. */
class MissingRuntimeError extends Error {
	override readonly name = "MissingRuntimeError";

	constructor(runtime: string, remedy: string, options?: ErrorOptions) {
		super(`${runtime} is missing: ${remedy}`, options);
	}
}

const platform = `${process.platform}-${process.arch}`;
const noPackage = `there is no package of it for ${platform} in ${binaries}/package.json, or it could not be installed`;

export interface Runtime {
	name: string;
	/** The program, or an error when there is none here. */
	program(): string;
	/** What stands before the file that it runs. */
	args: string[];
	env?: Record<string, string>;
	/** Runs `await using` as it is written. */
	disposal: boolean;
}

function node(version: string, alias: string, disposal: boolean): Runtime {
	const program = () => present(`Node ${version}`, join(binaries, "node_modules", `${alias}-${platform}`, "bin/node"));
	return { name: `Node ${version}`, program, args: [], disposal };
}

/** A package that brings its binary in one of its optional dependencies, and has an install script only to find it. */
function wrapped(name: string, alias: string, packages: Record<string, string>): Runtime["program"] {
	return () => {
		const wrapper = realpathSync(join(binaries, "node_modules", alias, "package.json"));
		const [target = "", path = ""] = (packages[platform] ?? "").split(" ");
		try {
			const manifest = createRequire(wrapper).resolve(`${target}/package.json`);
			return present(name, join(dirname(manifest), path));
		} catch (cause) {
			throw new MissingRuntimeError(name, noPackage, { cause });
		}
	};
}

function present(name: string, path: string): string {
	if (!existsSync(path)) throw new MissingRuntimeError(name, noPackage);
	return path;
}

/** The one that runs the tests, for what stands on the other side of a program. */
export const thisNode: Runtime = { name: "Node", program: () => process.execPath, args: [], disposal: true };

export const nodes = [
	node("20.19", "node-20", false),
	node("22", "node-22", false),
	node("24", "node-24", true),
] as const satisfies Runtime[];

export const runtimes: Runtime[] = [
	...nodes,
	{
		name: "Deno",
		program: wrapped("Deno", "deno-runtime", {
			"linux-x64": "@deno/linux-x64-glibc deno",
			"linux-arm64": "@deno/linux-arm64-glibc deno",
			"darwin-arm64": "@deno/darwin-arm64 deno",
		}),
		// No more than the README of the SDK asks for.
		args: ["run", "--no-prompt", "--no-lock", "--cached-only", "--allow-net", "--allow-env"],
		env: { DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(binaries, "node_modules/.cache/deno") },
		disposal: true,
	},
	{
		name: "Bun",
		program: wrapped("Bun", "bun-runtime", {
			"linux-x64": "@oven/bun-linux-x64 bin/bun",
			"linux-arm64": "@oven/bun-linux-aarch64 bin/bun",
			"darwin-arm64": "@oven/bun-darwin-aarch64 bin/bun",
		}),
		args: ["--no-install"],
		env: { DO_NOT_TRACK: "1" },
		disposal: true,
	},
];

/** What Miniflare's own module exports, as far as it is used here: its types are not part of the root's install. */
export interface Miniflare {
	dispatchFetch(url: string, init: RequestInit): Promise<Response>;
	dispose(): Promise<void>;
}
export type MiniflareClass = new (options: Record<string, unknown>) => Miniflare;

export function miniflare(): MiniflareClass {
	try {
		return createRequire(join(binaries, "package.json"))("miniflare").Miniflare;
	} catch (cause) {
		throw new MissingRuntimeError("workerd", noPackage, { cause });
	}
}

/** Installs what is not there yet: 700 MB on the first run, a look at the lockfile on all others. */
export async function bringRuntimes(): Promise<void> {
	await promisify(execFile)("pnpm", ["install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"], {
		cwd: binaries,
		shell: process.platform === "win32",
	}).catch(({ stdout = "", message }: { stdout?: string; message: string }) => {
		throw new Error(`The runtimes could not be installed:\n${message}\n${stdout}`);
	});
}
