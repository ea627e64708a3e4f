/** The delivery log and the history, over HTTP. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { z } from "zod";
import { scan } from "../src/history/scan.ts";
import * as shapes from "../src/http/manage/history-shapes.ts";
import { type Home, moveIn, onBothServers, pairPhone, progress, startApple } from "./management.ts";
import { asking } from "./running-server.ts";

const PATIENT = { timeout: 30_000, interval: 25 };
const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

/** The answer, which is as the document says. */
async function get<S extends z.ZodType>(schema: S, { owner }: Home, path: string): Promise<z.output<S>> {
	const { status, body } = await owner("GET", `/manage${path}`);
	expect({ path, status, body }).toMatchObject({ status: 200 });
	return schema.parse(body);
}

const notifications = async (home: Home, query = "") =>
	(await get(shapes.Notifications, home, `/notifications${query}`)).notifications;
const activities = async (home: Home, query = "") =>
	(await get(shapes.Activities, home, `/activities${query}`)).activities;
const deliveries = async (home: Home, query = "") =>
	(await get(shapes.Deliveries, home, `/deliveries${query}`)).deliveries;

const titles = (some: { title: string }[]) => some.map(({ title }) => title);

onBothServers(({ options }) => {
	test("notifications are found by tag, channel and time, page by page", async () => {
		let now = START;
		const home = await moveIn({ ...(await options()), clock: { now: () => now } });
		const { owner, api, user } = home;
		await owner("POST", "/manage/channels", { slug: "ops", users: [user] });
		const { devices } = (await owner("GET", "/manage/devices")).body as { devices: { id: string }[] };
		await owner("PATCH", "/manage/channels/ops/members", { add: { devices: [devices[0]?.id] } });
		const sends = [
			{ title: "One", tags: ["deploy", "web"], metadata: { build: 7, ok: true } },
			{ title: "Two", tags: ["deploy"], channels: ["ops"] },
			{ title: "Three", message: "deploy" },
			{ title: "Four", tags: ["web"], subtitle: "Sub" },
		];
		for (const send of sends) {
			await api.notifications.send(send);
			now += HOUR;
		}
		expect(titles(await notifications(home))).toEqual(["Four", "Three", "Two", "One"]);
		expect(titles(await notifications(home, "?tag=deploy"))).toEqual(["Two", "One"]);
		expect(titles(await notifications(home, "?channel=ops"))).toEqual(["Two"]);
		expect(titles(await notifications(home, "?tag=web&channel=ops"))).toEqual([]);
		const from = "2026-01-01T01:00:00Z";
		expect(titles(await notifications(home, `?from=${from}`))).toEqual(["Four", "Three", "Two"]);
		expect(titles(await notifications(home, `?to=${encodeURIComponent("2026-01-01T02:00:00+01:00")}`))).toEqual([
			"Two",
			"One",
		]);
		expect(titles(await notifications(home, `?from=${from}&to=${from}`))).toEqual(["Two"]);
		expect(titles(await notifications(home, "?from=2026-01-02"))).toEqual([]);
		expect(titles(await notifications(home, "?to=2025-12-31"))).toEqual([]);
		expect((await notifications(home, "?from=2026-01-01&to=2026-01-01")).length).toBe(4);

		const first = await get(shapes.Notifications, home, "/notifications?limit=3");
		expect(titles(first.notifications)).toEqual(["Four", "Three", "Two"]);
		const last = await get(shapes.Notifications, home, `/notifications?limit=3&cursor=${first.next_cursor}`);
		expect([titles(last.notifications), last.next_cursor]).toEqual([["One"], null]);
		await expect
			.poll(async () => (await notifications(home, "?tag=web&to=2026-01-01T00:30:00Z"))[0], PATIENT)
			.toMatchObject({
				title: "One",
				message: null,
				channels: null,
				tags: ["deploy", "web"],
				metadata: { build: 7, ok: true },
				sent_at: "2026-01-01T00:00:00.000Z",
				devices: { queued: 0, sent: 1, failed: 0, expired: 0 },
			});
	});

	test("Live Activities tell what has happened to them", async () => {
		let now = START;
		const home = await moveIn({ ...(await options()), clock: { now: () => now } });
		const { api } = home;
		await api.liveActivities.stream("backup", { ...progress(1), tags: ["nightly"] });
		await api.liveActivities.stream("backup", progress(2));
		now += 7.6 * HOUR;
		const { activity_id: second } = await api.liveActivities.stream("backup", progress(3));
		await api.liveActivities.endStream("backup");
		const ended = now;
		now += HOUR;
		const { activity_id: alone } = await api.liveActivities.start({ ...progress(9), tags: ["other"] });

		const all = await activities(home);
		expect(all.map(({ status }) => status)).toEqual(["running", "ended", "replaced"]);
		expect(all[0]).toMatchObject({ activity_id: alone, stream_key: null, version: 1, tags: ["other"] });
		expect(all[2]).toMatchObject({
			stream_key: "backup",
			type: "progress",
			title: "Nightly Backup",
			version: 3,
			content_state: { percentage: 2, version: 3 },
			tags: ["nightly"],
			changes: [
				{ what: "started", at: "2026-01-01T00:00:00.000Z", other_activity_id: null },
				{ what: "rotated", at: "2026-01-01T07:36:00.000Z", other_activity_id: second },
			],
		});
		expect(all[1]).toMatchObject({
			activity_id: second,
			changes: [
				{ what: "started", other_activity_id: all[2]?.activity_id },
				{ what: "ended", at: new Date(ended).toISOString() },
				{ what: "removed", at: new Date(ended + 2 * 60_000).toISOString() },
			],
		});
		await expect
			.poll(async () => (await activities(home, "?tag=other"))[0]?.devices, PATIENT)
			.toEqual({ total: 1, latest: 1, dismissed: 0 });
		expect((await activities(home, "?stream_key=backup&tag=nightly")).length).toBe(2);
		expect((await activities(home, "?channel=ops")).length).toBe(0);
		expect((await activities(home, "?to=2026-01-01T07:00:00Z")).map(({ version }) => version)).toEqual([3]);
		const page = await get(shapes.Activities, home, "/activities?limit=1&stream_key=backup");
		expect(page.activities.map(({ activity_id }) => activity_id)).toEqual([second]);
		const rest = await get(shapes.Activities, home, `/activities?limit=1&stream_key=backup&cursor=${page.next_cursor}`);
		expect(rest.activities.map(({ version }) => version)).toEqual([3]);
	});

	test("the log has every attempt, with what Apple said", async () => {
		const { gateway, apns } = await startApple();
		const home = await moveIn({ ...(await options()), apns });
		const phone = await pairPhone(home, gateway);
		await phone.registerTokens();
		gateway.faults.add({ answer: { reason: "TooManyRequests" }, times: 1 });
		await home.api.notifications.send({ title: "Twice" });
		const of = (query = "") => deliveries(home, `?device_id=${phone.id}${query}`);
		await expect.poll(async () => (await of()).length, PATIENT).toBe(2);
		const [again, refused] = await of();
		expect(refused).toMatchObject({
			device_id: phone.id,
			kind: "notification",
			delivered: false,
			status: 429,
			reason: "TooManyRequests",
			attempt: 1,
		});
		expect(again).toMatchObject({ delivered: true, status: 200, reason: null, attempt: 2, about: refused?.about });
		expect(again?.apns_id).toBe(refused?.apns_id);
		expect(Date.parse(again?.at ?? "")).toBeGreaterThanOrEqual(Date.parse(refused?.at ?? ""));
		expect(await of("&failed=true")).toEqual([refused]);
		expect(await of("&kind=start")).toEqual([]);
		expect(await of(`&about=${again?.about}&to=${refused?.at}`)).toContainEqual(refused);
		expect(await of("&to=2026-01-01")).toEqual([]);
		const all = await deliveries(home, `?about=${again?.about}`);
		// The lock screen in a browser has it, too.
		expect(all.filter(({ device_id }) => device_id !== phone.id)).toMatchObject([{ delivered: true, apns_id: null }]);
		expect(all.filter(({ device_id }) => device_id === phone.id)).toEqual([again, refused]);
		for (const query of [`&device_id=${phone.id}`, ""]) {
			const first = await get(shapes.Deliveries, home, `/deliveries?limit=1${query}`);
			const next = await get(shapes.Deliveries, home, `/deliveries?limit=5${query}&cursor=${first.next_cursor}`);
			expect([...first.deliveries, ...next.deliveries]).toEqual(await deliveries(home, `?limit=6${query}`));
			expect(first.deliveries).toEqual([again]);
		}
		// What was sent to a device that is gone can still be looked at.
		await home.owner("DELETE", `/manage/devices/${phone.id}`);
		expect(await of()).toEqual([again, refused]);
	});

	test("other accounts have a history of their own", async () => {
		const home = await moveIn(await options());
		const { owner, server, api } = home;
		await api.notifications.send({ title: "Mine" });
		await api.liveActivities.stream("mine", progress(1));
		await expect.poll(async () => (await deliveries(home)).length, PATIENT).toBe(2);
		expect((await owner("POST", "/manage/accounts", { id: "acme" })).status).toBe(201);
		for (const path of ["notifications", "activities", "deliveries"]) {
			expect((await owner("GET", `/manage/${path}?account=acme`)).body).toEqual({ [path]: [], next_cursor: null });
			expect((await owner("GET", `/manage/${path}?account=nobody`)).status).toBe(404);
		}
		const { key } = (await owner("POST", "/manage/keys?account=acme", { name: "Theirs" })).body;
		expect((await asking(server, key as string)("POST", "/api/push-notification", { title: "To nobody" })).status).toBe(
			404,
		);
	});

	test("a question that is wrong is refused, with the name of what is", async () => {
		const { owner } = await moveIn(await options());
		const wrong = [
			["/notifications?limit=0", "limit"],
			["/notifications?cursor=zz", "cursor"],
			["/deliveries?cursor=%2B", "cursor"],
			["/activities?from=yesterday", "from"],
			["/activities?to=2026-13-45", "to"],
			["/activities?to=2026-02-30", "to"],
			["/deliveries?from=2026-02-30T09:00:00Z", "from"],
			["/deliveries?failed=maybe", "failed"],
			["/deliveries?kind=mail", "kind"],
			["/notifications?tags=a", "tags"],
		];
		for (const [path, name] of wrong) {
			const { status, body } = await owner("GET", `/manage${path}`);
			expect({ path, status, body }).toMatchObject({ path, status: 400, body: { issues: [{ path: name }] } });
		}
	});
});

test("pages together have every row that is wanted, once and in order, however few are", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 12_000 }),
			fc.integer({ min: 1, max: 5000 }),
			fc.integer({ min: 1, max: 1000 }),
			async (total, every, limit) => {
				const rows = Array.from({ length: total }, (_, index) => total - index);
				const found: number[] = [];
				let cursor: string | undefined;
				for (;;) {
					let read = 0;
					const page = await scan({
						cursor,
						limit,
						async read(after, most) {
							const from = after === undefined ? 0 : rows.indexOf(Number(after)) + 1;
							const some = rows.slice(from, from + most);
							read += some.length;
							return some;
						},
						cursorOf: String,
						view: (row) => (row % every === 0 ? row : undefined),
					});
					expect(page.items.length).toBeLessThanOrEqual(limit);
					expect(read).toBeLessThanOrEqual(5000);
					found.push(...page.items);
					if (page.next === null) break;
					cursor = page.next;
				}
				expect(found).toEqual(rows.filter((row) => row % every === 0));
			},
		),
		{ numRuns: 50 },
	);
});
