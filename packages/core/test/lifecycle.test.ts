import { describe, expect, test } from "vitest";
import { atDeadline, dismissAt, isRunning, nextDeadline } from "../src/rules/lifecycle.ts";
import { activity, HOUR, MINUTE, NOW, stream } from "./record.ts";

const replaced = { by: "another", at: NOW + 8 * HOUR };

describe("an activity runs", () => {
	test.each([
		["from its start", {}, NOW, true],
		["until just before 8 hours", {}, NOW + 8 * HOUR - 1, true],
		["not at 8 hours", {}, NOW + 8 * HOUR, false],
		["not when it is ended", { ended: { at: NOW, dismissAt: NOW } }, NOW, false],
		["not when it is dismissed everywhere", { dismissed: true }, NOW, false],
		["not when it is replaced", { replaced: { by: "another", at: NOW } }, NOW, false],
	])("%s", (_, change, now, expected) => {
		expect(isRunning(activity(change), now)).toBe(expected);
	});
});

describe("the next deadline", () => {
	test("of a stream's activity is its rotation, 7 h 45 min to 7 h 55 min after the start, always the same", () => {
		const deadlines = Array.from({ length: 200 }, (_, index) => {
			const due = nextDeadline(activity({ id: `activity-${index}` }), NOW) ?? 0;
			expect(due).toBe(nextDeadline(activity({ id: `activity-${index}` }), NOW + HOUR));
			return due - NOW;
		});
		expect(Math.min(...deadlines)).toBeGreaterThanOrEqual(7 * HOUR + 45 * MINUTE);
		expect(Math.max(...deadlines)).toBeLessThan(7 * HOUR + 55 * MINUTE);
		// Streams that started together do not rotate together.
		expect(new Set(deadlines.map((due) => Math.floor(due / MINUTE))).size).toBe(10);
	});

	test("after the time of its rotation is its end", () => {
		expect(nextDeadline(activity(), NOW + 7 * HOUR + 56 * MINUTE)).toBe(NOW + 8 * HOUR);
	});

	test("of an activity without a stream is its end", () => {
		expect(nextDeadline(activity({ streamKey: null }), NOW)).toBe(NOW + 8 * HOUR);
	});

	test("of a replaced one is a minute after that", () => {
		expect(nextDeadline(activity({ replaced }), NOW)).toBe(replaced.at + MINUTE);
	});

	test("there is none when it has ended or is dismissed", () => {
		expect(nextDeadline(activity({ ended: { at: NOW, dismissAt: NOW } }), NOW)).toBeNull();
		expect(nextDeadline(activity({ dismissed: true, replaced }), NOW)).toBeNull();
	});
});

describe("at a deadline", () => {
	const late = NOW + 7 * HOUR + 50 * MINUTE;
	test.each([
		["rotates when a PUT came since the start", {}, stream(), late, "rotate"],
		["waits for its end when none came", {}, stream({ lastPutAt: NOW - 1 }), late, "wait"],
		["waits when the stream is paused", {}, stream({ paused: true }), late, "wait"],
		["waits when the stream shows another", {}, stream({ activityId: "another" }), late, "wait"],
		["waits when it is too early", {}, stream(), NOW + 7 * HOUR + 45 * MINUTE - 1, "wait"],
		["waits without a stream", { streamKey: null }, undefined, late, "wait"],
		["ends at 8 hours", {}, stream(), NOW + 8 * HOUR, "expire"],
		["ends at 8 hours without a stream", { streamKey: null }, undefined, NOW + 8 * HOUR, "expire"],
		["is dismissed a minute after it was replaced", { replaced }, stream(), replaced.at + MINUTE, "dismiss"],
		["waits within that minute", { replaced }, stream(), replaced.at + MINUTE - 1, "wait"],
	])("it %s", (_, change, ofStream, now, expected) => {
		expect(atDeadline(activity(change), ofStream, now)).toBe(expected);
	});
});

describe("the dismissal", () => {
	test.each([
		["by default", {}, 3 * MINUTE],
		["by minutes", { minutes: 10 }, 10 * MINUTE],
		["by seconds", { seconds: 30 }, 30_000],
		["seconds win", { minutes: 10, seconds: 30 }, 30_000],
		["0 at once", { minutes: 0 }, 0],
		["0 seconds win over minutes", { minutes: 10, seconds: 0 }, 0],
		["4 hours at most", { minutes: 241 }, 4 * HOUR],
		["4 hours at most, in seconds", { seconds: Number.MAX_SAFE_INTEGER }, 4 * HOUR],
	])("%s", (_, dismissal, after) => {
		expect(dismissAt(dismissal, 3, NOW)).toBe(NOW + after);
	});
});
