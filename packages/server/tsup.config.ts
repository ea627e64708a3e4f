import { defineConfig } from "tsup";
import { bundledLicenses } from "../../scripts/bundled-licenses.ts";
import { embeddedPage } from "../lock-screen/build/embed.ts";

// Everything is in it, PostgreSQL's driver too: it installs without dependencies and starts from few files. A function, so
// that a program that only reads this file does none of it.
export default defineConfig(() => ({
	entry: ["src/index.ts", "src/bin.ts"],
	format: "esm",
	target: "node22",
	platform: "node",
	// There is no "sqlite" without it.
	removeNodeProtocol: false,
	noExternal: [/./],
	// The driver loads it where it was installed beside it, which nobody has asked for.
	external: ["pg-native"],
	dts: {
		entry: "src/index.ts",
		compilerOptions: {
			composite: false,
			incremental: false,
			emitDeclarationOnly: false,
			rootDir: "..",
			paths: {
				"@activitysmith/apns": ["../apns/src/index.ts"],
				"@activitysmith/core": ["../core/src/index.ts"],
				"@activitysmith/lock-screen": ["../lock-screen/src/index.ts"],
				"@activitysmith/lock-screen/page": ["../lock-screen/src/page-from-source.ts"],
				"@activitysmith/schema": ["../schema/src/index.ts"],
				"@activitysmith/schema/colors": ["../schema/src/colors.ts"],
				"@activitysmith/webhooks": ["../webhooks/src/index.ts"],
			},
		},
	},
	// What few need, such as the driver, is loaded when it is needed.
	splitting: true,
	clean: true,
	esbuildPlugins: [embeddedPage(), bundledLicenses()],
	esbuildOptions(options) {
		options.minifySyntax = true;
		options.conditions = ["@activitysmith/source"];
		// The driver is CommonJS, whose calls of `require` for Node's modules stay as they are.
		options.banner = {
			js: 'import { createRequire as __createRequire } from "node:module";\nconst require = __createRequire(import.meta.url);',
		};
	},
}));
