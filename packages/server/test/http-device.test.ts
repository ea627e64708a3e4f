/** The device API: a phone is paired, registers its tokens, reports, presses, and goes. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import ActivitySmith from "activitysmith";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { Snapshot } from "../src/http/device/shapes.ts";
import { type Server, startServer } from "../src/index.ts";
import { temporaryFolder } from "./databases.ts";
import { type Ask, asking, asOwner, firstKey, openLink } from "./running-server.ts";

const folder = temporaryFolder();
let server: Server;
let owner: Ask;
let anybody: Ask;
let activitysmith: ActivitySmith;
let userId: string;
let now = Date.UTC(2026, 0, 1);

beforeAll(async () => {
	server = await startServer({
		data: folder,
		port: 0,
		clock: { now: () => now },
		sendWebhook: async () => ({ status: 204 }),
	});
	owner = asOwner(server);
	anybody = asking(server, undefined);
	activitysmith = new ActivitySmith({ apiKey: firstKey(server), baseURL: server.baseURL });
	await owner("PATCH", "/manage/account/limits", { live_activities: 100, requests_per_minute: null });
	userId = (await owner("POST", "/manage/users", { name: "Ada" })).body.id as string;
	return () => server.close();
});

const phone = { name: "Ada's iPhone", model: "iphone", bundle_id: "com.example.app", environment: "sandbox" };

async function newCode(more: Record<string, unknown> = {}): Promise<string> {
	return (await owner("POST", "/manage/pairing-codes", { user_id: userId, kind: "ios", ...more })).body.code as string;
}

async function pairPhone(more: Record<string, unknown> = {}): Promise<{ id: string; ask: Ask; secret: string }> {
	const { status, body } = await anybody("POST", "/device/pair", { code: await newCode(), ...phone, ...more });
	expect(status).toBe(201);
	const { device_id: id, secret } = body as { device_id: string; secret: string };
	return { id, secret, ask: asking(server, secret) };
}

async function deviceOf(id: string) {
	const { devices } = (await owner("GET", "/manage/devices")).body as { devices: { id: string }[] };
	return devices.find((device) => device.id === id);
}

async function snapshotOf(ask: Ask) {
	const { status, body } = await ask("GET", "/device/snapshot");
	expect(status).toBe(200);
	return Snapshot.parse(body);
}

describe("pairing", () => {
	test("makes a device of the user, which signs in with its secret", async () => {
		const { id, secret, ask } = await pairPhone({ app_version: "1.4.0", os_version: "18.2", frequent_updates: false });
		expect(secret).toMatch(/^asd_\w{40}$/);
		expect(await deviceOf(id)).toMatchObject({
			user_id: userId,
			name: "Ada's iPhone",
			kind: "ios",
			model: "iphone",
			bundle_id: "com.example.app",
			environment: "sandbox",
			app_version: "1.4.0",
			os_version: "18.2",
			live_activities: true,
			frequent_updates: false,
		});
		expect((await snapshotOf(ask)).device.id).toBe(id);
	});

	test("takes a code however it was typed, and once", async () => {
		const code = (await newCode()).replace("-", " ").toLowerCase();
		expect((await anybody("POST", "/device/pair", { code, ...phone })).status).toBe(201);
		expect(await anybody("POST", "/device/pair", { code, ...phone })).toMatchObject({
			status: 404,
			body: { error: "Pairing code not found" },
		});
	});

	test("takes no code that has expired", async () => {
		const code = await newCode({ expires_in_seconds: 60 });
		const late = await newCode({ expires_in_seconds: 61 });
		now += 60_000;
		expect((await anybody("POST", "/device/pair", { code, ...phone })).status).toBe(404);
		expect((await anybody("POST", "/device/pair", { code: late, ...phone })).status).toBe(201);
	});

	test("forgets codes that have expired", async () => {
		await newCode({ expires_in_seconds: 60 });
		now += 60_000;
		await newCode();
		const file = new DatabaseSync(join(folder, "activitysmith.sqlite"), { readOnly: true });
		onTestFinished(() => file.close());
		const kept = file.prepare("SELECT value FROM setting WHERE key LIKE 'pairing:%'").all();
		expect(kept).not.toEqual([]);
		for (const { value } of kept) expect(JSON.parse(String(value)).expiresAt).toBeGreaterThan(now);
	});

	test("takes no code of a person who was removed", async () => {
		const { id: user_id } = (await owner("POST", "/manage/users", { name: "Gone" })).body;
		const code = await newCode({ user_id });
		expect((await owner("DELETE", `/manage/users/${user_id}`)).status).toBe(204);
		expect((await anybody("POST", "/device/pair", { code, ...phone })).status).toBe(404);
	});

	test("takes no code that is for a browser", async () => {
		const { code } = (await owner("POST", "/manage/pairing-codes", { user_id: userId, kind: "browser" })).body;
		expect((await anybody("POST", "/device/pair", { code, ...phone })).status).toBe(404);
	});

	test("is for whoever has the code, however many others guess", async () => {
		const code = await newCode();
		for (let tried = 10; tried < 70; tried += 1) {
			const guess = await anybody("POST", "/device/pair", { code: `AAAAA-AAA${tried}`, ...phone });
			expect(guess.status).toBe(404);
		}
		expect((await anybody("POST", "/device/pair", { code, ...phone })).status).toBe(201);
	});

	test("a wrong code waits for nobody who writes", async () => {
		const writing = new DatabaseSync(join(folder, "activitysmith.sqlite"));
		onTestFinished(() => writing.close());
		// The server may be writing itself.
		await vi.waitFor(() => writing.exec("BEGIN IMMEDIATE"), { timeout: 30_000 });
		expect((await anybody("POST", "/device/pair", { code: "AAAAA-AAAAA", ...phone })).status).toBe(404);
	});
});

describe("a device", () => {
	test.each([
		["GET", "/device/snapshot"],
		["PUT", "/device/tokens/push"],
		["POST", "/device/reports"],
		["DELETE", "/device"],
	])("without its secret is refused at %s %s", async (method, path) => {
		const body = method === "GET" || method === "DELETE" ? undefined : { token: "00ff" };
		for (const ask of [anybody, asking(server, "asd_wrong"), asking(server, firstKey(server))]) {
			const refused = await ask(method, path, body);
			expect(refused).toMatchObject({ status: 401, body: { error: "Unauthorized" } });
			expect(refused.headers.get("www-authenticate")).toBe("Bearer");
		}
	});

	test("registers tokens, of which the newest counts", async () => {
		const { id, ask } = await pairPhone();
		for (const kind of ["push", "start", "widget"]) {
			expect((await ask("PUT", `/device/tokens/${kind}`, { token: "00FF" })).status).toBe(204);
		}
		const moved = { token: "11ff", bundle_id: "com.example.other", environment: "production" };
		expect((await ask("PUT", "/device/tokens/push", moved)).status).toBe(204);
		expect(await deviceOf(id)).toMatchObject({
			bundle_id: "com.example.other",
			environment: "production",
			registered: true,
		});
		expect((await ask("PUT", "/device/tokens/other", { token: "00ff" })).status).toBe(400);
		expect((await ask("PUT", "/device/tokens/push", { token: "not hex" })).body).toMatchObject({
			error: "Bad request",
			issues: [{ path: "token" }],
		});
	});

	test("whose app was installed again takes the place of the one before", async () => {
		const before = await pairPhone();
		await before.ask("PUT", "/device/tokens/push", { token: "aabb" });
		const after = await pairPhone();
		await after.ask("PUT", "/device/tokens/push", { token: "AABB" });
		expect(await deviceOf(before.id)).toMatchObject({ registered: false });
		expect(await deviceOf(after.id)).toMatchObject({ registered: true });
	});

	test("gets what waited for the token of its Live Activity", async () => {
		const { id, ask } = await pairPhone();
		const channel = id.toLowerCase();
		await owner("POST", "/manage/channels", { slug: channel, devices: [id] });
		const { activity_id } = await activitysmith.liveActivities.start({
			content_state: { title: "Waits", type: "progress", percentage: 1 },
			channels: [channel],
		});
		const path = `/device/activities/${activity_id}/token`;
		expect((await ask("PUT", path, { token: "c0ffee" })).status).toBe(204);
		expect((await (await pairPhone()).ask("PUT", path, { token: "c0ffee" })).status).toBe(404);
		const update = { activity_id, content_state: { title: "Waits", percentage: 2 } };
		expect(await activitysmith.liveActivities.update(update)).toMatchObject({ devices_notified: 1, devices_queued: 0 });
	});

	test("is told what it should show", async () => {
		const { id, ask } = await pairPhone();
		const channel = id.toLowerCase();
		await owner("POST", "/manage/channels", { slug: channel, devices: [id] });
		await owner("PUT", "/manage/metrics/latency", { label: "Latency", format: { kind: "unit", unit: "ms" } });
		await activitysmith.metrics.update("latency", { value: 12 });
		const { activity_id } = await activitysmith.liveActivities.stream(`of-${channel}`, {
			content_state: { title: "Deploy", type: "progress", percentage: 30 },
			channels: [channel],
		});
		await activitysmith.badgeCount(4, { channels: [channel] });
		const { device, activities, badge, widgets } = await snapshotOf(ask);
		expect(device.channels).toEqual([channel]);
		expect(activities).toMatchObject([
			{
				activity_id,
				stream_key: `of-${channel}`,
				status: "active",
				content_state: { type: "progress", title: "Deploy", percentage: 30, version: 1 },
				dismiss_at: null,
			},
		]);
		expect(badge).toBe(4);
		expect(widgets).toEqual([{ key: "latency", label: "Latency", value: 12, format: { kind: "unit", unit: "ms" } }]);
	});

	test("reports what has changed on it", async () => {
		const { id, ask } = await pairPhone();
		const channel = id.toLowerCase();
		await owner("POST", "/manage/channels", { slug: channel, devices: [id] });
		const start = () =>
			activitysmith.liveActivities.start({
				content_state: { title: "Seen", type: "progress", percentage: 1 },
				channels: [channel],
			});
		const [swiped, ended, stale] = [await start(), await start(), await start()];
		const activities = [
			{ activity_id: swiped.activity_id, state: "dismissed" },
			{ activity_id: ended.activity_id, state: "ended" },
			{ activity_id: stale.activity_id, state: "stale" },
		];
		expect((await ask("POST", "/device/reports", { activities, frequent_updates: false })).status).toBe(204);
		expect((await snapshotOf(ask)).activities.map(({ activity_id }) => activity_id)).toEqual([stale.activity_id]);
		expect(await deviceOf(id)).toMatchObject({ frequent_updates: false, live_activities: true });

		expect((await ask("POST", "/device/reports", { live_activities: false, name: "Kitchen" })).status).toBe(204);
		expect(await deviceOf(id)).toMatchObject({ live_activities: false, name: "Kitchen" });
		await expect(start()).rejects.toMatchObject({ status: 404, code: "No recipients found" });
	});

	test("keeps the card of an activity that was ended here, with its button", async () => {
		// A browser: phones are sent nothing here, and what never arrived has no card.
		const secret = (await openLink(server.lockScreenLink)).split("=")[1];
		const ask = asking(server, secret);
		const { device } = await snapshotOf(ask);
		const channel = "browser";
		await owner("POST", "/manage/channels", { slug: channel, devices: [device.id] });
		const { activity_id } = await activitysmith.liveActivities.start({
			content_state: { title: "Over", type: "progress", percentage: 100 },
			channels: [channel],
		});
		const action = { title: "Again", type: "webhook" as const, url: "https://example.com/again" };
		await activitysmith.liveActivities.end({ activity_id, content_state: { title: "Over" }, action });
		await ask("POST", "/device/reports", { activities: [{ activity_id, state: "ended" }] });
		const pressed = await ask("POST", "/device/press", { activity_id, action: "primary" });
		expect(pressed).toMatchObject({ status: 200, body: { status: 204 } });
		expect((await ask("POST", "/device/press", { activity_id, action: "secondary" })).status).toBe(404);
		expect((await ask("POST", "/device/press", { action: "primary" })).status).toBe(400);
	});

	test("that is unpaired is a stranger", async () => {
		const { id, ask } = await pairPhone();
		expect((await ask("DELETE", "/device")).status).toBe(204);
		expect((await ask("GET", "/device/snapshot")).status).toBe(401);
		expect(await deviceOf(id)).toBeUndefined();
	});
});
