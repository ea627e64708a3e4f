import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { bundledLicenses } from "../../scripts/bundled-licenses.ts";
import { embeddedPage } from "../lock-screen/build/embed.ts";

const runners = ["msw", "vitest", "@jest/globals"];

// Everything is in it but the test runners' own packages: the mock installs without dependencies and starts fast.
const shared: Options = {
	target: "node20",
	platform: "node",
	external: runners,
	noExternal: [new RegExp(`^(?!(${runners.join("|")})$)`)],
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
		if (code === 0) for (const file of readdirSync("dist")) declareForCommonJs(file);
	});
	const esbuildPlugins = [embeddedPage(), bundledLicenses()];
	return [
		{
			...shared,
			esbuildPlugins,
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
						"@activitysmith/http/*": ["../http/src/*.ts"],
						"@activitysmith/lock-screen": ["../lock-screen/src/index.ts"],
						"@activitysmith/lock-screen/page": ["../lock-screen/src/page-from-source.ts"],
						"@activitysmith/schema": ["../schema/src/index.ts"],
						"@activitysmith/schema/colors": ["../schema/src/colors.ts"],
						"@activitysmith/webhooks": ["../webhooks/src/index.ts"],
					},
				},
			},
		},
		// Jest runs most tests as CommonJS, and loads no ESM there. Vitest has no CommonJS itself.
		{ ...shared, esbuildPlugins, entry: ["src/index.ts", "src/msw.ts", "src/jest.ts"], format: "cjs" },
	];
});

/** The same declarations, as those of CommonJS. */
function declareForCommonJs(file: string): void {
	if (!file.endsWith(".d.ts")) return;
	const text = readFileSync(`dist/${file}`, "utf8");
	writeFileSync(`dist/${file.replace(/ts$/, "cts")}`, text.replace(/('\.\/[^']+)\.js'/g, "$1.cjs'"));
}
