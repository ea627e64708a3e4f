/** Commands on Windows, as far as another system can tell: what is handed to it to start. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { environment } from "./program.ts";

const spawnModule = fileURLToPath(new URL("../src/run/spawn.ts", import.meta.url));

/** The file and the arguments that Node would be given there. */
function started(command: readonly string[]): [file: string, args: string[]] {
	const folder = mkdtempSync(join(tmpdir(), "windows-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	for (const name of ["npm.CMD", "tool.EXE"]) writeFileSync(join(folder, name), "", { mode: 0o755 });
	const code = `
Object.defineProperty(process, "platform", { value: "win32" });
const { createRequire } = await import("node:module");
createRequire(import.meta.url)("node:child_process").spawn = (file, args) => {
	console.log(JSON.stringify([file, args]));
	return { on: () => {}, emit: () => {} };
};
const { startCommand } = await import(${JSON.stringify(spawnModule)});
startCommand(${JSON.stringify(command)}, "inherit");`;
	const args = ["--conditions=@activitysmith/source", "--input-type=module", "-e", code];
	const env = environment({ PATH: folder, PATHEXT: ".EXE;.CMD", comspec: "cmd.exe" });
	return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", cwd: folder, env }));
}

test("a program is started as it is", () => {
	expect(started(["tool", "a b", "%PATH%"])).toEqual(["tool", ["a b", "%PATH%"]]);
});

test("a script goes through the command interpreter, its arguments quoted so that they mean nothing to it", () => {
	const [file, args] = started(["npm", "run", "a b", 'say "hi"', "%PATH%&dir"]);
	expect(file).toBe("cmd.exe");
	expect(args.slice(0, 3)).toEqual(["/d", "/s", "/c"]);
	expect(args[3]).toContain('^"a^ b^"');
	expect(args[3]).toContain('\\^"hi\\^"');
	expect(args[3]).toContain("^%PATH^%^&dir");
});
