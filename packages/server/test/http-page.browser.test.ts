/** The lock screen in a real Chromium, paired with the server and driven by the SDK. */
import ActivitySmith from "activitysmith";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { chromiumExpected, launchChromium } from "../../lock-screen/test/phone/chromium.ts";
import { startServer } from "../src/index.ts";
import { temporaryFolder } from "./databases.ts";
import { firstKey, start } from "./running-server.ts";

const folder = temporaryFolder();
type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser["newPage"]>>;
let browser: Browser;
beforeAll(async () => {
	if (chromiumExpected) browser = await launchChromium();
}, 60_000);
afterAll(() => browser?.close());

/** What a busy machine may take until something is on the page. */
const PATIENCE_MS = 45_000;

interface Opened {
	page: Page;
	/** What the page has complained of. */
	complaints: string[];
}

async function openPage(): Promise<Opened> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	const complaints: string[] = [];
	page.on("console", (message) => complaints.push(message.text()));
	page.on("pageerror", (error) => complaints.push(String(error)));
	return { page, complaints };
}

const live = (page: Page) => page.getByText("Live", { exact: true }).waitFor();
/** Something comes as a banner, and is on the lock screen besides. */
const shown = (page: Page, said: string) => page.locator(".device").getByText(said).first().waitFor();

describe.skipIf(!chromiumExpected)("the lock screen", { timeout: 120_000 }, () => {
	test("is opened by its link, follows the SDK, and calls what is behind a button", async () => {
		const called: string[] = [];
		const server = await start({
			data: folder,
			sendWebhook: async ({ url }) => {
				called.push(url);
				return { status: 204 };
			},
		});
		const { page, complaints } = await openPage();
		await page.goto(server.lockScreenLink ?? "");
		await live(page);
		expect(new URL(page.url()).pathname).toBe("/");
		expect(await page.evaluate("document.cookie")).toBe("");

		const activitysmith = new ActivitySmith({ apiKey: firstKey(server), baseURL: server.baseURL });
		await activitysmith.liveActivities.stream("nightly-backup", {
			content_state: { title: "Nightly Backup", subtitle: "copying", type: "progress", percentage: 42 },
			action: { title: "Stop it", type: "webhook", url: "https://example.com/stop" },
		});
		await shown(page, "Nightly Backup");
		await shown(page, "copying");
		await page.getByRole("button", { name: "Stop it" }).first().click();
		await expect.poll(() => called, { timeout: PATIENCE_MS }).toEqual(["https://example.com/stop"]);

		await activitysmith.liveActivities.stream("nightly-backup", {
			content_state: { title: "Nightly Backup", subtitle: "verifying", percentage: 90 },
		});
		await shown(page, "verifying");
		await activitysmith.notifications.send({ title: "Somebody pressed it" });
		await shown(page, "Somebody pressed it");

		// The same browser, and the next start of the page: the cookie is enough.
		await page.goto(server.url);
		await shown(page, "verifying");
		await activitysmith.liveActivities.endStream("nightly-backup", {
			content_state: { title: "Nightly Backup", subtitle: "all copied", auto_dismiss_minutes: 30 },
		});
		await shown(page, "all copied");
		expect(await page.getByRole("button", { name: "Stop it" }).count()).toBe(0);
		expect(complaints).toEqual([]);
	});

	test("finds its server again when that was started anew, and shows what it has missed", async () => {
		const data = temporaryFolder();
		const first = await startServer({ data, port: 0 });
		onTestFinished(() => first.close());
		const { page } = await openPage();
		await page.goto(first.lockScreenLink ?? "");
		await live(page);
		const apiKey = firstKey(first);
		const put = ({ baseURL }: { baseURL: string }, subtitle: string) =>
			new ActivitySmith({ apiKey, baseURL }).liveActivities.stream("deploy", {
				content_state: { title: "Deploy", subtitle, type: "progress", percentage: 10 },
			});
		await put(first, "before");
		await shown(page, "before");

		await first.close();
		await page.getByText("Reconnecting…").waitFor();
		// On a port that the page does not know: whoever calls it there is answered, and the page is not.
		const elsewhere = await startServer({ data, port: 0 });
		onTestFinished(() => elsewhere.close());
		await put(elsewhere, "missed");
		await elsewhere.close();

		const second = await start({ data, port: Number(new URL(first.url).port) });
		await shown(page, "missed");
		await live(page);
		await put(second, "afterwards");
		await shown(page, "afterwards");
		expect(await page.locator(".device").getByText("before").count()).toBe(0);
	});
});
