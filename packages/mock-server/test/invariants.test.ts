/**
 * Random sequences of everything that can happen to an account, against a second, much simpler account of the rules: what
 * each answer must be, and what must hold on every device, whatever the order.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createMock, type Mock } from "../src/index.ts";
import { type Answer, api } from "./api.ts";

const LIMIT = 2;
const HOUR = 3_600_000;
const KEYS = ["a", "b", "c"] as const;
const CHANNELS: Record<string, number[]> = { phone: [0], both: [0, 1], nobody: [] };

type Op =
	| { do: "put"; key: string; percentage: number; color?: string | null; channels?: string; alert?: boolean }
	| { do: "delete" | "pause" | "resume"; key: string }
	| { do: "start"; percentage: number }
	| { do: "update" | "end"; which: number; percentage: number }
	| { do: "dismiss"; device: number; which: number }
	| { do: "tokens"; device: number; held: boolean }
	| { do: "advance"; milliseconds: number };

const key = fc.constantFrom(...KEYS);
const percentage = fc.integer({ min: 0, max: 2 });
const operations: fc.Arbitrary<Op> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.record(
			{
				do: fc.constant("put" as const),
				key,
				percentage,
				color: fc.constantFrom("red", null),
				channels: fc.constantFrom(...Object.keys(CHANNELS)),
				alert: fc.boolean(),
			},
			{ requiredKeys: ["do", "key", "percentage"] },
		) as fc.Arbitrary<Op>,
	},
	{
		weight: 4,
		arbitrary: fc.record({ do: fc.constantFrom("delete" as const, "pause" as const, "resume" as const), key }),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("start" as const), percentage }) },
	{
		weight: 3,
		arbitrary: fc.record({ do: fc.constantFrom("update" as const, "end" as const), which: fc.nat(4), percentage }),
	},
	{ weight: 5, arbitrary: fc.record({ do: fc.constant("dismiss" as const), device: fc.nat(1), which: fc.nat(1) }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant("tokens" as const), device: fc.nat(1), held: fc.boolean() }) },
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant("advance" as const),
			milliseconds: fc.constantFrom(1000, 30_000, 60_000, HOUR, 3 * HOUR, 7.5 * HOUR, 8 * HOUR, 16 * HOUR),
		}),
	},
);

interface Content {
	percentage: number;
	color?: string;
}

/** An activity as the oracle knows it. */
interface Known {
	id: string;
	key: string | null;
	content: Content;
	startedAt: number;
	/** Devices by number, those that have swiped it away removed. */
	devices: Set<number>;
	over: "ended" | "dismissed" | "replaced" | "expired" | null;
	/** Alerts that were accepted with it. */
	alerts: string[];
}

interface KnownStream {
	/** The newest state; `null` when it was forgotten. */
	content: Content | null;
	channels: string | null;
	activity: Known | null;
	paused: boolean;
	lastPutAt: number;
}

/** What the rules say, without versions, tokens, payloads or transactions. */
class Oracle {
	readonly streams = new Map<string, KnownStream>();
	readonly activities: Known[] = [];
	now = 0;

	running(activity: Known | null | undefined): activity is Known {
		return activity?.over === null && this.now < activity.startedAt + 8 * HOUR;
	}

	count(): number {
		return this.activities.filter((activity) => this.running(activity)).length;
	}

	/** A rotation that nobody asked for is learned from what a device shows, at its start. */
	begin(id: string, of: string | null, content: Content, channels: string | null, startedAt = this.now): Known {
		const devices = new Set(channels === null ? [0, 1] : CHANNELS[channels]);
		const activity: Known = { id, key: of, content, startedAt, devices, over: null, alerts: [] };
		this.activities.push(activity);
		return activity;
	}
}

class World {
	readonly mock: Mock = createMock({
		now: 0,
		limits: { liveActivities: LIMIT },
		accounts: [
			{
				keys: ["ask_test"],
				channels: { phone: { devices: ["iphone"] }, both: { users: ["user-1"] }, nobody: {} },
			},
		],
	});
	readonly oracle = new Oracle();
	readonly api = api(this.mock);
	#alerts = 0;

	async run(op: Op): Promise<void> {
		const { oracle, mock } = this;
		oracle.now = mock.clock.now();
		switch (op.do) {
			case "put":
				return this.#put(op);
			case "delete":
				return this.#delete(op.key);
			case "pause":
			case "resume":
				return this.#pause(op.key, op.do === "pause");
			case "start": {
				const full = oracle.count() >= LIMIT;
				const { status, body } = await this.api.start({ content_state: state({ percentage: op.percentage }) });
				expect(status).toBe(full ? 429 : 200);
				if (!full) oracle.begin(String(body.activity_id), null, { percentage: op.percentage }, null);
				return;
			}
			case "update":
			case "end":
				return this.#change(op.do, op.which, op.percentage);
			case "dismiss": {
				const device = mock.devices[op.device];
				const shown = device?.lockScreen().activities[op.which];
				if (!shown) return;
				await device?.dismiss(shown.activityId);
				const activity = oracle.activities.find(({ id }) => id === shown.activityId);
				activity?.devices.delete(op.device);
				if (activity?.devices.size === 0 && activity.over === null) activity.over = "dismissed";
				return;
			}
			case "tokens": {
				const device = mock.devices[op.device];
				if (!device) return;
				device.tokens = op.held ? "held" : "immediate";
				if (!op.held) await device.registerTokens();
				return;
			}
			case "advance":
				await mock.clock.advance(op.milliseconds);
				oracle.now = mock.clock.now();
				this.#learnRotations();
		}
	}

	async #put({
		key: of,
		percentage: shown,
		color,
		channels: target,
		alert,
	}: Extract<Op, { do: "put" }>): Promise<void> {
		const { oracle } = this;
		const title = alert ? `alert ${++this.#alerts}` : undefined;
		const { status, body } = await this.api.put(of, {
			content_state: { ...state({ percentage: shown }), ...(color !== undefined && { color }) },
			...(target && { channels: [target] }),
			...(title && { alert: { title } }),
		});
		const stream = oracle.streams.get(of);
		const live = oracle.running(stream?.activity) ? stream.activity : undefined;
		const content: Content = { percentage: shown };
		const kept = color === undefined ? stream?.content?.color : (color ?? undefined);
		if (kept) content.color = kept;
		const remembered = stream !== undefined && stream.content !== null;
		const channels = target ?? (remembered ? stream.channels : null);
		const retargeted = remembered && channels !== stream.channels;
		const nobody = channels === "nobody";

		const age = live ? oracle.now - live.startedAt : 0;
		const same = remembered && JSON.stringify(stream.content) === JSON.stringify(content);
		const operation = stream?.paused
			? "paused"
			: !live
				? "started"
				: retargeted || age >= 7.5 * HOUR
					? "rotated"
					: same
						? "noop"
						: "updated";
		if (
			operation === "paused" ? retargeted && nobody : (operation === "started" || operation === "rotated") && nobody
		) {
			expect(status).toBe(404);
			return;
		}
		if (operation === "started" && oracle.count() >= LIMIT) {
			expect(body).toMatchObject({ error: "Live Activity limit reached", active: LIMIT });
			return;
		}
		expect({ status, operation: body.operation }).toEqual({ status: 200, operation });
		const next: KnownStream = { content, channels, activity: live ?? null, paused: false, lastPutAt: oracle.now };
		if (operation === "paused") Object.assign(next, { activity: null, paused: true });
		if (operation === "rotated" && live) {
			expect(body.previous_activity_id).toBe(live.id);
			live.over = "replaced";
		}
		if (operation === "started" || operation === "rotated") {
			next.activity = oracle.begin(String(body.activity_id), of, content, channels);
		}
		if (next.activity) {
			next.activity.content = content;
			if (title && operation !== "noop") next.activity.alerts.push(title);
		}
		expect(body.activity_id).toBe(next.activity?.id ?? null);
		this.#counts(
			{ status, body } as Answer,
			operation === "noop" || operation === "paused" ? 0 : next.activity?.devices.size,
		);
		oracle.streams.set(of, next);
	}

	async #delete(of: string): Promise<void> {
		const { oracle } = this;
		const { status, body, headers } = await this.api.del(of);
		const stream = oracle.streams.get(of);
		expect(status).toBe(stream ? 200 : 404);
		if (!stream) return;
		const live = oracle.running(stream.activity) ? stream.activity : null;
		expect(body).toMatchObject({ operation: "ended", activity_id: live?.id ?? null });
		this.#counts({ status, body, headers }, live?.devices.size ?? 0);
		if (live) live.over = "ended";
		oracle.streams.set(of, { ...stream, content: null, channels: null, activity: null });
	}

	async #pause(of: string, paused: boolean): Promise<void> {
		const stream = this.oracle.streams.get(of);
		const done = paused ? this.mock.pauseStream(of) : this.mock.resumeStream(of);
		if (!stream) {
			await expect(done).rejects.toThrow();
			return;
		}
		await done;
		if (paused && this.oracle.running(stream.activity)) stream.activity.over = "ended";
		if (paused && !stream.paused) stream.activity = null;
		stream.paused = paused;
	}

	async #change(what: "update" | "end", which: number, shown: number): Promise<void> {
		const { oracle } = this;
		const activity = oracle.activities.at(-1 - which);
		if (!activity) return;
		const change = { activity_id: activity.id, content_state: state({ percentage: shown }) };
		const { status, body, headers } = await this.api[what](change);
		const live: boolean = oracle.running(activity);
		// What has been over for a day may be forgotten.
		if (!live && status === 404 && oracle.now >= activity.startedAt + 24 * HOUR) return;
		if (activity.over === "replaced") expect(status).toBe(404);
		else if (what === "update") expect(status).toBe(live ? 200 : 404);
		else expect(status).toBe(200);
		if (status !== 200) return;
		this.#counts({ status, body, headers }, live ? activity.devices.size : 0);
		if (!live) return;
		activity.content = { ...activity.content, percentage: shown };
		const stream = activity.key === null ? undefined : oracle.streams.get(activity.key);
		if (what === "end") {
			activity.over = "ended";
			if (stream) Object.assign(stream, { content: null, channels: null, activity: null });
		} else if (stream) stream.content = activity.content;
	}

	#counts({ body }: Answer, devices: number | undefined): void {
		expect(Number(body.devices_notified) + Number(body.devices_queued)).toBe(devices);
	}

	/** Rotations unasked are seen on the devices: between 7 h 45 min and 8 h after a start that a PUT has followed. */
	#learnRotations(): void {
		const { oracle, mock } = this;
		const starts = mock.devices
			.flatMap(({ pushes }) => pushes)
			.flatMap((push) => {
				if (push.kind !== "live-activity" || !push.body.aps.attributes) return [];
				return [push.body.aps.attributes];
			});
		for (const { activityId, streamKey = "", startedAt } of starts.sort((a, b) => a.startedAt - b.startedAt)) {
			if (oracle.activities.some(({ id }) => id === activityId)) continue;
			const stream = oracle.streams.get(streamKey);
			const before = stream?.activity;
			if (!stream?.content || !before) throw new Error(`an activity of ${streamKey} started by itself`);
			const age = startedAt * 1000 - before.startedAt;
			expect(age).toBeGreaterThanOrEqual(7.75 * HOUR - 1000);
			expect(age).toBeLessThan(8 * HOUR);
			expect(before.over).toBeNull();
			expect(stream.paused).toBe(false);
			expect(stream.lastPutAt).toBeGreaterThanOrEqual(before.startedAt);
			before.over = "replaced";
			stream.activity = oracle.begin(activityId, streamKey, stream.content, stream.channels, startedAt * 1000);
		}
		for (const activity of oracle.activities) {
			if (activity.over === null && oracle.now >= activity.startedAt + 8 * HOUR) activity.over = "expired";
		}
	}

	/** What holds at every moment. */
	check(): void {
		const { mock, oracle } = this;
		expect(oracle.count()).toBeLessThanOrEqual(LIMIT);
		for (const of of KEYS) {
			const live = oracle.activities.filter((activity) => activity.key === of && oracle.running(activity));
			expect(live.length).toBeLessThanOrEqual(1);
		}
		for (const { pushes } of mock.devices) {
			const last = new Map<string, { version: number; event: string }>();
			for (const push of pushes) {
				if (push.kind !== "live-activity") continue;
				const { event, "content-state": content } = push.body.aps;
				const before = last.get(push.activityId);
				expect(event === "start").toBe(before === undefined);
				expect(before?.event).not.toBe("end");
				expect(content.version).toBeGreaterThan(before?.version ?? 0);
				last.set(push.activityId, { version: content.version, event });
			}
		}
	}

	/** With every token registered, each device shows what was accepted last, and has heard each alert at most once. */
	async settle(): Promise<void> {
		const { mock, oracle } = this;
		for (const device of mock.devices) await device.registerTokens();
		await mock.clock.advance("1m");
		oracle.now = mock.clock.now();
		this.#learnRotations();
		this.check();
		for (const [number, device] of mock.devices.entries()) {
			const shown = device.lockScreen().activities;
			const active = shown.filter(({ status }) => status !== "ended");
			const expected = oracle.activities.filter((one) => oracle.running(one) && one.devices.has(number));
			expect(active.map(({ activityId }) => activityId).sort()).toEqual(expected.map(({ id }) => id).sort());
			for (const { activityId, state: content } of shown) {
				const known = oracle.activities.find(({ id }) => id === activityId);
				expect(content).toMatchObject({ percentage: known?.content.percentage, color: known?.content.color ?? "blue" });
			}
			this.#checkAlerts(number);
		}
	}

	#checkAlerts(number: number): void {
		const { mock, oracle } = this;
		const heard = (mock.devices[number]?.pushes ?? []).flatMap((push) =>
			push.kind === "live-activity" && push.body.aps.alert?.title.startsWith("alert")
				? [push.body.aps.alert.title]
				: [],
		);
		expect(new Set(heard).size).toBe(heard.length);
		for (const { alerts, over, devices, startedAt } of oracle.activities) {
			expect(heard.filter((title) => alerts.includes(title))).toEqual(alerts.filter((title) => heard.includes(title)));
			const newest = alerts.at(-1);
			// Swiped away, or removed by iOS, before its token came: there was nothing left to hear it with.
			const gone = over === "expired" || !devices.has(number) || oracle.now >= startedAt + 12 * HOUR;
			if (newest && !gone) expect(heard).toContain(newest);
		}
	}
}

function state({ percentage: shown }: Content) {
	return { title: "T", type: "progress", percentage: shown };
}

test("the rules hold after every step, whatever happens", async () => {
	const seen: Record<string, number> = {};
	await fc.assert(
		fc.asyncProperty(fc.array(operations, { minLength: 1, maxLength: 40, size: "max" }), async (script) => {
			const world = new World();
			for (const op of script) {
				await world.run(op);
				world.check();
			}
			await world.settle();
			for (const { over } of world.oracle.activities) seen[String(over)] = (seen[String(over)] ?? 0) + 1;
		}),
		{ numRuns: Number(process.env.INVARIANT_RUNS ?? 300) },
	);
	// Sequences in which little happens would prove little.
	for (const over of ["null", "ended", "dismissed", "replaced", "expired"]) expect(seen[over], over).toBeGreaterThan(0);
}, 60_000);
