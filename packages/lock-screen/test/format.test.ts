import fc from "fast-check";
import { expect, test } from "vitest";
import { type MetricFormat, timerText, widgetText } from "../src/index.ts";

const usd: MetricFormat = { kind: "currency", currency: "USD" };
const percent: MetricFormat = { kind: "percent" };
const ms: MetricFormat = { kind: "unit", unit: "ms" };

test.each<[value: number | string, format: MetricFormat | undefined, text: string]>([
	[1234567.891, undefined, "1,234,567.89"],
	[0.1 + 0.2, undefined, "0.3"],
	[-0, undefined, "0"],
	[-12.75, undefined, "-12.75"],
	[0.00012345, undefined, "0.000123"],
	[1e21, undefined, "1E21"],
	[1.2345e-7, undefined, "1.23E-7"],
	["0007", undefined, "0007"],
	["42", percent, "42"],
	[42, percent, "42%"],
	[99.95, percent, "99.95%"],
	[0.5, percent, "0.5%"],
	[1240, usd, "$1,240"],
	[9.5, usd, "$9.50"],
	[-3, usd, "-$3"],
	[-0.001, { kind: "currency", currency: "JPY" }, "¥0"],
	[7, { kind: "currency", currency: "none" }, "7 none"],
	[1500, ms, "1,500 ms"],
	[7, { kind: "unit", unit: "%" }, "7%"],
	[7, { kind: "unit", unit: "" }, "7"],
	[1240, { kind: "string" }, "1240"],
	[Number.NaN, usd, "NaN"],
])("a widget writes %s as %o: %s", (value, format, text) => {
	expect(widgetText({ key: "k", value, ...(format && { format }) })).toBe(text);
});

test("another locale has its own way, and none that is none", () => {
	expect(widgetText({ key: "k", value: 1234.5 }, "de-DE")).toBe("1.234,5");
	expect(widgetText({ key: "k", value: 1234.5 }, "not a locale")).toBe("1,234.5");
});

test("no number is too long for a widget", () => {
	const format = fc.constantFrom<MetricFormat>({ kind: "number" }, percent, ms);
	fc.assert(
		fc.property(fc.double({ noNaN: true }), format, (value, format) => {
			expect(widgetText({ key: "k", value, format }).length).toBeLessThanOrEqual(30);
		}),
	);
});

test("a timer", () => {
	expect([0, 59.99, 60, 3599, 3600, 36_000, -5].map(timerText)).toEqual([
		"0:00",
		"0:59",
		"1:00",
		"59:59",
		"1:00:00",
		"10:00:00",
		"0:00",
	]);
});
