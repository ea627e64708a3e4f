/** The stream of events of one lock screen, with time and the database in the test's hands. */
import type { Screen } from "@activitysmith/lock-screen/page";
import { expect, test } from "vitest";
import { blocks } from "../../http/test/server-sent.ts";
import { localSignals } from "../src/database/signals.ts";
import { eventsResponse } from "../src/http/page/events.ts";
import { Watchers } from "../src/http/page/watchers.ts";

const screen: Screen = {
	id: "device",
	name: "Browser",
	model: "iphone",
	channels: [],
	offline: false,
	activities: [],
	notifications: [],
	badge: 0,
	widgets: [],
};

function open(load: () => Promise<Screen | undefined>, lastEventId: string | null = null, watchers = newWatchers()) {
	const over = new AbortController();
	const response = eventsResponse({
		watchers,
		device: "device",
		account: "account",
		load,
		now: () => 0,
		last: 100,
		lastEventId,
		over: over.signal,
	});
	return { watchers, over, events: blocks(response) };
}

function newWatchers(): Watchers {
	return new Watchers(localSignals(), (error) => {
		throw error;
	});
}

const badge = { kind: "badge", body: { aps: { badge: 1 } } } as const;

// One that has missed it would end with its next sign of life, after 15 seconds.
test("a stream that is to end while the screen is looked up ends at once", { timeout: 10_000 }, async () => {
	let looks = 0;
	const { watchers, over, events } = open(async () => {
		looks += 1;
		if (looks === 2) over.abort();
		return screen;
	});
	await watchers.listen();
	expect((await events.next()).value?.type).toBe("screens");
	watchers.changed("account");
	// The screen is the same as before: there is nothing to tell.
	expect((await events.next()).done).toBe(true);
	expect(looks).toBe(2);
});

test("of what happened only the newest is kept", async () => {
	const watchers = newWatchers();
	await watchers.listen();
	for (let at = 1; at <= 1000; at += 1) watchers.pushed("device", badge, at);
	const reader = { device: "device", account: "account", changed() {}, event() {} };
	const kept = watchers.past(reader, { after: 0, most: 1000 });
	expect(kept.length).toBeLessThanOrEqual(400);
	expect(kept.at(-1)).toMatchObject({ data: { at: 1000 } });
});

test("a reader that falls behind misses what is older", async () => {
	const { watchers, over, events } = open(async () => screen);
	await watchers.listen();
	expect((await events.next()).value?.type).toBe("screens");
	for (let at = 1; at <= 3000; at += 1) watchers.pushed("device", badge, at);
	const { value: first } = await events.next();
	expect(first?.data.at).toBeGreaterThan(1900);
	over.abort();
});

test("who comes back is told what happened meanwhile, and whoever is new what is kept", async () => {
	const watchers = newWatchers();
	await watchers.listen();
	const first = open(async () => screen, null, watchers);
	await first.events.next();
	watchers.pushed("device", badge, 1);
	watchers.pushed("another", badge, 2);
	const { value: known } = await first.events.next();
	first.over.abort();
	watchers.pushed("device", badge, 3);

	const timesOf = async (lastEventId: string | null, count: number) => {
		const { events, over } = open(async () => screen, lastEventId, watchers);
		expect((await events.next()).value?.type).toBe("screens");
		const times: unknown[] = [];
		while (times.length < count) times.push((await events.next()).value?.data.at);
		over.abort();
		return [...times, (await events.next()).done];
	};
	expect(await timesOf(known?.id ?? null, 1)).toEqual([3, true]);
	expect(await timesOf(null, 2)).toEqual([1, 3, true]);
	expect(await timesOf("of-another-run", 0)).toEqual([true]);
});
