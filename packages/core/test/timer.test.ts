/** The window of a timer through start, pause, resume, restart, switches and the end. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActivityState } from "../src/model.ts";
import { mergeFinalState, mergeState, type SentState } from "../src/rules/merge.ts";

const T = Date.UTC(2026, 2, 19, 8, 30);
const SECOND = 1000;

function at(seconds: number, before: ActivityState | undefined, change: Record<string, unknown>): ActivityState {
	return mergeState(before, { title: "T", ...change } as SentState, T + seconds * SECOND);
}

const countdown = at(0, undefined, { type: "timer", duration_seconds: 300 });
const stopwatch = at(0, undefined, { type: "timer", counts_down: false });

function window(startsAt: number, endsAt?: number, pausedAt?: number) {
	return {
		startsAt: T + startsAt * SECOND,
		...(endsAt !== undefined && { endsAt: T + endsAt * SECOND }),
		...(pausedAt !== undefined && { pausedAt: T + pausedAt * SECOND }),
	};
}

describe("a countdown", () => {
	test("runs from the request's time for its duration", () => {
		expect(countdown.timer).toEqual(window(0, 300));
	});

	test("keeps its window when no duration is sent", () => {
		expect(at(100, countdown, { subtitle: "s" }).timer).toEqual(window(0, 300));
	});

	test("restarts from the request's time when a duration is sent, even the same", () => {
		expect(at(100, countdown, { duration_seconds: 300 }).timer).toEqual(window(100, 400));
		expect(at(100, countdown, { duration_seconds: 60 }).timer).toEqual(window(100, 160));
	});

	test("stands still from the pause on, and goes on with its end moved by the pause", () => {
		const paused = at(100, countdown, { is_running: false });
		expect(paused.timer).toEqual(window(0, 300, 100));
		expect(at(150, paused, { is_running: false }).timer).toEqual(window(0, 300, 100));
		expect(at(160, paused, { subtitle: "s" }).timer).toEqual(window(0, 300, 100));
		const resumed = at(170, paused, { is_running: true });
		expect(resumed.timer).toEqual(window(70, 370));
		expect(at(200, resumed, { is_running: true }).timer).toEqual(window(70, 370));
	});

	test("a cleared is_running resumes: it is the default again", () => {
		const paused = at(100, countdown, { is_running: false });
		expect(at(170, paused, { is_running: null }).timer).toEqual(window(70, 370));
	});

	test("restarted while paused it waits at its full length", () => {
		const paused = at(100, countdown, { is_running: false });
		const restarted = at(150, paused, { duration_seconds: 60 });
		expect(restarted.timer).toEqual(window(150, 210, 150));
		expect(at(180, restarted, { is_running: true }).timer).toEqual(window(180, 240));
	});

	test("may start paused", () => {
		const waiting = at(0, undefined, { type: "timer", duration_seconds: 60, is_running: false });
		expect(waiting.timer).toEqual(window(0, 60, 0));
		expect(at(30, waiting, { is_running: true }).timer).toEqual(window(30, 90));
	});

	test("keeps fractions of a second to the millisecond", () => {
		expect(at(0, undefined, { type: "timer", duration_seconds: 0.1235 }).timer?.endsAt).toBe(T + 124);
	});
});

describe("counting up and down", () => {
	test("up needs no duration, and has no end", () => {
		expect(stopwatch.timer).toEqual(window(0));
	});

	test("up to down without a duration is refused", () => {
		expect(() => at(10, stopwatch, { counts_down: true })).toThrow(/content_state.duration_seconds is required/);
		expect(() => at(10, stopwatch, { counts_down: null })).toThrow(/content_state.duration_seconds is required/);
	});

	test("up to down with a duration starts a window", () => {
		expect(at(10, stopwatch, { counts_down: true, duration_seconds: 60 }).timer).toEqual(window(10, 70));
	});

	test("down to up and back keeps the window", () => {
		const up = at(10, countdown, { counts_down: false });
		expect(up.timer).toEqual(window(0, 300));
		expect(at(20, up, { counts_down: true }).timer).toEqual(window(0, 300));
	});

	test("up without its duration has no end any more", () => {
		expect(at(10, countdown, { counts_down: false, duration_seconds: null }).timer).toEqual(window(0));
	});
});

describe("another type", () => {
	test("has no window; coming back needs a duration and starts one", () => {
		const value = at(10, countdown, { type: "value", value: 1 });
		expect(value.timer).toBeUndefined();
		expect(() => at(20, value, { type: "timer" })).toThrow(/duration_seconds/);
		expect(at(20, value, { type: "timer", duration_seconds: 60 }).timer).toEqual(window(20, 80));
	});
});

describe("the end", () => {
	const end = (seconds: number, before: ActivityState, change?: Record<string, unknown>) =>
		mergeFinalState(before, change && ({ title: "T", ...change } as SentState), T + seconds * SECOND).timer;

	test("without a duration the last state freezes, with or without a body", () => {
		expect(end(100, countdown)).toEqual(window(0, 300, 100));
		expect(end(100, countdown, { subtitle: "done" })).toEqual(window(0, 300, 100));
		expect(end(100, stopwatch, { is_running: true })).toEqual(window(0, undefined, 100));
	});

	test("with a duration a new window runs", () => {
		expect(end(100, countdown, { duration_seconds: 60 })).toEqual(window(100, 160));
	});

	test("a paused one stays where it was", () => {
		expect(end(100, at(50, countdown, { is_running: false }))).toEqual(window(0, 300, 50));
	});

	test("other types are untouched", () => {
		const state = at(0, undefined, { type: "value", value: 1 });
		expect(mergeFinalState(state, undefined, T + SECOND)).toBe(state);
	});
});

/** What is left on the timer, said by a second, simpler account of it: it counts ticks only while it runs. */
test("what is left equals the duration less the seconds it ran, whatever the pauses", () => {
	const step = fc.record({
		wait: fc.nat(200),
		change: fc.constantFrom<Record<string, unknown>>(
			{},
			{ is_running: false },
			{ is_running: true },
			{ duration_seconds: 120 },
			{ duration_seconds: 90, is_running: true },
			{ duration_seconds: 45, is_running: false },
		),
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 15 }), fc.nat(100), (script, last) => {
			let state = countdown;
			let now = 0;
			let left = 300;
			let running = true;
			for (const { wait, change } of script) {
				now += wait;
				if (running) left -= wait;
				if (typeof change.duration_seconds === "number") left = change.duration_seconds;
				if (typeof change.is_running === "boolean") running = change.is_running;
				state = at(now, state, change);
			}
			now += last;
			if (running) left -= last;
			const { endsAt = Number.NaN, pausedAt = T + now * SECOND } = state.timer ?? {};
			expect((endsAt - pausedAt) / SECOND).toBe(left);
			expect(state.timer?.pausedAt === undefined).toBe(running);
		}),
	);
});
