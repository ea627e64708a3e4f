/** The lock screen in a real Chromium, paired with the server and driven by the SDK. */
import ActivitySmith from "activitysmith";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumExpected, launchChromium } from "../../lock-screen/test/phone/chromium.ts";
import { temporaryFolder } from "./databases.ts";
import { firstKey, start } from "./running-server.ts";

const folder = temporaryFolder();
let browser: Awaited<ReturnType<typeof launchChromium>>;
beforeAll(async () => {
	if (chromiumExpected) browser = await launchChromium();
});
afterAll(() => browser?.close());

describe.skipIf(!chromiumExpected)("the lock screen", () => {
	test("is opened by its link, follows the SDK, and calls what is behind a button", async () => {
		const called: string[] = [];
		const server = await start({
			data: folder,
			sendWebhook: async ({ url }) => {
				called.push(url);
				return { status: 204 };
			},
		});
		const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
		const page = await context.newPage();
		page.setDefaultTimeout(10_000);
		const heard: string[] = [];
		page.on("console", (message) => heard.push(message.text()));
		page.on("pageerror", (error) => heard.push(String(error)));

		await page.goto(server.lockScreenLink ?? "");
		await page.getByText("Live", { exact: true }).waitFor();
		expect(new URL(page.url()).pathname).toBe("/");
		expect(await page.evaluate("document.cookie")).toBe("");

		const activitysmith = new ActivitySmith({ apiKey: firstKey(server), baseURL: server.baseURL });
		await activitysmith.liveActivities.stream("nightly-backup", {
			content_state: { title: "Nightly Backup", type: "progress", percentage: 42 },
			action: { title: "Stop it", type: "webhook", url: "https://example.com/stop" },
		});
		await page.getByRole("heading", { name: "Nightly Backup" }).first().waitFor();
		await page.getByRole("button", { name: "Stop it" }).first().click();
		await expect.poll(() => called).toEqual(["https://example.com/stop"]);
		await activitysmith.notifications.send({ title: "Somebody pressed it" });
		await page.getByText("Somebody pressed it").first().waitFor();

		// The same browser, and the next start of the page: the cookie is enough.
		await page.goto(server.url);
		await page.getByRole("heading", { name: "Nightly Backup" }).first().waitFor();
		expect(heard).toEqual([]);
		await context.close();
	});
});
