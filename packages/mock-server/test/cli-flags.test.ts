/** What the command takes, and what it says of what it doesn't, without a process for each. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readFlags, UsageError } from "../src/cli/flags.ts";
import { HELP } from "../src/cli/help.ts";
import { localURL } from "../src/cli/local-url.ts";
import { hasColours, requestLine } from "../src/cli/log.ts";
import { readFaults, readSeed } from "../src/cli/seed-file.ts";
import { createMock } from "../src/index.ts";
import { api, progress } from "./api.ts";

describe("flags", () => {
	test("left out", () => {
		expect(readFlags([])).toEqual({
			exec: null,
			port: 4010,
			host: "127.0.0.1",
			apiKeys: [],
			limits: true,
			strictAccounts: false,
			seed: undefined,
			faults: undefined,
			clock: "real",
			control: "loopback",
			webhooks: "call",
			allowWebhooksTo: [],
			show: false,
			open: false,
			verbose: false,
			json: false,
			version: false,
			help: false,
		});
	});

	test.each([
		[["--port", "0"], { port: 0 }],
		[["--port=65535"], { port: 65_535 }],
		[["--clock", "frozen"], { clock: "frozen" }],
		[["--control", "anywhere"], { control: "anywhere" }],
		[["--control=off"], { control: "off" }],
		[["--seed", "s.yaml", "--faults", "f.json"], { seed: "s.yaml", faults: "f.json" }],
		[["--webhooks", "record"], { webhooks: "record" }],
		[
			["--allow-webhooks-to", "127.0.0.0/8", "--allow-webhooks-to", "::1/128"],
			{ allowWebhooksTo: ["127.0.0.0/8", "::1/128"] },
		],
		[["--verbose", "--json"], { verbose: true, json: true }],
		[["--show", "--open"], { show: true, open: true }],
		[["--no-limits"], { limits: false }],
		[
			["exec", "--", "npm", "test", "--", "--json"],
			{ exec: { command: "npm", args: ["test", "--", "--json"] }, port: 0 },
		],
		[["--clock", "frozen", "exec", "--port", "4011", "--", "pytest"], { port: 4011, clock: "frozen" }],
		[["exec", "--help"], { help: true }],
		[["--version", "exec"], { version: true }],
	])("%j", (args, expected) => {
		expect(readFlags(args)).toMatchObject(expected);
	});

	test.each([
		[["--port", "x"], "--port takes a number from 0 to 65535"],
		[["--port", "1e3"], "--port takes a number from 0 to 65535"],
		[["--port", ""], "--port takes a number from 0 to 65535"],
		[["--port", "65536"], "--port takes a number from 0 to 65535"],
		[["--webhooks", "off"], "--webhooks takes record, call"],
		[["--allow-webhooks-to", "localhost"], "--allow-webhooks-to takes a range in CIDR notation, such as 127.0.0.0/8"],
		[["--api-key", ""], "--api-key takes a key without spaces"],
		[["--json=ask_secret"], "--json"],
		[["--clock", "fast"], "--clock takes frozen, real"],
		[["--control", "lan"], "--control takes loopback, anywhere, off"],
		[["--api-key", "ask secret"], "--api-key takes a key without spaces"],
		[["--api-key", "ask_secret", "--seed", "s.json"], "--api-key and --seed can't be combined"],
		[["ask_secret"], "takes no arguments beside its options and exec"],
		[["--", "ask_secret"], "takes no arguments beside its options and exec"],
		[["serve", "exec", "--", "x"], "takes no arguments beside its options and exec"],
		[["exec"], "exec takes a command after --"],
		[["exec", "--"], "exec takes a command after --"],
		[["exec", "npm", "test"], "exec takes its command after --"],
		[["exec", "npm", "--", "test"], "exec takes its command after --"],
		[["exec", "--json", "--", "npm"], "--json and exec can't be combined"],
	])("%j is refused", (args, message) => {
		expect(() => readFlags(args)).toThrow(UsageError);
		expect(() => readFlags(args)).toThrow(message);
		expect(() => readFlags(args)).not.toThrow("secret");
	});

	test("each is in the help", () => {
		const flags = Array.from(HELP.matchAll(/^ {2}--(?:no-)?([a-z-]+)/gm), ([, name]) => name);
		const properties = [
			"port",
			"host",
			"api-key",
			"seed",
			"faults",
			"clock",
			"limits",
			"strict-accounts",
			"control",
			"webhooks",
			"allow-webhooks-to",
		];
		expect(flags).toEqual([...properties, "show", "open", "verbose", "json", "version", "help"]);
	});
});

test.each([
	["http://0.0.0.0:4010", "http://127.0.0.1:4010"],
	["http://0:4010", "http://127.0.0.1:4010"],
	["http://:4010", "http://127.0.0.1:4010"],
	["http://[::]:4010", "http://[::1]:4010"],
	["http://[0:0::0]:80", "http://[::1]:80"],
	["http://[::ffff:0.0.0.0]:4010", "http://127.0.0.1:4010"],
	["http://192.0.2.1:4010", "http://192.0.2.1:4010"],
	["http://localhost:4010", "http://localhost:4010"],
])("a server on %s is reached on %s", (listened, reached) => {
	expect(localURL(listened)).toBe(reached);
});

const folder = mkdtempSync(join(tmpdir(), "seed-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
}

/** Text that grows tenfold with every line. */
const bomb = [
	"a0: &a0 [ask_secret]",
	...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(", ")}]`),
].join("\n");

describe("seeds", () => {
	const seed = {
		accounts: [{ keys: ["ask_one", { key: "ask_ops", channels: ["ops"] }], channels: { ops: { users: ["user-1"] } } }],
		faults: [{ operation: "sendPushNotification", status: 503, times: 2 }],
	};

	test("JSON and YAML say the same", async () => {
		const yaml = `
accounts:
  - keys: [ask_one, { key: ask_ops, channels: [ops] }]
    channels:
      ops: { users: [user-1] }
faults:
  - { operation: sendPushNotification, status: 503, times: 2 }
`;
		expect(await readSeed(file("seed.json", JSON.stringify(seed)))).toEqual(seed);
		expect(await readSeed(file("seed.yaml", yaml))).toEqual(seed);
		expect(await readSeed(file("seed.YML", yaml))).toEqual(seed);
	});

	test("YAML may have anchors, aliases and merge keys", async () => {
		const yaml = `
accounts:
  - &first { keys: [ask_one], users: &users [{ id: ada, devices: [{ id: phone }] }] }
  - { <<: *first, keys: [ask_two] }
  - { keys: [ask_three], users: *users }
`;
		const users = [{ id: "ada", devices: [{ id: "phone" }] }];
		const accounts = ["ask_one", "ask_two", "ask_three"].map((key) => ({ keys: [key], users }));
		expect((await readSeed(file("anchors.yaml", yaml))).accounts).toEqual(accounts);
	});

	test("a byte order mark is no part of the text", async () => {
		expect(await readSeed(file("mark.json", `\uFEFF${JSON.stringify(seed)}`))).toEqual(seed);
		expect(await readSeed(file("mark.yaml", `\uFEFF${JSON.stringify(seed)}`))).toEqual(seed);
	});

	test("faults are optional", async () => {
		expect(await readSeed(file("few.yaml", "accounts: []"))).toEqual({ accounts: [], faults: [] });
	});

	test.each([
		["no-file.json", null, /cannot read .*no-file\.json: there is no such file/],
		["seed.toml", "", /--seed takes a file that ends in \.json, \.yaml or \.yml/],
		["cut.json", '{"accounts": ["ask_secret', /cut\.json is not valid JSON: it ends too early$/],
		["bad.json", '{\n  "accounts": ask_secret\n}', /bad\.json is not valid JSON/],
		["comma.json", '{\n  "accounts": [],\n}', /comma\.json is not valid JSON: look at line 3, column 1$/],
		["bad.yaml", "accounts:\n- ask_secret: [\n", /bad\.yaml is not valid YAML: .* at line \d+, column \d+/],
		["bad2.yaml", "accounts: []\n\task_secret: 1\n", /bad2\.yaml is not valid YAML/],
		[
			"alias.yaml",
			"accounts:\n- keys: [*nope_ask_secret]\n",
			/alias\.yaml is not valid YAML: an alias needs an anchor before it at line 2, column 10$/,
		],
		[
			"fields.yaml",
			"ask_secret: 1\nask_secret: 2\n",
			/fields\.yaml is not valid YAML: duplicate key at line 2, column 1$/,
		],
		["circle.yaml", "accounts: &ask_secret [*ask_secret]", /circle\.yaml is not valid YAML: an alias .* column 24$/],
		["bomb.yaml", bomb, /bomb\.yaml is not valid YAML: its aliases stand for too much$/],
		[
			"merge.yaml",
			"a: &a 1\n<<: *a\nask_secret: []",
			/merge\.yaml is not valid YAML: a merge key takes maps at line 2, column 1$/,
		],
		["empty.yaml", "", /empty\.yaml: it must be an object, not null/],
		["list.json", "[]", /list\.json: it must be an object, not an array/],
		["none.json", "{}", /none\.json: accounts is required/],
		["key.json", '{"accounts":[{"keys":[5]}]}', /key\.json: accounts\[0\]\.keys\[0\] must be an API key/],
		[
			"unknown.yaml",
			"accounts: [{ keys: [ask_secret], device: [] }]",
			/unknown\.yaml: accounts\[0\]\.device is not a field: allowed are keys, users, channels/,
		],
		[
			"stranger.yaml",
			"accounts: [{ keys: [ask_secret], channels: { ops: { users: [nobody] } } }]",
			/stranger\.yaml: accounts\[0\]\.channels\.ops names nobody: the account has the users user-1/,
		],
		[
			"fault.yaml",
			"accounts: []\nfaults: [{ status: 99 }, {}]",
			/fault\.yaml: faults\[0\]\.status must be at least 200 \(and 1 more\)/,
		],
	])("%s is refused by file, field and what is allowed", async (name, text, message) => {
		const path = text === null ? join(folder, name) : file(name, text);
		const error = await readSeed(path).then(
			() => undefined,
			(reason: unknown) => reason,
		);
		expect(error).toBeInstanceOf(UsageError);
		expect((error as Error).message).toMatch(message);
		expect((error as Error).message).not.toContain("ask_secret");
		expect((error as Error).message).not.toContain("\n");
	});
});

describe("faults", () => {
	const rule = { status: 503, times: 2 };

	test.each([
		["one as JSON", JSON.stringify(rule)],
		["several as JSON", ` [${JSON.stringify(rule)}]`],
		["a file", file("one.json", JSON.stringify(rule))],
		["a file with several", file("several.yaml", "- { status: 503, times: 2 }")],
	])("%s", async (_, given) => {
		expect(await readFaults(given)).toEqual([rule]);
	});

	test.each([
		['{"status":', "--faults is not valid JSON: it ends too early"],
		['[{"status":503},{"delay":"soon"}]', "--faults: faults[1].delay must be "],
		['{"operation":"push","status":500}', "--faults: faults[0].operation must be one of sendPushNotification"],
		["nothing.yaml", "--faults: cannot read nothing.yaml: there is no such file"],
		["503", "--faults takes a file that ends in .json, .yaml or .yml, or JSON"],
	])("%s is refused", async (given, message) => {
		await expect(readFaults(given)).rejects.toThrow(message);
	});
});

describe("a line for each request", () => {
	async function entries() {
		const mock = createMock();
		const { put, push } = api(mock);
		await put("k", progress(1));
		await put("k", progress(1));
		await push({});
		return mock.journal.entries();
	}

	test("says when, who, what and why", async () => {
		const lines = (await entries()).map((entry) => requestLine(entry, false));
		expect(lines).toEqual([
			"00:00:00 account-1 PUT /api/live-activity/stream/k → 200 started: the stream key was never used",
			expect.stringMatching(/^00:00:00 account-1 PUT \/api\/live-activity\/stream\/k → 200 noop: /),
			"00:00:00 account-1 POST /api/push-notification → 400 refused: title is required",
		]);
	});

	test("in colours, where they are shown", async () => {
		const [started, , refused] = (await entries()).map((entry) => requestLine(entry, true));
		expect(started).toContain("\u001b[32m200 started");
		expect(refused).toContain("\u001b[33m400 refused");
		const terminal = (colours: boolean) => ({ isTTY: true, hasColors: () => colours }) as unknown as NodeJS.WriteStream;
		expect(hasColours(terminal(true))).toBe(true);
		expect(hasColours(terminal(false))).toBe(false);
		expect(hasColours({ isTTY: undefined, hasColors: () => true } as unknown as NodeJS.WriteStream)).toBe(false);
	});

	test("stays one line, whatever a client sends", async () => {
		const mock = createMock();
		await api(mock).push({ title: "T", "\u001b[2J\nfield": 1 });
		const [entry] = mock.journal.entries();
		if (!entry) throw new Error("it was noted");
		expect(requestLine(entry, false)).toMatch(/ \[2J field is not a field/);
		expect(requestLine(entry, false)).not.toMatch(/\p{Cc}/u);
	});
});
