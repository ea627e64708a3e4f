/** A change laid over the accepted state: what is kept, cleared, replaced, adjusted and refused. */
import { ContentStateStart, colors, liveActivityTypes, validate } from "@activitysmith/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../src/refusal.ts";
import { sameJson } from "../src/rules/canonical.ts";
import { mergeState, type SentState } from "../src/rules/merge.ts";
import { changes, states } from "./arbitrary.ts";

const NOW = Date.UTC(2026, 2, 19, 8, 30);

function started(state: Record<string, unknown>) {
	return mergeState(undefined, { title: "T", ...state } as SentState, NOW);
}

function merged(before: Record<string, unknown>, change: Record<string, unknown>) {
	return mergeState(started(before), { title: "T", ...change } as SentState, NOW).content;
}

/** The issues of the 400 that it throws. */
function issues(run: () => unknown): unknown {
	try {
		run();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		expect(error.status).toBe(400);
		return error.body.issues;
	}
	throw new Error("nothing was refused");
}

const steps = { type: "segmented_progress", number_of_steps: 4, current_step: 2 };

describe("what is not sent is kept, null clears", () => {
	test("title, subtitle and current_step keep type, colour and steps", () => {
		const before = { ...steps, color: "red", step_color: "lime", icon: { symbol: "star" }, badge: { title: "B" } };
		expect(merged(before, { subtitle: "s", current_step: 3 })).toEqual({
			title: "T",
			...before,
			subtitle: "s",
			current_step: 3,
		});
	});

	test.each(["subtitle", "color", "icon", "badge", "step_color", "step_colors"])("null clears %s", (field) => {
		const before = {
			...steps,
			subtitle: "s",
			color: "red",
			icon: { symbol: "star", color: "red" },
			badge: { title: "B" },
			step_color: "lime",
			step_colors: ["red", "red"],
		};
		const after = merged(before, { [field]: null });
		expect(after).not.toHaveProperty(field);
		const { [field as keyof typeof before]: _, ...others } = before;
		expect(after).toEqual({ title: "T", ...others });
	});

	test("an object is replaced whole: its parts are not merged", () => {
		const before = { ...steps, icon: { symbol: "star", color: "red" } };
		expect(merged(before, { icon: { symbol: "bolt" } })).toHaveProperty("icon", { symbol: "bolt" });
	});

	test.each([
		["current_step", steps, "is required"],
		["message", { type: "alert", message: "m" }, "is required"],
		["metrics", { type: "stats", metrics: [{ label: "l", value: 1 }] }, "is required"],
	])("null for %s, which the type needs, is refused", (field, before, message) => {
		expect(issues(() => merged(before, { [field]: null }))).toEqual([{ path: `content_state.${field}`, message }]);
	});

	test("dismissal fields are no part of the state", () => {
		expect(merged(steps, { auto_dismiss_minutes: 3, auto_dismiss_seconds: 5 })).toEqual({ title: "T", ...steps });
	});
});

describe("without an earlier state", () => {
	test("type is required", () => {
		expect(issues(() => started({ percentage: 1 }))).toEqual([
			{ path: "content_state.type", message: expect.stringContaining("is required to start") },
		]);
	});

	test("null is as good as nothing", () => {
		expect(started({ type: "progress", percentage: 1, subtitle: null, value: null }).content).toEqual({
			title: "T",
			type: "progress",
			percentage: 1,
		});
	});

	test.each([
		[{ type: "segmented_progress", number_of_steps: 3 }, "content_state.current_step"],
		[{ type: "segmented_progress", current_step: 3 }, "content_state.number_of_steps"],
		[{ type: "segmented_progress", number_of_steps: 1, current_step: 2 }, "content_state.current_step"],
		[{ ...steps, step_colors: ["red"] }, "content_state.step_colors"],
		[{ type: "progress" }, "content_state.percentage"],
		[{ type: "progress", value: 1 }, "content_state.upper_limit"],
		[{ type: "progress", upper_limit: 1 }, "content_state.value"],
		[{ type: "progress", percentage: 1, message: "m" }, "content_state.message"],
		[{ type: "metrics", metrics: [{ label: "l", value: 1 }], badge: { title: "b" } }, "content_state.badge"],
		[{ type: "timer" }, "content_state.duration_seconds"],
		[{ type: "value" }, "content_state.value"],
		[{ type: "value", value: "1", percentage: 1 }, "content_state.percentage"],
	])("%j is refused, naming the field", (state, path) => {
		expect(issues(() => started(state))).toMatchObject([{ path }]);
	});
});

describe("progress", () => {
	const pair = { type: "progress", value: 5, upper_limit: 10 };
	test.each([
		["percentage replaces the pair", pair, { percentage: 7 }, { percentage: 7 }],
		["value replaces the percentage", { type: "progress", percentage: 7 }, { value: 5, upper_limit: 10 }, pair],
		["value alone keeps the limit", pair, { value: 6 }, { value: 6, upper_limit: 10 }],
		["the limit alone keeps the value", pair, { upper_limit: 20 }, { value: 5, upper_limit: 20 }],
		["both forms at once are kept", pair, { percentage: 7, value: 1 }, { percentage: 7, value: 1 }],
		[
			"after both forms, value drops the percentage",
			{ ...pair, percentage: 1 },
			{ value: 6 },
			{ value: 6, upper_limit: 10 },
		],
		["null for percentage leaves the pair", { ...pair, percentage: 1 }, { percentage: null }, pair],
	])("%s", (_, before, change, after) => {
		expect(merged(before, change)).toEqual({ title: "T", type: "progress", ...after });
	});

	test("half a pair over a percentage is refused", () => {
		expect(issues(() => merged({ type: "progress", percentage: 7 }, { value: 5 }))).toMatchObject([
			{ path: "content_state.upper_limit" },
		]);
	});
});

describe("steps", () => {
	test("a kept current_step is lowered to a newly sent smaller total", () => {
		expect(merged(steps, { number_of_steps: 1 })).toMatchObject({ number_of_steps: 1, current_step: 1 });
	});

	test("the total grows", () => {
		expect(merged(steps, { number_of_steps: 9 })).toMatchObject({ number_of_steps: 9, current_step: 2 });
	});

	test("both sent and inconsistent is refused", () => {
		expect(issues(() => merged(steps, { number_of_steps: 1, current_step: 2 }))).toMatchObject([
			{ path: "content_state.current_step", message: "must be at most number_of_steps (1)" },
		]);
	});

	test("a sent current_step beyond a kept total is refused", () => {
		expect(issues(() => merged(steps, { current_step: 5 }))).toMatchObject([{ path: "content_state.current_step" }]);
	});

	const coloured = { ...steps, color: "purple", step_colors: ["red", "green"] };
	test.each([
		["are cut", coloured, { current_step: 1 }, ["red"]],
		["are cut to none", coloured, { current_step: 0 }, []],
		["are cut when the total shrinks", coloured, { number_of_steps: 1 }, ["red"]],
		["are filled with the colour", coloured, { current_step: 4 }, ["red", "green", "purple", "purple"]],
		["are filled with a new colour", coloured, { current_step: 3, color: "cyan" }, ["red", "green", "cyan"]],
		[
			"are filled with blue without one",
			{ ...coloured, color: undefined },
			{ current_step: 3 },
			["red", "green", "blue"],
		],
		["stay when they fit", coloured, { subtitle: "s" }, ["red", "green"]],
	])("kept step_colors %s", (_, before, change, after) => {
		expect(merged(before, change)).toHaveProperty("step_colors", after);
	});

	test("sent step_colors of another length are refused", () => {
		expect(issues(() => merged(coloured, { step_colors: ["red"] }))).toMatchObject([
			{ path: "content_state.step_colors" },
		]);
	});
});

describe("another type", () => {
	const before = {
		...steps,
		subtitle: "s",
		color: "red",
		icon: { symbol: "star" },
		badge: { title: "B" },
		step_color: "lime",
	};
	const shared = { title: "T", subtitle: "s", color: "red", icon: { symbol: "star" } };

	test("keeps the shared fields and drops the old type's own", () => {
		expect(merged(before, { type: "metrics", metrics: [{ label: "l", value: 1 }] })).toEqual({
			...shared,
			type: "metrics",
			metrics: [{ label: "l", value: 1 }],
		});
	});

	test("keeps the badge where the new type has one", () => {
		expect(merged(before, { type: "alert", message: "m" })).toEqual({
			...shared,
			type: "alert",
			message: "m",
			badge: { title: "B" },
		});
	});

	test("needs its own fields: those of the same name from before are gone", () => {
		expect(issues(() => merged({ type: "progress", value: 5, upper_limit: 9 }, { type: "value" }))).toMatchObject([
			{ path: "content_state.value" },
		]);
		expect(
			issues(() => merged({ type: "metrics", metrics: [{ label: "l", value: 1 }] }, { type: "stats" })),
		).toMatchObject([{ path: "content_state.metrics" }]);
	});

	test("the same type sent again changes nothing", () => {
		expect(merged(before, { type: before.type })).toEqual({ title: "T", ...before });
	});

	test("a field of the old type is refused by name", () => {
		expect(issues(() => merged(before, { type: "progress", percentage: 1, current_step: 1 }))).toMatchObject([
			{ path: "content_state.current_step" },
		]);
	});
});

describe("the legacy timer that shows steps", () => {
	const legacy = { type: "timer", number_of_steps: 3, current_step: 1 };

	test("has no window, and steps on", () => {
		const state = started(legacy);
		expect(state).toEqual({ content: { title: "T", ...legacy } });
		expect(mergeState(state, { title: "T", current_step: 2 }, NOW)).toEqual({
			content: { title: "T", ...legacy, current_step: 2 },
		});
	});

	test("becomes one that shows time when a duration or counts_down is sent", () => {
		expect(merged(legacy, { duration_seconds: 60 })).toEqual({
			title: "T",
			type: "timer",
			duration_seconds: 60,
			counts_down: true,
			is_running: true,
		});
		expect(merged(legacy, { counts_down: false })).toEqual({
			title: "T",
			type: "timer",
			counts_down: false,
			is_running: true,
		});
	});

	test("steps do not belong to a timer that shows time", () => {
		expect(issues(() => merged({ type: "timer", duration_seconds: 60 }, { current_step: 1 }))).toMatchObject([
			{ path: "content_state.current_step" },
		]);
	});
});

describe("for any state and any change", () => {
	test("the result could have started an activity, or a field is named", () => {
		fc.assert(
			fc.property(states, changes, (start, change) => {
				const before = mergeState(undefined, start, NOW);
				const untouched = structuredClone(before);
				try {
					const { content } = mergeState(before, change, NOW);
					expect(validate(ContentStateStart, content).ok).toBe(true);
				} catch (error) {
					if (!(error instanceof Refusal)) throw error;
					expect(error.status).toBe(400);
					expect(error.message).toMatch(/^content_state\.\w+/);
				}
				expect(before).toEqual(untouched);
			}),
			{ numRuns: 2000 },
		);
	});

	test("sending the same state again changes nothing, in whatever order its fields are", () => {
		fc.assert(
			fc.property(states, fc.boolean(), (start, whole) => {
				const before = mergeState(undefined, start, NOW);
				const { duration_seconds: _, ...sent } = start as Record<string, unknown> & { title: string };
				const again = whole ? Object.fromEntries(Object.entries(sent).reverse()) : { title: sent.title };
				expect(sameJson(mergeState(before, again as SentState, NOW + 60_000), before)).toBe(true);
			}),
		);
	});

	test("what is sent is in the result", () => {
		fc.assert(
			fc.property(states, fc.constantFrom(...colors), fc.string({ minLength: 1 }), (start, color, title) => {
				const { content } = mergeState(mergeState(undefined, start, NOW), { title, color }, NOW);
				expect(content).toMatchObject({ title, color, type: start.type });
			}),
		);
	});

	test("states of every type are drawn", () => {
		expect(new Set(fc.sample(states, 500).map(({ type }) => type))).toEqual(new Set(liveActivityTypes));
	});
});
