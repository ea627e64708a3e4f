/** Holds every file of the tree, committed or not, against the rules in house-rules.ts. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findFaults } from "./house-rules.ts";
import { root } from "./step.ts";

const paths = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
	cwd: root,
	encoding: "utf8",
})
	.split("\0")
	.filter((path) => path !== "" && existsSync(join(root, path)));

const files = paths.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
const faults = findFaults(files);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log(`${files.length} files keep the rules of the house`);
