import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Options } from "tsup";

/** Folders of the packages that are in the bundles, by name and version. */
const bundled = new Map<string, string>();

const runners = ["msw", "vitest", "@jest/globals"];

// Everything is in it but the test runners' own packages: the mock installs without dependencies and starts fast.
const shared: Options = {
	target: "node20",
	platform: "node",
	external: runners,
	noExternal: [new RegExp(`^(?!(${runners.join("|")})$)`)],
	esbuildPlugins: [
		{
			name: "licenses",
			setup({ onEnd }) {
				onEnd(({ metafile }) => {
					for (const { inputs } of Object.values(metafile?.outputs ?? {})) {
						for (const [path, { bytesInOutput }] of Object.entries(inputs)) if (bytesInOutput > 0) noteBundled(path);
					}
				});
			},
		},
	],
	esbuildOptions(options) {
		// Not the whitespace: Node prints the line that an uncaught error comes from, and it would be the whole file.
		options.minifySyntax = true;
		options.minifyIdentifiers = true;
		options.conditions = ["@activitysmith/source"];
		// What it has for Node is CommonJS, which can't be bundled into a module.
		options.alias = { yaml: "./node_modules/yaml/browser/index.js" };
	},
};

// A function, so that a program that only reads this file does none of it.
export default defineConfig(() => {
	rmSync("dist", { recursive: true, force: true });
	// tsup says when its bundles are done, but not its declarations.
	process.once("exit", (code) => {
		if (code !== 0) return;
		for (const file of readdirSync("dist")) declareForCommonJs(file);
		writeFileSync("dist/THIRD_PARTY_LICENSES", licenses());
	});
	return [
		{
			...shared,
			entry: ["src/index.ts", "src/browser.ts", "src/cli.ts", "src/msw.ts", "src/vitest.ts", "src/jest.ts"],
			format: "esm",
			// What several entries need is in files of its own, so that whoever imports two of them has one mock.
			splitting: true,
			dts: {
				entry: ["src/index.ts", "src/msw.ts", "src/vitest.ts", "src/jest.ts"],
				compilerOptions: {
					rootDir: "..",
					paths: {
						"@activitysmith/core": ["../core/src/index.ts"],
						"@activitysmith/schema": ["../schema/src/index.ts"],
					},
				},
			},
		},
		// Jest runs most tests as CommonJS, and loads no ESM there. Vitest has no CommonJS itself.
		{ ...shared, entry: ["src/index.ts", "src/msw.ts", "src/jest.ts"], format: "cjs" },
	];
});

/** The same declarations, as those of CommonJS. */
function declareForCommonJs(file: string): void {
	if (!file.endsWith(".d.ts")) return;
	const text = readFileSync(`dist/${file}`, "utf8");
	writeFileSync(`dist/${file.replace(/ts$/, "cts")}`, text.replace(/('\.\/[^']+)\.js'/g, "$1.cjs'"));
}

function noteBundled(path: string): void {
	const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
	if (folder === undefined) return;
	const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
	bundled.set(`${name} ${version}`, folder);
}

/** Their licences want to go where their code goes. */
function licenses(): string {
	if (bundled.size === 0) throw new Error("no package was found in the bundles");
	const texts = [...bundled].sort().map(([name, folder]) => {
		const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
		if (file === undefined) throw new Error(`${name} is bundled and has no licence file`);
		return `${name}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
	});
	return ["This package contains code of these:\n", ...texts].join(`\n${"-".repeat(80)}\n\n`);
}
