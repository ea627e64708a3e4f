import { defineConfig } from "tsup";

// The document that answers are held against is in it, and what reads it. The SDK that makes the calls is not.
export default defineConfig({
	entry: ["src/index.ts", "src/cli.ts"],
	format: "esm",
	target: "node20",
	platform: "node",
	dts: { entry: "src/index.ts" },
	splitting: true,
	minify: true,
	clean: true,
	external: ["expect", "activitysmith"],
	noExternal: [/^(?!(expect|activitysmith)$)/],
	esbuildOptions(options) {
		options.conditions = ["@activitysmith/source"];
	},
});
