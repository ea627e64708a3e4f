/** Random states and changes for property tests, of every type. */
import { type ContentStateStart, colors, liveActivityTypes } from "@activitysmith/schema";
import fc from "fast-check";
import type { SentState } from "../src/rules/merge.ts";

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
const color = fc.constantFrom(...colors);
const steps = fc.integer({ min: 0, max: 4 });
const metrics = fc.array(
	fc.record(
		{ label: text, value: fc.oneof(fc.nat(100), text), unit: fc.constantFrom("%", "ms"), color },
		{ requiredKeys: ["label", "value"] },
	),
	{ minLength: 1, maxLength: 3 },
);
const badge = fc.record({ title: text, color }, { requiredKeys: ["title"] });
const icon = fc.record({ symbol: text, color }, { requiredKeys: ["symbol"] });

const shared = { title: text, subtitle: text, color, icon };

function typed(
	type: ContentStateStart["type"],
	required: Record<string, fc.Arbitrary<unknown>>,
	optional: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<ContentStateStart> {
	return fc.record(
		{ type: fc.constant(type), ...shared, ...required, ...optional },
		{ requiredKeys: ["type", "title", ...Object.keys(required)] as never },
	) as fc.Arbitrary<ContentStateStart>;
}

const stepped = (type: ContentStateStart["type"], more: Record<string, fc.Arbitrary<unknown>> = {}) =>
	steps.chain((current) =>
		typed(
			type,
			{ current_step: fc.constant(current), number_of_steps: fc.integer({ min: Math.max(1, current), max: 6 }) },
			{ step_color: color, step_colors: fc.array(color, { minLength: current, maxLength: current }), ...more },
		),
	);

/** Valid states of every type. */
export const states: fc.Arbitrary<ContentStateStart> = fc.oneof(
	stepped("segmented_progress", { badge }),
	stepped("counter", { badge }),
	stepped("countdown", { badge }),
	stepped("timer"),
	typed("progress", { percentage: fc.integer({ min: 0, max: 100 }) }, { badge }),
	typed(
		"progress",
		{ value: fc.integer({ min: -5, max: 50 }), upper_limit: fc.integer({ min: 1, max: 40 }) },
		{ badge },
	),
	typed("metrics", { metrics }),
	typed("stats", { metrics }),
	typed("alert", { message: text }, { badge }),
	typed("value", { value: fc.oneof(fc.integer(), text) }),
	typed("timer", { duration_seconds: fc.integer({ min: 1, max: 900 }) }, { is_running: fc.boolean() }),
	typed("timer", { counts_down: fc.constant(false) }, { is_running: fc.boolean() }),
);

const cleared = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constant(null));

/** Any fields of any type, sent or cleared, fitting or not. */
export const changes: fc.Arbitrary<SentState> = fc
	.record(
		{
			title: text,
			type: fc.constantFrom(...liveActivityTypes),
			subtitle: cleared(text),
			color: cleared(color),
			icon: cleared(icon),
			badge: cleared(badge),
			number_of_steps: cleared(fc.integer({ min: 1, max: 6 })),
			current_step: cleared(steps),
			step_colors: cleared(fc.array(color, { maxLength: 4 })),
			percentage: cleared(fc.integer({ min: 0, max: 100 })),
			value: cleared(fc.oneof(fc.integer(), text)),
			upper_limit: cleared(fc.integer({ min: 1, max: 40 })),
			metrics: cleared(metrics),
			message: cleared(text),
			duration_seconds: cleared(fc.integer({ min: 1, max: 900 })),
			counts_down: cleared(fc.boolean()),
			is_running: cleared(fc.boolean()),
		},
		{ requiredKeys: ["title"] },
	)
	// Most changes are small: a record of all fields would hardly ever fit any type.
	.chain((full) => {
		const names = Object.keys(full).filter((name) => name !== "title");
		return fc
			.subarray(names, { maxLength: 3 })
			.map((kept) => ({ title: full.title, ...Object.fromEntries(kept.map((name) => [name, full[name as never]])) }));
	}) as fc.Arbitrary<SentState>;
