/** `npm run bench`: runs every benchmark, or those named, against the built packages, each in a process of its own. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** For those that use modules which no package exports. */
const fromSource = ["--conditions=@activitysmith/source"];

/** With the options of Node that each needs. */
const benchmarks: Record<string, string[]> = {
	"sdk-call": [],
	cli: [],
	go: [],
	php: [],
	python: [],
	ruby: [],
	footprint: [],
	validation: ["--expose-gc", "--max-semi-space-size=64"],
	mock: [],
	"mock-close": [],
	"mock-load": [],
	"mock-memory": [],
	"mock-growth": ["--expose-gc", "--max-old-space-size=4096"],
	"mock-isolation": [],
	apns: [],
	"apns-fuzz": ["--expose-gc"],
	"server-load": fromSource,
	"server-fan-out": fromSource,
	"server-memory": fromSource,
};
const names = Object.keys(benchmarks);
const here = fileURLToPath(new URL(".", import.meta.url));

function run(script: string, options: string[] = []): boolean {
	return spawnSync(process.execPath, [...options, script], { cwd: here, stdio: "inherit" }).status === 0;
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !names.includes(name));
if (unknown.length > 0) {
	console.error(`There is no benchmark ${unknown.join(", ")}: choose from ${names.join(", ")}`);
	process.exit(2);
}

if (!run("../scripts/build.ts", ["--conditions=@activitysmith/source"])) process.exit(1);
console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
const failed = (named.length > 0 ? named : names).filter((name) => !run(`${name}.ts`, benchmarks[name]));
if (failed.length > 0) process.exitCode = 1;
