/** The SDK from its sources, with what its tests are built with. */
import { execFile, spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { GO } from "../../../interop-tests/go.ts";
import { describeWith } from "../../../interop-tests/toolchain.ts";

const GOFMT = "gofmt";

export const folder = fileURLToPath(new URL("..", import.meta.url));
const exec = promisify(execFile);

function problem(): string | undefined {
	const { error, status, stdout, stderr } = spawnSync(GO, ["version"], { encoding: "utf8", cwd: folder });
	if (error) return "there is no go";
	if (status !== 0) return stderr.trimEnd();
	const [, minor = "0"] = /go1\.(\d+)/.exec(stdout) ?? [];
	return Number(minor) < 24 ? `${stdout.trimEnd()} is older than 1.24` : undefined;
}

export const describeWithGo = describeWith(
	problem(),
	"Go 1.24 or newer is needed, from go.dev/dl or on Debian: apt-get install golang-go",
);

/** No setting of the machine is taken for a test's. */
export function environment(more: Record<string, string> = {}): Record<string, string> {
	const own = Object.entries(process.env).filter(([name]) => !name.startsWith("ACTIVITYSMITH_"));
	return { ...(Object.fromEntries(own) as Record<string, string>), ...more };
}

/** Runs go. Gives both outputs; rejects with them when it fails. */
export async function go(args: string[], cwd = folder, env = environment()): Promise<string> {
	const { stdout, stderr } = await exec(GO, args, { cwd, env }).catch((error) => {
		throw new Error(`go ${args.join(" ")}\n${error.stdout}${error.stderr}`);
	});
	return stdout + stderr;
}

/** Those of the files that gofmt would write otherwise. */
export async function unformatted(files: string[], cwd = folder): Promise<string[]> {
	const { stdout } = await exec(GOFMT, ["-l", ...files], { cwd });
	return stdout.split("\n").filter((file) => file !== "");
}
