/** Screens with any texts in them, for property tests. */
import fc from "fast-check";
import type { Screen, ShownActivity, ShownNotification } from "../src/screen.ts";
import { activity, NOW, screen } from "./samples.ts";

/** Letters of all kinds, control characters, halves of surrogate pairs, what has a meaning in XML, and very long texts. */
const anyText: fc.Arbitrary<string> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.string({ unit: fc.constantFrom(..."<>&\"'/!-[]{}\\;=\u0000\u001b\u0085\u202e\u2028\n\r\t ]]>") }),
	},
	{ weight: 4, arbitrary: fc.string({ unit: "binary" }) },
	{
		weight: 4,
		arbitrary: fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
	},
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			"<script>alert(1)</script>",
			"]]>",
			"<!--",
			"&#0;",
			"سلام",
			"👩‍👩‍👧‍👦🇩🇪",
			"日本語",
			"\ud83d",
		),
	},
	{
		weight: 1,
		arbitrary: fc.string({ unit: "grapheme", maxLength: 10 }).map((text) => (text || "x").repeat(5000).slice(0, 5000)),
	},
);

const color = fc.oneof(fc.constantFrom("lime", "red", "gray"), anyText);
const number = fc.oneof(fc.integer({ min: -3, max: 30 }), fc.double());
const value = fc.oneof(anyText, number);
const metric = fc.record(
	{ label: value, value, number, unit: fc.oneof(fc.constant("%"), anyText), color },
	{ requiredKeys: [] },
);
const button = fc.record({ id: anyText, title: value, type: fc.constantFrom("open_url", "webhook"), url: anyText });

const state = fc.record(
	{
		type: fc.constantFrom("segmented_progress", "progress", "metrics", "stats", "alert", "timer", "value", "other"),
		title: value,
		subtitle: value,
		color,
		numberOfSteps: number,
		currentStep: number,
		stepColors: fc.array(color, { maxLength: 5 }),
		percentage: number,
		value,
		upperLimit: value,
		metrics: fc.array(metric, { maxLength: 10 }),
		message: value,
		text: value,
		timer: fc.record({ startsAt: number, endsAt: number, pausedAt: number }, { requiredKeys: [] }),
		icon: fc.record({ symbol: anyText, color }),
		badge: fc.record({ title: anyText, color }),
		action: button,
		secondaryAction: button,
	},
	{ requiredKeys: ["type", "title"] },
);

const shownActivity: fc.Arbitrary<ShownActivity> = fc
	.tuple(state, fc.constantFrom("active", "stale", "ended", "dismissed"))
	.map(([fields, status]) => activity(fields, status));

const shownNotification: fc.Arbitrary<ShownNotification> = fc.record({
	receivedAt: fc.integer({ min: NOW - 1e9, max: NOW + 1e9 }),
	body: fc.record({
		aps: fc.record({ alert: fc.record({ title: anyText, subtitle: anyText, body: anyText }) }),
		activitysmith: fc.record({
			id: anyText,
			media: anyText,
			actions: fc.array(button as fc.Arbitrary<never>, { maxLength: 6 }),
		}),
	}),
});

export const anyScreen: fc.Arbitrary<Screen> = fc
	.record({
		name: anyText,
		model: fc.constantFrom("iphone", "ipad"),
		activities: fc.array(shownActivity, { maxLength: 3 }),
		notifications: fc.array(shownNotification, { maxLength: 2 }),
		badge: fc.nat(),
		widgets: fc.array(fc.record({ key: anyText, label: anyText, value }), { maxLength: 9 }),
	})
	.map(screen);
