/** The commands of the management, which ask a running server: as a process, and, as processes take long, without one. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ActivitySmith from "activitysmith";
import jsQR from "jsqr";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { commandFirst } from "../src/cli/command-first.ts";
import { commands } from "../src/cli/commands/index.ts";
import { manage } from "../src/cli/manage.ts";
import { type Server, startServer } from "../src/index.ts";
import { temporaryFolder } from "./databases.ts";
import { progress } from "./management.ts";
import { asOwner, firstKey } from "./running-server.ts";

const folder = temporaryFolder();
const data = join(folder, "data");
const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const PATIENT = { timeout: 30_000, interval: 50 };
let server: Server;
let token: string;
let api: ActivitySmith;

beforeAll(async () => {
	server = await startServer({ data, port: 0 });
	token = readFileSync(server.ownerTokenFile ?? "", "utf8").trim();
	api = new ActivitySmith({ apiKey: firstKey(server), baseURL: server.baseURL });
	return () => server.close();
});

interface Finished {
	code: number;
	output: string;
	errors: string;
}

/** No output of any command has the owner token in it. */
async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
	const finished = await manage(args, env);
	expect(finished.output + finished.errors).not.toContain(token);
	return finished;
}

function runProcess(args: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
	return new Promise((resolve) => {
		execFile(
			process.execPath,
			["--conditions=@activitysmith/source", cli, ...args],
			{ cwd: folder, env: { PATH: process.env.PATH ?? "", NODE_NO_WARNINGS: "1", ...env } },
			(error, output, errors) => {
				resolve({ code: error ? Number(error.code) : 0, output, errors });
			},
		);
	});
}

/** What a camera makes of a code whose characters have two dots each, one above the other. */
function readQr(lines: readonly string[]) {
	const dots = lines.flatMap((line) =>
		["█▀", "█▄"].map((lit) => [...line].map((character) => lit.includes(character))),
	);
	const [width, height] = [4 * (dots[0]?.length ?? 0), 4 * dots.length];
	const pixels = new Uint8ClampedArray(4 * width * height);
	for (let at = 0; at < width * height; at++) {
		const isLit = dots[Math.floor(at / width / 4)]?.[Math.floor((at % width) / 4)];
		pixels.set(isLit ? [255, 255, 255, 255] : [0, 0, 0, 255], 4 * at);
	}
	return jsQR.default(pixels, width, height);
}

/** With the server and its data folder named. */
const ask = (...args: string[]) => run([...args, "--url", server.url, "--data", data]);

async function done(...args: string[]): Promise<string> {
	const { code, output, errors } = await ask(...args);
	expect({ args, code, errors }).toEqual({ args, code: 0, errors: "" });
	return output;
}

async function json<T>(...args: string[]): Promise<T> {
	return JSON.parse(await done(...args, "--json"));
}

describe("commands", () => {
	test("make people, channels and keys, which do what they say", async () => {
		await done("users", "create", "Ada");
		expect(await done("users", "list")).toMatch(/^ID +NAME\nusr_\w+ +Ada\nusr_\w+ +Owner\n$/);
		expect(await done("channels", "create", "ops", "--user", "ada")).toBe("ops has 1 person and 0 single devices.\n");
		expect(await done("channels", "members", "add", "ops", "--device", "My lock screen")).toBe(
			"ops has 1 person and 1 single device.\n",
		);
		expect(await done("channels", "list")).toMatch(/^SLUG +PEOPLE +DEVICES\nops +Ada +My lock screen\n$/);
		expect(await done("channels", "members", "remove", "ops", "--user", "Ada")).toBe(
			"ops has 0 people and 1 single device.\n",
		);

		const created = await done("keys", "create", "CI", "--channels", "ops");
		const [, key = ""] = /Key +(ask_\w{40})\n/.exec(created) ?? [];
		const scoped = new ActivitySmith({ apiKey: key, baseURL: server.baseURL });
		expect(await scoped.notifications.send({ title: "Scoped" })).toMatchObject({ effective_channel_slugs: ["ops"] });
		const { keys } = await json<{ keys: { id: string; name: string; channels: string[] }[] }>("keys", "list");
		const { id = "" } = keys.find(({ name }) => name === "CI") ?? {};
		expect(await done("keys", "list")).not.toContain(key);
		expect(await done("keys", "revoke", id)).toBe(`${id} is revoked.\n`);
		await expect(scoped.notifications.send({ title: "Late" })).rejects.toMatchObject({ status: 401 });
		await done("channels", "remove", "ops");
		expect(await done("channels", "list")).toBe("There is no channel.\n");
		await done("users", "remove", "Ada");
	});

	test.each([
		[["--browser"], /^http:\/\/127\.0\.0\.1:\d+\/pair\?code=\w{32}$/],
		[[], /^activitysmith:\/\/pair\?server=http%3A%2F%2F127\.0\.0\.1%3A\d+&code=\w{5}-\w{5}$/],
	])("print a code for a camera %j", async (kind, content) => {
		const user = JSON.parse(await done("users", "create", `Camera ${kind}`, "--json")).id as string;
		const printed = await done("devices", "pair", user, ...kind, "--qr");
		const [said, , code = ""] = printed.split("\n\n");
		const read = readQr(code.split("\n"))?.data ?? "";
		expect(read).toMatch(content);
		// The same code is there to be typed.
		expect(said).toContain(kind.length > 0 ? read : /code=(.+)$/.exec(read)?.[1]);
	});

	test("pair devices and remove them", async () => {
		await done("users", "create", "Grace");
		const [, link = ""] = /Link +(\S+)\n/.exec(await done("devices", "pair", "Grace", "--browser")) ?? [];
		expect((await fetch(link)).status).toBe(200);
		const { devices } = await json<{ devices: { id: string; name: string }[] }>("devices", "list");
		const { id = "" } = devices.at(-1) ?? {};
		expect(devices).toHaveLength(2);
		expect(await done("devices", "pair", "Grace")).toMatch(/^Code +\w{5}-\w{5}\nGood until +\S+ \S+Z\n/);
		expect(await done("devices", "unpair", id)).toBe(`${id} is unpaired.\n`);
		expect((await ask("devices", "unpair", id)).code).toBe(1);
		// There are two people: it must be said whose it will be.
		expect((await ask("devices", "pair")).errors).toContain("Say whose device it will be");
		await done("users", "remove", "Grace");
	});

	test("define metrics, set limits, pause streams", async () => {
		await done("metrics", "define", "revenue", "--label", "Revenue", "--currency", "EUR");
		await api.metrics.update("revenue", { value: 12.5 });
		expect(await done("metrics", "list")).toMatch(/\nrevenue +Revenue +currency +12\.5 +\d{4}-/);
		await done("metrics", "remove", "revenue");
		expect(await done("limits", "set", "--requests-per-minute", "none", "--live-activities", "9")).toMatch(
			/Requests a minute +no limit\nLive Activities +9\n/,
		);
		expect(await json("limits", "show")).toMatchObject({ limits: { requests_per_minute: null, live_activities: 9 } });

		await api.liveActivities.stream("nightly-backup", progress(1));
		expect(await done("streams", "pause", "nightly-backup")).toBe("nightly-backup is paused.\n");
		expect((await api.liveActivities.stream("nightly-backup", progress(2))).operation).toBe("paused");
		expect(await done("streams", "list")).toMatch(/\nnightly-backup +yes +- +\d{4}-/);
		await done("streams", "resume", "nightly-backup");
		expect((await api.liveActivities.stream("nightly-backup", progress(3))).operation).toBe("started");
	});

	test("say what was sent, and why it is shown", async () => {
		await api.liveActivities.stream("deploy", { ...progress(1), tags: ["web"] });
		await api.notifications.send({ title: "Deployed\u001b[31m", tags: ["web"] });
		await expect
			.poll(() => done("log", "--from", "1h", "--device", "My lock screen"), PATIENT)
			.toMatch(/^TIME +DEVICE.*\n(?:.*\n)*\S+ \S+Z +My lock screen +notification +- +delivered/);
		// What others have sent does not colour the terminal.
		await expect
			.poll(() => done("history", "notifications", "--tag", "web"), PATIENT)
			.toMatch(/^TIME.*\n\S+ \S+Z +Deployed \[31m +everybody +web +1 +0 +0\n$/);
		expect(await done("history", "activities", "--tag", "web")).toMatch(
			/ deploy +Nightly Backup +progress +running +1 /,
		);
		const few = await done("history", "activities", "--limit", "1");
		expect(few).toContain("There is more: --limit");
		expect((await json<{ activities: unknown[] }>("history", "activities", "--limit", "1")).activities).toHaveLength(1);
		await expect
			.poll(() => done("explain", "deploy"), PATIENT)
			.toMatch(
				/^deploy runs since .*\. 1 of 1 device shows its latest state\.\n\nDEVICE +VERDICT +WHY\nMy lock screen +shown +It shows /,
			);
		expect(await json("explain", "deploy")).toMatchObject({ state: "running", counts: { shown: 1 } });
		const unknown = await ask("explain", "deplyo");
		expect(unknown).toEqual({
			code: 1,
			output: "",
			errors: "activitysmith-server: There is no stream and no Live Activity called deplyo. Is it deploy?\n",
		});
	});

	test("are about another account when it is named", async () => {
		await done("accounts", "create", "acme");
		expect(await done("accounts", "list")).toMatch(/\nacme +60 +4\n$/);
		await done("keys", "create", "Theirs", "--account", "acme");
		expect(await done("keys", "list", "--account", "acme")).toContain("Theirs");
		expect(await done("keys", "list")).not.toContain("Theirs");
		expect((await ask("keys", "list", "--account", "acmee")).errors).toContain("No account found for: acmee");
		expect((await ask("accounts", "create", "acme")).errors).toContain("There is an account acme already");
	});
});

describe("the owner token", () => {
	test.each([
		["in the data folder", ["--data", data], {}],
		["in a variable", [], { ACTIVITYSMITH_OWNER_TOKEN: "the token" }],
		["in a file", ["--owner-token-file", join(folder, "elsewhere", "token")], {}],
		["in the folder that a variable names", [], { ACTIVITYSMITH_DATA: data }],
	])("is found %s", async (_, args, env) => {
		mkdirSync(join(folder, "elsewhere"), { recursive: true });
		copyFileSync(server.ownerTokenFile ?? "", join(folder, "elsewhere", "token"));
		const given = "ACTIVITYSMITH_OWNER_TOKEN" in env ? { ACTIVITYSMITH_OWNER_TOKEN: token } : env;
		// Of the server's own variables the port says where it is.
		const port = { ACTIVITYSMITH_PORT: new URL(server.url).port };
		expect(await run(["limits", "show", ...args], { ...given, ...port })).toMatchObject({ code: 0, errors: "" });
	});

	test("that is wrong is refused, and not repeated", async () => {
		const wrong = "wrong-wrong-wrong-wrong-wrong-wrong";
		const { code, output, errors } = await run(["keys", "list", "--url", server.url], {
			ACTIVITYSMITH_OWNER_TOKEN: wrong,
		});
		expect([code, output, errors]).toEqual([1, "", "activitysmith-server: This owner token is not valid.\n"]);
	});

	test("that is nowhere is asked for", async () => {
		const { code, errors } = await run(["keys", "list", "--data", join(folder, "nothing")]);
		expect(code).toBe(2);
		expect(errors).toContain("There is no owner token");
		expect(errors).toContain("--owner-token-file");
	});

	test("is not sent where an answer points to", async () => {
		const asked: string[] = [];
		const elsewhere = createServer((request, response) => {
			asked.push(request.url ?? "");
			response.writeHead(307, { location: `${server.url}/manage/keys` }).end();
		});
		await once(elsewhere.listen(0, "127.0.0.1"), "listening");
		onTestFinished(() => void elsewhere.close());
		const { port } = elsewhere.address() as AddressInfo;
		const env = { ACTIVITYSMITH_OWNER_TOKEN: token };
		const { code, output } = await run(["keys", "list", "--url", `http://127.0.0.1:${port}`], env);
		expect([code, output]).toEqual([1, ""]);
		expect(asked).toEqual(["/manage/keys"]);
	});

	test("goes to nobody who could read it on the way", async () => {
		const env = { ACTIVITYSMITH_OWNER_TOKEN: token };
		const { code, errors } = await run(["keys", "list", "--url", "http://push.example.com"], env);
		expect([code, errors]).toEqual([2, expect.stringContaining("--url must begin with https")]);
	});
});

describe("a command that is used wrongly", () => {
	test.each([
		[["kyes", "list"], "There is no such command. Is it keys?"],
		[["ask_secret"], "There is no such command.\n"],
		[["keys"], "Say which: keys list, keys create, keys revoke"],
		[["keys", "create"], "It needs <name>"],
		[["keys", "create", "My", "key"], "It takes only <name> beside its options"],
		[["keys", "list", "--limit", "3"], "'--limit'"],
		[["limits", "set"], "Say what to change"],
		[["limits", "set", "--live-activities", "many"], "--live-activities must be a whole number"],
		[["log", "--limit", "0"], "--limit must be a whole number from 1 to"],
		[["channels", "members", "add", "ops"], "Say who"],
		[["keys", "list", "--url", "localhost:4020"], "--url must be scheme, host and port"],
		[["keys", "list", "--url", "https://ask_secret@example.com"], "--url must be scheme, host and port"],
	])("says so, and ends with 2: %j", async (args, message) => {
		const { code, output, errors } = await run(args, { ACTIVITYSMITH_OWNER_TOKEN: token });
		expect([code, output]).toEqual([2, ""]);
		expect(errors).toContain(message);
		expect(errors).not.toContain("ask_secret");
	});

	test("or with no server there, ends with 1", async () => {
		const stopped = await startServer({ data: join(folder, "stopped"), port: 0 });
		await stopped.close();
		const { code, errors } = await run(["keys", "list", "--url", stopped.url, "--data", join(folder, "stopped")]);
		expect([code, errors]).toEqual([1, expect.stringContaining(`No server answers at ${stopped.url}`)]);
	});
});

describe("as a process", { timeout: 60_000 }, () => {
	test("it finds the token in the folder where it is started, prints, and ends with a code", async () => {
		mkdirSync(join(folder, "activitysmith-data"), { recursive: true });
		copyFileSync(server.ownerTokenFile ?? "", join(folder, "activitysmith-data", "owner-token"));
		const url = ["--url", server.url];
		const made = await runProcess(["keys", "create", "Made by a process", ...url]);
		expect(made).toMatchObject({ code: 0, errors: "" });
		const [, apiKey = ""] = /Key +(ask_\w{40})\n/.exec(made.output) ?? [];
		const { liveActivities } = new ActivitySmith({ apiKey, baseURL: server.baseURL });
		await liveActivities.stream("by-process", progress(1));
		const why = await runProcess(["explain", "by-process", ...url]);
		expect(why).toEqual({ code: 0, errors: "", output: expect.stringMatching(/^by-process runs since /) });
		// No colours where nobody sees them.
		expect(why.output).not.toContain("\u001b");
		const refused = await runProcess(["explain", "by-proces", ...url]);
		expect(refused).toEqual({ code: 1, output: "", errors: expect.stringContaining("Is it by-process?") });
		const wrong = await runProcess(["keys", "make", ...url]);
		expect(wrong).toEqual({ code: 2, output: "", errors: expect.stringContaining("Say which: keys list") });
		// Options may come first.
		const ahead = await runProcess([`--url=${server.url}`, "--data", "activitysmith-data", "--json", "keys", "list"]);
		expect(ahead).toMatchObject({ code: 0, errors: "" });
		expect(JSON.parse(ahead.output)).toEqual((await asOwner(server)("GET", "/manage/keys")).body);
		for (const { output, errors } of [made, why, refused, wrong, ahead]) expect(output + errors).not.toContain(token);
	});

	test("its help lists every command", async () => {
		const { code, output } = await runProcess(["--help"]);
		expect(code).toBe(0);
		for (const { name } of commands) expect(output).toContain(`  ${name} `);
	});
});

describe("options ahead of a command", () => {
	test.each([
		[
			["keys", "list"],
			["keys", "list"],
		],
		[
			["keys", "list", "--json"],
			["keys", "list", "--json"],
		],
		[
			["--json", "--url", "https://a.example", "keys", "list", "--account", "x"],
			["keys", "list", "--account", "x", "--json", "--url", "https://a.example"],
		],
		[
			["--url=https://a.example", "keys"],
			["keys", "--url=https://a.example"],
		],
		[
			["--help", "keys", "list"],
			["keys", "list", "--help"],
		],
	])("belong to it: %j", (args, command) => {
		expect(commandFirst(args)).toEqual(command);
	});

	test.each([
		[[]],
		[["--help"]],
		[["--data", "keys"]],
		[["--json", "--data", "here", "--port", "4021"]],
		[["--port", "4021", "keys", "list"]],
		[["-h", "keys"]],
		[["--", "keys"]],
	])("are a server's without one: %j", (args) => {
		expect(commandFirst(args)).toBeUndefined();
	});
});

describe("help", () => {
	test("of a command has its options and examples", async () => {
		const own = await run(["channels", "members", "add", "--help"]);
		expect(own).toMatchObject({ code: 0, errors: "" });
		expect(own.output).toMatch(/^Usage: activitysmith-server channels members add <slug> \[options\]\n/);
		expect(own.output).toContain("--user <user>");
		expect(own.output).toContain("  activitysmith-server channels members add ops --user Ada");
		expect((await run(["history", "--help"])).output).toContain("history notifications");
	});

	test("has examples that are commands", () => {
		for (const { name, examples } of commands) {
			expect(examples.length).toBeGreaterThan(0);
			for (const example of examples) expect(commands.some((one) => example.startsWith(one.name))).toBe(true);
			expect(examples.some((example) => example.startsWith(name))).toBe(true);
		}
	});
});

test("what a command prints is what the server answers", async () => {
	const { body } = await asOwner(server)("GET", "/manage/keys");
	expect(await json("keys", "list")).toEqual(body);
	writeFileSync(join(dirname(data), "settings.json"), JSON.stringify({ data, port: Number(new URL(server.url).port) }));
	const { output } = await run(["keys", "list", "--json", "--config", join(folder, "settings.json")]);
	expect(JSON.parse(output)).toEqual(body);
});
