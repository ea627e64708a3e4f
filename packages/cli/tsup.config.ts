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
		options.minifySyntax = bundle.minifySyntax;
		options.conditions = [...bundle.conditions];
	},
}));
