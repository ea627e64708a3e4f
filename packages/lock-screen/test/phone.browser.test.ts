import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gallery } from "../src/gallery/index.ts";
import { activity, inSeconds, NOW, notification, screen } from "../src/gallery/make.ts";
import { chromiumExpected, launchChromium } from "./phone/chromium.ts";
import { openPhone } from "./phone/open.ts";

if (!chromiumExpected) console.warn("Skipped, there is no Chromium: the phone in a page");

const approval = activity({
	type: "alert",
	title: "Approval needed",
	message: "Send it?",
	action: { id: "primary", title: "Send", type: "webhook" },
	secondaryAction: { id: "secondary", title: "Read", type: "open_url", url: "https://example.com/draft" },
});

const backup = activity({
	type: "segmented_progress",
	title: "Nightly Backup",
	subtitle: "dump database",
	numberOfSteps: 3,
	currentStep: 2,
});

/** Runs in the page: what sticks out of its card, notification or widget, but for the button on the corner. */
function partsOutside(): string[] {
	return [...document.querySelectorAll(".as-card, .as-note, .as-widget")].flatMap((card) => {
		const { left, right, bottom } = card.getBoundingClientRect();
		return [...card.querySelectorAll("*:not(.as-clear, .as-clear *, .as-unseen, .as-fill)")]
			.filter((part) => {
				if (part.getClientRects().length === 0) return false;
				const box = part.getBoundingClientRect();
				return box.left < left - 1 || box.right > right + 1 || box.bottom > bottom + 1;
			})
			.map((part) => part.outerHTML);
	});
}

describe.skipIf(!chromiumExpected)("the phone in Chromium", () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchChromium();
	}, 60_000);
	afterAll(() => browser.close());

	test.for(["light", "dark"] as const)("everything of the gallery is drawn, on the %s wallpaper", async (wallpaper) => {
		await using phone = await openPhone(browser);
		for (const entry of gallery) {
			await phone.show(entry.screen, entry.now, wallpaper);
			const shown = entry.screen.activities.filter(({ status }) => status !== "dismissed");
			const titles = await phone.page
				.getByRole("group", { name: "Live Activities" })
				.getByRole("heading")
				.allTextContents();
			expect.soft(titles, entry.name).toEqual(shown.map(({ state }) => state.title));
			expect.soft(await phone.page.evaluate(partsOutside), entry.name).toEqual([]);
		}
		expect(phone.complaints).toEqual([]);
		expect(phone.asked).toEqual([]);
	});

	test.for(["light", "dark"] as const)("axe finds nothing, on the %s wallpaper", async (wallpaper) => {
		await using phone = await openPhone(browser);
		const names = [
			"everything",
			"everything-ipad",
			"many",
			"alert",
			"metrics-eight",
			"stats-eight",
			"timer-paused",
			"stale",
			"offline",
			"notification-actions",
			"widgets",
		];
		for (const { name, screen, now } of gallery.filter((entry) => names.includes(entry.name))) {
			await phone.show(screen, now, wallpaper);
			for (const chevron of await phone.page.locator("[data-no-hold][aria-expanded=false]").all())
				await chevron.click();
			expect.soft(await phone.violations(), name).toEqual([]);
		}
	});

	test("a screen reader hears what a card is about, and how far it is", async () => {
		await using phone = await openPhone(browser);
		await phone.show(screen({ activities: [backup] }), NOW);
		const card = phone.page.getByRole("article", { name: "Nightly Backup, dump database, step 2 of 3" });
		const bar = card.getByRole("progressbar");
		expect(await bar.getAttribute("aria-valuenow")).toBe("2");
		expect(await bar.getAttribute("aria-valuemax")).toBe("3");
	});

	test("a webhook's button runs, then says what came of it", async () => {
		await using phone = await openPhone(browser);
		await phone.show(screen({ id: "device-7", activities: [approval] }), NOW);
		const card = phone.page.getByRole("article", { name: /Approval/ });
		const send = card.getByRole("button", { name: "Send" });
		const status = card.getByRole("status");
		await send.click();
		expect(await send.getAttribute("aria-busy")).toBe("true");
		await send.click();
		expect(await phone.presses()).toEqual([
			{ device: "device-7", on: { activityId: "activity-alert" }, action: "primary" },
		]);
		await phone.answer({ status: 204 });
		await status.getByText("Send done: answered with 204").waitFor({ state: "attached" });
		await send.click();
		await phone.answer({ status: null, message: "nothing listens there" });
		await status.getByText("Send failed: nothing listens there").waitFor();
		await send.click();
		await phone.refuse("the mock is gone");
		await status.getByText("Send failed: the mock is gone").waitFor();
		expect(phone.complaints).toEqual([]);
	});

	test("a url's button is a link that tells its target nothing, and never runs code", async () => {
		await using phone = await openPhone(browser);
		const evil = activity(
			{
				type: "value",
				title: "Trap",
				text: "1",
				action: { id: "primary", title: "Run", type: "open_url", url: "javascript:alert(1)" },
			},
			{ activityId: "trap" },
		);
		await phone.show(screen({ activities: [approval, evil] }), NOW);
		const link = phone.page.getByRole("link", { name: "Read" });
		expect(await link.getAttribute("href")).toBe("https://example.com/draft");
		expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
		expect(await phone.page.getByRole("link", { name: "Run" }).count()).toBe(0);
		expect(await phone.page.locator("[href^=javascript]").count()).toBe(0);
	});

	test("text from the API is never markup", async () => {
		await using phone = await openPhone(browser);
		const markup = '<img src=x onerror="document.title=`run`"><b>bold</b>';
		const texts = { title: markup, subtitle: markup };
		await phone.show(
			screen({
				name: markup,
				activities: [
					activity({
						...texts,
						type: "alert",
						message: markup,
						badge: { title: markup },
						icon: { symbol: markup },
						action: { id: "primary", title: markup, type: "webhook" },
					}),
					activity({ ...texts, type: "stats", metrics: [{ label: markup, value: markup }] }),
				],
				notifications: [notification({ ...texts, body: markup })],
				widgets: [{ key: markup, value: markup }],
			}),
			NOW,
		);
		expect(await phone.page.locator("main img, main b").count()).toBe(0);
		expect(await phone.page.title()).toBe("Phone");
		expect(await phone.page.getByRole("heading", { name: markup }).count()).toBeGreaterThan(0);
	});

	test("a timer counts by itself, at the same width", async () => {
		await using phone = await openPhone(browser, { time: NOW });
		const timer = activity({
			type: "timer",
			title: "Laundry",
			timer: { startsAt: inSeconds(0), endsAt: inSeconds(75), countsDown: true },
		});
		await phone.run(screen({ activities: [timer] }));
		const text = phone.page.getByRole("timer");
		expect(await text.textContent()).toBe("1:15");
		const before = await text.boundingBox();
		await phone.page.clock.runFor(7_000);
		expect(await text.textContent()).toBe("1:08");
		expect((await text.boundingBox())?.width).toBeCloseTo(before?.width ?? 0, 1);
		await phone.page.clock.runFor(70_000);
		expect(await text.textContent()).toBe("0:00");
	});

	test("an ended card counts down to when it leaves", async () => {
		await using phone = await openPhone(browser, { time: NOW });
		await phone.run(screen({ activities: [{ ...backup, status: "ended", dismissAt: NOW + 120_000 }] }));
		await phone.page.clock.runFor(2_000);
		expect(await phone.page.locator(".as-standing").textContent()).toBe("Ended · 1:58");
	});

	test.for(["no-preference", "reduce"] as const)("a dismissed card leaves, with motion: %s", async (reducedMotion) => {
		await using phone = await openPhone(browser, { reducedMotion });
		const other = activity({ type: "value", title: "Stays", text: "1" });
		await phone.show(screen({ activities: [backup, other] }), NOW);
		await phone.show(screen({ activities: [{ ...backup, status: "dismissed" }, other] }), NOW);
		await phone.page.getByRole("article", { name: "Nightly Backup" }).waitFor({ state: "detached" });
		await phone.show(screen({ activities: [] }), NOW);
		await phone.page.getByRole("article").waitFor({ state: "detached" });
	});

	test("the Dynamic Island expands by keyboard and by holding it, and Escape closes it", async () => {
		await using phone = await openPhone(browser, { time: NOW });
		const second = activity({ type: "progress", title: "Deploy", percentage: 40 });
		const over = activity({ type: "value", title: "Over", text: "1" }, { status: "ended" });
		await phone.show(screen({ activities: [over, backup, second] }), NOW);
		const island = phone.page.getByRole("group", { name: "Dynamic Island" });
		const [compact, minimal] = [
			island.getByRole("button", { name: "Nightly Backup, 2/3" }),
			island.getByRole("button", { name: "Deploy, 40%" }),
		];
		expect(await island.getByRole("button").count()).toBe(2);
		for (const key of ["Enter", "Space"]) {
			await compact.press(key);
			await island.getByRole("article", { name: "Nightly Backup, expanded" }).waitFor();
			await phone.page.keyboard.press("Escape");
			await island.getByRole("article").waitFor({ state: "detached" });
			expect(await compact.evaluate((it) => it === document.activeElement)).toBe(true);
		}
		await phone.hold(minimal);
		await island.getByRole("article", { name: "Deploy, expanded" }).waitFor();
		await phone.page.clock.runFor(1_000);
		await phone.page.getByRole("time").click();
		await island.getByRole("article").waitFor({ state: "detached" });
	});

	test("what changes is said politely, and a running timer is not news", async () => {
		await using phone = await openPhone(browser, { time: NOW });
		const said = phone.page.locator("[aria-live=polite]");
		const timer = activity({ type: "timer", title: "Laundry", timer: { startsAt: inSeconds(0), countsDown: false } });
		await phone.show(screen({ activities: [backup, timer] }), NOW);
		await phone.page.clock.runFor(6_000);
		await phone.show(screen({ activities: [backup, timer] }), NOW + 6_000);
		await phone.page.clock.runFor(6_000);
		expect(await said.textContent()).toBe("");
		const next = { ...backup, state: { ...backup.state, currentStep: 3 } };
		await phone.show(screen({ activities: [next, timer] }), NOW + 12_000);
		await phone.page.clock.runFor(6_000);
		expect(await said.textContent()).toBe("Nightly Backup, dump database, step 3 of 3");
	});

	test("a card that its server does not take away comes back", async () => {
		await using phone = await openPhone(browser, { time: NOW });
		await phone.show(screen({ activities: [backup] }), NOW);
		const card = phone.page.getByRole("article");
		const before = await card.boundingBox();
		await card.press("Delete");
		expect((await card.boundingBox())?.x).toBeLessThan(0);
		await phone.page.clock.runFor(5_000);
		expect(await card.boundingBox()).toEqual(before);
	});

	test("the whole device fits the width that there is", async () => {
		await using phone = await openPhone(browser, { viewport: { width: 300, height: 700 } });
		for (const model of ["iphone", "ipad"] as const) {
			await phone.show(screen({ id: model, model, activities: [backup] }), NOW);
			await phone.page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
			const box = await phone.page.getByRole("region", { name: "iPhone" }).boundingBox();
			expect(box?.width).toBeGreaterThan(250);
			expect(box?.width).toBeLessThanOrEqual(300);
		}
	});

	test("a device that is offline says so", async () => {
		await using phone = await openPhone(browser);
		await phone.show(screen({ offline: true }), NOW);
		await phone.page.getByRole("img", { name: "Offline" }).waitFor();
		await phone.show(screen({ offline: false }), NOW);
		await phone.page.getByRole("img", { name: "Offline" }).waitFor({ state: "detached" });
	});

	test.for(["Delete", "Backspace"])("%s clears the focused card, but not from inside it", async (key) => {
		await using phone = await openPhone(browser);
		await phone.show(screen({ activities: [approval] }), NOW);
		await phone.page.getByRole("button", { name: "Send", exact: true }).press(key);
		expect(await phone.swipes()).toEqual([]);
		await phone.page.getByRole("article").focus();
		await phone.page.keyboard.press(key);
		expect(await phone.swipes()).toEqual([{ device: "device-1", activityId: "activity-alert" }]);
	});

	test("the button that clears a card is there for keyboards and pointers", async () => {
		await using phone = await openPhone(browser);
		await phone.show(screen({ activities: [backup] }), NOW);
		await phone.page.getByRole("button", { name: "Clear Nightly Backup" }).click();
		expect(await phone.swipes()).toEqual([{ device: "device-1", activityId: "activity-segmented_progress" }]);
	});

	test("a card that is pulled far to the left is cleared, one that is let go early stays", async () => {
		await using phone = await openPhone(browser);
		await phone.show(screen({ activities: [backup] }), NOW);
		const box = await phone.page.getByRole("article").boundingBox();
		if (!box) throw new Error("The card is not there");
		const [x, y] = [box.x + box.width - 40, box.y + box.height / 2];
		const pull = async (distance: number) => {
			await phone.page.mouse.move(x, y);
			await phone.page.mouse.down();
			await phone.page.mouse.move(x - distance, y + 4, { steps: 8 });
			await phone.page.mouse.up();
		};
		await pull(60);
		await pull(-200);
		expect(await phone.swipes()).toEqual([]);
		await pull(200);
		expect(await phone.swipes()).toEqual([{ device: "device-1", activityId: "activity-segmented_progress" }]);
	});

	test("four cards that change every 100 ms are drawn as they come, and others not at all", async () => {
		await using phone = await openPhone(browser, { reducedMotion: "no-preference" });
		const cards = (step: number) =>
			screen({
				activities: [
					...["a", "b", "c", "d"].map((id, index) =>
						activity({ type: "progress", title: id, percentage: (step + index) % 101 }, { activityId: id }),
					),
					activity({ type: "value", title: "Still", text: "1" }, { activityId: "still" }),
				],
			});
		await phone.show(cards(0), NOW);
		const drawn = await phone.page.evaluate(
			async (frames) => {
				const { phone } = globalThis as unknown as { phone: import("./phone/page.tsx").PhoneOnPage };
				const still = [...document.querySelectorAll("article")].find((it) =>
					it.textContent?.includes("Still"),
				) as Element;
				let touched = 0;
				new MutationObserver((records) => {
					touched += records.length;
				}).observe(still, { subtree: true, childList: true, attributes: true, characterData: true });
				const seen: string[] = [];
				for (const { screen, now } of frames) {
					phone.show(screen, now, "light");
					await new Promise((resolve) => requestAnimationFrame(resolve));
					seen.push(document.querySelector(".as-amount")?.textContent ?? "");
				}
				return { seen, touched };
			},
			Array.from({ length: 50 }, (_, step) => ({ screen: cards(step + 1), now: NOW + step * 100 })),
		);
		expect(drawn.seen).toEqual(Array.from({ length: 50 }, (_, step) => `${step + 1}%`));
		expect(drawn.touched).toBe(0);
	});
});
