/** Section 8: the body of a Live Activity push, as the app decodes it. */
import { type Case, casesOf } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { activityPushes, newestActivity, seen, timed } from "./looks.ts";
import { badField, putRaw } from "./refusals.ts";
import { change, openAction, progress, steps, timer, webhookAction } from "./states.ts";

const { cases, anywhere, needing } = casesOf(8);

/** Every value in a JSON value, at all depths. */
function valuesIn(value: unknown): unknown[] {
	if (typeof value !== "object" || value === null) return [value];
	return Object.values(value).flatMap(valuesIn);
}

needing(
	timed,
	"device.start.attributes",
	"A start carries the attributes of the activity, its time in epoch seconds",
	async (context) => {
		const { put, start, phones, clock, streamKey } = context;
		// To a whole second: a server may keep its times in those.
		await clock.advance(1000 - ((await clock.now()) % 1000));
		const startedAt = (await clock.now()) / 1000;
		const stream = await put(streamKey, progress(1));
		const single = await start(progress(1));
		const [first, second] = await activityPushes(phones);
		expect(first?.body.aps).toMatchObject({
			event: "start",
			"attributes-type": "ActivitySmithAttributes",
			attributes: { activityId: stream.activity_id, streamKey, startedAt },
		});
		expect(second?.body.aps.attributes).toEqual({ activityId: single.activity_id, startedAt });
	},
);

needing(
	seen,
	"device.state.segmented-progress",
	"The state of segmented progress, field by field and in order",
	async (context) => {
		const { put, phones, streamKey } = context;
		const sent = {
			subtitle: "tests",
			color: "red",
			step_color: "lime",
			step_colors: ["green", "cyan"],
			icon: { symbol: "bolt", color: "yellow" },
			badge: { title: "prod", color: "gray" },
		};
		await put(streamKey, { ...steps(2, 3, sent), action: openAction, secondary_action: webhookAction });
		expect(JSON.stringify((await newestActivity(phones)).state)).toBe(
			JSON.stringify({
				version: 1,
				type: "segmented_progress",
				title: "Deploy",
				subtitle: "tests",
				color: "red",
				numberOfSteps: 3,
				currentStep: 2,
				stepColor: "lime",
				stepColors: ["green", "cyan"],
				icon: { symbol: "bolt", color: "yellow" },
				badge: { title: "prod", color: "gray" },
				action: { id: "primary", title: "Open", type: "open_url", url: openAction.url },
				secondaryAction: { id: "secondary", title: "Retry", type: "webhook" },
			}),
		);
	},
);

needing(
	seen,
	"device.state.each-type",
	"The state of every other type, field by field and in order",
	async (context) => {
		const { put, phones, streamKey } = context;
		const shown = [
			[progress(42), { type: "progress", title: "Nightly Backup", color: "blue", percentage: 42 }],
			[
				change({ value: 21, upper_limit: 50 }),
				{ type: "progress", title: "Nightly Backup", color: "blue", percentage: 42, value: 21, upperLimit: 50 },
			],
			[
				change({ type: "metrics", metrics: [{ label: "CPU", value: 12.5, unit: "%", color: "red" }] }),
				{
					type: "metrics",
					title: "Nightly Backup",
					color: "blue",
					metrics: [{ label: "CPU", value: "12.5", number: 12.5, unit: "%", color: "red" }],
				},
			],
			[
				change({ type: "stats", metrics: [{ label: "Orders", value: "1,204" }] }),
				{ type: "stats", title: "Nightly Backup", color: "blue", metrics: [{ label: "Orders", value: "1,204" }] },
			],
			[
				change({ type: "alert", message: "Disk full" }),
				{ type: "alert", title: "Nightly Backup", color: "blue", message: "Disk full" },
			],
			[
				change({ type: "value", value: 1e21 }),
				{ type: "value", title: "Nightly Backup", color: "blue", text: "1e+21" },
			],
		] as const;
		for (const [index, [sent, state]] of shown.entries()) {
			await put(streamKey, sent);
			const expected = JSON.stringify({ version: index + 1, ...state });
			expect(JSON.stringify((await newestActivity(phones)).state)).toBe(expected);
		}
	},
);

needing(
	timed,
	"device.state.timer",
	"A timer is its window in epoch seconds: the device counts by itself, without pushes",
	async (context) => {
		const { put, phones, clock, streamKey } = context;
		const startsAt = (await clock.now()) / 1000;
		await put(streamKey, timer({ duration_seconds: 90 }));
		await clock.advance("80s");
		expect(JSON.stringify((await newestActivity(phones)).state)).toBe(
			JSON.stringify({
				version: 1,
				type: "timer",
				title: "Maintenance",
				color: "blue",
				timer: { startsAt, endsAt: startsAt + 90, countsDown: true },
			}),
		);
		expect(await activityPushes(phones)).toHaveLength(1);
	},
);

needing(
	seen,
	"device.state.version-grows",
	"version grows with every change that a device is sent",
	async (context) => {
		const { put, del, phones, streamKey } = context;
		await put(streamKey, progress(1));
		await put(streamKey, progress(2));
		await put(streamKey, progress(2));
		await del(streamKey);
		const states = (await activityPushes(phones)).map(({ body }) => body.aps["content-state"] as Json);
		const versions = states.map(({ version }) => Number(version));
		expect(versions).toHaveLength(3);
		expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
	},
);

needing(
	seen,
	"device.webhook-stays-on-the-server",
	"A webhook's url, method and body never leave the server",
	async (context) => {
		const { put, start, push, phones, streamKey } = context;
		const secret = { ...webhookAction, url: "https://a.example/hooks/secret-path", body: { token: "secret-body" } };
		await put(streamKey, { ...progress(1), action: secret, secondary_action: secret });
		await start({ ...progress(1), action: secret });
		await push({ title: "T", actions: [secret] });
		const received = JSON.stringify(await phones.look());
		expect(received).toContain("Retry");
		expect(received).not.toContain("secret-");
	},
);

needing(
	seen,
	"device.start.alert",
	"A start's alert is the request's, else title and subtitle, or the message",
	async (context) => {
		const { put, phones, unique } = context;
		await put(unique("a"), { ...progress(1, { subtitle: "upload" }), alert: { title: "Begun", body: "now" } });
		await put(unique("b"), progress(1, { subtitle: "upload" }));
		await put(unique("c"), { content_state: { title: "Disk", type: "alert", message: "Full" } });
		const alerts = (await activityPushes(phones)).map(({ body }) => body.aps.alert);
		expect(alerts).toEqual([
			{ title: "Begun", body: "now" },
			{ title: "Nightly Backup", body: "upload" },
			{ title: "Disk", body: "Full" },
		]);
	},
);

needing(
	timed,
	"device.end.dismissal-date",
	"An end says in epoch seconds when it leaves the lock screen",
	async (context) => {
		const { start, end, phones, clock } = context;
		const { activity_id } = await start(progress(1));
		await end({ activity_id, ...change({ auto_dismiss_minutes: 10 }) });
		const last = (await activityPushes(phones)).at(-1);
		const date = Math.floor((await clock.now()) / 1000) + 600;
		expect(last?.body.aps).toMatchObject({ event: "end", "dismissal-date": date });
	},
);

needing(
	seen,
	"device.times-and-numbers",
	"Numbers are finite, times plain numbers of epoch seconds, and every body fits in 4,096 bytes",
	async (context) => {
		const { put, del, phones, streamKey } = context;
		await put(streamKey, timer({ duration_seconds: 315_360_000 }));
		await put(streamKey, change({ type: "progress", value: 1e300, upper_limit: 1e-300 }));
		await put(streamKey, change({ type: "value", value: "🚀".repeat(500) }));
		await del(streamKey);
		for (const { body } of await activityPushes(phones)) {
			expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(4096);
			for (const value of valuesIn(body)) if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
		}
		expect(await newestActivity(phones)).toMatchObject({ state: { text: "🚀".repeat(500) } });
	},
);

anywhere(
	"device.valid-unicode",
	"A string that is no valid Unicode is refused, so none reaches a device",
	async (context) => {
		const { request } = context;
		expect(await putRaw(context, { type: "alert", message: "\ud83d" })).toMatchObject(
			badField("content_state.message"),
		);
		const answer = await request({ method: "POST", path: "/push-notification", body: { title: "\udc00" } });
		expect(answer).toMatchObject(badField("title"));
	},
);

needing(
	seen,
	"device.start.alert-by-id",
	"A start by id is heard with the alert of its request",
	async ({ start, phones }) => {
		await start({ ...progress(1), alert: { title: "Begun", body: "now" } });
		const [push] = await activityPushes(phones);
		expect(push?.body.aps).toMatchObject({ event: "start", alert: { title: "Begun", body: "now" } });
	},
);

needing(
	timed,
	"device.push.times",
	"Every Live Activity push says when it was made; a start says when it goes stale",
	async ({ put, del, clock, phones, streamKey }) => {
		const begin = Math.floor((await clock.now()) / 1000);
		await put(streamKey, progress(1));
		await clock.advance("10s");
		await put(streamKey, progress(2));
		await clock.advance("10s");
		await del(streamKey);
		const aps = (await activityPushes(phones)).map(({ body }) => body.aps);
		expect(aps.map(({ timestamp }) => timestamp)).toEqual([begin, begin + 10, begin + 20]);
		expect(aps.map((one) => one["stale-date"])).toEqual([begin + 28800, begin + 28800, undefined]);
		expect(aps[0]).toMatchObject({ "input-push-token": 1 });
	},
);

export const deviceCases: readonly Case[] = cases;
