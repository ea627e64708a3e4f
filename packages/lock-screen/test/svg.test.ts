import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { palettes, renderLockScreen, type Screen } from "../src/index.ts";
import { anyScreen } from "./content.ts";
import {
	activity,
	alert,
	backup,
	bake,
	deploy,
	disk,
	everyType,
	NOW,
	notification,
	sales,
	screen,
	value,
} from "./samples.ts";

interface Node {
	tag: string;
	attributes: Record<string, string>;
	children: Node[];
	/** Of this element and all below it. */
	text: string;
}

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: "",
	trimValues: false,
	parseTagValue: false,
});

function nodes(parsed: unknown): Node[] {
	return (parsed as Record<string, unknown>[]).flatMap((entry) => {
		const tag = Object.keys(entry).find((key) => key !== ":@" && key !== "#text");
		if (tag === undefined) return [];
		const inside = entry[tag] as Record<string, unknown>[];
		const children = nodes(inside);
		const own = inside.map((child) => ("#text" in child ? String(child["#text"]) : "")).join("");
		const attributes = (entry[":@"] ?? {}) as Record<string, string>;
		return [{ tag, attributes, children, text: own + children.map(({ text }) => text).join("") }];
	});
}

function flat(all: Node[]): Node[] {
	return all.flatMap((node) => [node, ...flat(node.children)]);
}

const parse = (svg: string) => flat(nodes(parser.parse(svg)));
const texts = (shown: Screen, options = {}) =>
	parse(renderLockScreen(shown, { now: NOW, ...options }))
		.filter(({ tag }) => tag === "text")
		.map(({ text }) => text);
const fills = (shown: Screen) => parse(renderLockScreen(shown, { now: NOW })).map(({ attributes }) => attributes.fill);

const tags = ["svg", "title", "defs", "linearGradient", "stop", "g", "rect", "path", "text"];

test("any content is well-formed XML of which no text is markup", () => {
	fc.assert(
		fc.property(anyScreen, fc.boolean(), (shown, frame) => {
			const svg = renderLockScreen(shown, { now: NOW, frame });
			expect(XMLValidator.validate(svg)).toBe(true);
			for (const { tag, attributes } of parse(svg)) {
				expect(tags).toContain(tag);
				for (const name of Object.keys(attributes)) expect(name).not.toMatch(/^on|href|style/);
			}
			// The parser takes what XML forbids.
			expect(svg.isWellFormed()).toBe(true);
			expect(svg).not.toMatch(/[^\n\u0020-\u007e\u00a0-\ufffd]/);
		}),
		{ numRuns: 150 },
	);
});

test("a text that fits is shown whole, whatever is in it", () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(..."<>&\"'a;#"), minLength: 1, maxLength: 12 }), (text) => {
			const decoded = texts(screen({ activities: [activity({ text })] })).map((shown) =>
				shown.replace(
					/&(lt|gt|quot|#39|amp);/g,
					(_, name: string) => ({ lt: "<", gt: ">", quot: '"', "#39": "'" })[name] ?? "&",
				),
			);
			expect(decoded).toContain(text);
		}),
	);
});

test.each([
	["letters", "x"],
	["emoji that are one", "👩\u200d"],
	["marks on a letter", "\u0301"],
	["what takes no room", "\u200b"],
])("a title of 5,000 %s is cut", (_, unit) => {
	const title = `a${unit.repeat(5000)}`;
	const shown = [activity({ title, subtitle: title, badge: { title }, icon: { symbol: title }, text: title }, "stale")];
	for (const text of texts(screen({ name: title, activities: shown }))) expect(text.length).toBeLessThanOrEqual(401);
});

test("the same screen is the same picture, and without a time it is that of the newest thing on it", () => {
	const shown = screen({ activities: everyType, notifications: [notification({ title: "Paid" })] });
	expect(renderLockScreen(shown)).toBe(renderLockScreen(structuredClone(shown)));
	expect(renderLockScreen(shown)).toBe(renderLockScreen(shown, { now: NOW }));
	expect(renderLockScreen(shown)).not.toBe(renderLockScreen(shown, { now: NOW + 60_000 }));
});

describe("shows", () => {
	test("the date and the time of a zone", () => {
		expect(texts(screen())).toEqual(["Monday, March 2", "9:41"]);
		expect(texts(screen(), { timeZone: "Asia/Tokyo" })).toEqual(["Monday, March 2", "18:41"]);
		expect(texts(screen(), { timeZone: "Pacific/Auckland", now: NOW + 1000 })).toContain("22:41");
		expect(() => renderLockScreen(screen(), { timeZone: "nowhere" })).toThrow(RangeError);
		expect(() => renderLockScreen(screen(), { now: Number.NaN })).toThrow(RangeError);
	});

	test.each([
		["steps", deploy, ["Deploy", "canary", "PROD", "3/4", "Open log", "Roll back"]],
		["progress", backup, ["Nightly Backup", "42%"]],
		["metrics", disk, ["Disk", "used", "75%", "free", "20 GB"]],
		["stats", sales, ["Sales", "Shop 1", "$000", "Shop 8", "$700"]],
		["a timer", bake, ["Bake", "1:01:00"]],
		["an alert", alert, ["Lumen", "Came back after 2 weeks"]],
		["a value", value, ["Signups", "$1,240", "Ended"]],
	])("%s", (_, shown, expected) => {
		const all = texts(screen({ activities: [shown] }));
		for (const text of expected) expect(all).toContain(text);
	});

	test("each step in its colour", () => {
		const { green, red, yellow } = palettes.dark.colors;
		expect(fills(screen({ activities: [deploy] }))).toEqual(
			expect.arrayContaining([green.fill, red.fill, yellow.fill]),
		);
	});

	test("notifications with their age, widgets and the number on the app's icon", () => {
		const all = texts(
			screen({
				badge: 7,
				notifications: [notification({ title: "Paid", subtitle: "Order 12", body: "Ada paid" })],
				widgets: [{ key: "load", label: "Load", value: 42, format: { kind: "percent" } }],
			}),
		);
		expect(all).toEqual(expect.arrayContaining(["Paid", "Order 12", "Ada paid", "2m", "Load", "42%", "7"]));
		expect(texts(screen({ badge: 0 }))).not.toContain("0");
		expect(texts(screen({ badge: 12_345 }))).toContain("9,999+");
	});

	test("the newest active activity in the Dynamic Island of an iPhone", () => {
		const activities = [value, { ...backup, activityId: "b" }, deploy];
		expect(texts(screen({ activities }))[0]).toBe("42%");
		expect(texts(screen({ activities, model: "ipad" }))[0]).toBe("Monday, March 2");
	});

	test("letters for a symbol that is not known", () => {
		expect(texts(screen({ activities: [activity({ icon: { symbol: "figure.archery" } })] }))).toContain("AR");
	});
});

test("long texts end with an ellipsis, and a message has at most four lines", () => {
	const title = "Deployment of everything that we have ever made to production";
	const message = "word ".repeat(200);
	const all = texts(screen({ activities: [activity({ type: "alert", title, message })], model: "ipad" }));
	expect(all.find((text) => text.startsWith("Deployment of"))).toMatch(/^Deployment of .*…$/);
	const lines = all.filter((text) => text.startsWith("word"));
	expect(lines).toHaveLength(4);
	expect(lines.map((line) => line.endsWith("…"))).toEqual([false, false, false, true]);
});

test("a value is written smaller before it is cut", () => {
	const sizeOf = (text: string) => {
		const drawn = parse(renderLockScreen(screen({ activities: [activity({ text })], model: "ipad" }), { now: NOW }));
		return Number(drawn.find((node) => node.tag === "text" && node.text === text)?.attributes["font-size"]);
	};
	expect(sizeOf("$1,240")).toBe(28);
	expect(sizeOf("$1,240,000,000,000,000,000")).toBeGreaterThanOrEqual(18);
	expect(sizeOf("$1,240,000,000,000,000,000")).toBeLessThan(28);
});

test("emoji are not torn apart where a text is cut", () => {
	const family = "👩‍👩‍👧‍👦";
	const shown = texts(screen({ activities: [activity({ title: family.repeat(100) })] })).find((text) =>
		text.includes("…"),
	);
	expect(shown?.replaceAll(family, "")).toBe("…");
});

test("text from right to left begins at the right", () => {
	const svg = renderLockScreen(screen({ activities: [activity({ title: "تم النشر", text: "ok" })] }), { now: NOW });
	const title = parse(svg).find(({ tag, text }) => tag === "text" && text === "تم النشر");
	expect(title?.attributes.direction).toBe("rtl");
	expect(Number(title?.attributes.x)).toBeGreaterThan(200);
});

test("is as wide as one asks, in the same proportions, with the device or without it", () => {
	const size = (options = {}) => parse(renderLockScreen(screen(), options))[0]?.attributes;
	expect(size()).toMatchObject({ width: "390", height: "624", viewBox: "0 0 390 624" });
	expect(size({ width: 195 })).toMatchObject({ width: "195", height: "312", viewBox: "0 0 390 624" });
	expect(size({ frame: false })).toMatchObject({ viewBox: "0 0 366 600" });
});

test("asks for nothing from elsewhere", () => {
	const svg = renderLockScreen(
		screen({ notifications: [notification({ title: "T" }, { media: "https://example.com/a.png" })] }),
	);
	expect(svg.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:/);
});
