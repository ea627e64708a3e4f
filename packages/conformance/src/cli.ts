#!/usr/bin/env node
/** The command `activitysmith-conformance`: the suite against any base URL. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import packageJson from "../package.json" with { type: "json" };
import type { Case } from "./case.ts";
import { allCases } from "./cases/index.ts";
import { type KnownGaps, parseKnownGaps } from "./gaps.ts";
import { redactor } from "./redact.ts";
import { jsonReport } from "./reporters/json.ts";
import { junitReport } from "./reporters/junit.ts";
import { textReport } from "./reporters/text.ts";
import { type Report, runSuite } from "./run.ts";
import { server } from "./targets/server.ts";

const HELP = `Usage: activitysmith-conformance --base-url <url> [options]

Runs the contract of the ActivitySmith API against a server and says what it does not keep.

With an API key, the cases run one after another on that account: it needs at least one device that shows Live
Activities, and what a case starts it ends. A mock with control routes needs no key: each case gets accounts of its own.
A case that needs more than the server offers is listed as not run.

Options:
  --base-url <url>       Where the API is, such as http://127.0.0.1:4010/api
                         (default: the environment variable ACTIVITYSMITH_BASE_URL)
  --api-key <key>        Better given as the environment variable ACTIVITYSMITH_API_KEY, which other users can't see
  --filter <text>        Only cases whose id holds the text, or of a section: --filter 5
  --known-gaps <file>    Lines of "case-id reason": what this server is known not to do
  --reporter <name>      text, json or junit (default: text)
  --output <file>        Write the report to a file
  --timeout <ms>         Time for each case (default: 10000)
  --list                 Print the cases and run nothing
  --version              Print the version
  --help                 Print this help

Exit codes: 0 the server keeps the contract but for known gaps, 1 it does not, 2 wrong usage or no server.
`;

class UsageError extends Error {}

const reporters: Record<string, (report: Report) => string> = {
	text: textReport,
	json: jsonReport,
	junit: junitReport,
};

function readFlags(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				"base-url": { type: "string" },
				"api-key": { type: "string" },
				filter: { type: "string", multiple: true, default: [] },
				"known-gaps": { type: "string" },
				reporter: { type: "string", default: "text" },
				output: { type: "string" },
				timeout: { type: "string", default: "10000" },
				list: { type: "boolean", default: false },
				version: { type: "boolean", default: false },
				help: { type: "boolean", default: false },
			},
		}).values;
	} catch (error) {
		// An argument that is not expected may be a key: it is not repeated.
		const { code, message } = error as NodeJS.ErrnoException;
		const unexpected = code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL";
		throw new UsageError(unexpected ? "This command takes no arguments beside its options" : message);
	}
}

type Flags = ReturnType<typeof readFlags>;

function filterOf({ filter }: Flags): (one: Case) => boolean {
	const matches = ({ id, section }: Case, text: string) =>
		/^\d$/.test(text) ? String(section) === text : id.includes(text);
	const chosen = (one: Case) => filter.length === 0 || filter.some((text) => matches(one, text));
	if (!allCases.some(chosen)) throw new UsageError(`No case has ${filter.join(" or ")} in its id. See --list`);
	return chosen;
}

async function readGaps({ "known-gaps": file }: Flags): Promise<KnownGaps> {
	if (file === undefined) return new Map();
	try {
		return parseKnownGaps(await readFile(file, "utf8"));
	} catch (error) {
		throw new UsageError(`--known-gaps ${file}: ${(error as Error).message}`);
	}
}

function readTimeout({ timeout }: Flags): number {
	const milliseconds = Number(timeout);
	if (!/^\d+$/.test(timeout) || milliseconds < 1) throw new UsageError(`--timeout takes milliseconds, not ${timeout}`);
	return milliseconds;
}

function readBaseURL(flags: Flags): string {
	const baseURL = flags["base-url"] ?? process.env.ACTIVITYSMITH_BASE_URL;
	if (!baseURL) throw new UsageError("Say where the API is: --base-url http://127.0.0.1:4010/api");
	if (!URL.canParse(baseURL) || !/^https?:/.test(baseURL))
		throw new UsageError("--base-url takes an http or https URL");
	const { username, password } = new URL(baseURL);
	if (username || password)
		throw new UsageError("--base-url takes no credentials: give the key as ACTIVITYSMITH_API_KEY");
	return baseURL;
}

/** A run on one account takes minutes: whoever watches sees how far it is. Nothing of it goes into the report. */
function progress(total: number): () => void {
	let done = 0;
	return () => {
		done += 1;
		if (process.stderr.isTTY) process.stderr.write(done < total ? `\r${done} of ${total}` : "\r\u001b[K");
	};
}

async function main(args: string[]): Promise<void> {
	const flags = readFlags(args);
	if (flags.help) return void process.stdout.write(HELP);
	if (flags.version) return console.log(packageJson.version);
	const filter = filterOf(flags);
	if (flags.list) {
		for (const { id, section, title, needs } of allCases.filter(filter)) {
			console.log(`${section}  ${id}${needs.length > 0 ? `  (${needs.join(", ")})` : ""}\n   ${title}`);
		}
		return;
	}
	const render = reporters[flags.reporter];
	if (!render) throw new UsageError(`--reporter takes ${Object.keys(reporters).join(", ")}, not ${flags.reporter}`);
	const [knownGaps, timeout, baseURL] = [await readGaps(flags), readTimeout(flags), readBaseURL(flags)];
	const apiKey = flags["api-key"] || process.env.ACTIVITYSMITH_API_KEY || undefined;
	const redact = redactor(apiKey ? [apiKey] : []);

	// Before the run, which may take minutes: what it finds must have a place.
	if (flags.output !== undefined) {
		await writeFile(flags.output, "").catch((error: Error) => {
			throw new UsageError(`--output cannot be written: ${error.message}`);
		});
	}

	const target = await server({ name: new URL(baseURL).host, baseURL, apiKey }).catch((error: Error) => {
		const cause = (error.cause as Error | undefined)?.message;
		throw new UsageError(redact(`${baseURL}: ${error.message}${cause ? ` (${cause})` : ""}`));
	});
	const report = await runSuite(target, {
		filter,
		knownGaps,
		timeout,
		onResult: progress(allCases.filter(filter).length),
	});
	const text = redact(render(report));
	if (flags.output === undefined) process.stdout.write(text);
	else await writeFile(flags.output, text);
	process.exitCode = report.ok ? 0 : 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
	if (!(error instanceof UsageError)) throw error;
	console.error(`activitysmith-conformance: ${error.message}\nSee activitysmith-conformance --help`);
	process.exitCode = 2;
});
