import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOW, notification, screen } from "../src/gallery/make.ts";
import { chromiumExpected, launchChromium } from "./phone/chromium.ts";
import { type OpenPhone, openPhone } from "./phone/open.ts";

const PICTURE = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);

const media = "https://cdn.example.com/door.png";
const doorbell = notification(
	{ title: "Doorbell", body: "Somebody is there" },
	{ media, icon: "https://cdn.example.com/icon.png" },
);
const deploy = notification(
	{ title: "Deploy waits" },
	{
		id: 1,
		redirection: "https://ci.example.com/9",
		actions: [
			{ id: "action-1", title: "Approve", type: "webhook" },
			{ id: "action-2", title: "Open", type: "open_url", url: "shortcuts://run-shortcut?name=deploy" },
		],
	},
);

function listed(phone: OpenPhone, name: RegExp) {
	return phone.page.getByRole("group", { name: "Notifications" }).getByRole("article", { name });
}

describe.skipIf(!chromiumExpected)("notifications in Chromium", () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchChromium();
	}, 60_000);
	afterAll(() => browser.close());

	test("nothing is asked for until a user expands the notification, and then without saying who asks", async () => {
		await using phone = await openPhone(browser);
		phone.elsewhere.set(media, { contentType: "image/png", body: PICTURE });
		phone.elsewhere.set("https://cdn.example.com/icon.png", { contentType: "image/png", body: PICTURE });
		await phone.show(screen({ notifications: [doorbell] }), NOW);
		await listed(phone, /Doorbell/).focus();
		expect(phone.asked).toEqual([]);
		await phone.page.keyboard.press("Enter");
		await listed(phone, /Doorbell/)
			.getByRole("img", { name: "Attached to Doorbell" })
			.waitFor();
		expect(phone.asked.map((request) => request.url()).sort()).toEqual([media, "https://cdn.example.com/icon.png"]);
		for (const request of phone.asked) expect(request.headers()).not.toHaveProperty("referer");
		expect(phone.complaints).toEqual([]);
		await phone.page.keyboard.press("Escape");
		await phone.page.getByRole("img", { name: "Attached to Doorbell" }).waitFor({ state: "detached" });
		expect(await listed(phone, /Doorbell/).evaluate((it) => it === document.activeElement)).toBe(true);
	});

	test.for([
		["https://cdn.example.com/a.m4a", "audio"],
		["https://cdn.example.com/a.mp4", "video"],
	] as const)("%s is played by an %s element", async ([url, tag]) => {
		await using phone = await openPhone(browser);
		await phone.show(screen({ notifications: [notification({ title: "Sound" }, { media: url })] }), NOW);
		const created = phone.page.waitForFunction((name) => document.querySelector(name)?.getAttribute("src"), tag);
		await phone.page.getByRole("button", { name: "Expand Sound" }).click();
		expect(await (await created).jsonValue()).toBe(url);
	});

	test("media that can't be had say so, after each kind was tried", async () => {
		await using phone = await openPhone(browser);
		const url = "https://cdn.example.com/attachment";
		await phone.show(screen({ notifications: [notification({ title: "Report" }, { media: url })] }), NOW);
		await phone.page.getByRole("button", { name: "Expand Report" }).click();
		await phone.page.getByText("The media could not be loaded").waitFor();
		expect(new Set(phone.asked.map((request) => request.resourceType()))).toEqual(new Set(["image", "media"]));
	});

	test("a tap opens what the notification leads to; holding it expands it instead", async () => {
		await using phone = await openPhone(browser, { time: NOW });
		await phone.show(screen({ notifications: [deploy, doorbell] }), NOW);
		const link = listed(phone, /Deploy/).getByRole("link", { name: "Deploy waits" });
		expect(await link.getAttribute("href")).toBe("https://ci.example.com/9");
		expect(
			await listed(phone, /Doorbell/)
				.getByRole("link")
				.getAttribute("href"),
		).toBe(media);
		const clicks = await phone.page.evaluateHandle(() => {
			const seen: Event[] = [];
			addEventListener("click", (event) => seen.push(event), true);
			return seen;
		});
		await phone.hold(link);
		await listed(phone, /Deploy/)
			.getByRole("button", { name: "Approve" })
			.waitFor();
		expect(await clicks.evaluate((seen) => seen.map((event) => event.defaultPrevented))).toEqual([true]);
		await phone.page.keyboard.press("Escape");
		await Promise.all([phone.page.waitForEvent("popup"), link.click()]);
		await expect.poll(() => phone.asked.map((request) => request.url())).toEqual(["https://ci.example.com/9"]);
	});

	test("its buttons press for the notification, and open what an app takes", async () => {
		await using phone = await openPhone(browser);
		await phone.show(screen({ notifications: [deploy] }), NOW);
		await phone.page.getByRole("button", { name: "Expand Deploy waits" }).click();
		await phone.page.getByRole("button", { name: "Approve" }).click();
		expect(await phone.presses()).toEqual([
			{ device: "device-1", on: { notificationId: "notification-1" }, action: "action-1" },
		]);
		expect(await phone.page.getByRole("link", { name: "Open", exact: true }).getAttribute("href")).toBe(
			"shortcuts://run-shortcut?name=deploy",
		);
	});

	test("a new one drops in as a banner and goes by itself, a passive one only stands in the list", async () => {
		await using phone = await openPhone(browser, { time: NOW });
		const banner = phone.page.locator(".as-banner");
		const quiet = notification({ title: "Quiet" }, { id: 7, aps: { "interruption-level": "passive" } });
		await phone.show(screen({ notifications: [deploy] }), NOW);
		await phone.page.clock.runFor(1_000);
		expect(await banner.count()).toBe(0);
		await phone.show(screen({ notifications: [quiet, deploy] }), NOW);
		await phone.page.clock.runFor(1_000);
		expect(await banner.count()).toBe(0);
		await listed(phone, /Quiet/).waitFor();
		await phone.show(screen({ notifications: [doorbell, quiet, deploy] }), NOW);
		await phone.page.clock.runFor(1_000);
		expect(await banner.getByRole("heading").textContent()).toBe("Doorbell");
		await phone.page.clock.runFor(10_000);
		expect(await banner.count()).toBe(0);
		expect(phone.asked).toEqual([]);
	});

	test("many stand behind a button, the newest first", async () => {
		await using phone = await openPhone(browser);
		const many = Array.from({ length: 9 }, (_, id) => notification({ title: `Order ${9 - id}` }, { id }));
		await phone.show(screen({ notifications: many }), NOW);
		const titles = phone.page.getByRole("group", { name: "Notifications" }).getByRole("heading");
		expect(await titles.allTextContents()).toEqual(["Order 9", "Order 8", "Order 7", "Order 6"]);
		await phone.page.getByRole("button", { name: "5 more notifications" }).click();
		expect(await titles.count()).toBe(9);
	});

	test("a time-sensitive one is labelled, and the badge stands on the app's icon", async () => {
		await using phone = await openPhone(browser);
		const urgent = notification({ title: "Pager" }, { aps: { "interruption-level": "time-sensitive" } });
		await phone.show(screen({ notifications: [urgent], badge: 99_999 }), NOW);
		await listed(phone, /time-sensitive, Pager/).waitFor();
		expect(await phone.page.getByRole("img", { name: "ActivitySmith, badge 99999" }).textContent()).toBe("9,999+");
		await phone.show(screen({ badge: 0 }), NOW);
		expect(await phone.page.getByRole("img", { name: "ActivitySmith", exact: true }).textContent()).toBe("");
	});
});
