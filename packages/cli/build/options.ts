/** How the command is bundled into one file: for tsup, and for the tests, which run what users run. */
export const bundle = {
	platform: "node",
	format: "esm",
	target: "node20",
	// Not names: errors are told apart by those of their classes. Nor whitespace: Node prints the line that an uncaught
	// error comes from, and it would be the whole file.
	minifySyntax: true,
	conditions: ["@activitysmith/source"],
	// What is bundled of CommonJS asks for Node's own modules by `require`.
	banner: {
		js: 'import { createRequire as makeRequire } from "node:module";\nconst require = makeRequire(import.meta.url);',
	},
} as const;
