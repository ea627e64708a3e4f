/** The page of the lock screens in a real Chromium, served by the mock. */
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumExpected, launchChromium } from "../../lock-screen/test/phone/chromium.ts";
import { type AccountSeed, createMock, type Mock } from "../src/index.ts";

const KEY = "ask_mock";

let browser: Browser;
beforeAll(async () => {
	if (chromiumExpected) browser = await launchChromium();
});
afterAll(() => browser?.close());

interface OpenPage extends AsyncDisposable {
	page: Page;
	/** What the console said, what nobody caught, what was asked of other hosts, and what the page's policy forbade. */
	complaints(): Promise<string[]>;
	/** What axe finds wrong, by rule and element. */
	violations(): Promise<string[]>;
}

declare global {
	var forbidden: string[];
	/** Events of the server that the page is not told yet. */
	var held: (() => void)[];
}

async function openPage(url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	const heard: string[] = [];
	page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
	page.on("pageerror", (error) => heard.push(String(error)));
	page.on("request", (request) => {
		if (new URL(request.url()).origin !== new URL(url).origin && !request.url().startsWith("data:")) {
			heard.push(`asked ${request.url()}`);
		}
	});
	await page.addInitScript(() => {
		globalThis.forbidden = [];
		document.addEventListener("securitypolicyviolation", (event) => {
			globalThis.forbidden.push(`${event.effectiveDirective} forbids ${event.blockedURI}`);
		});
	});
	await page.goto(url);
	return {
		page,
		complaints: async () => [...heard, ...(await page.evaluate(() => globalThis.forbidden))],
		async violations() {
			await page.evaluate(axe.source);
			const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
			return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
		},
		[Symbol.asyncDispose]: () => context.close(),
	};
}

/** A mock with a port, and the page that it serves. */
async function start(accounts: AccountSeed[] = [], options: BrowserContextOptions = {}, path = "") {
	const mock = createMock({ clock: "real", accounts });
	const server = await mock.listen();
	const opened = await openPage(`${server.url}/${path}`, options);
	return {
		...opened,
		mock,
		server,
		async [Symbol.asyncDispose]() {
			await opened[Symbol.asyncDispose]();
			await mock.close();
		},
	};
}

async function ask(mock: Mock, method: string, path: string, body: unknown, key = KEY): Promise<number> {
	const response = await mock.fetch(`https://activitysmith.com/api${path}`, {
		method,
		headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
		body: JSON.stringify(body),
	});
	return response.status;
}

const put = (mock: Mock, key: string, fields: object, apiKey = KEY) =>
	ask(mock, "PUT", `/live-activity/stream/${key}`, { content_state: { type: "value", title: key, ...fields } }, apiKey);

const devices: AccountSeed = {
	keys: [KEY],
	users: [
		{ id: "ana", devices: [{ id: "iphone-1", name: "Ana’s iPhone" }] },
		{ id: "ben", devices: [{ id: "iphone-2", name: "Ben’s iPhone" }] },
	],
	channels: { ops: { users: ["ana"] }, sales: { users: ["ben"] } },
};

describe.skipIf(!chromiumExpected)("the page", () => {
	test("begins with a command that sends the first thing, and it does", async () => {
		await using opened = await start([], { permissions: ["clipboard-read", "clipboard-write"] });
		const { page, server } = opened;
		await page.getByRole("heading", { name: "Send the first thing" }).waitFor();
		expect(await opened.violations()).toEqual([]);
		await page.getByRole("button", { name: "Copy", exact: true }).click();
		await page.getByText("Copied").waitFor();
		const command = await page.evaluate(() => navigator.clipboard.readText());
		expect(command).toContain(`curl -X PUT '${server.url}/api/live-activity/stream/nightly-backup'`);
		const body = /--data-raw '(.*)'$/s.exec(command)?.[1] ?? "";
		expect(await ask(opened.mock, "PUT", "/live-activity/stream/nightly-backup", JSON.parse(body))).toBe(200);
		await page.getByRole("heading", { name: "Nightly Backup" }).first().waitFor();
		expect(await opened.complaints()).toEqual([]);
	});

	test("shows an update soon after its answer", async () => {
		await using opened = await start();
		const { page } = opened;
		await page.getByText("Live", { exact: true }).waitFor();
		const times = await page.evaluate(async (key) => {
			const shows = (text: string) =>
				[...document.querySelectorAll(".device")].every((device) => device.textContent?.includes(text));
			const times: number[] = [];
			for (let n = 0; n < 40; n += 1) {
				const value = `update ${n} is here`;
				const seen = new Promise<number>((resolve) => {
					const observer = new MutationObserver(() => {
						if (!shows(value)) return;
						observer.disconnect();
						resolve(performance.now());
					});
					observer.observe(document.body, { subtree: true, childList: true, characterData: true });
				});
				const response = await fetch("/api/live-activity/stream/k", {
					method: "PUT",
					headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
					body: JSON.stringify({ content_state: { title: "Updates", type: "value", value } }),
				});
				const answered = performance.now();
				await response.text();
				times.push((await seen) - answered);
			}
			return times.sort((a, b) => a - b);
		}, KEY);
		console.log(`seen after the answer: median ${times[20]?.toFixed(1)} ms, slowest ${times[39]?.toFixed(1)} ms`);
		expect(times).toHaveLength(40);
		expect(await opened.complaints()).toEqual([]);
	});

	test("does not fall behind when four activities change all the time", async () => {
		await using opened = await start();
		const { page, mock } = opened;
		await page.getByText("Live", { exact: true }).waitFor();
		const streams = ["a", "b", "c", "d"];
		for (let n = 0; n < 100; n += 1) {
			await Promise.all(streams.map((key) => put(mock, key, { value: `${key} at ${n}` })));
		}
		for (const key of streams) await page.getByText(`${key} at 99`).first().waitFor();
		expect(await page.locator(".row").count()).toBe(100);
		await page.getByRole("button", { name: /Show older ones/ }).click();
		expect(await page.locator(".row").count()).toBe(200);
		expect(await opened.complaints()).toEqual([]);
	});

	test("comes back by itself when the server does, and shows what is true then", async () => {
		const first = createMock({ clock: "real" });
		const { url, port } = await first.listen();
		await using opened = await openPage(url);
		const { page } = opened;
		await put(first, "deploy", { value: "before" });
		await page.getByText("before").first().waitFor();
		await first.close();
		await page.getByText("Reconnecting…").waitFor();

		await using second = createMock({ clock: "real" });
		await put(second, "deploy", { value: "afterwards" });
		await second.listen({ port });
		await page.getByText("afterwards").first().waitFor();
		await page.getByText("Live", { exact: true }).waitFor();
		await page.locator(".device").getByText("before").first().waitFor({ state: "detached" });
		await put(second, "deploy", { value: "and on" });
		await page.getByText("and on").first().waitFor();
	});

	test("gives its connection back when nobody looks at it for long, and catches up when somebody does", async () => {
		await using opened = await start();
		const { page, mock } = opened;
		await page.getByText("Live", { exact: true }).waitFor();
		await page.clock.install();
		const look = (state: DocumentVisibilityState) =>
			page.evaluate((state) => {
				Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
				document.dispatchEvent(new Event("visibilitychange"));
			}, state);
		await look("hidden");
		await page.clock.runFor(4 * 60_000);
		await put(mock, "deploy", { value: "still seen" });
		await page.getByText("still seen").first().waitFor();
		await page.clock.runFor(60_000);
		await page.getByText("Reconnecting…").waitFor();
		await put(mock, "deploy", { value: "unseen" });
		await look("visible");
		await page.getByText("unseen", { exact: true }).first().waitFor();
		await page.getByText("Live", { exact: true }).waitFor();
		expect(await page.locator(".row").count()).toBe(2);
	});

	test("shows one device, those of a channel, or all side by side", async () => {
		await using opened = await start([devices]);
		const { page, mock } = opened;
		await ask(mock, "POST", "/push-notification", { title: "For ops", target: { channels: ["ops"] } });
		const shown = () => page.locator(".device-name > span:first-child").allTextContents();
		await page.getByText("For ops").first().waitFor();
		expect(await shown()).toEqual(["Ana’s iPhone", "Ben’s iPhone"]);
		expect(await page.locator(".device").nth(1).getByText("For ops").count()).toBe(0);
		await page.getByLabel("Channel").selectOption("sales");
		expect(await shown()).toEqual(["Ben’s iPhone"]);
		await page.getByLabel("Device").selectOption({ label: "Ana’s iPhone" });
		expect(await shown()).toEqual(["Ana’s iPhone"]);
		await page.getByLabel("Device").selectOption({ label: "All side by side" });
		expect(await opened.violations()).toEqual([]);
		expect(await opened.complaints()).toEqual([]);
	});

	test("shows another account when it is chosen, and again when the page is loaded anew", async () => {
		await using opened = await start([{ keys: ["ask_one"] }, { keys: ["ask_two"] }]);
		const { page, mock } = opened;
		await put(mock, "k", { value: "of the first" }, "ask_one");
		await put(mock, "k", { value: "of the second" }, "ask_two");
		await page.getByText("of the first").first().waitFor();
		expect(await page.getByText("of the second").count()).toBe(0);
		await page.getByLabel("Account").selectOption("account-2");
		await page.getByText("of the second").first().waitFor();
		expect(await page.getByText("of the first").count()).toBe(0);
		await page.reload();
		await page.getByText("of the second").first().waitFor();
		expect(await opened.complaints()).toEqual([]);
	});

	test("says when what it sends goes to an account that it does not show", async () => {
		await using opened = await start([{ keys: ["ask_one"] }, { keys: ["ask_two"] }]);
		const { page } = opened;
		await page.getByLabel("Account").selectOption("account-2");
		await page.getByRole("tab", { name: "Send" }).click();
		await page.getByText("This page shows account-2.").waitFor();
		const send = page.getByRole("button", { name: "Send", exact: true });
		const elsewhere = page.getByText("It went to another account than account-2: nothing of it appears here.");
		await page.getByLabel("API key").fill("ask_one");
		await send.click();
		await elsewhere.waitFor();
		expect(await page.getByRole("heading", { name: "Nightly Backup" }).count()).toBe(0);
		await page.getByLabel("API key").fill("ask_two");
		await send.click();
		await page.getByRole("heading", { name: "Nightly Backup" }).first().waitFor();
		await elsewhere.waitFor({ state: "detached" });
		expect(await opened.violations()).toEqual([]);
		expect(await opened.complaints()).toEqual([]);
	});

	test("is live only once its devices are drawn", async () => {
		await using opened = await start();
		const { page } = opened;
		await page.addInitScript(() => {
			globalThis.held = [];
			const { addEventListener } = EventSource.prototype;
			Object.assign(EventSource.prototype, {
				addEventListener(this: EventSource, type: string, listener: (event: Event) => void) {
					const hold = (event: Event) => void globalThis.held.push(() => listener(event));
					addEventListener.call(this, type, type === "screens" ? hold : listener);
				},
			});
		});
		await page.reload();
		await page.waitForFunction(() => globalThis.held.length > 0);
		expect(await page.getByText("Connecting…").count()).toBe(1);
		await page.evaluate(() => globalThis.held.forEach((release) => void release()));
		await page.getByText("Live", { exact: true }).waitFor();
		expect(await page.locator(".device").count()).toBe(2);
	});

	test("says what is new once for two devices, and names an activity that was updated by its id", async () => {
		await using opened = await start();
		const { page, mock } = opened;
		await page.getByText("Live", { exact: true }).waitFor();
		await page.clock.install();
		await page.reload();
		await page.getByText("Live", { exact: true }).waitFor();
		expect(await page.locator(".device").count()).toBe(2);
		const state = { content_state: { type: "value", title: "Queue", value: "12" } };
		await ask(mock, "POST", "/live-activity/start", state);
		const [shown] = mock.device("iphone").lockScreen().activities;
		await ask(mock, "POST", "/live-activity/update", { ...state, activity_id: shown?.activityId });
		const update = page.locator(".row", { hasText: "Update" });
		await update.waitFor();
		expect(await update.locator(".subject > span").allTextContents()).toEqual(["Queue", shown?.activityId]);
		await page.clock.runFor(6_000);
		const said = page.locator("[aria-live=polite]");
		expect(await said.count()).toBe(1);
		expect(await said.textContent()).toBe("Queue, 12");
	});

	test("tells of each request what it led to on every device", async () => {
		await using opened = await start([], { permissions: ["clipboard-read", "clipboard-write"] });
		const { page, mock } = opened;
		await page.getByText("Live", { exact: true }).waitFor();
		await put(mock, "queue-length", { value: "it's 12" });
		await ask(mock, "POST", "/badge", { badge: 3 });
		await ask(mock, "POST", "/badge", { badge: -3 });
		const row = page.locator(".row", { hasText: "queue-length" });
		await page.getByText("refused").waitFor();
		expect(await page.locator(".row").allInnerTexts()).toEqual([
			expect.stringMatching(/Badge\s+400\s+refused/),
			expect.stringMatching(/Badge\s+200\s+sent/),
			expect.stringMatching(/Stream\s+200\s+started[\s\S]+queue-length/),
		]);
		await row.getByRole("button").click();
		const [push] = mock.device("iphone").pushes;
		const bytes = Buffer.byteLength(JSON.stringify(push?.body));
		await row.getByText(`${bytes} of 4,096 bytes`).first().waitFor();
		expect(await row.locator(".push").count()).toBe(2);
		await row.locator(".push summary").first().click();
		expect(JSON.parse((await row.getByLabel("Payload for iPhone").textContent()) ?? "")).toEqual(push?.body);
		expect(JSON.parse((await row.getByLabel("Response").textContent()) ?? "")).toMatchObject({ operation: "started" });
		expect(await opened.violations()).toEqual([]);

		await row.getByRole("button", { name: "Copy as SDK call" }).click();
		await row.getByText("Copied").waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
			`await activitysmith.liveActivities.stream("queue-length", {\n  content_state: { type: "value", title: "queue-length", value: "it's 12" },\n});`,
		);

		await ask(mock, "POST", "/badge", "three");
		const text = page.locator(".row").filter({ hasText: "refused" }).first();
		await page.locator(".row").nth(3).waitFor();
		await text.getByRole("button").first().click();
		await text.getByRole("button", { name: "Copy as curl" }).click();
		await text.getByText("Copied").waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/--data-raw '"three"'$/);

		await page.reload();
		await row.getByRole("button").click();
		await row.locator(".push").nth(1).waitFor();
		expect(await page.locator(".row").count()).toBe(4);

		await page.getByLabel("Filter what arrived").fill("refused");
		expect(await page.locator(".row").count()).toBe(2);
		await page.getByLabel("Filter what arrived").fill("");
		await page.getByRole("button", { name: "Pause" }).click();
		await ask(mock, "POST", "/badge", { badge: 4 });
		await page.getByRole("button", { name: "Pause (1 new)" }).click();
		expect(await page.locator(".row").count()).toBe(5);
		await page.getByRole("button", { name: "Clear", exact: true }).click();
		await page.getByText("Nothing has arrived yet.").waitFor();
		expect(await opened.complaints()).toEqual([]);
	});

	test("sends any operation with the examples of the document, by keyboard too", async () => {
		await using opened = await start();
		const { page } = opened;
		await page.getByRole("tab", { name: "What arrived" }).press("ArrowRight");
		const send = page.getByRole("button", { name: "Send", exact: true });
		await send.click();
		await page.getByLabel("Answer").getByText("200").waitFor();
		await page.getByRole("heading", { name: "Nightly Backup" }).first().waitFor();

		const operation = page.getByLabel("Operation");
		for (const id of await operation
			.locator("option")
			.evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))) {
			await operation.selectOption(id);
			await page.getByLabel("Body", { exact: true }).press("Tab");
			await send.press("Enter");
			await page.locator(".history li").nth(0).waitFor();
		}
		expect(await page.locator(".history .status").allInnerTexts()).not.toContain("no answer");

		await page.getByLabel("Body", { exact: true }).fill('{\n  "badge": 3,\n}');
		await page.getByText('Line 3, column 1: Expected a name in double quotes, not "}".').waitFor();
		expect(await opened.violations()).toEqual([]);
	});

	test.each([
		["dark", { colorScheme: "dark" }],
		["320 pixels wide", { viewport: { width: 320, height: 640 } }],
		["large as with a zoom of 200 %", { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
		["without motion", { reducedMotion: "reduce" }],
	] as const)("is whole and usable %s", async (_, options) => {
		await using opened = await start([], options);
		const { page, mock } = opened;
		await put(mock, "k".repeat(255), { value: "w".repeat(60), title: "t".repeat(120) });
		await ask(mock, "POST", "/push-notification", { title: "نسخ احتياطي", message: "m".repeat(200) });
		await page.locator(".row").nth(1).waitFor();
		await page.locator(".row").nth(1).getByRole("button").click();
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
		expect(await opened.violations()).toEqual([]);
		expect(await opened.complaints()).toEqual([]);
	});

	test("remembers the wallpaper that was chosen", async () => {
		await using opened = await start();
		const { page } = opened;
		await page.getByRole("button", { name: "Dark" }).click();
		await page.reload();
		const pressed = page.getByRole("button", { name: "Dark", pressed: true });
		await pressed.waitFor();
		await pressed.click();
		await page.reload();
		await page.getByRole("button", { name: "Dark", pressed: false }).waitFor();
	});

	test("has a gallery of everything", async () => {
		await using opened = await start([], {}, "gallery.html");
		const { page } = opened;
		await page.getByRole("heading", { name: "Everything that the lock screen shows" }).waitFor();
		expect(await page.locator(".entry").count()).toBeGreaterThan(50);
		await page.getByRole("link", { name: "Alert with two buttons" }).click();
		await page.getByText("Send the follow-up to Brightlane?").waitFor();
		expect(await page.locator(".as-device").count()).toBe(1);
		expect(await opened.violations()).toEqual([]);
		expect(await opened.complaints()).toEqual([]);
	});
});
