/** Real clients, unchanged, which know only the URL of the hosted service. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { GO, hasCurl, hasOpenssl, hasPython, onThisMachine } from "./machine.ts";
import { underExec } from "./run.ts";

/** The second only begins as this machine does. */
const OTHERS = ["example.com", "127.0.0.1.example.com"] as const;

const { run, mock } = underExec();
const built = mkdtempSync(join(tmpdir(), "exec-clients-"));
afterAll(() => rmSync(built, { recursive: true }));

const client = (name: string) => fileURLToPath(new URL(`./clients/${name}`, import.meta.url));

/** The first Node on the path before 22, which knows no proxies at all. */
const olderNode = (process.env.PATH ?? "")
	.split(delimiter)
	.map((folder) => join(folder, "node"))
	.find((path) => existsSync(path) && /^v(18|20)\./.test(execFileSync(path, ["--version"], { encoding: "utf8" })));

const OLDER = " under Node 18 or 20";

interface Client {
	name: string;
	found: boolean;
	/** The command, to which URLs are added. */
	command: () => [string, ...string[]];
	/** What it says about another host; the published client knows no other. */
	refused?: RegExp;
}

const NAMED = /example\.com:443 is refused/;

const clients: Client[] = [
	{ name: "the published client", found: true, command: () => [process.execPath, client("published.cjs")] },
	{ name: "fetch", found: true, command: () => [process.execPath, client("fetch.mjs")], refused: /cancelled|403/ },
	{ name: "node:https", found: true, command: () => [process.execPath, client("node-https.mjs")], refused: NAMED },
	...["published.cjs", "fetch.mjs", "node-https.mjs"].map((file) => ({
		name: `${file}${OLDER}`,
		found: olderNode !== undefined,
		command: (): [string, string] => [olderNode ?? "", client(file)],
		...(file !== "published.cjs" && { refused: NAMED }),
	})),
	{ name: "curl", found: hasCurl, command: () => ["sh", client("curl.sh")], refused: /403/ },
	{
		name: "Python's urllib",
		found: hasPython,
		command: () => ["python3", client("python_urllib.py")],
		refused: NAMED,
	},
	{
		name: "Python's http.client",
		found: hasPython,
		command: () => ["python3", client("python_http.py")],
		refused: NAMED,
	},
	{ name: "Go's net/http", found: onThisMachine(GO, "version"), command: () => [goClient()], refused: NAMED },
	{
		name: "Ruby's net/http",
		found: onThisMachine("ruby", "--version"),
		command: () => ["ruby", client("net_http.rb")],
		refused: NAMED,
	},
	{
		name: "Ruby's Typhoeus",
		found: onThisMachine("ruby", "-e", "require 'typhoeus'"),
		command: () => ["ruby", client("typhoeus.rb")],
		refused: /./,
	},
	{
		name: "PHP's curl",
		found: onThisMachine("php", "-r", "exit(function_exists('curl_init') ? 0 : 1);"),
		command: () => ["php", client("curl.php")],
		refused: /403/,
	},
];

/** Compiled from the standard library alone. */
function goClient(): string {
	const path = join(built, "client");
	const env = { ...process.env, GOFLAGS: "-mod=mod", GOPROXY: "off" };
	execFileSync(GO, ["build", "-o", path, client("net_http.go")], { env });
	return path;
}

describe.each(clients.filter(({ found }) => found))("$name", ({ name, command, refused }) => {
	const streamKey = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
	const service = `https://activitysmith.com/api/live-activity/stream/${streamKey}`;
	const shown = () => mock.account("ask_exec").devices[0]?.lockScreen().activities ?? [];

	test("reaches the mock, and no others", { timeout: 180_000 }, async () => {
		const { code, stdout, stderr } = await run(
			{ NODE_NO_WARNINGS: "1" },
			...command(),
			service,
			service,
			...(refused ? [OTHERS[0], ...OTHERS].map((host) => `https://${host}/api`) : []),
		);
		const lines = stdout.trimEnd().split("\n");
		expect(lines.slice(0, 2)).toEqual(["answered started", "answered noop"]);
		expect(shown()).toContainEqual(expect.objectContaining({ streamKey }));
		if (refused) {
			const failed = expect.stringMatching(new RegExp(`^failed .*${refused.source}`));
			expect(lines.slice(2)).toEqual([failed, failed, failed]);
			// However often it is asked for.
			const reports = OTHERS.map((host) => expect.stringContaining(`activitysmith-mock: ${host}:443 is refused`));
			expect(stderr.trimEnd().split("\n")).toEqual(reports);
		} else expect(stderr).toBe("");
		expect(code).toBe(0);
	});
});

test("every client is on this machine: always in CI, where none may be left out unseen", () => {
	const needed = [...clients, { name: "openssl", found: hasOpenssl }];
	const missing = needed.filter(({ found }) => !found).map(({ name }) => name);
	if (missing.length > 0) console.warn(`Not on this machine, so not tested: ${missing.join(", ")}`);
	// A machine's own Node may be a newer one: it can be any from 18 on.
	const required = missing.filter((name) => !name.endsWith(OLDER));
	expect(process.env.CI ? required : []).toEqual([]);
});
