/** What the SDK weighs: bytes, time to import, memory for a compiler that checks a program that uses it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { importMilliseconds } from "./import-time.ts";
import { atMost, type Line, median, print } from "./measure.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const ROUNDS = 15;

function importTimes(): Line[] {
	const statements = {
		ours: 'await import("activitysmith")',
		published: 'await import("activitysmith-published")',
		// What any import costs, whatever is in it.
		nothing: 'await import("data:text/javascript,")',
	};
	const times = { ours: [] as number[], published: [] as number[], nothing: [] as number[] };
	for (let round = 0; round < ROUNDS; round += 1) {
		for (const name of ["ours", "published", "nothing"] as const)
			times[name].push(importMilliseconds(statements[name]));
	}
	const milliseconds = (name: keyof typeof times) => `${median(times[name]).toFixed(2)} ms`;
	return [
		atMost("import", median(times.ours), 2, "ms", 2),
		{ what: "import, published 1.10.0", value: milliseconds("published") },
		{ what: "import of an empty module", value: milliseconds("nothing") },
	];
}

function sizes(): Line[] {
	const bundle = readFileSync(fileURLToPath(import.meta.resolve("activitysmith")));
	return [
		atMost("minified", bundle.byteLength, 10 * 1024, "bytes", 0),
		atMost("gzip", gzipSync(bundle, { level: 9 }).byteLength, 4096, "bytes", 0),
	];
}

const consumer = (name: string) => `import ActivitySmith from "${name}";
const client = new ActivitySmith({ apiKey: "ask_bench" });
export const sent = client.notifications.send({ title: "Hello" });
export const shown = client.liveActivities.stream("nightly-backup", {
	content_state: { title: "Backup", type: "progress", percentage: 42 },
});
`;

function compilerMegabytes(name: string): number {
	const folder = mkdtempSync(join(here, ".consumer-"));
	try {
		writeFileSync(join(folder, "index.ts"), consumer(name));
		const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
		// With the collector at hand the compiler tells what it holds, not what it has not cleaned up yet.
		const options =
			"--ignoreConfig --noEmit --strict --module nodenext --target es2022 --lib es2022,dom --types --esModuleInterop --extendedDiagnostics";
		const { stdout, status } = spawnSync(process.execPath, ["--expose-gc", tsc, ...options.split(" "), "index.ts"], {
			cwd: folder,
		});
		const used = /Memory used:\s+(\d+)K/.exec(stdout.toString())?.[1];
		if (status !== 0 || !used) throw new Error(stdout.toString());
		return Number(used) / 1024;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function compilerMemory(): Line[] {
	const rounds = Array.from(
		{ length: 5 },
		() => [compilerMegabytes("activitysmith"), compilerMegabytes("activitysmith-published")] as const,
	);
	const ours = median(rounds.map(([first]) => first));
	const published = median(rounds.map(([, second]) => second));
	return [
		atMost("tsc memory against published", ours / published, 1, "", 3),
		{ what: "tsc memory", value: `${ours.toFixed(1)} MB, published ${published.toFixed(1)} MB` },
	];
}

print("The SDK's footprint", [...sizes(), ...importTimes(), ...compilerMemory()]);
