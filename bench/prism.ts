/**
 * Prism, a mock that is made from an OpenAPI document, to compare with. It brings over two hundred packages, so it is
 * no dependency: it is installed the first time that it is measured, by npm, into node_modules/.cache.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Server, startSilentServer } from "./server-process.ts";

export const PRISM_VERSION = "5.16.0";

const folder = fileURLToPath(new URL(`../node_modules/.cache/bench/prism-${PRISM_VERSION}`, import.meta.url));
const document = fileURLToPath(new URL("../openapi/openapi.json", import.meta.url));

function install(): string {
	const entry = join(folder, "node_modules/@stoplight/prism-cli/dist/index.js");
	if (existsSync(entry)) return entry;
	console.error(`Installing Prism ${PRISM_VERSION} into ${folder}`);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
	const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
	execFileSync("npm", ["install", ...options, "--save-exact", `@stoplight/prism-cli@${PRISM_VERSION}`], {
		cwd: folder,
		stdio: ["ignore", "ignore", "inherit"],
	});
	return entry;
}

/** Without logging, which costs it more than half of its speed. */
export function startPrism(): Promise<Server> {
	const entry = install();
	return startSilentServer((port) => [entry, "mock", "--port", String(port), "--verboseLevel", "silent", document]);
}
