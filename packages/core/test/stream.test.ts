/** What a PUT on a stream does. */
import { describe, expect, test } from "vitest";
import type { Presentation } from "../src/model.ts";
import { mergePresentation, type SentPresentation } from "../src/rules/presentation.ts";
import { decideStreamPut, type StreamPut } from "../src/rules/stream.ts";
import { activity, HOUR, MINUTE, NOW, presentation, stream } from "./record.ts";

type Sent = StreamPut["sent"];

const state = { title: "T", type: "progress", percentage: 42 } as const;

function put(change: Partial<StreamPut>): ReturnType<typeof decideStreamPut> {
	return decideStreamPut({
		stream: stream(),
		activity: activity(),
		sent: { content_state: state },
		channels: null,
		channelsSent: false,
		now: NOW + MINUTE,
		...change,
	});
}

/** A PUT over what an earlier request made. */
function over(before: SentPresentation & Sent, sent: Sent, now = NOW + MINUTE) {
	return put({ activity: activity({ presentation: mergePresentation(undefined, before, null, NOW) }), sent, now });
}

describe("started", () => {
	test.each<[string, Partial<StreamPut>]>([
		["a key that was never seen", { stream: undefined, activity: undefined }],
		["an ended stream", { stream: stream({ activityId: null }), activity: undefined }],
		["an activity dismissed everywhere", { activity: activity({ dismissed: true }) }],
		["an activity of 8 hours", { now: NOW + 8 * HOUR }],
		["an ended activity", { activity: activity({ ended: { at: NOW, dismissAt: NOW } }) }],
	])("%s", (_, change) => {
		expect(put(change).operation).toBe("started");
	});

	test("a forgotten state needs its type again, a kept one does not", () => {
		const sent = { content_state: { title: "T", percentage: 43 } };
		const ended = { stream: stream({ activityId: null }), activity: undefined, sent };
		expect(() => put(ended)).toThrow(/content_state.type is required to start/);
		const kept = stream({ activityId: null, kept: presentation() });
		expect(put({ ...ended, stream: kept })).toMatchObject({
			operation: "started",
			presentation: { state: { content: { type: "progress", percentage: 43 } } },
		});
		expect(put({ sent, activity: activity({ dismissed: true }) }).operation).toBe("started");
	});
});

describe("noop", () => {
	const action = { title: "Open", type: "open_url", url: "https://a.example" } as const;
	const webhook = { title: "Stop", type: "webhook" as const, url: "https://a.example", body: { a: 1, b: [2] } };

	test.each<[string, Sent, Sent]>([
		["the same state", { content_state: state }, { content_state: state }],
		["in another order", { content_state: state }, { content_state: { percentage: 42, type: "progress", title: "T" } }],
		["only the title", { content_state: state }, { content_state: { title: "T" } }],
		["the same actions", { content_state: state, action, secondary_action: webhook }, { content_state: state, action }],
		[
			"the same body of an action, in another order",
			{ content_state: state, action: webhook },
			{ content_state: state, action: { ...webhook, body: { b: [2], a: 1 } } },
		],
		["no action removed", { content_state: state }, { content_state: state, action: null, secondary_action: null }],
		["null for what is not there", { content_state: state }, { content_state: { ...state, subtitle: null } }],
		[
			"other tags and metadata",
			{ content_state: state, tags: ["a"], metadata: { a: 1 } },
			{ content_state: state, tags: [], metadata: { b: 2 } },
		],
		["another dismissal", { content_state: state }, { content_state: { ...state, auto_dismiss_seconds: 9 } }],
		[
			"a repeated is_running",
			{ content_state: { title: "T", type: "timer", duration_seconds: 60, is_running: false } },
			{ content_state: { title: "T", is_running: false } },
		],
		[
			"the defaults of a timer said aloud",
			{ content_state: { title: "T", type: "timer", duration_seconds: 60 } },
			{ content_state: { title: "T", counts_down: true, is_running: true } },
		],
	])("%s", (_, before, sent) => {
		expect(over(before, sent).operation).toBe("noop");
	});

	test("stores tags and metadata all the same", () => {
		const before = { content_state: state, tags: ["a"], metadata: { a: 1 } };
		expect(over(before, { content_state: state, tags: ["b"] }).presentation).toMatchObject({
			tags: ["b"],
			metadata: { a: 1 },
		});
		expect(over(before, { content_state: state, tags: [], metadata: {} }).presentation).toMatchObject({
			tags: [],
			metadata: {},
		});
	});
});

describe("updated", () => {
	const action = { title: "Open", type: "open_url", url: "https://a.example" } as const;
	const timer = { title: "T", type: "timer", duration_seconds: 60 } as const;
	test.each<[string, Sent, Sent]>([
		["a field", { content_state: state }, { content_state: { ...state, percentage: 43 } }],
		["a title", { content_state: state }, { content_state: { title: "t" } }],
		["a cleared field", { content_state: { ...state, color: "red" } }, { content_state: { title: "T", color: null } }],
		["a type", { content_state: state }, { content_state: { title: "T", type: "value", value: 42 } }],
		["a new action", { content_state: state }, { content_state: state, action }],
		["a removed action", { content_state: state, action }, { content_state: state, action: null }],
		["the same duration again", { content_state: timer }, { content_state: timer }],
		["a pause", { content_state: timer }, { content_state: { title: "T", is_running: false } }],
		[
			"a number that was text",
			{ content_state: { title: "T", type: "value", value: "1" } },
			{ content_state: { title: "T", value: 1 } },
		],
	])("%s", (_, before, sent) => {
		expect(over(before, sent).operation).toBe("updated");
	});

	test("the same duration in the very same millisecond", () => {
		expect(over({ content_state: timer }, { content_state: timer }, NOW).operation).toBe("updated");
	});
});

describe("rotated", () => {
	test("at 7 h 30 min, changed or not", () => {
		const at = NOW + 7 * HOUR + 30 * MINUTE;
		expect(put({ now: at - 1 }).operation).toBe("noop");
		expect(put({ now: at }).operation).toBe("rotated");
		expect(put({ now: at, sent: { content_state: { ...state, percentage: 1 } } }).operation).toBe("rotated");
		expect(put({ now: NOW + 8 * HOUR - 1 }).operation).toBe("rotated");
	});

	const to = (before: Presentation["channels"], channels: Presentation["channels"], channelsSent: boolean) =>
		put({ activity: activity({ presentation: presentation({ channels: before }) }), channels, channelsSent });

	test("when other channels are sent", () => {
		expect(to(["a"], ["b"], true)).toMatchObject({ operation: "rotated", presentation: { channels: ["b"] } });
		expect(to(["a"], ["a", "b"], true).operation).toBe("rotated");
		expect(to(null, ["a"], true).operation).toBe("rotated");
	});

	test("not when the same channels are sent, or none: then the stream keeps its own, whichever key sends", () => {
		expect(to(["a", "b"], ["b", "a"], true).operation).toBe("noop");
		expect(to(["a"], null, false)).toMatchObject({ operation: "noop", presentation: { channels: ["a"] } });
		expect(to(null, ["a"], false)).toMatchObject({ operation: "noop", presentation: { channels: null } });
	});
});

describe("paused", () => {
	const paused = stream({ paused: true, activityId: null, kept: presentation() });

	test("keeps the newest state, even the same, and does not rotate", () => {
		for (const now of [NOW + MINUTE, NOW + 9 * HOUR]) {
			const decision = put({ stream: paused, activity: undefined, sent: { content_state: { title: "t" } }, now });
			expect(decision).toMatchObject({
				operation: "paused",
				presentation: { state: { content: { title: "t", percentage: 42 } } },
			});
		}
		expect(put({ stream: paused, activity: undefined }).operation).toBe("paused");
	});
});

describe("actions beside the state", () => {
	const action = { title: "Open", type: "open_url", url: "https://a.example" } as const;
	const before = { content_state: state, action, secondary_action: action };

	test("are kept, replaced, removed", () => {
		expect(over(before, { content_state: state }).presentation).toMatchObject({ action, secondaryAction: action });
		const other = { ...action, title: "Other" };
		expect(over(before, { content_state: state, action: other }).presentation).toMatchObject({ action: other });
		const without = over(before, { content_state: state, action: null, secondary_action: null }).presentation;
		expect(without).not.toHaveProperty("action");
		expect(without).not.toHaveProperty("secondaryAction");
	});

	test("a type without a second button drops it, and refuses one that is sent", () => {
		const value = { title: "T", type: "value", value: 1 } as const;
		const after = over(before, { content_state: value }).presentation;
		expect(after).toHaveProperty("action", action);
		expect(after).not.toHaveProperty("secondaryAction");
		expect(() => over(before, { content_state: value, secondary_action: action })).toThrow(
			/^secondary_action is not shown by type value/,
		);
		expect(over(before, { content_state: value, secondary_action: null }).presentation).toHaveProperty("action");
	});
});
