/** The command, as its user starts it. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { strictMock } from "./mocks.ts";

const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const KEY = "ask_only_this_one_is_secret";

interface Ended {
	code: number;
	stdout: string;
	stderr: string;
}

function run(args: string[], env: Record<string, string> = {}): Promise<Ended> {
	const node = ["--conditions=@activitysmith/source", CLI, ...args];
	const { ACTIVITYSMITH_API_KEY: _, ACTIVITYSMITH_BASE_URL: __, ...rest } = process.env;
	return new Promise((resolve) => {
		execFile(process.execPath, node, { env: { ...rest, ...env } }, (error, stdout, stderr) => {
			resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
		});
	});
}

const limits = { requestsPerMinute: 1_000_000 };
const mock = strictMock({ accounts: [{ keys: [KEY], strict: true, limits }], limits });
let controlled = "";
let plain = "";
let folder = "";
beforeAll(async () => {
	controlled = (await mock.listen()).baseURL;
	plain = (await mock.listen({ control: "off" })).baseURL;
	folder = await mkdtemp(join(tmpdir(), "conformance-"));
});
afterAll(async () => {
	await mock.close();
	await rm(folder, { recursive: true });
});

describe("against a server with control routes", () => {
	test("it runs everything that the filter leaves, without a key, and ends with 0", async () => {
		const { code, stdout, stderr } = await run(["--base-url", controlled, "--filter", "rotation."]);
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		expect(stdout).toMatch(/^5\. Streams and lifecycle\n/);
		expect(stdout).toContain("[rotation.at-7h30m]");
		expect(stdout).toMatch(/: \d+ passed, 0 failed\n$/);
	});

	test("a report can be JSON in a file", async () => {
		const output = join(folder, "report.json");
		const args = ["--base-url", controlled, "--filter", "pause.", "--reporter", "json", "--output", output];
		expect(await run(args)).toEqual({ code: 0, stdout: "", stderr: "" });
		expect(JSON.parse(await readFile(output, "utf8"))).toMatchObject({ ok: true, counts: { failed: 0, notRun: 0 } });
	});
});

test("a place for the report that is none is told before anything runs", async () => {
	const output = join(folder, "no-such-folder", "report.json");
	const { code, stdout, stderr } = await run(["--base-url", controlled, "--filter", "pause.", "--output", output]);
	expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
	expect(stderr).toMatch(/--output cannot be written: .*no-such-folder/);
});

describe("against a base URL alone", () => {
	test("cases that need more are not run, and the key is in nothing that is printed", async () => {
		const env = { ACTIVITYSMITH_BASE_URL: plain, ACTIVITYSMITH_API_KEY: KEY };
		const { code, stdout, stderr } = await run(["--filter", "stream.", "--reporter", "text"], env);
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		expect(stdout).toMatch(/: \d+ passed, 0 failed, \d+ not run\n$/);
		expect(stdout).toContain("not run: the target has no accounts, phones");
		expect(stdout).not.toContain(KEY);
	});

	test("what the server does not keep is 1, with the exchange, and still without the key", async () => {
		const gaps = join(folder, "gaps.txt");
		await writeFile(gaps, "stream.put.started  it never was\n");
		const args = ["--base-url", plain, "--api-key", KEY, "--filter", "stream.put.started", "--known-gaps", gaps];
		const { code, stdout } = await run([...args, "--reporter", "junit"]);
		expect(code).toBe(1);
		expect(stdout).toContain("unexpected pass, known gap: it never was");
		expect(stdout).not.toContain(KEY);
	});

	test("with a key that is refused nothing is run: it is 2, in a line without the key", async () => {
		const wrong = "ask_wrong_but_secret_too";
		const { code, stdout, stderr } = await run(["--base-url", plain, "--api-key", wrong, "--filter", "response."]);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toContain(`activitysmith-conformance: ${plain}: The server refuses the API key (401)\n`);
		expect(stderr).not.toContain(wrong);
	});

	test("with an address where something else answers it is 2, and says with what", async () => {
		const site = createServer((request, response) => {
			response.writeHead(404, { "Content-Type": "text/html" }).end("<!doctype html>\n<title>Not found</title>");
			request.resume();
		});
		await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
		const { port } = site.address() as AddressInfo;
		const { code, stderr } = await run(["--base-url", `http://127.0.0.1:${port}/api`, "--api-key", KEY]);
		site.close();
		expect(code).toBe(2);
		expect(stderr).toContain(
			'POST /badge was answered with 404 and "<!doctype html> <title>Not found</title>", not with JSON',
		);
	});

	test("when nothing could be run it is 1", async () => {
		const args = ["--base-url", plain, "--api-key", KEY, "--filter", "rotation."];
		const { code, stdout } = await run(args);
		expect(code).toBe(1);
		expect(stdout).toContain("✗ No case was run\n");
	});
});

describe("without a server", () => {
	test("--list prints the cases, --help and --version what they say", async () => {
		const list = await run(["--list", "--filter", "5"]);
		expect(list.code).toBe(0);
		expect(list.stdout).toMatch(/^5 {2}stream\.put\.started\n {3}The first PUT/m);
		expect(list.stdout).not.toMatch(/^[1-46-8] {2}/m);
		expect(await run(["--version"])).toMatchObject({ code: 0, stdout: `${packageJson.version}\n` });
		expect((await run(["--help"])).stdout).toMatch(/^Usage: activitysmith-conformance/);
	});

	test.each([
		[[], "Say where the API is"],
		[["--base-url", "ftp://a.example"], "--base-url takes an http or https URL"],
		[["--base-url", `http://user:${KEY}@a.example`], "--base-url takes no credentials"],
		[["--base-url", "http://127.0.0.1:9", "--filter", "no-such"], "No case has no-such in its id"],
		[["--base-url", "http://127.0.0.1:9", "--reporter", "tap"], "--reporter takes text, json, junit, not tap"],
		[["--base-url", "http://127.0.0.1:9", "--timeout", "soon"], "--timeout takes milliseconds, not soon"],
		[["--base-url", "http://127.0.0.1:9", "--known-gaps", "/nowhere/at/all"], "--known-gaps /nowhere/at/all: ENOENT"],
		[["--base-url", "http://127.0.0.1:9", "--api-key", KEY], "http://127.0.0.1:9: fetch failed"],
		[["--nonsense"], "Unknown option '--nonsense'"],
		[[KEY], "This command takes no arguments beside its options"],
	])("%j is 2, with a line that says why", async (args, message) => {
		const { code, stdout, stderr } = await run(args);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toContain(`activitysmith-conformance: ${message}`);
		expect(stderr).toContain("See activitysmith-conformance --help");
		expect(stderr).not.toContain(KEY);
	});
});
