/** Makes what GitHub runs from the sources, in memory: scripts/generate.ts writes it into dist/, or compares it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** The files of dist/ by name: one script for each entry, with all that it needs. */
export async function bundleAction(): Promise<Map<string, string>> {
	const { outputFiles } = await build({
		absWorkingDir: folder,
		entryPoints: ["src/main.ts", "src/post.ts", "src/poller.ts"],
		outdir: "dist",
		write: false,
		bundle: true,
		format: "esm",
		platform: "node",
		target: "node24",
		// Not minified: who pins an action wants to read what it does.
		charset: "utf8",
		conditions: ["@activitysmith/source"],
		// What it has for Node is CommonJS, which can't be bundled into a module.
		alias: { yaml: "./node_modules/yaml/browser/index.js" },
		banner: { js: "// Made from packages/github-action/src by `npm run generate`. Do not edit." },
		logLevel: "silent",
	});
	const scripts = outputFiles.map(({ path, text }) => [path.slice(path.search(/[^\\/]+$/)), text] as const);
	const licence = readFileSync(`${folder}/node_modules/yaml/LICENSE`, "utf8");
	return new Map([...scripts, ["THIRD_PARTY_LICENSES", `yaml, in main.js\n\n${licence}`]]);
}
