import { defineConfig } from "tsup";
import { bundledLicenses } from "../../scripts/bundled-licenses.ts";

// Everything is in it: agents start it anew for every conversation, from few files. A function, so that a program that only
// reads this file does none of it.
export default defineConfig(() => ({
	entry: ["src/index.ts", "src/cli.ts"],
	format: "esm",
	target: "node20",
	platform: "node",
	noExternal: [/./],
	dts: {
		entry: "src/index.ts",
		compilerOptions: { composite: false, incremental: false, emitDeclarationOnly: false },
	},
	splitting: true,
	clean: true,
	esbuildPlugins: [bundledLicenses()],
	esbuildOptions(options) {
		// Not the whitespace: Node prints the line that an uncaught error comes from, and it would be the whole file.
		options.minifySyntax = true;
		options.minifyIdentifiers = true;
		options.conditions = ["@activitysmith/source"];
	},
}));
