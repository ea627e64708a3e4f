import { defineConfig } from "tsup";

// One file for each entry, with everything in it: the mock installs without dependencies and starts fast.
export default defineConfig({
	entry: ["src/index.ts", "src/cli.ts"],
	format: "esm",
	target: "node20",
	platform: "node",
	dts: { entry: "src/index.ts", resolve: [/^@activitysmith\//] },
	splitting: true,
	minify: true,
	clean: true,
	noExternal: [/./],
	esbuildOptions(options) {
		options.conditions = ["@activitysmith/source"];
	},
});
