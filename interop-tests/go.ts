/** Programs in Go, with the modules that their `go.sum` names. */
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const GO = "go";
const cache = fileURLToPath(new URL("../node_modules/.cache/interop", import.meta.url));
const folder = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));

/** Why a program can't be built here: there is no Go, or its modules can't be fetched. */
export function missingForGo(name: string): string | undefined {
	// Where Go takes authorities from that are named by a variable.
	if (process.platform !== "linux") return "the program is told whom to trust as Go does it on Linux";
	const { error, status, stderr } = spawnSync(GO, ["mod", "download"], {
		cwd: folder(name),
		encoding: "utf8",
		timeout: 60_000,
	});
	if (error) return "code" in error && error.code === "ENOENT" ? "there is no Go" : error.message;
	return status === 0 ? undefined : stderr.trimEnd().split("\n").at(-1);
}

/**
 * The path of the program. Go builds only what has changed.
 *
 * @param module The folder of its module. Default: the one of that name in `programs`.
 * @param path Its package, as Go names it in the module.
 */
export async function buildGo(name: string, module = folder(name), path = "."): Promise<string> {
	mkdirSync(cache, { recursive: true });
	const program = join(cache, name);
	await promisify(execFile)(GO, ["build", "-mod=readonly", "-o", program, path], { cwd: module });
	return program;
}
