/** The SDK from its sources, with what its tests are built with. */
import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { GO } from "../../../interop-tests/go.ts";
import { runProgram, withoutSettings } from "../../../interop-tests/program.ts";
import { describeWith } from "../../../interop-tests/toolchain.ts";

const GOFMT = "gofmt";

export const folder = fileURLToPath(new URL("..", import.meta.url));
const exec = promisify(execFile);

/** The module of what is used on the SDK's: it needs a newer Go, and other modules. */
export const tools = `${folder}test/tools`;

/** Go brings the version that a module wants, unless it is told or too old to. */
function problem(module: string): string | undefined {
	const ask = (...args: string[]) => spawnSync(GO, args, { encoding: "utf8", cwd: module });
	const version = ask("version");
	if (version.error) return "there is no go";
	// What is older than 1.21 does not look at what the module wants.
	const [, minor = "0"] = /go1\.(\d+)/.exec(version.stdout) ?? [];
	if (Number(minor) < 24) return `${version.stdout.trimEnd()} is older than 1.24`;
	const { status, stderr } = ask("list", "-m");
	return status === 0 ? undefined : stderr.trimEnd();
}

export const describeWithGo = describeWith(
	problem(folder),
	"Go 1.24 or newer is needed, from go.dev/dl or on Debian: apt-get install golang-go",
);

export const describeWithTools = describeWith(
	problem(tools),
	"Go 1.26 or newer is needed, from go.dev/dl, or GOTOOLCHAIN=auto",
);

export const environment = (more: Record<string, string> = {}) => withoutSettings(more);

/** Runs go. Gives both outputs; rejects with them when it fails. */
export function go(args: string[], cwd = folder, env = environment()): Promise<string> {
	return runProgram(GO, args, { cwd, env });
}

/** Those of the files that gofmt would write otherwise. */
export async function unformatted(files: string[], cwd = folder): Promise<string[]> {
	const { stdout } = await exec(GOFMT, ["-l", ...files], { cwd });
	return stdout.split("\n").filter((file) => file !== "");
}
