import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lockScreensText, lockScreenText } from "../src/index.ts";
import { anyScreen } from "./content.ts";
import { activity, alert, backup, bake, deploy, disk, everyType, NOW, notification, screen, value } from "./samples.ts";

describe("plain", () => {
	const text = (shown: Parameters<typeof activity>[0], now = NOW) =>
		lockScreenText({ activities: [activity(shown)] }, now);

	test("says what each card says", () => {
		expect(lockScreenText({ activities: [deploy, backup, disk, bake, alert, value] }, NOW)).toMatchInlineSnapshot(`
			"Deploy <PROD>
			canary
			●●●○ 3/4
			[Open log] [Roll back]

			Nightly Backup
			████████░░░░░░░░░░░░ 42%

			Disk
			used: ███████████████░░░░░ 75%
			free: 20 GB

			Bake
			1:01:00 left

			Lumen
			Came back after 2 weeks

			Signups (ended)
			$1,240"
		`);
	});

	test("an empty one says so", () => {
		expect(lockScreenText({ activities: [] }, NOW)).toBe("Nothing on the lock screen");
	});

	test("a value of a limit, many steps, a paused timer and one that counts up", () => {
		expect(text({ type: "progress", percentage: 40, value: 4, upperLimit: 10 })).toContain(
			"█░░░░░░░░░░░░ 40% (4 of 10)",
		);
		expect(text({ type: "segmented_progress", numberOfSteps: 400, currentStep: 100 })).toContain(
			"█████░░░░░░░░░░░░░░░ 100/400",
		);
		const startsAt = NOW / 1000;
		expect(text({ type: "timer", timer: { startsAt, countsDown: false } }, NOW + 65_000)).toContain("1:05 so far");
		expect(
			text({ type: "timer", timer: { startsAt, endsAt: startsAt + 90, countsDown: true, pausedAt: startsAt + 30 } }),
		).toContain("1:00 paused");
	});

	test("has notifications when they are asked for", () => {
		const shown = screen({ notifications: [notification({ title: "Paid", subtitle: "Order 12", body: "Ada paid" })] });
		expect(lockScreenText(shown, NOW)).toBe("Nothing on the lock screen");
		expect(lockScreenText(shown, NOW, { notifications: true })).toBe("* Paid\nOrder 12\nAda paid");
	});
});

describe("framed", () => {
	test("draws cards, notifications and widgets", () => {
		const shown = screen({
			badge: 3,
			activities: [deploy, disk, bake, { ...alert, status: "stale" }],
			notifications: [
				notification({ title: "Paid 🎉", body: "Ada paid 20 for something that has a long name, and 日本語" }),
			],
			widgets: [{ key: "mrr", label: "MRR", value: 1240, format: { kind: "currency", currency: "USD" } }],
		});
		expect(lockScreenText(shown, NOW, { columns: 44, notifications: true })).toMatchInlineSnapshot(`
			"╭─ Ada's iPhone (3) ───────────────────────╮
			│ MRR                               $1,240 │
			│                                          │
			│ Deploy PROD canary                       │
			│ █████ █████ █████ ░░░░░              3/4 │
			│ [ Open log ] [ Roll back ]               │
			│                                          │
			│ Disk                                     │
			│ used     ██████████████████░░░░░░    75% │
			│ free                               20 GB │
			│                                          │
			│ Bake                                     │
			│ 1:01:00                                  │
			│                                          │
			│ Lumen                              stale │
			│ Came back after 2 weeks                  │
			│                                          │
			│ Paid 🎉                                  │
			│ Ada paid 20 for something that has a     │
			│ long name, and 日本語                    │
			╰──────────────────────────────────────────╯"
		`);
	});

	test("is side by side where there is room", () => {
		const screens = [screen({ name: "One" }), screen({ name: "Two", activities: [bake] }), screen({ name: "Three" })];
		const rows = (columns: number) =>
			lockScreensText(screens, NOW, { columns })
				.split("\n")
				.map((line) => line.match(/One|Two|Three/g))
				.filter(Boolean);
		expect(rows(134)).toEqual([["One", "Two", "Three"]]);
		expect(rows(133)).toEqual([["One", "Two"], ["Three"]]);
		expect(rows(88)).toEqual([["One"], ["Two"], ["Three"]]);
	});

	test("colours are nothing but codes around the same text", () => {
		const shown = screen({ activities: everyType });
		const coloured = lockScreenText(shown, NOW, { columns: 60, color: true });
		expect(coloured).toContain("\u001b[32m███████\u001b[39m");
		expect(stripVTControlCharacters(coloured)).toBe(lockScreenText(shown, NOW, { columns: 60 }));
	});
});

test("no text of the API controls a terminal, or breaks out of its frame", () => {
	fc.assert(
		fc.property(anyScreen, fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined }), (shown, columns) => {
			const text = lockScreenText(shown, NOW, { notifications: true, ...(columns !== undefined && { columns }) });
			expect(text).not.toMatch(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
			expect(text.isWellFormed()).toBe(true);
			if (columns !== undefined) for (const line of text.split("\n")) expect(line).toMatch(/^[╭│╰].*[╮│╯]$/);
		}),
	);
});

test("the right side of a frame is straight, at any width and with any numbers", () => {
	const word = fc.string({ unit: "grapheme-ascii", maxLength: 60 });
	const metric = fc.record({ label: word, value: word, number: fc.double(), unit: fc.constantFrom("%", "GB") });
	const fields = fc.record({
		type: fc.constantFrom("segmented_progress", "progress", "metrics", "stats", "alert", "timer", "value"),
		title: word,
		subtitle: word,
		numberOfSteps: fc.nat(25),
		currentStep: fc.nat(25),
		percentage: fc.integer({ min: 0, max: 100 }),
		value: fc.double(),
		upperLimit: fc.double(),
		metrics: fc.array(metric, { maxLength: 3 }),
		message: word,
		text: word,
		badge: fc.record({ title: word }),
		action: fc.record({ title: word }),
		secondaryAction: fc.record({ title: word }),
	});
	const status = fc.constantFrom("active", "stale", "ended");
	fc.assert(
		fc.property(fc.array(fields), status, fc.integer({ min: 24, max: 120 }), (states, status, columns) => {
			const activities = states.map((state) => activity(state, status));
			for (const line of lockScreenText(screen({ activities }), NOW, { columns }).split("\n")) {
				expect(line).toHaveLength(columns);
			}
		}),
	);
});

test("what would control a terminal can be seen", () => {
	const title = "\u001b[2J\u0007\u009b31m\u007f";
	expect(lockScreenText({ activities: [activity({ title, text: "ok" })] }, NOW)).toBe("␛[2J␇\ufffd31m␡\nok");
});
