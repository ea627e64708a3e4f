/** Runs schemathesis, which knows nothing of this project but its document, against a server. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Document } from "./document.ts";

/** What is used here of the report that it writes. */
export interface Report {
	exit_code: number;
	complete: boolean;
	operations: { selected: number; tested: number };
	phases: Record<string, { status: string }>;
	test_cases: { generated: number };
	failures: { title: string; operations: string[] }[];
	errors: unknown[];
}

export interface FuzzOptions {
	/** A Python that has schemathesis. */
	python: string;
	/** Its first security scheme takes the key as a bearer. */
	document: Document;
	baseURL: string;
	apiKey: string;
	/** How many cases at most a phase makes up for an operation, beside those that cover its schema. */
	examples: number;
	/** Phases. @default all */
	phases?: string[];
	/** `operationId`s. @default all */
	operations?: string[];
	/** What there is, by the parameter that asks for it, such as `body.activity_id`: it cannot think of an id. */
	known?: Readonly<Record<string, readonly string[]>>;
}

/** The same seed makes up the same requests. */
const SEED = 20_260_101;

/** JSON of texts and of lists of texts is TOML too. */
const toml = JSON.stringify;

function dictionaries(known: Readonly<Record<string, readonly string[]>>): string {
	const all = Object.entries(known).filter(([, values]) => values.length > 0);
	return `
${all.map(([name, values]) => `[dictionaries.${toml(name)}]\nvalues = ${toml(values)}\n`).join("\n")}
[parameters]
${all.map(([name]) => `${toml(name)} = { dictionary = ${toml(name)}, probability = 0.8 }\n`).join("")}`;
}

function configuration({ document, known = {}, examples }: FuzzOptions): string {
	const [scheme] = Object.keys(document.components.securitySchemes);
	return `seed = ${SEED}
continue-on-failure = true
# How busy the machine is says nothing of the server.
suppress-health-check = ["too_slow"]

[auth.openapi.${scheme}]
bearer = "\${FUZZ_API_KEY}"

[generation]
database = "none"
max-examples = ${examples}

# A body that the schema allows may still be refused: by rules over several fields, or for what is there already.
[checks.positive_data_acceptance]
enabled = false
${dictionaries(known)}`;
}

/** What the report says of a run in which nothing was found. */
export function faultless(operations: readonly string[], phases: readonly string[]) {
	return {
		exit_code: 0,
		complete: true,
		failures: [],
		errors: [],
		operations: { selected: operations.length, tested: operations.length },
		phases: Object.fromEntries(phases.map((phase) => [phase, { status: "success" }])),
	};
}

export interface Fuzzed {
	report: Report;
	/** What it says to people. */
	output: string;
}

export function fuzz(options: FuzzOptions): Promise<Fuzzed> {
	const { python, document, baseURL, apiKey, phases, operations = [] } = options;
	const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
	const path = (name: string) => join(folder, name);
	writeFileSync(path("openapi.json"), JSON.stringify(document));
	writeFileSync(path("schemathesis.toml"), configuration(options));
	const args = ["-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run", "openapi.json"];
	args.push("--url", baseURL, "--no-color", "--report", "json", "--report-json-path", "report.json");
	if (phases) args.push("--phases", phases.join(","));
	for (const id of operations) args.push("--include-operation-id", id);
	return new Promise<Fuzzed>((resolve, reject) => {
		const env = { ...process.env, FUZZ_API_KEY: apiKey, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1" };
		// Its exit code is in the report, and there is none when it did not get so far.
		execFile(python, args, { cwd: folder, env, maxBuffer: 2 ** 26, timeout: 280_000 }, (_, stdout, stderr) => {
			const output = stdout + stderr;
			try {
				resolve({ report: JSON.parse(readFileSync(path("report.json"), "utf8")), output });
			} catch (cause) {
				reject(new Error(output, { cause }));
			}
		});
	}).finally(() => rmSync(folder, { recursive: true, force: true }));
}
