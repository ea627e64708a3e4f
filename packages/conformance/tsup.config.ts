import { defineConfig } from "tsup";
import { bundledLicenses } from "../../scripts/bundled-licenses.ts";

// The document that answers are held against is in it, and what reads it. The SDK that makes the calls is not. A function,
// so that a program that only reads this file does none of it.
export default defineConfig(() => ({
	entry: ["src/index.ts", "src/cli.ts"],
	format: "esm",
	target: "node20",
	platform: "node",
	dts: { entry: "src/index.ts" },
	splitting: true,
	clean: true,
	external: ["expect", "activitysmith"],
	noExternal: [/^(?!(expect|activitysmith)$)/],
	esbuildPlugins: [bundledLicenses()],
	esbuildOptions(options) {
		// Not the whitespace: Node prints the line that an uncaught error comes from, and it would be the whole file.
		options.minifySyntax = true;
		options.minifyIdentifiers = true;
		options.conditions = ["@activitysmith/source"];
	},
}));
