/** Why devices show something or do not, asked over HTTP of a server with phones. */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { Explanation } from "../src/http/manage/explain-shapes.ts";
import { temporaryFolder } from "./databases.ts";
import { client, type Home, moveIn, onBothServers, pairPhone, progress, startApple } from "./management.ts";
import { type Ask, asking, firstKey, start } from "./running-server.ts";

const PATIENT = { timeout: 30_000, interval: 25 };
const HOUR = 3_600_000;

type Explained = z.output<typeof Explanation>;

async function explain(ask: Ask, key: string, query = ""): Promise<Explained> {
	const { status, body } = await ask("GET", `/manage/explain/${key}${query}`);
	expect({ status, body }).toMatchObject({ status: 200 });
	return Explanation.parse(body);
}

/** Verdict and reason of one device. */
async function reasonFor({ owner }: Home, key: string, device: string): Promise<string> {
	const { devices } = await explain(owner, key, `?device_id=${device}`);
	return `${devices[0]?.verdict} ${devices[0]?.reason}`;
}

onBothServers(({ options }) => {
	test("a phone from its pairing to the swipe", async () => {
		const { gateway, apns } = await startApple();
		const home = await moveIn({ ...(await options()), apns });
		const { owner, api } = home;
		const phone = await pairPhone(home, gateway, { app_version: "1.4.0", os_version: "18.2" });
		const expectReason = (reason: string) =>
			expect.poll(() => reasonFor(home, "backup", phone.id), PATIENT).toBe(reason);

		await api.liveActivities.stream("backup", progress(1));
		await expectReason("not_shown no_start_token");
		await phone.registerTokens();
		await expectReason("unconfirmed not_confirmed");
		await api.liveActivities.stream("backup", progress(2));
		await expectReason("unconfirmed waiting_for_token");
		await phone.registerActivityToken();
		await expectReason("shown up_to_date");
		expect(phone.device.activities[0]?.contentState).toMatchObject({ percentage: 2 });

		const fault = gateway.faults.add({ answer: { reason: "TooManyRequests" } });
		await api.liveActivities.stream("backup", progress(3));
		await expectReason("outdated limited_by_apple");
		const [{ facts, sentence } = {}] = (await explain(owner, "backup", `?device_id=${phone.id}`)).devices;
		expect(facts).toMatchObject({ sent_version: 2, last_status: 429, last_reason: "TooManyRequests" });
		expect(facts).toMatchObject({ app_version: "1.4.0", os_version: "18.2" });
		expect(sentence).toContain("It shows version 2 of 3.");
		gateway.faults.remove(fault);

		await phone.app("POST", "/device/reports", {
			activities: [{ activity_id: (await explain(owner, "backup")).activity?.activity_id, state: "dismissed" }],
		});
		await expectReason("not_shown dismissed");
		await owner("DELETE", `/manage/devices/${phone.id}`);
		await expectReason("not_shown unpaired");
		expect(await reasonFor(home, "backup", "dev_of_nobody")).toBe("not_shown never_paired");
	});

	test("a token that Apple has called dead", async () => {
		const { gateway, apns } = await startApple();
		const home = await moveIn({ ...(await options()), apns });
		const phone = await pairPhone(home, gateway);
		await phone.registerTokens();
		await home.api.liveActivities.stream("backup", progress(1));
		await expect.poll(() => reasonFor(home, "backup", phone.id), PATIENT).toBe("unconfirmed not_confirmed");
		await phone.registerActivityToken();
		await expect.poll(() => reasonFor(home, "backup", phone.id), PATIENT).toBe("shown up_to_date");
		const { token } = gateway.reports.list().findLast(({ kind }) => kind === "update") ?? {};
		gateway.killToken(token ?? "", { since: Date.now() + HOUR });
		await home.api.liveActivities.stream("backup", progress(2));
		await expect.poll(() => reasonFor(home, "backup", phone.id), PATIENT).toBe("not_shown gone");
	});

	test("what stands in the way of a phone", async () => {
		const { gateway } = await startApple();
		const home = await moveIn({ ...(await options()), appVersions: { value: "1.5" } });
		const { owner, api } = home;
		const phone = await pairPhone(home, gateway, { app_version: "1.4.0" });
		const old = await pairPhone(home, gateway, { os_version: "16.7" });
		const off = await pairPhone(home, gateway, { live_activities: false });
		for (const one of [phone, old, off]) await one.registerTokens();
		await api.liveActivities.stream("backup", progress(1));
		await api.liveActivities.stream("visits", { content_state: { title: "Visits", type: "value", value: 7 } });
		expect(await reasonFor(home, "backup", phone.id)).toBe("not_shown no_gateway");
		expect(await reasonFor(home, "backup", old.id)).toBe("not_shown system_too_old");
		expect(await reasonFor(home, "backup", off.id)).toBe("not_shown live_activities_off");
		expect(await reasonFor(home, "visits", phone.id)).toBe("not_shown app_too_old");
		await expect.poll(async () => (await explain(owner, "backup")).counts.shown, PATIENT).toBe(1);
		expect(await explain(owner, "backup")).toMatchObject({
			state: "running",
			apns: false,
			counts: { shown: 1, outdated: 0, unconfirmed: 0, not_shown: 3 },
			summary: expect.stringContaining("1 of 4 devices shows its latest state"),
		});
		const page = await explain(owner, "backup", "?verdict=not_shown&limit=2");
		expect(page.devices.map(({ device_id }) => device_id)).toEqual([phone.id, old.id]);
		const rest = await explain(owner, "backup", `?verdict=not_shown&cursor=${page.next_cursor}`);
		expect([rest.devices.map(({ device_id }) => device_id), rest.next_cursor]).toEqual([[off.id], null]);
	});

	test("channels, and keys that reach only some of them", async () => {
		const home = await moveIn(await options());
		const { owner, server, api, user } = home;
		const { devices } = (await owner("GET", "/manage/devices")).body as { devices: { id: string }[] };
		const [browser = { id: "" }] = devices;
		await owner("POST", "/manage/channels", { slug: "ops", users: [user] });
		await owner("POST", "/manage/channels", { slug: "wall", devices: [browser.id] });
		const { gateway } = await startApple();
		const phone = await pairPhone(home, gateway);
		await api.liveActivities.stream("deploy", { ...progress(1), channels: ["wall"] });
		await api.liveActivities.stream("everyone", progress(1));
		expect(await reasonFor(home, "deploy", phone.id)).toBe("not_shown not_in_channels");
		await expect.poll(() => reasonFor(home, "deploy", browser.id), PATIENT).toBe("shown up_to_date");
		await owner("PATCH", "/manage/channels/wall/members", { add: { devices: [phone.id] } });
		expect(await reasonFor(home, "deploy", phone.id)).toBe("not_shown joined_later");
		await owner("PATCH", "/manage/channels/wall/members", { remove: { devices: [phone.id] } });

		const { key } = (await owner("POST", "/manage/keys", { name: "Wall", channels: ["wall"] })).body;
		const scoped = asking(server, key as string);
		const seen = Explanation.parse((await scoped("GET", "/api/explain/deploy")).body);
		expect(seen).toMatchObject({ beyond_key: 1, counts: { shown: 1, not_shown: 0 } });
		expect(seen.devices.map(({ device_id }) => device_id)).toEqual([browser.id]);
		expect(JSON.stringify(seen)).not.toContain("Ada");
		// A device that it reaches may be in channels of which it knows nothing.
		await owner("PATCH", "/manage/channels/ops/members", { add: { devices: [browser.id] } });
		expect(JSON.stringify((await scoped("GET", "/api/explain/deploy")).body)).not.toContain("ops");
		expect(await scoped("GET", "/api/explain/everyone")).toMatchObject({ status: 403, body: { error: "Forbidden" } });
		// Nor does it hear of names beyond its channels.
		const missing = await scoped("GET", "/api/explain/everyon");
		expect(missing).toMatchObject({ status: 404, body: { similar: [] } });
	});

	test("an API key asks about its own account", async () => {
		const home = await moveIn(await options());
		const { owner, server, api, key } = home;
		const { activity_id } = await api.liveActivities.stream("nightly-backup", progress(1));
		const mine = asking(server, key);
		const byKey = await mine("GET", "/api/explain/nightly-backup");
		expect(Explanation.parse(byKey.body)).toMatchObject({ stream: { stream_key: "nightly-backup" }, beyond_key: 0 });
		expect((await mine("GET", `/api/explain/${activity_id}`)).body).toMatchObject({ stream: null, state: "running" });
		expect(await mine("GET", "/api/explain/nightly-bakup")).toMatchObject({
			status: 404,
			body: { similar: ["nightly-backup"], message: expect.stringContaining("Is it nightly-backup?") },
		});
		expect((await asking(server, "ask_wrong")("GET", "/api/explain/nightly-backup")).status).toBe(401);
		expect((await asking(server, undefined)("GET", "/api/explain/nightly-backup")).status).toBe(401);
		expect((await mine("GET", "/manage/explain/nightly-backup")).status).toBe(401);

		await owner("POST", "/manage/accounts", { id: "acme" });
		const { key: theirs } = (await owner("POST", "/manage/keys?account=acme", { name: "Theirs" })).body;
		const stranger = asking(server, theirs as string);
		expect((await stranger("GET", "/api/explain/nightly-backup")).status).toBe(404);
		expect((await stranger("GET", `/api/explain/${activity_id}`)).status).toBe(404);
	});

	test("what became of a stream, as time passes", async () => {
		let now = Date.UTC(2026, 0, 1);
		const home = await moveIn({ ...(await options()), clock: { now: () => now } });
		const { owner, api } = home;
		const state = async (key: string) => (await explain(owner, key)).state;
		await api.liveActivities.stream("backup", progress(1));
		expect(await state("backup")).toBe("running");
		await owner("POST", "/manage/streams/backup/pause");
		expect(await state("backup")).toBe("paused");
		await owner("POST", "/manage/streams/backup/resume");
		expect(await state("backup")).toBe("waiting_for_update");
		await owner("PATCH", "/manage/account/limits", { live_activities: 0 });
		expect(await state("backup")).toBe("limit_reached");
		expect((await owner("GET", "/manage/explain/nothing")).body.message).toContain("the account may have 0");
		await owner("PATCH", "/manage/account/limits", { live_activities: 2 });
		const { activity_id: first } = await api.liveActivities.stream("backup", progress(2));
		now += 7.6 * HOUR;
		expect(await state("backup")).toBe("rotation_due");
		expect((await explain(owner, "backup")).activity?.rotates_at).toEqual(expect.any(String));
		const { operation } = await api.liveActivities.stream("backup", progress(3));
		expect(operation).toBe("rotated");
		expect(await state("backup")).toBe("running");
		expect(await explain(owner, first ?? "")).toMatchObject({
			state: "replaced",
			summary: expect.stringContaining("ask about backup"),
		});
		await api.liveActivities.endStream("backup");
		expect(await explain(owner, "backup")).toMatchObject({
			state: "ended",
			activity: { dismiss_at: expect.any(String) },
		});

		const { activity_id } = await api.liveActivities.start(progress(1));
		await api.liveActivities.stream("quiet", progress(1));
		now += 8.1 * HOUR;
		expect(await state(activity_id)).toBe("expired");
		await expect.poll(() => state("quiet"), PATIENT).toBe("expired");
		// Once nothing of it can be on a screen any more, what it kept is all there is to say.
		now += 5 * HOUR;
		await expect.poll(() => state("quiet"), PATIENT).toBe("waiting_for_update");
	});
});

describe("the document for API keys", () => {
	const folder = temporaryFolder();

	test("describes the route, and needs no key", async () => {
		const server = await start({ data: folder });
		const { status, body } = await asking(server, undefined)("GET", "/api/explain/openapi.json");
		expect(status).toBe(200);
		expect(body).toMatchObject({ openapi: "3.1.0", paths: { "/{key}": { get: { operationId: "explain" } } } });
		// A stream may have such a key all the same.
		const key = firstKey(server);
		await client(server, key).liveActivities.stream("openapi", progress(1));
		expect((await asking(server, key)("GET", "/api/explain/openapi")).body).toMatchObject({ key: "openapi" });
	});
});
