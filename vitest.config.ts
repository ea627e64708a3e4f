import { defineConfig } from "vitest/config";

// Tests run on the sources: packages resolve each other through this condition (see each package.json's exports).
const conditions = ["@activitysmith/source"];

export default defineConfig({
	resolve: { conditions },
	ssr: { resolve: { conditions } },
	test: {
		include: [
			"packages/*/test/**/*.test.ts",
			"examples/**/*.test.ts",
			"scripts/**/*.test.ts",
			"docs/**/*.test.ts",
			"runtime-tests/*.test.ts",
			"interop-tests/*.test.ts",
		],
		// Only for what would never come: a machine with much else to do takes its time.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		expect: { poll: { timeout: 20_000 } },
	},
});
