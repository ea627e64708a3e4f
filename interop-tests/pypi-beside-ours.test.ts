/** Code that was written for the PyPI package runs on ours unchanged: the same answers, and the same requests on the wire. */
import { execFile, execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { describeWithPython, pythonWith } from "./python.ts";
import { readSections } from "./readme.ts";
import { runReadme, type SnippetRun } from "./readme-run.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const mock = path("../packages/mock-server/src/cli.ts");
const EXEC = ["--conditions=@activitysmith/source", mock, "exec", "--clock", "frozen", "--no-limits", "--"];

/** Runs a program with our sources in front of everything that is installed. */
const WITH_OURS =
	"import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[2], run_name='__main__')";
const PRINT_README = "import importlib.metadata; print(importlib.metadata.metadata('activitysmith').get_payload())";

interface Heard {
	seen: unknown[];
	errors: unknown[];
	requests: { method: string; path: string; client: string; body?: unknown; status: number }[];
}

/** What the published package fills in by itself, whatever it was given. */
function withoutDefaults(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutDefaults);
	if (typeof value !== "object" || value === null) return value;
	const kept = Object.entries(value).filter(
		([name, one]) =>
			!(["counts_down", "is_running"].includes(name) && one === true) && !(name === "method" && one === "POST"),
	);
	return Object.fromEntries(kept.map(([name, one]) => [name, withoutDefaults(one)]));
}

describeWithPython("the PyPI package beside ours", () => {
	let published = "";
	/** A command that runs a program with ours. */
	let ours: (program: string) => string[] = () => [];
	beforeAll(async () => {
		published = await pythonWith("activitysmith");
		const python = await pythonWith("python-sdk");
		ours = (program) => [python, "-B", "-c", WITH_OURS, path("../packages/python/src"), program];
	}, 300_000);

	async function heard(command: string[]): Promise<Heard> {
		const { stdout } = await promisify(execFile)(process.execPath, [...EXEC, ...command], { cwd: tmpdir() });
		return JSON.parse(stdout);
	}

	test("the same program makes the same requests, and is answered and refused alike", { timeout: 60_000 }, async () => {
		const program = path("programs/beside.py");
		const [theirs, own] = await Promise.all([heard([published, program]), heard(ours(program))]);
		expect(theirs.requests[0]?.client).toBe("python-v1.14.0");
		expect(own.requests[0]?.client).toMatch(/^python-v2\./);
		const wire = ({ requests }: Heard) =>
			requests.map(({ method, path, body, status }) => ({ method, path, body: withoutDefaults(body), status }));
		expect(own.requests.length).toBeGreaterThan(18);
		expect(wire(own)).toEqual(wire(theirs));
		expect(own.seen).toEqual(theirs.seen);
		expect(own.errors).toEqual(theirs.errors);
	});

	test("every snippet of its README does the same", { timeout: 120_000 }, async () => {
		const readme = execFileSync(published, ["-c", PRINT_README], { encoding: "utf8" });
		const [setup, ...sections] = readSections(readme, ["python"]);
		const snippets = sections
			.flatMap((section) => section.snippets)
			// Neither the contract nor our package has an operation for it.
			.filter(({ code }) => !code.includes("notifications.replace("));
		const input = JSON.stringify({ setup: setup?.snippets[0]?.code, snippets });
		const program = path("programs/readme.py");
		const theirs = await runReadme([published, program], input, tmpdir());
		const own = await runReadme(ours(program), input, tmpdir());
		expect(own.size).toBeGreaterThan(25);
		expect(comparable(own)).toEqual(comparable(theirs));
	});
});

/** Its models leave out what is null, know no null list of channels, and have the badge's counts under newer names too. */
function comparable(runs: Map<number, SnippetRun>): [number, SnippetRun][] {
	const isLeftOut = ([name, value]: [string, unknown]) =>
		value === null ||
		["devices_updated", "users_updated"].includes(name) ||
		(Array.isArray(value) && value.length === 0);
	const answer = (body: object) => Object.fromEntries(Object.entries(body).filter((entry) => !isLeftOut(entry)));
	return [...runs].map(([line, { calls, change }]) => [
		line,
		{ change, calls: calls.map((call) => (call.answer ? { ...call, answer: answer(call.answer) } : call)) },
	]);
}
