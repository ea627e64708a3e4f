/** What the skill's scripts do with texts that shells and JSON stumble over, with the key, and with what goes wrong. */
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import process from "node:process";
import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { describeWithCurl, KEY, run, skillAgainstMock } from "./skill.ts";

const scripts = ["send_push.sh", "start_activity.sh", "update_activity.sh", "end_activity.sh", "stream.sh"] as const;
const push = ["-m", "Done"];

describeWithCurl("The skill's scripts", () => {
	const { script, sent, start, copy, files, account, address } = skillAgainstMock();
	beforeEach(() => account().reset());

	describe.each(["sh", "bash"])("under %s", (shell) => {
		test("pass any text on as it is", async () => {
			const nasty = fc.string({
				unit: fc.constantFrom(..."\\\"'`$&;%*?!#@=-{}[]/ \t\n\r\b\f\u0001\u001f\u007faé\u2028💸"),
				minLength: 1,
				maxLength: 30,
			});
			// An argument can hold anything but a null character, and half a pair of surrogates is no UTF-8.
			const any = fc.string({ unit: "binary", minLength: 1 }).filter((text) => !text.includes("\0"));
			const text = fc.oneof(nasty, any);
			await fc.assert(
				fc.asyncProperty(text, text, text, async (title, message, subtitle) => {
					const args = ["-m", message, "-t", title, "-s", subtitle];
					expect(await sent("send_push.sh", args, { shell })).toEqual({ title, message, subtitle });
				}),
				{
					numRuns: 12,
					examples: [
						["\n", "a\n\n", "\\n"],
						["é💸", "$(id) `id` %s \\u0041", "@file"],
					],
				},
			);
		});

		test("read every option", async () => {
			const id = await start();
			const args = ["-a", id, "-t", "Deploy", "--steps=4", "--current", "2", "-sB", "--color", "red"];
			const body = { activity_id: id, content_state: { title: "Deploy", subtitle: "B", number_of_steps: 4 } };
			expect(await sent("update_activity.sh", args, { shell })).toMatchObject(body);
		});
	});

	test("a long text arrives whole", async () => {
		const message = "“0123456789”\n".repeat(180);
		expect(await sent("send_push.sh", ["-m", message])).toMatchObject({ message });
	});

	test("neither the key nor what is sent is an argument of curl", async () => {
		const log = join(files, "curl.log");
		const real = (await run("sh", ["-c", "command -v curl"])).stdout.trim();
		const bin = copy();
		writeFileSync(join(bin, "curl"), `#!/bin/sh\nprintf '%s\\n' "$@" >>"${log}"\nexec "${real}" "$@"\n`, {
			mode: 0o755,
		});
		const env = { PATH: `${bin}:${process.env.PATH}` };
		const id = await start();
		await sent("send_push.sh", ["-m", "a secret"], { env });
		await sent("update_activity.sh", ["-a", id, "-t", "a secret", "--current", "2"], { env });
		expect(readFileSync(log, "utf8")).toBe("-q\n--config\n-\n".repeat(2));
	});

	test("a line of .env beside SKILL.md has the key; it is read, not run, and the environment comes first", async () => {
		const folder = copy();
		const mark = join(files, "mark");
		const { ACTIVITYSMITH_BASE_URL } = address();
		const lines = [`touch "${mark}"`, `export ACTIVITYSMITH_BASE_URL='${ACTIVITYSMITH_BASE_URL}/'`];
		const dotenv = (key: string) => writeFileSync(join(folder, ".env"), [...lines, key, ""].join("\r\n"));
		const bare = { ACTIVITYSMITH_API_KEY: "", ACTIVITYSMITH_BASE_URL: "" };

		dotenv(`ACTIVITYSMITH_API_KEY="${KEY}"`);
		expect(await sent("send_push.sh", push, { folder, env: bare })).toMatchObject({ message: "Done" });
		dotenv("ACTIVITYSMITH_API_KEY=ask_mock_unauthorized");
		expect(await script("send_push.sh", push, { folder, env: bare })).toMatchObject({ code: 1 });
		expect(await sent("send_push.sh", push, { folder })).toMatchObject({ message: "Done" });
		expect(() => readFileSync(mark)).toThrow();
	});

	test.each<[string, NodeJS.ProcessEnv, RegExp]>([
		["no key", { ACTIVITYSMITH_API_KEY: "" }, /ACTIVITYSMITH_API_KEY is not set/],
		["a key with a line break", { ACTIVITYSMITH_API_KEY: `${KEY}\nX-Other: 1` }, /ACTIVITYSMITH_API_KEY holds/],
		["plain HTTP to elsewhere", { ACTIVITYSMITH_BASE_URL: "http://192.0.2.1/api" }, /plain http/],
		["plain HTTP to what looks local", { ACTIVITYSMITH_BASE_URL: "http://127.0.0.1.example/api" }, /plain http/],
		["plain HTTP to what looks local still", { ACTIVITYSMITH_BASE_URL: "http://localhost.example/" }, /plain http/],
		["a user in the address", { ACTIVITYSMITH_BASE_URL: "http://127.0.0.1@x.example/" }, /without a user/],
		["another scheme", { ACTIVITYSMITH_BASE_URL: "file://localhost/etc/passwd" }, /must begin with https/],
		["no host", { ACTIVITYSMITH_BASE_URL: "https:///api" }, /with a host/],
		["a line break in the address", { ACTIVITYSMITH_BASE_URL: "https://x.example/\nurl=y" }, /no URL has/],
	])("%s: exit code 2, and nothing is sent", async (_, env, message) => {
		const ran = await script("send_push.sh", push, { env });
		expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(message) });
		expect(ran.stderr).not.toContain(KEY);
		expect(account().journal.count()).toBe(0);
	});

	test("a text that is longer than a request may be is a wrong call, and no matter of the network", async () => {
		const ran = await script("send_push.sh", ["-m", '"'.repeat(100_000)]);
		expect(ran).toMatchObject({
			code: 2,
			stdout: "",
			stderr: expect.stringMatching(/^send_push.sh: this is too much/),
		});
		expect(account().journal.count()).toBe(0);
		// Here the API can say by how much.
		const less = await script("send_push.sh", ["-m", '"'.repeat(20_000)]);
		expect(less).toMatchObject({ code: 1, stderr: expect.stringContaining("over Apple's limit") });
	});

	const activity = ["-t", "Deploy", "--type", "segmented_progress"];
	test.each<[string, string[], RegExp]>([
		["send_push.sh", [], /-m is required/],
		["send_push.sh", ["-m"], /-m needs a value/],
		["send_push.sh", ["-m", "Done", "--channel", "x"], /unknown option: --channel$/m],
		["send_push.sh", ["-m", "Done", "--steps", "3"], /unknown option: --steps$/m],
		["send_push.sh", ["-m", "Done", "-z"], /-z needs a value, or is unknown/],
		["send_push.sh", ["Done"], /unexpected argument: Done/],
		["send_push.sh", [...push, "-c", ""], /--channels names no channel/],
		["send_push.sh", [...push, "-c", " , "], /--channels names no channel/],
		["send_push.sh", [...push, "-a", "{}"], /--actions must be a JSON array/],
		["send_push.sh", [...push, "-A", "/nowhere/actions.json"], /there is no such file: \/nowhere\/actions.json/],
		["start_activity.sh", ["--type", "progress"], /--title is required/],
		["start_activity.sh", ["-t", "Deploy"], /--type is required/],
		["start_activity.sh", [...activity, "--id-only=yes"], /--id-only takes no value/],
		["start_activity.sh", [...activity, "--steps", "three"], /--steps must be a number, not 'three'/],
		["start_activity.sh", [...activity, "--steps", "3\n4"], /--steps must be a number/],
		["start_activity.sh", [...activity, "--steps", "03"], /--steps must be a number/],
		["start_activity.sh", [...activity, "--steps", '3,"x":1'], /--steps must be a number/],
		["start_activity.sh", [...activity, "--action", "[]"], /--action must be a JSON object/],
		["start_activity.sh", [...activity, "--action-file", "/nowhere"], /--action-file: there is no such file/],
		["start_activity.sh", [...activity, "--auto-dismiss", "1"], /unknown option: --auto-dismiss$/m],
		["update_activity.sh", ["-t", "Deploy", "--current", "2"], /--activity-id is required/],
		["update_activity.sh", ["-a", "x", "--current", "2"], /--title is required/],
		["end_activity.sh", ["-t", "Deploy", "--current", "2"], /--activity-id is required/],
		["end_activity.sh", ["-a", "x", "-t", "D", "--channels", "ops"], /unknown option: --channels$/m],
		["stream.sh", ["-t", "Deploy"], /the stream's key is required/],
		["stream.sh", ["a/b", "-t", "Deploy"], /must contain only letters, numbers, underscores, and hyphens/],
		["stream.sh", ["a", "b", "-t", "Deploy"], /unexpected argument: b/],
		["stream.sh", ["a", "--percentage", "2"], /--title is required/],
	])("%s %j: exit code 2, and nothing is sent", async (name, args, message) => {
		const ran = await script(name, args);
		expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(message) });
		expect(ran.stderr).toContain(`${name}: `);
		expect(account().journal.count()).toBe(0);
	});

	test.each<[string, string[], RegExp]>([
		["send_push.sh", [...push, "-r", "javascript:alert(1)"], /400:\n.*redirection/],
		["send_push.sh", [...push, "-a", "[not JSON]"], /400:\n.*JSON/],
		["send_push.sh", [...push, "-c", "Not A Slug"], /400:\n.*target\.channels\[0\]/],
		["start_activity.sh", ["-t", "D", "--type", "progress"], /400:\n.*content_state\.percentage/],
		["start_activity.sh", ["-t", "D", "--type", "progress", "--steps", "3", "--percentage", "1"], /number_of_steps/],
		["update_activity.sh", ["-a", "unknown", "-t", "D", "--percentage", "1"], /404:\n.*Live Activity not found/],
		["end_activity.sh", ["-a", "unknown", "-t", "D", "--percentage", "1"], /404:\n.*Live Activity not found/],
		["stream.sh", ["never-seen", "--end"], /404:\n.*No Live Activity stream found for stream_key: never-seen/],
		["stream.sh", ["mock-limit-1", ...activity, "--steps", "2", "--current", "1"], /429:\n.*Live Activity limit/],
	])("%s %j: exit code 1, with the API's own answer", async (name, args, answer) => {
		const ran = await script(name, args);
		expect(ran).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(answer) });
		const body = ran.stderr.slice(ran.stderr.indexOf("\n"));
		expect(JSON.parse(body)).toHaveProperty("message");
		expect(ran.stderr).not.toContain(KEY);
	});

	test("a wrong key is refused, and not shown", async () => {
		const env = { ACTIVITYSMITH_API_KEY: "ask_mock_unauthorized_skill" };
		const ran = await script("start_activity.sh", [...activity, "--steps", "2", "--current", "1", "--id-only"], {
			env,
		});
		expect(ran).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("the API answered 401") });
		expect(ran.stderr).not.toContain("ask_mock");
	});

	test("a redirect is not followed, and what is no JSON is shown as it is", async () => {
		const asked: (string | undefined)[] = [];
		const server = createServer((request, response) => {
			asked.push(request.url);
			response.writeHead(302, { location: "/elsewhere" }).end("<h1>Moved</h1>");
		});
		await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
		const env = { ACTIVITYSMITH_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
		const ran = await script("send_push.sh", push, { env });
		server.close();
		expect(ran).toMatchObject({ code: 1, stdout: "", stderr: "send_push.sh: the API answered 302:\n<h1>Moved</h1>\n" });
		expect(asked).toEqual(["/push-notification"]);
	});

	test("no answer: exit code 3", async () => {
		const fault = account().faults.add({ connection: "reset" });
		const ran = await script("send_push.sh", push);
		fault.remove();
		expect(ran).toMatchObject({ code: 3, stdout: "", stderr: expect.stringContaining("no answer from http") });
		expect(ran.stderr).not.toContain(KEY);
	});

	const { schemas } = JSON.parse(readFileSync(new URL("../openapi/openapi.json", import.meta.url), "utf8")).components;
	test.each(scripts)("%s --help", async (name) => {
		const env = { ACTIVITYSMITH_API_KEY: "" };
		const [long, short] = [await script(name, ["--help"], { env }), await script(name, ["-h"], { env })];
		expect(long).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining(name) });
		expect(short).toEqual(long);
		if (name === "send_push.sh") return;
		const listed = (after: RegExp) => (after.exec(long.stdout)?.[1] ?? "").split(/, | or /);
		const types = schemas.StreamContentState.properties.type.enum as string[];
		expect(listed(/--type TYPE +(.*)/).toSorted()).toEqual(types.filter((type) => !/^count/.test(type)).toSorted());
		expect(listed(/--color COLOR +(.*)/).toSorted()).toEqual(schemas.LiveActivityColor.enum.toSorted());
	});

	test("every option that a help names is taken", async () => {
		for (const name of scripts) {
			const { stdout } = await script(name, ["--help"]);
			const options = [...stdout.matchAll(/^ {2}(?:(-\w), )? *(--[a-z-]+)(?: [A-Z]+)? /gm)];
			expect(options.length).toBeGreaterThan(6);
			for (const option of options.flatMap(([, short, long]) => (short ? [short, long ?? ""] : [long ?? ""]))) {
				const { stderr } = await script(name, [option, "value"], { env: { ACTIVITYSMITH_API_KEY: "" } });
				expect(stderr, `${name} ${option}`).not.toMatch(/unknown option/);
			}
		}
	});
});
