import { rmSync } from "node:fs";
import { defineConfig } from "tsup";
import { bundledLicenses } from "../../scripts/bundled-licenses.ts";
import { type Manifest, sourceEntries } from "../../scripts/packages.ts";
import { embeddedPage } from "./build/embed.ts";
import packageJson from "./package.json" with { type: "json" };

// A function, so that a program that only reads this file does none of it.
export default defineConfig(() => {
	rmSync("dist", { recursive: true, force: true });
	return {
		entry: Object.fromEntries(Object.entries(sourceEntries(packageJson as Manifest))),
		format: "esm",
		platform: "neutral",
		target: "es2022",
		// Everything is in it: whoever draws a lock screen needs no service for it.
		noExternal: [/./],
		esbuildPlugins: [embeddedPage(), bundledLicenses()],
		esbuildOptions(options) {
			options.conditions = ["@activitysmith/source"];
		},
		dts: {
			compilerOptions: {
				rootDir: "..",
				composite: false,
				incremental: false,
				emitDeclarationOnly: false,
				paths: {
					"@activitysmith/core": ["../core/src/index.ts"],
					"@activitysmith/schema": ["../schema/src/index.ts"],
					"@activitysmith/schema/colors": ["../schema/src/colors.ts"],
				},
			},
		},
	};
});
