import { defineConfig } from "tsup";
import { bundledLicenses } from "../../scripts/bundled-licenses.ts";

// What the client takes from our other packages is in it: it installs without dependencies. A function, so that a program
// that only reads this file does none of it.
export default defineConfig(() => ({
	entry: { index: "src/index.ts", testing: "src/testing/index.ts", cli: "src/cli.ts" },
	format: "esm",
	target: "node20",
	platform: "node",
	dts: {
		entry: { index: "src/index.ts", testing: "src/testing/index.ts" },
		compilerOptions: {
			composite: false,
			incremental: false,
			emitDeclarationOnly: false,
			rootDir: "..",
			paths: {
				"@activitysmith/core": ["../core/src/index.ts"],
				"@activitysmith/schema": ["../schema/src/index.ts"],
			},
		},
	},
	splitting: true,
	clean: true,
	esbuildPlugins: [bundledLicenses()],
	esbuildOptions(options) {
		options.conditions = ["@activitysmith/source"];
	},
}));
