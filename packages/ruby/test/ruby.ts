/** The SDK from its sources, and the Ruby that its tests need. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DriverProcess } from "@activitysmith/conformance";
import { runProgram, withoutSettings } from "../../../interop-tests/program.ts";
import { describeWith } from "../../../interop-tests/toolchain.ts";

export const RUBY = "ruby";

export const folder = fileURLToPath(new URL("..", import.meta.url));

/** What is asked of the machine. */
const ASK = `abort "#{RUBY_VERSION} is older than 3.1" if RUBY_VERSION < "3.1"; require "minitest"; require "rbs"`;

const asked = spawnSync(RUBY, ["-e", ASK], { encoding: "utf8" });

function problem(): string | undefined {
	if (asked.error) return "there is no ruby";
	return asked.status === 0 ? undefined : asked.stderr.trimEnd().split("\n").at(-1);
}

export const describeWithRuby = describeWith(
	problem(),
	"Ruby 3.1 or newer with its bundled gems is needed; on Debian: apt-get install ruby",
);

export const environment = (more: Record<string, string> = {}) =>
	withoutSettings(more, /^(ACTIVITYSMITH_|RUBY|GEM_|BUNDLE)/);

export const run = (command: string, args: string[], env = environment(), cwd = folder) =>
	runProgram(command, args, { cwd, env });

/** With Ruby's warnings, and the SDK from its sources. */
const fromSources = (args: string[]) => ["-w", `-I${folder}lib`, ...args];

export function runRuby(args: string[], env = environment()): Promise<string> {
	return run(RUBY, fromSources(args), env);
}

export function startDriver(): Promise<DriverProcess> {
	return DriverProcess.start({ command: RUBY, args: fromSources([`${folder}test/driver.rb`]), env: environment() });
}
