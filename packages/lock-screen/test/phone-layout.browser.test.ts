/** Where things stand on the phone, as Chromium lays them out. */
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activity, NOW, screen } from "../src/gallery/make.ts";
import type { ShownWidget } from "../src/screen.ts";
import { chromiumExpected, launchChromium } from "./phone/chromium.ts";
import { openPhone } from "./phone/open.ts";

if (!chromiumExpected) console.warn("Skipped, there is no Chromium: the layout of the phone");

/** Runs in the page: where the text of each element stands, from the top, in CSS pixels. */
const baselines = (elements: (HTMLElement | SVGElement)[]): number[] =>
	elements.map((element) => {
		const mark = document.createElement("span");
		mark.style.display = "inline-block";
		element.append(mark);
		const { bottom } = mark.getBoundingClientRect();
		mark.remove();
		return Math.round(bottom);
	});

async function boxes(all: Locator): Promise<{ x: number; y: number; width: number; height: number }[]> {
	const found = await Promise.all((await all.all()).map((each) => each.boundingBox()));
	return found.map((box) => {
		if (!box) throw new Error("It is not shown");
		const { x, y, width, height } = box;
		return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
	});
}

const stat = (label: string, value: string) => ({ label, value });

describe.skipIf(!chromiumExpected)("the phone in Chromium", () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchChromium();
	}, 60_000);
	afterAll(() => browser?.close());

	test.for(["stats", "metrics"])(
		"values in a row of %s stand on one line, also those in smaller letters",
		async (type) => {
			await using phone = await openPhone(browser);
			const metrics = [stat("Orders", "37"), stat("Region", "Rhône-Alpes"), stat("Revenue", "$2,430.50")];
			await phone.show(screen({ activities: [activity({ type, title: "Sales", metrics })] }), NOW);
			const texts = phone.page.locator(".as-card .as-figure > span");
			const sizes = await texts.evaluateAll((all) => all.map((each) => getComputedStyle(each).fontSize));
			expect(new Set(sizes).size).toBe(3);
			const lines = await texts.evaluateAll(baselines);
			expect(lines).toEqual([lines[0], lines[0], lines[0]]);
		},
	);

	test("a value beside gauges stands right above its label, and labels of a row on one line", async () => {
		await using phone = await openPhone(browser);
		const metrics = [{ label: "CPU", value: "9", number: 9, unit: "%" }, stat("LOAD", "0.42")];
		await phone.show(screen({ activities: [activity({ type: "metrics", title: "Web", metrics })] }), NOW);
		const [value] = await boxes(phone.page.locator(".as-card .as-figure"));
		const [first, second] = await boxes(phone.page.locator(".as-card .as-label"));
		expect(first?.y).toBe(second?.y);
		expect((second?.y ?? 0) - ((value?.y ?? 0) + (value?.height ?? 0))).toBe(5);
	});

	test("widgets stand in a grid of equal cells, the wide ones on two of them", async () => {
		await using phone = await openPhone(browser);
		const small: ShownWidget = { key: "queue", value: 12_480 };
		const wide: ShownWidget = { key: "visitors", label: "Visitors of this week", value: 12 };
		const gauge: ShownWidget = { key: "disk", value: 62, format: { kind: "percent" } };
		const widgets = [gauge, small, wide, small, wide, small].map((each, index) => ({
			...each,
			key: `w${index}`,
			label: each.label ?? each.key,
		}));
		const shown = phone.page.locator(".as-widget");
		await phone.show(screen({ widgets }), NOW);
		const cells = await boxes(shown);
		const [{ x, y, width, height } = { x: 0, y: 0, width: 0, height: 0 }] = cells;
		const across = width + 8;
		expect(cells).toEqual(
			[
				[0, 0, 1],
				[1, 0, 1],
				[2, 0, 2],
				[0, 1, 1],
				[1, 1, 2],
				[3, 1, 1],
			].map(([column = 0, row = 0, span = 1]) => ({
				x: x + column * across,
				y: y + row * (height + 8),
				width: span * across - 8,
				height,
			})),
		);
		// Fewer stand in the middle.
		await phone.show(screen({ widgets: widgets.slice(0, 1) }), NOW);
		const [one] = await boxes(shown);
		const [clock] = await boxes(phone.page.locator(".as-clock"));
		expect(Math.abs((one?.x ?? 0) + width / 2 - ((clock?.x ?? 0) + (clock?.width ?? 0) / 2))).toBeLessThanOrEqual(1);
	});

	test("a long label of a button takes two lines, with the same room on both sides", async () => {
		await using phone = await openPhone(browser);
		const title = "w".repeat(40);
		const action = { id: "primary", title, type: "webhook" };
		const secondaryAction = { ...action, id: "secondary" };
		const alert = activity({ type: "alert", title: "Approval", message: "Send?", action, secondaryAction });
		await phone.show(screen({ activities: [alert] }), NOW);
		const [button] = await boxes(phone.page.locator(".as-card .as-button"));
		const [label] = await boxes(phone.page.locator(".as-card .as-button > span:first-of-type"));
		if (!button || !label) throw new Error("There is no button");
		expect(label.x - button.x).toBe(button.x + button.width - (label.x + label.width));
		expect(label.height).toBeGreaterThan(30);
		expect(label.width).toBeGreaterThan(button.width - 40);
	});

	test("the Dynamic Island cuts a long badge without a space before its end", async () => {
		await using phone = await openPhone(browser);
		const [island, title] = [phone.page.locator(".as-trailing"), "aa ".repeat(20).trim()];
		const texts = new Set<string>();
		for (let letters = 0; letters < 3; letters++) {
			const badge = { title: `${"l".repeat(letters)}${title}` };
			await phone.show(screen({ activities: [activity({ type: "alert", title: "A", message: "B", badge })] }), NOW);
			const text = (await island.textContent()) ?? "";
			expect(badge.title.startsWith(text.slice(0, -1))).toBe(true);
			expect(text).toMatch(/\S…$/);
			expect(await island.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
			texts.add(text);
		}
		expect(texts.size).toBe(3);
		await phone.show(
			screen({ activities: [activity({ type: "alert", title: "A", message: "B", badge: { title: "Short" } })] }),
			NOW,
		);
		expect(await island.textContent()).toBe("Short");
	});
});
