import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardOf, MAX_SEGMENTS, type ShownActivity } from "../src/index.ts";
import { activity, alert, backup, bake, deploy, disk, NOW, sales, value } from "./samples.ts";

const contentOf = (fields: Record<string, unknown>, now = NOW) => cardOf(activity(fields), now).content;
const steps = (fields: Record<string, unknown>) =>
	contentOf({ type: "segmented_progress", color: "purple", ...fields });
const seconds = NOW / 1000;
const timer = (window: Record<string, unknown>, now = NOW) => contentOf({ type: "timer", timer: window }, now);

test("title, badge, icon and buttons", () => {
	expect(cardOf(deploy, NOW)).toMatchObject({
		title: "Deploy",
		subtitle: "canary",
		color: "purple",
		badge: { title: "PROD", color: "red" },
		icon: null,
		buttons: [
			{ id: "primary", title: "Open log", url: "https://example.com/log" },
			{ id: "secondary", title: "Roll back", url: null },
		],
		statusText: null,
	});
	expect(cardOf(backup, NOW)).toMatchObject({ subtitle: null, icon: { symbol: "externaldrive.fill", color: "green" } });
});

test("icon and badge without a colour have that of the activity", () => {
	const fields = { color: "lime", icon: { symbol: "bolt" }, badge: { title: "PROD" } };
	expect(cardOf(activity(fields), NOW)).toMatchObject({ icon: { color: "lime" }, badge: { color: "lime" } });
});

test.each([
	["active", null],
	["stale", "Stale"],
	["ended", "Ended"],
	["dismissed", "Dismissed"],
] as const)("what is %s says %s", (status, text) => {
	expect(cardOf(activity({}, status), NOW).statusText).toBe(text);
});

describe("steps", () => {
	test("have their own colours, the current one before them", () => {
		expect(cardOf(deploy, NOW).content).toEqual({
			kind: "steps",
			current: 3,
			total: 4,
			colors: ["green", "red", "yellow", null],
			text: "3/4",
		});
	});

	test("without colours of their own have that of the activity", () => {
		expect(steps({ numberOfSteps: 3, currentStep: 2 })).toMatchObject({ colors: ["purple", "purple", null] });
		expect(steps({ numberOfSteps: 3, currentStep: 2, stepColor: "red" })).toMatchObject({
			colors: ["purple", "red", null],
		});
	});

	test("beyond the last that can be told apart become a bar", () => {
		expect(steps({ numberOfSteps: MAX_SEGMENTS, currentStep: 1 }).kind).toBe("steps");
		expect(steps({ numberOfSteps: MAX_SEGMENTS + 1, currentStep: 0 }).kind).toBe("bar");
		const most = Number.MAX_SAFE_INTEGER;
		expect(steps({ numberOfSteps: most, currentStep: most })).toEqual({
			kind: "bar",
			share: 1,
			text: `${most}/${most}`,
			percentage: null,
		});
	});

	test("are what the legacy types and a timer without a window show", () => {
		for (const type of ["segmented_progress", "timer", "unheard_of"]) {
			expect(contentOf({ type, numberOfSteps: 3, currentStep: 1 })).toMatchObject({ kind: "steps", text: "1/3" });
		}
	});
});

test("a progress says its percentage, or its value of its limit", () => {
	expect(cardOf(backup, NOW).content).toEqual({ kind: "bar", share: 0.42, text: "42%", percentage: "42%" });
	expect(contentOf({ type: "progress", percentage: 40, value: 3.2, upperLimit: 8 })).toEqual({
		kind: "bar",
		share: 0.4,
		text: "3.2 of 8",
		percentage: "40%",
	});
});

test("only a metric in % has a gauge, and no gauge is more than full", () => {
	expect(cardOf(disk, NOW).content).toEqual({
		kind: "metrics",
		metrics: [
			{ label: "used", text: "75%", share: 0.75, color: "orange" },
			{ label: "free", text: "20 GB", share: null, color: "blue" },
		],
	});
	const metrics = [{ label: "load", value: "250", number: 250, unit: "%" }];
	expect(contentOf({ type: "metrics", metrics })).toMatchObject({ metrics: [{ text: "250%", share: 1 }] });
	expect(contentOf({ type: "stats", metrics })).toMatchObject({ metrics: [{ text: "250%", share: null }] });
});

test("stats are up to eight", () => {
	const content = cardOf(sales, NOW).content;
	expect(content).toMatchObject({ kind: "stats" });
	expect("metrics" in content && content.metrics.map(({ text }) => text)).toHaveLength(8);
	const many = Array.from({ length: 9 }, () => ({ label: "a", value: "1" }));
	expect(contentOf({ type: "stats", metrics: many })).toMatchObject({ metrics: { length: 8 } });
	expect(contentOf({ type: "stats", metrics: [] })).toEqual({ kind: "stats", metrics: [] });
});

test("message and value are shown as sent", () => {
	expect(cardOf(alert, NOW).content).toEqual({ kind: "message", text: "Came back after 2 weeks" });
	expect(cardOf(value, NOW).content).toEqual({ kind: "value", text: "$1,240" });
});

describe("a timer", () => {
	const window = { startsAt: seconds, endsAt: seconds + 200, countsDown: true };

	test("counts down, with hours where there are some", () => {
		expect(cardOf(bake, NOW).content).toMatchObject({ kind: "timer", text: "1:01:00", paused: false, over: false });
		expect(timer(window, NOW + 50_500)).toMatchObject({ text: "2:29", share: 0.2525 });
	});

	test("is over at its end, and stays so", () => {
		expect(timer(window, NOW + 199_999)).toMatchObject({ text: "0:00", over: false });
		expect(timer(window, NOW + 200_000)).toMatchObject({ text: "0:00", over: true, share: 1 });
		expect(timer(window, NOW + 900_000)).toMatchObject({ text: "0:00", over: true, share: 1 });
	});

	test("counts up without an end", () => {
		expect(timer({ startsAt: seconds, countsDown: false }, NOW + 3_725_000)).toEqual({
			kind: "timer",
			text: "1:02:05",
			paused: false,
			share: null,
			over: false,
		});
	});

	test("stands still while it is paused, and says so", () => {
		const paused = { ...window, pausedAt: seconds + 150 };
		expect(timer(paused, NOW + 900_000)).toMatchObject({ text: "0:50", paused: true, share: 0.75, over: false });
		expect(cardOf(activity({ type: "timer", timer: paused }), NOW).statusText).toBe("Paused");
		expect(cardOf(activity({ type: "timer", timer: paused }, "ended"), NOW).statusText).toBe("Ended");
	});
});

test("whatever a server sends has a card that can be drawn", () => {
	const types = ["segmented_progress", "progress", "metrics", "stats", "alert", "timer", "value"];
	const keys = [
		"title",
		"subtitle",
		"color",
		"numberOfSteps",
		"currentStep",
		"stepColor",
		"stepColors",
		"percentage",
		"value",
		"upperLimit",
		"metrics",
		"message",
		"icon",
		"badge",
		"timer",
		"text",
		"action",
		"secondaryAction",
	];
	const anything = fc.oneof(
		fc.anything(),
		fc.double(),
		fc.array(fc.dictionary(fc.constantFrom("label", "value", "number", "unit", "color"), fc.anything())),
		fc.dictionary(
			fc.constantFrom("startsAt", "endsAt", "countsDown", "pausedAt", "symbol", "title", "url"),
			fc.anything(),
		),
	);
	const state = fc.record({
		type: fc.oneof(fc.constantFrom(...types), fc.anything()),
		...Object.fromEntries(keys.map((key) => [key, anything])),
	});
	fc.assert(
		fc.property(fc.oneof(state, fc.anything()), fc.double(), (state, now) => {
			const { title, content, buttons } = cardOf({ ...activity({}), state: state as ShownActivity["state"] }, now);
			expect(title).toBeTypeOf("string");
			expect(buttons.length).toBeLessThanOrEqual(2);
			if ("share" in content && content.share !== null) {
				expect(content.share).toBeGreaterThanOrEqual(0);
				expect(content.share).toBeLessThanOrEqual(1);
			}
			if ("text" in content) expect(content.text).toBeTypeOf("string");
			if ("colors" in content) expect(content.colors.length).toBeLessThanOrEqual(MAX_SEGMENTS);
			if ("metrics" in content)
				for (const { label, text } of content.metrics) expect([label, text]).toEqual([String(label), String(text)]);
		}),
	);
});
