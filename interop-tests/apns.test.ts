/** What others have written for Apple's push service, as it is, delivers to our gateway: it takes what Apple takes. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { json, text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type FakeApns, type SimulatedDevice, startFakeApns } from "@activitysmith/apns/testing";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildGo, missingForGo } from "./go.ts";

const program = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));

interface Push {
	deviceToken: string;
	topic: string;
	type: "alert" | "liveactivity";
	priority: 5 | 10;
	/** Epoch seconds. */
	expiration: number;
	payload: { aps: object } & Record<string, unknown>;
}

interface Result {
	/** 200, or what the library tells of a failure. */
	status?: number;
	reason?: string;
	timestamp?: number;
	error?: string;
}

let gateway: FakeApns;
let phone: SimulatedDevice;
let folder: string;

beforeEach(async () => {
	gateway = await startFakeApns();
	phone = gateway.addDevice();
	folder = mkdtempSync(join(tmpdir(), "interop-apns-"));
	writeFileSync(join(folder, "ca.pem"), gateway.ca);
});
afterEach(async () => {
	rmSync(folder, { recursive: true });
	await gateway.close();
});

/** Runs a program over TLS, with the gateway's authority where it looks for some. */
async function send(command: string[], library: string, pushes: Push[]): Promise<Result[]> {
	const [file = "", ...args] = command;
	const authority = join(folder, "ca.pem");
	const child = spawn(file, args, {
		stdio: ["pipe", "pipe", "pipe"],
		env: {
			...process.env,
			...{ NODE_EXTRA_CA_CERTS: authority, SSL_CERT_FILE: authority },
			...{ INSTEAD_OF_PORT_443: new URL(gateway.origin).port, NO_PROXY: "127.0.0.1" },
		},
	});
	const { origin, ca, p8, keyId, teamId } = gateway;
	child.stdin.end(JSON.stringify({ library, origin, ca, p8, keyId, teamId, pushes }));
	const [results, said] = await Promise.all([json(child.stdout).catch(() => null), text(child.stderr)]);
	if (!Array.isArray(results)) throw new Error(`${library} told nothing: ${said}`);
	return results;
}

const seconds = () => Math.floor(gateway.clock.now() / 1000);
const later = () => seconds() + 3600;
const state = (percentage: number) => ({ version: 1, type: "progress", title: "Backup", color: "blue", percentage });

const alert = (deviceToken: string, title: string): Push => ({
	...{ deviceToken, topic: gateway.bundleIds[0] ?? "", type: "alert", priority: 10, expiration: later() },
	payload: { aps: { alert: { title, body: "Für Elise 🎹" }, sound: "default" }, order: 66 },
});
const activity = (deviceToken: string, aps: object): Push => ({
	...{ deviceToken, topic: `${gateway.bundleIds[0]}.push-type.liveactivity`, type: "liveactivity" },
	...{ priority: 10, expiration: later() },
	payload: { aps: { timestamp: seconds(), ...aps } },
});

function takesAll(library: string, command: () => string[]): void {
	const run = (pushes: Push[]) => send(command(), library, pushes);
	const ok = { status: 200 };

	test("alerts", async () => {
		expect(await run([alert(phone.tokens.device, "Backup"), alert(phone.tokens.device, "Done")])).toEqual([ok, ok]);
		expect(phone.notifications.map(({ title, body }) => `${title}: ${body}`)).toEqual([
			"Backup: Für Elise 🎹",
			"Done: Für Elise 🎹",
		]);
		expect(gateway.pushes.last()).toMatchObject({
			status: 200,
			payload: { order: 66 },
			provider: { teamId: gateway.teamId, keyId: gateway.keyId },
			headers: { "apns-push-type": "alert", "apns-expiration": expect.stringMatching(/^\d{10}$/) },
		});
		expect(gateway.connections.every(({ secure }) => secure)).toBe(true);
	});

	test("a Live Activity: its start, updates and its end", async () => {
		const start = {
			event: "start",
			"attributes-type": "ActivitySmithAttributes",
			attributes: { activityId: "1", startedAt: seconds() },
			"content-state": state(0),
			alert: { title: "Backup", body: "It runs" },
			"input-push-token": 1,
		};
		expect(await run([activity(phone.tokens.pushToStart, start)])).toEqual([ok]);
		const [shown] = phone.activities;
		const token = shown?.updateToken ?? "";
		const updates = [40, 90].map((percentage) => ({ event: "update", "content-state": state(percentage) }));
		expect(await run(updates.map((update) => activity(token, update)))).toEqual([ok, ok]);
		expect(shown).toMatchObject({ activityState: "active", contentState: { percentage: 90 } });
		expect(await run([activity(token, { event: "end", "content-state": state(100), "dismissal-date": 1 })])).toEqual([
			ok,
		]);
		expect(shown).toMatchObject({ activityState: "dismissed", contentState: { percentage: 100 } });
		expect(phone.dropped).toEqual([]);
	});

	test("refusals, in its own words", async () => {
		gateway.killToken(phone.tokens.device, { since: 1_789_000_000_000 });
		const toUpdate = phone.startActivity({ contentState: state(1) }).updateToken ?? "";
		const results = await run([
			alert(phone.tokens.device, "Gone"),
			alert("00".repeat(32), "Nobody"),
			{ ...activity(toUpdate, { event: "update" }), topic: gateway.bundleIds[0] ?? "" },
			alert(phone.tokens.device, "x".repeat(4096)),
		]);
		expect(results).toMatchObject([
			{ status: 410, reason: "Unregistered", timestamp: 1_789_000_000_000 },
			{ status: 400, reason: "BadDeviceToken" },
			{ status: 400, reason: gateway.pushes.entries()[2]?.reason },
			{ status: 413, reason: "PayloadTooLarge" },
		]);
		expect(gateway.pushes.entries()[2]?.reason).toMatch(/Topic/);
	});

	test("300 updates, most of them at once", async () => {
		const phones = Array.from({ length: 300 }, () => gateway.addDevice());
		const activities = phones.map((each) => each.startActivity({ contentState: state(0) }));
		const pushes = activities.map(({ updateToken }, index) =>
			activity(updateToken ?? "", { event: "update", "content-state": state(index) }),
		);
		expect(new Set((await run(pushes)).map(({ status }) => status))).toEqual(new Set([200]));
		expect(activities.map(({ contentState }) => (contentState as { percentage: number }).percentage)).toEqual(
			activities.map((_, index) => index),
		);
	});
}

describe("@parse/node-apn", () => {
	takesAll("node-apn", () => [process.execPath, program("apns.mjs")]);
});

describe("apns2", () => {
	takesAll("apns2", () => [process.execPath, "--require", program("port-443.cjs"), program("apns.mjs")]);
});

const missing = missingForGo("apns-go");
// Not `skipIf`: where modules can't be fetched, that says nothing of the gateway, in CI neither.
if (missing !== undefined) console.warn(`Left out, ${missing}: github.com/sideshow/apns2`);
else {
	describe("github.com/sideshow/apns2", () => {
		let built = "";
		beforeAll(async () => {
			built = await buildGo("apns-go");
		}, 300_000);
		takesAll("sideshow/apns2", () => [built]);
	});
}
