import fc from "fast-check";
import { expect, it } from "vitest";
import { activity, inSeconds, NOW, notification, screen } from "../src/gallery/make.ts";
import { counts, nowOf } from "../src/page/now.ts";
import { ROWS } from "../src/page/rows.ts";
import { apply, clear, INITIAL, type PageState, type StreamEvent } from "../src/page/state.ts";
import { createStore } from "../src/page/store.ts";
import type { PushEvent, RequestEvent, ScreensEvent } from "../src/protocol.ts";
import type { Screen } from "../src/screen.ts";

function screens(data: Partial<ScreensEvent>): StreamEvent {
	const event = { now: NOW, clock: "frozen", account: "a", accounts: ["a"], complete: true, screens: [] } as const;
	return { type: "screens", data: { ...event, ...data }, at: 0 };
}

function request(data: Partial<RequestEvent> = {}): StreamEvent {
	const of = {
		run: "run_1",
		id: "req_1",
		at: NOW,
		method: "PUT",
		path: "/api/live-activity/stream/k",
		key: "k",
		status: 200,
	};
	const said = { operation: "reconcileLiveActivityStream", decision: "updated", because: null };
	return { type: "request", data: { ...of, ...said, response: { activity_id: "a1" }, ...data } };
}

let pushes = 0;

function push(data: Partial<PushEvent> = {}): StreamEvent {
	pushes += 1;
	const of = { run: "run_1", id: `push_${pushes}`, at: NOW, device: "d1", kind: "live-activity" } as const;
	return { type: "push", data: { ...of, activityId: "a1", body: {}, bytes: 2, ...data } };
}

function after(...events: StreamEvent[]): PageState {
	return events.reduce(apply, INITIAL);
}

const one = screen({ id: "one", badge: 1 });
const two = screen({ id: "two", badge: 1 });

it("keeps what it is not told about, unless it is told everything", () => {
	const changed = { ...one, badge: 2 };
	const partial = after(screens({ screens: [one, two] }), screens({ complete: false, screens: [changed] }));
	expect(partial.screens).toEqual([changed, two]);
	expect(apply(partial, screens({ screens: [two] })).screens).toEqual([two]);
});

it("puts a new device last", () => {
	const three = screen({ id: "three" });
	const state = after(screens({ screens: [one] }), screens({ complete: false, screens: [three, two] }));
	expect(state.screens.map(({ id }) => id)).toEqual(["one", "three", "two"]);
});

it("leaves what is the same as it is, so that it is not drawn again", () => {
	const before = after(screens({ screens: [one, two] }));
	const same = apply(before, screens({ screens: structuredClone([one, two]), now: NOW + 5 }));
	expect(same.screens).toBe(before.screens);
	expect(same.accounts).toBe(before.accounts);
	const changed = apply(before, screens({ complete: false, screens: [{ ...two, badge: 7 }] }));
	expect(changed.screens[0]).toBe(before.screens[0]);
	expect(apply(before, request()).screens).toBe(before.screens);
});

it("shows nothing of one account on the page of another", () => {
	const state = after(
		screens({ screens: [one] }),
		request(),
		screens({ account: "b", complete: false, screens: [two] }),
	);
	expect(state.screens).toEqual([two]);
	expect(state.rows).toEqual([]);
});

it("is what the server has last said of each device, whatever came before", () => {
	const badge = fc.nat({ max: 3 });
	const event = fc.record({
		complete: fc.boolean(),
		screens: fc.uniqueArray(
			fc.record({ id: fc.constantFrom("d1", "d2", "d3", "d4"), badge }).map((fields) => screen(fields)),
			{ selector: ({ id }) => id },
		),
	});
	fc.assert(
		fc.property(fc.array(event), (events) => {
			const known = new Map<string, Screen>();
			for (const { complete, screens } of events) {
				if (complete) known.clear();
				for (const each of screens) known.set(each.id, each);
			}
			const state = after(...events.map(screens));
			expect(new Map(state.screens.map((each) => [each.id, each]))).toEqual(known);
		}),
	);
});

it("gives a request the pushes that it led to, on every device", () => {
	const state = after(push(), push({ device: "d2" }), push({ activityId: "a2" }), request());
	expect(state.rows).toHaveLength(2);
	expect(state.rows[0]?.pushes.map(({ device }) => device)).toEqual(["d1", "d2"]);
	expect(state.rows[1]).toMatchObject({ request: null, pushes: [{ activityId: "a2" }] });
});

it("gives each of two requests that were under way at once its own push", () => {
	const first = push({ body: { version: 1 } });
	const second = push({ body: { version: 2 } });
	const state = after(first, second, request({ id: "req_1" }), request({ id: "req_2" }));
	expect(state.rows.map(({ pushes }) => pushes.map(({ body }) => body))).toEqual([[{ version: 2 }], [{ version: 1 }]]);
});

it("gives a rotation the push that ends what it replaces", () => {
	const response = { activity_id: "a2", previous_activity_id: "a1" };
	const state = after(push({ activityId: "a2" }), push({ activityId: "a1" }), request({ response }));
	expect(state.rows.map(({ pushes }) => pushes.length)).toEqual([2]);
});

it.each([
	["notification", "sendPushNotification"],
	["badge", "updateAppIconBadgeCount"],
	["widgets", "updateMetricValue"],
] as const)("a push of the kind %s belongs to %s", (kind, operation) => {
	const { activityId: _, ...data } = (push({ kind }) as { data: PushEvent }).data;
	const event: StreamEvent = { type: "push", data };
	expect(after(event, request({ operation })).rows).toMatchObject([{ request: { operation }, pushes: [{ kind }] }]);
	expect(after(event, request()).rows).toHaveLength(2);
});

it("leaves pushes alone that a request cannot have led to", () => {
	expect(after(push(), request({ status: 400 })).rows).toHaveLength(2);
	expect(after(push(), request({ at: NOW + 60_000 })).rows).toHaveLength(2);
	expect(after(push({ request: null }), request()).rows).toHaveLength(2);
});

it("believes a server that says which request it was, before and after the answer", () => {
	const late = push({ request: "req_1", device: "d2", at: NOW + 60_000 });
	const state = after(push({ request: "req_1" }), request({ id: "req_2" }), request({ id: "req_1" }), late);
	expect(state.rows.map(({ request, pushes }) => [request?.id, pushes.length])).toEqual([
		["req_1", 2],
		["req_2", 0],
	]);
});

it("gives a request every push that the server says it led to", () => {
	const start = push({ request: "req_1" });
	const end = push({ request: "req_1" });
	expect(after(start, end, request()).rows.map(({ pushes }) => pushes.length)).toEqual([2]);
	expect(after(start, request(), end).rows.map(({ pushes }) => pushes.length)).toEqual([2]);
});

it("tells a request and its pushes once, also when the server tells them again", () => {
	const events = [push({ request: "req_1" }), request(), push({ request: "req_1" }), push({ request: null })];
	const before = after(...events);
	expect(before.rows.map(({ pushes }) => pushes.length)).toEqual([1, 2]);
	expect(events.reduce(apply, before).rows).toBe(before.rows);
});

it("takes what a server tells after a reset for new, although its ids are the same", () => {
	const events = (run: string) => [push({ run, id: "p", request: "req_1" }), request({ run })];
	const { rows } = after(...events("before"), ...events("after"));
	expect(rows.map(({ request, pushes }) => [request?.run, pushes.map(({ run }) => run)])).toEqual([
		["after", ["after"]],
		["before", ["before"]],
	]);
	const late = push({ run: "after", request: "req_1" });
	expect(after(request({ run: "after" }), request({ run: "before" }), late).rows[1]?.pushes).toHaveLength(1);
});

it("tells what was cleared no more, and goes on with what is new", () => {
	const events = [push({ request: "req_1" }), request(), push({ request: null })];
	const state = clear(clear(after(...events)));
	expect(state.rows).toEqual([]);
	const again = [...events, push({ request: "req_1" })].reduce(apply, state);
	expect(again.rows).toEqual([]);
	const fresh = [push({ request: "req_2" }), request({ id: "req_2" }), request({ run: "run_2" })];
	expect(fresh.reduce(apply, again).rows.map(({ pushes }) => pushes.length)).toEqual([0, 1]);
	expect(apply(again, push({ request: null })).rows).toHaveLength(1);
});

it("keeps the newest rows, each with an id of its own, however much arrives", () => {
	const events = fc.array(
		fc.oneof(
			fc.constant(push()),
			fc.nat({ max: 40 }).map((n) => request({ id: `req_${n}` })),
		),
	);
	fc.assert(
		fc.property(events, (few) => {
			const { rows } = few.reduce(apply, INITIAL);
			expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
		}),
	);
	const many = Array.from({ length: ROWS + 50 }, (_, index) => request({ id: `req_${index}` }));
	const { rows } = after(...many);
	expect(rows).toHaveLength(ROWS);
	expect(rows[0]?.request?.id).toBe(`req_${ROWS + 49}`);
});

it("goes on with a real clock, and stands with a frozen one", () => {
	const real = after({ ...screens({ clock: "real" }), at: 100 } as StreamEvent);
	expect(nowOf(real, 1600)).toBe(NOW + 1500);
	expect(nowOf(real, 0)).toBe(NOW);
	expect(nowOf(after(screens({})), 1600)).toBe(NOW);
});

it.each([
	["nothing", {}, false],
	["a running timer", { activities: [timer({})] }, true],
	["a paused timer", { activities: [timer({ pausedAt: inSeconds(0) })] }, false],
	["an ended activity", { activities: [activity({ type: "value", title: "x" }, { dismissAt: NOW })] }, true],
	["a notification", { notifications: [notification({ title: "x" })] }, true],
])("with %s on a screen, seconds matter: %s", (_, shown, expected) => {
	expect(counts(after(screens({ clock: "real", screens: [screen(shown)] })))).toBe(expected);
	expect(counts(after(screens({ clock: "frozen", screens: [screen(shown)] })))).toBe(false);
});

function timer(fields: { pausedAt?: number }) {
	return activity({ type: "timer", title: "x", timer: { startsAt: inSeconds(-9), countsDown: false, ...fields } });
}

it("draws once for each frame, with the newest state", () => {
	const frames: (() => void)[] = [];
	const store = createStore((draw) => frames.push(draw));
	const drawn: number[] = [];
	const leave = store.subscribe(() => drawn.push(store.state.rows.length));
	for (let n = 0; n < 40; n += 1) store.dispatch(request({ id: `req_${n}` }));
	expect(frames).toHaveLength(1);
	frames.pop()?.();
	expect(drawn).toEqual([40]);
	store.clearRows();
	frames.pop()?.();
	expect(drawn).toEqual([40, 0]);
	leave();
	store.dispatch(request());
	frames.pop()?.();
	expect(drawn).toEqual([40, 0]);
});
