import { expect, it } from "vitest";
import { cardOf } from "../src/card-of.ts";
import { gallery } from "../src/gallery/index.ts";

it("gives every entry a name and a device of its own", () => {
	for (const names of [gallery.map(({ name }) => name), gallery.map(({ screen }) => screen.id)]) {
		expect(new Set(names).size).toBe(gallery.length);
	}
	for (const { name, screen } of gallery) {
		expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
		const ids = screen.activities.map(({ activityId }) => activityId);
		expect(new Set(ids).size, name).toBe(ids.length);
		const notifications = screen.notifications.map(({ body }) => body.activitysmith.id);
		expect(new Set(notifications).size, name).toBe(notifications.length);
	}
});

it("has every kind of card in it, every colour and every state", () => {
	const activities = gallery.flatMap(({ screen, now }) => screen.activities.map((shown) => cardOf(shown, now)));
	const all = (values: readonly unknown[]) => [...new Set(values)].sort();
	expect(all(activities.map(({ content }) => content.kind))).toEqual([
		"bar",
		"message",
		"metrics",
		"stats",
		"steps",
		"timer",
		"value",
	]);
	expect(all(activities.map(({ color }) => color))).toHaveLength(10);
	expect(all(activities.map(({ status }) => status))).toEqual(["active", "dismissed", "ended", "stale"]);
	expect(all(gallery.map(({ screen }) => screen.model))).toEqual(["ipad", "iphone"]);
	const formats = gallery.flatMap(({ screen }) => screen.widgets.map(({ format }) => format?.kind));
	expect(all(formats.filter(Boolean))).toEqual(["currency", "number", "percent", "string", "unit"]);
});
