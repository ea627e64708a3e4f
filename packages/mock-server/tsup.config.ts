import { defineConfig } from "tsup";

// Everything is in it but the test runners' own packages: the mock installs without dependencies and starts fast. What
// several entries need is in files of its own, so that whoever imports two of them has one mock.
export default defineConfig({
	entry: ["src/index.ts", "src/browser.ts", "src/cli.ts", "src/msw.ts", "src/vitest.ts", "src/jest.ts"],
	format: "esm",
	target: "node20",
	platform: "node",
	dts: {
		entry: ["src/index.ts", "src/msw.ts", "src/vitest.ts", "src/jest.ts"],
		compilerOptions: {
			rootDir: "..",
			paths: { "@activitysmith/core": ["../core/src/index.ts"], "@activitysmith/schema": ["../schema/src/index.ts"] },
		},
	},
	splitting: true,
	minify: true,
	clean: true,
	external: ["msw", "vitest", "@jest/globals"],
	noExternal: [/^(?!(msw|vitest|@jest\/globals)$)/],
	esbuildOptions(options) {
		options.conditions = ["@activitysmith/source"];
		// What it has for Node is CommonJS, which can't be bundled into a module.
		options.alias = { yaml: "./node_modules/yaml/browser/index.js" };
	},
});
