/** `npm run lint`: format, style, dead code, the rules of the house, and the OpenAPI documents. */
import { runSteps, type Step } from "./step.ts";

export const lintSteps: Step[] = [
	{ name: "biome", command: "biome", args: ["check", "--error-on-warnings", "--colors=off"] },
	{ name: "knip", command: "knip", args: ["--no-progress", "--treat-config-hints-as-errors"] },
	{ name: "house rules", command: "scripts/house.ts" },
	{
		name: "redocly",
		command: "redocly",
		args: [
			"lint",
			"openapi/openapi.json",
			"openapi/openapi.flat.json",
			"openapi/mock-control.json",
			"--max-problems=1000",
		],
		// A check must not tell anyone about itself, nor ask whether there is a newer one.
		env: { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
	},
];

if (import.meta.main) {
	const results = await runSteps(lintSteps);
	if (results.some(({ ok }) => !ok)) process.exitCode = 1;
}
