import type { MinifyOptions } from "terser";
import { defineConfig } from "tsup";
import { bundledLicenses } from "../../scripts/bundled-licenses.ts";
import { bundle } from "./build/options.ts";

// A function, so that a program that only reads this file does none of it.
export default defineConfig(() => ({
	entry: ["src/cli.ts"],
	format: bundle.format,
	target: bundle.target,
	platform: bundle.platform,
	banner: bundle.banner,
	splitting: false,
	clean: true,
	noExternal: [/./],
	esbuildPlugins: [bundledLicenses()],
	esbuildOptions(options) {
		options.conditions = [...bundle.conditions];
	},
	// It has to be read before it can start: half of the size is half of that time.
	minify: "terser",
	terserOptions: {
		module: true,
		ecma: 2020,
		// Errors are told apart by the names of their classes.
		keep_classnames: /Error$/,
		// Node prints the line that an uncaught error comes from: not the whole file.
		format: { max_line_len: 200 },
	} satisfies MinifyOptions,
}));
