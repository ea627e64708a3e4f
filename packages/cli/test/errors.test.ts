/** What goes wrong: exit codes, what is printed for people and for programs, and that no key is in it. */
import { createServer } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exitCodes } from "../src/failure.ts";
import { readCall, splitCommandLine } from "../src/input/command-line.ts";
import { run } from "./program.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const read = (...args: string[]) => readCall(splitCommandLine(args));
const stream = (...args: string[]) => ["activity", "stream", "job", "--title", "Job", ...args];

test("the exit codes are those that scripts rely on", () => {
	expect(exitCodes).toEqual({ refused: 1, usage: 2, unreachable: 3, notExecutable: 126, notFound: 127 });
});

describe("a wrong use is refused before anything is sent, with the flag and what it takes", () => {
	test.each([
		[["push"], "--title is missing"],
		[["push", "--title"], "--title takes a value"],
		[["push", "--titel", "x"], "push takes no --titel. Did you mean --title?"],
		[["push", "--title", "x", "-x"], "push takes no -x"],
		[["push", "--title", "x", "--clear-tags"], "push takes no --clear-tags"],
		[["push", "--title", "x", "--tags", ",,"], "--tags takes words separated by commas, at least one"],
		[["push", "--title", "x", "--badge", "-1"], "--badge takes a whole number from 0 on"],
		[
			["push", "--title", "x", "--interruption-level", "loud"],
			"--interruption-level takes one of passive, active, time-sensitive",
		],
		[["push", "--title", "x", "--metadata", "[]"], "--metadata takes a JSON object, and this is another kind of value"],
		[["push", "--title", "x", "--metadata", "{"], "--metadata takes a JSON object, and this is not valid JSON"],
		[
			["push", "--title", "x", "--metadata-file", "no.json"],
			"--metadata-file: cannot read no.json: there is no such file",
		],
		[
			["push", "--title", "x", "--actions", "[]", "--actions-file", "x"],
			"Use either --actions or --actions-file, not both",
		],
		[["push", "--title", "x", "--media", "https://a.example/b.png", "--actions", "[]"], "not both"],
		[["push", "--title", "x", "--json=yes"], "--json takes no value"],
		[["push", "x", "--title", "y"], "push takes no arguments"],
		[["push", "--title", "x", "--", "y"], "push takes nothing after --"],
		[stream("--percentage", "101"), "--percentage takes a number from 0 to 100"],
		[stream("--percentage", ""), "--percentage takes a number"],
		[stream("--number-of-steps", "0"), "--number-of-steps takes a whole number from 1 on"],
		[stream("--duration-seconds", "0"), "--duration-seconds takes a number greater than 0"],
		[stream("--counts-down", "no"), "--counts-down takes true or false"],
		[stream("--color", "pink"), "--color takes one of lime, green"],
		[stream("--type", "bar"), "--type takes one of segmented_progress, progress"],
		[stream("--metrics", "{}"), "--metrics takes a JSON array"],
		[stream("--tags", "a", "--clear-tags"), "Use either --tags or --clear-tags, not both"],
		[stream("--action-file", "-", "--content-state-file", "-"), "Standard input, -, can be read by one flag only"],
		[["activity", "stream"], "<stream-key> is missing"],
		[["activity", "update", "--title", "x"], "--activity-id is missing"],
		[["activity"], "activity takes one of stream, end-stream, start, update, end"],
		[["activity", "strem", "x"], "activity takes one of"],
		[["metrics", "update", "k"], "<value> is missing"],
		[["pusch"], "Did you mean push?"],
		[["completion", "tcsh"], "<shell> is one of bash, zsh, fish"],
		[["watch", "k", "--", "date"], "--every is missing"],
		[
			["watch", "k", "--every", "0s", "--", "date"],
			"--every takes a duration such as 500ms, 30s or 1h30m, longer than none",
		],
		[["run", "npm", "test"], "the command… comes after --"],
	])("%j: %s", async (args, message) => {
		await expect(read(...args)).rejects.toThrow(message);
	});

	test.each([
		[["activity", "stream", "job"], "content state is missing"],
		[["activity", "stream", "job", "--percentage", "1"], "--title is missing"],
		[stream("--content-state", '{"numberOfSteps":1,"number_of_steps":2}'), "number_of_steps twice"],
		[stream("--type", "progress", "--value", "x", "--upper-limit", "2"), "--value takes a number"],
		[stream("--action", '{"title":"x"}'), "--action: type is missing"],
		[
			stream("--action", '{"title":"x","type":"call","url":"https://a.example"}'),
			"type must be one of open_url, webhook",
		],
		[["push", "--title", "x", "--actions", "[]"], "--actions takes one to four buttons"],
		[["badge", "many"], "<count> is a whole number from 0 on"],
		[["pipe", "a b"], "<stream-key> takes letters, digits, _ and -"],
		[["watch", "job", "--every", "1s"], "watch takes a command after --"],
	])("the program: %j: %s", async (args, message) => {
		const visit = stage.visit();
		const { code, stdout, stderr } = await visit.run(args);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toContain(message);
		expect(visit.sent()).toEqual([]);
	});

	test("a field that buttons do not have is left out and told", async () => {
		const visit = stage.visit();
		const action = '{"title":"Open","type":"open_url","url":"https://a.example","style":"bold"}';
		const { code, stderr } = await visit.run(stream("--type", "timer", "--counts-down", "false", "--action", action));
		expect({ code, stderr }).toEqual({
			code: 0,
			stderr: "activitysmith: --action: a button has no style, which is left out\n",
		});
		expect(visit.sent()[0]?.body).toMatchObject({
			action: { title: "Open", type: "open_url", url: "https://a.example/" },
		});
	});

	test("as JSON it is one document on standard output", async () => {
		const { code, stdout, stderr } = await stage.visit().run(["--json", "push"]);
		expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
		expect(JSON.parse(stdout)).toEqual({
			error: { message: expect.stringContaining("--title is missing"), exitCode: 2 },
		});
	});

	test("whatever words are typed, there is an answer, and none repeats a word that may be a key", async () => {
		const word = fc.oneof(
			fc.constantFrom(
				"push",
				"activity",
				"stream",
				"badge",
				"--title",
				"--json",
				"--",
				"-",
				"--=",
				"-1",
				"--tags=",
				"ask_secret",
				"help",
				"-h",
				"--api-key",
			),
			fc.string(),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (args) => {
				fc.pre(!args.includes("-"));
				const outcome = await read(...args).then(
					() => "",
					(error: Error) => `${error.name}: ${error.message}`,
				);
				expect(outcome).toMatch(/^($|UsageError: )/);
				expect(outcome).not.toContain("ask_secret");
			}),
		);
	});
});

describe("the API", () => {
	test("what it refuses is told with its body, exit code 1", async () => {
		const visit = stage.visit();
		const args = ["activity", "update", "--activity-id", "none", "--title", "x", "--percentage", "1"];
		const { code, stdout, stderr } = await visit.run(args);
		expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
		expect(stderr).toMatch(/^activitysmith: .+\nStatus: 404 Not Found\nResponse: \{\n/);
		const json = await visit.run(["--json", ...args]);
		expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 1, stderr: "" });
		expect(JSON.parse(json.stdout).error).toMatchObject({
			status: 404,
			statusText: "Not Found",
			responseBody: { error: "Live Activity not found" },
			code: "Live Activity not found",
			exitCode: 1,
		});
	});

	test("a key that is refused is not repeated", async () => {
		const env = { ACTIVITYSMITH_BASE_URL: stage.baseURL };
		for (const args of [["badge", "1"], ["--json", "badge", "1"], ["doctor"]]) {
			const ran = await run(stage.program, [...args, "--api-key", "ask_mock_unauthorized_secret"], env);
			expect(ran.code).toBe(1);
			expect(ran.stdout + ran.stderr).not.toContain("secret");
		}
	});

	test("no answer is exit code 3", async () => {
		const env = { ACTIVITYSMITH_BASE_URL: "http://127.0.0.1:1/api", ACTIVITYSMITH_API_KEY: "ask_any" };
		expect(await run(stage.program, ["badge", "1"], env)).toMatchObject({
			code: 3,
			stderr: expect.stringContaining("No answer"),
		});
		const { stdout, code } = await run(stage.program, ["badge", "1", "--json"], env);
		expect({ code, error: JSON.parse(stdout).error }).toMatchObject({ code: 3, error: { exitCode: 3 } });
	});

	test("a missing key and an address that is none are exit code 2", async () => {
		expect(await run(stage.program, ["badge", "1"], {})).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("The API key is missing"),
		});
		const env = { ACTIVITYSMITH_API_KEY: "ask_any" };
		expect(await run(stage.program, ["badge", "1", "--base-url", "http://push.example/api"], env)).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("takes an https URL"),
		});
		expect(await run(stage.program, ["badge", "1", "--api-key", "a b"], {})).toMatchObject({
			code: 2,
			stderr: expect.not.stringContaining("a b"),
		});
	});

	test("flags win over the environment", async () => {
		const { ACTIVITYSMITH_API_KEY } = stage.visit().env;
		const other = { ACTIVITYSMITH_BASE_URL: "http://127.0.0.1:1/api", ACTIVITYSMITH_API_KEY: "ask_other" };
		const ran = await run(
			stage.program,
			["--api-key", `${ACTIVITYSMITH_API_KEY}`, "badge", "7", "--base-url", stage.baseURL],
			other,
		);
		expect(ran.code).toBe(0);
		expect(stage.mock.account(`${ACTIVITYSMITH_API_KEY}`).devices[0]?.badge).toBe(7);
	});
});

describe("help and colours", () => {
	test.each([
		[[]],
		[["--help"]],
		[["-h"]],
		[["help"]],
		[["activity", "--help"]],
		[["help", "push"]],
		[["push", "-h", "--nonsense"]],
	])("%j is answered", async (args) => {
		const { code, stdout, stderr } = await run(stage.program, args, {});
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		expect(stdout).toMatch(/^Usage: activitysmith /);
	});

	test.each(["--version", "-V"])("%s", async (flag) => {
		expect((await run(stage.program, [flag], {})).stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
	});

	test("FORCE_COLOR colours, NO_COLOR does not, nor does a pipe", async () => {
		const visit = stage.visit();
		const stdout = async (env: object) => (await run(stage.program, ["badge", "1"], { ...visit.env, ...env })).stdout;
		expect(await stdout({ FORCE_COLOR: "1" })).toContain("\u001b[32m");
		expect(await stdout({ FORCE_COLOR: "1", NO_COLOR: "1" })).not.toContain("\u001b");
		expect(await stdout({})).not.toContain("\u001b");
	});
});

describe("doctor", () => {
	const verdicts = (stdout: string) =>
		Object.fromEntries(
			JSON.parse(stdout).checks.map((check: { name: string; verdict: string }) => [check.name, check.verdict]),
		);

	test("finds all well, and says what it could not check", async () => {
		const visit = stage.visit();
		const { code, stdout } = await visit.run(["doctor", "--json"]);
		expect(code).toBe(0);
		expect(verdicts(stdout)).toMatchObject({
			key: "ok",
			address: "ok",
			connection: "ok",
			access: "ok",
			clock: "ok",
			channels: "unknown",
			devices: "unknown",
		});
		expect((await visit.run(["doctor"])).stdout).toMatch(/^✓ version .+\n✓ key +from ACTIVITYSMITH_API_KEY\n/);
	});

	test("a clock that is wrong", async () => {
		const visit = stage.visit();
		visit.account.faults.add({
			status: 404,
			body: { error: "Live Activity stream not found", message: "x" },
			headers: { date: "Thu, 01 Jan 2026 00:00:00 GMT" },
		});
		const { code, stdout } = await visit.run(["doctor", "--json"]);
		expect({ code, clock: verdicts(stdout).clock }).toEqual({ code: 1, clock: "fault" });
	});

	test("nobody there, and somebody who never answers", async () => {
		const silent = createServer(() => undefined).listen(0, "127.0.0.1");
		await new Promise((resolve) => silent.once("listening", resolve));
		const { port } = silent.address() as { port: number };
		for (const baseURL of ["http://127.0.0.1:1/api", `http://127.0.0.1:${port}/api`]) {
			const { code, stdout } = await run(stage.program, ["doctor", "--json", "--base-url", baseURL], {
				ACTIVITYSMITH_API_KEY: "ask_any",
			});
			expect({ code, connection: verdicts(stdout).connection }).toEqual({ code: 3, connection: "fault" });
		}
		silent.close();
	});

	test("no key", async () => {
		const { code, stdout } = await run(stage.program, ["doctor", "--json"], {});
		expect({ code, key: verdicts(stdout).key }).toEqual({ code: 2, key: "fault" });
	});
});
