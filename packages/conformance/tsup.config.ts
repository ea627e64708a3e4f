import { defineConfig } from "tsup";

// Everything but the assertions is in it: the client that makes the calls, the document that answers are held against.
export default defineConfig({
	entry: ["src/index.ts", "src/cli.ts"],
	format: "esm",
	target: "node20",
	platform: "node",
	dts: { entry: "src/index.ts", resolve: [/^@?activitysmith/] },
	splitting: true,
	minify: true,
	clean: true,
	external: ["expect"],
	noExternal: [/^(?!expect$)/],
	esbuildOptions(options) {
		options.conditions = ["@activitysmith/source"];
	},
});
