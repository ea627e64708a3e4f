/** The gateway as a command. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startFakeApns } from "@activitysmith/apns/testing";
import { afterEach, expect, test } from "vitest";
import { BUNDLE_ID, mint } from "./gateway-client.ts";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const running: ChildProcess[] = [];

afterEach(() => {
	for (const child of running.splice(0)) child.kill("SIGKILL");
});

function run(...args: string[]): ChildProcess {
	const child = spawn(process.execPath, ["--conditions=@activitysmith/source", cli, ...args]);
	running.push(child);
	return child;
}

async function finish(child: ChildProcess): Promise<{ code: number; out: string; err: string }> {
	let [out, err] = ["", ""];
	child.stdout?.on("data", (chunk) => {
		out += chunk;
	});
	child.stderr?.on("data", (chunk) => {
		err += chunk;
	});
	const [code] = await once(child, "close");
	return { code, out, err };
}

interface Ready {
	origin: string;
	origins: { production: string };
	h2cOrigin: string;
	control: string | null;
	ca: string;
	key: string;
	keyId: string;
	teamId: string;
	bundleIds: string[];
}

async function ready(child: ChildProcess): Promise<Ready> {
	let text = "";
	for await (const chunk of child.stdout ?? []) {
		text += chunk;
		if (text.endsWith("\n")) break;
	}
	return JSON.parse(text);
}

test("it says in one line where it is, takes pushes, and is gone on SIGTERM with its files", async () => {
	const child = run("gateway", "--json");
	const gateway = await ready(child);
	expect(gateway).toMatchObject({ event: "ready", pid: child.pid, bundleIds: [BUNDLE_ID] });
	const device = await fetch(`${gateway.control}/devices`, { method: "POST" });
	const { tokens } = (await device.json()) as { tokens: { device: string } };
	const jwt = mint({
		keyId: gateway.keyId,
		teamId: gateway.teamId,
		p8: readFileSync(gateway.key, "utf8"),
		clock: Date,
	});
	expect(statSync(gateway.key).mode & 0o777).toBe(0o600);
	const session = connect(gateway.origin, { ca: readFileSync(gateway.ca) });
	const headers = { ":method": "POST", ":path": `/3/device/${tokens.device}`, "apns-topic": BUNDLE_ID };
	const stream = session.request({ ...headers, authorization: `bearer ${jwt}` }).end('{"aps":{"alert":"x"}}');
	const [answer] = await once(stream, "response");
	expect(answer[":status"]).toBe(200);
	child.kill("SIGTERM");
	const [code, signal] = await once(child, "close");
	expect([code, signal]).toEqual([0, null]);
	expect([gateway.ca, gateway.key].map(existsSync)).toEqual([false, false]);
	session.destroy();
});

test("it takes a key, a team, apps and ports of one's own", async () => {
	await using other = await startFakeApns();
	const folder = mkdtempSync(join(tmpdir(), "gateway-cli-"));
	const file = join(folder, "key.p8");
	writeFileSync(file, other.p8);
	const own = ["--key", file, "--key-id", "ABC123DEFG", "--team-id", "DEF123GHIJ", "--bundle-id", "com.example.app"];
	const gateway = await ready(run("gateway", "--json", "--no-control", ...own));
	expect(gateway).toMatchObject({
		control: null,
		keyId: "ABC123DEFG",
		teamId: "DEF123GHIJ",
		bundleIds: ["com.example.app"],
	});
	expect(readFileSync(gateway.key, "utf8")).toBe(other.p8);
	const { port } = new URL(gateway.origin);
	const taken = await finish(run("gateway", "--port", port));
	expect(taken).toMatchObject({ code: 1, out: "", err: expect.stringContaining("EADDRINUSE") });
	rmSync(folder, { recursive: true });
});

const wrong: [string[], string][] = [
	[[], "The command is: activitysmith-apns gateway"],
	[["serve"], "The command is: activitysmith-apns gateway"],
	[["gateway", "--port", "70000"], "--port takes a number from 0 to 65535"],
	[["gateway", "--colour"], "Unknown option '--colour'"],
	[["gateway", "--key", cli], "--key takes an elliptic key on P-256"],
	[["gateway", "--key", "/nowhere.p8"], "--key: ENOENT"],
];
test.each(wrong)("%o is wrong usage", async (args, message) => {
	const { code, out, err } = await finish(run(...args));
	expect({ code, out }).toEqual({ code: 2, out: "" });
	expect(err).toContain(message);
});

test("it tells people the same, and its help names every option", async () => {
	const { out } = await finish(run("--help"));
	const source = readFileSync(new URL("../src/cli/flags.ts", import.meta.url), "utf8");
	const [, options = ""] = /const options = \{([\s\S]*?)\n\}/.exec(source) ?? [];
	const names = [...options.matchAll(/^\t"?([\w-]+)"?:/gm)].map(([, name]) => name);
	expect(names.length).toBeGreaterThan(10);
	for (const name of names) expect(out).toContain(name === "control" ? "--no-control" : `--${name}`);
});
