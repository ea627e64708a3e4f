/** How the command is bundled into one file: for tsup, and for the tests, which run it as a program. */
export const bundle = {
	platform: "node",
	format: "esm",
	target: "node20",
	conditions: ["@activitysmith/source"],
	// What is bundled of CommonJS asks for Node's own modules by `require`.
	banner: {
		js: "const require = (name) => process.getBuiltinModule(name);",
	},
} as const;
