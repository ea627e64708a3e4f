/** Opens a page with one phone on it, under the policy that its real page is served with, cut off from every network. */
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Locator, Page, Request } from "playwright-core";
import type { PressOutcome } from "../../src/protocol.ts";
import type { Screen } from "../../src/screen.ts";
import type { PhoneOnPage } from "./page.tsx";

const ORIGIN = "https://phone.test";

const POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: https:; media-src https:; base-uri 'none'; form-action 'none'";

async function bundle(): Promise<Map<string, { contentType: string; body: string }>> {
	const { outputFiles } = await build({
		entryPoints: [fileURLToPath(new URL("page.tsx", import.meta.url))],
		outdir: "page",
		write: false,
		bundle: true,
		format: "esm",
		target: "es2022",
		jsx: "automatic",
		jsxImportSource: "preact",
		conditions: ["@activitysmith/source"],
		logLevel: "silent",
	});
	const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
	const html =
		'<!doctype html><html lang="en"><title>Phone</title><link rel="stylesheet" href="/page.css"><header><h1>One phone</h1></header><main></main><script type="module" src="/page.js"></script></html>';
	return new Map([
		["/", { contentType: "text/html", body: html }],
		["/page.js", { contentType: "text/javascript", body: text(".js") }],
		["/page.css", { contentType: "text/css", body: text(".css") }],
	]);
}

let files: ReturnType<typeof bundle> | undefined;

export interface OpenPhone extends AsyncDisposable {
	page: Page;
	/** What the console said of errors and warnings, and what nobody caught. */
	complaints: string[];
	/** What was asked of other hosts than the page's own. */
	asked: Request[];
	/** What other hosts answer with; without one they can't be reached. */
	elsewhere: Map<string, { contentType: string; body: Buffer }>;
	show(screen: Screen, now: number, wallpaper?: "light" | "dark"): Promise<void>;
	/** From now on the time goes by the clock of the page. */
	run(screen: Screen): Promise<void>;
	presses(): Promise<PhoneOnPage["presses"]>;
	swipes(): Promise<PhoneOnPage["swipes"]>;
	/** Of the oldest press that waits. */
	answer(outcome: PressOutcome): Promise<void>;
	refuse(message: string): Promise<void>;
	/** Presses on it and holds it. Only on a page whose clock is stopped. */
	hold(target: Locator): Promise<void>;
	/** What axe finds wrong, by rule and element. */
	violations(): Promise<string[]>;
}

/** Nothing moves unless it is said to. */
const QUIET: BrowserContextOptions = {
	reducedMotion: "reduce",
	viewport: { width: 437, height: 920 },
	locale: "en-US",
	timezoneId: "UTC",
};

/** `time` in epoch milliseconds stops the page's clock there. */
export async function openPhone(
	browser: Browser,
	{ time, ...options }: BrowserContextOptions & { time?: number } = {},
): Promise<OpenPhone> {
	files ??= bundle();
	const served = await files;
	const context = await browser.newContext({ ...QUIET, ...options });
	const page = await context.newPage();
	const [complaints, asked, elsewhere]: [string[], Request[], OpenPhone["elsewhere"]] = [[], [], new Map()];
	page.on("pageerror", (error) => complaints.push(String(error)));
	page.on("console", (message) => {
		if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
	});
	await context.route("**/*", async (route) => {
		const request = route.request();
		const { origin, pathname } = new URL(request.url());
		const file = origin === ORIGIN ? served.get(pathname) : elsewhere.get(request.url());
		if (origin !== ORIGIN) asked.push(request);
		if (!file) await route.abort();
		else await route.fulfill({ ...file, headers: { "content-security-policy": POLICY } });
	});
	if (time !== undefined) await page.clock.install({ time: time - 60_000 });
	await page.goto(ORIGIN);
	await page.waitForFunction(() => "phone" in globalThis);
	if (time !== undefined) await page.clock.pauseAt(time);
	type Global = { phone: PhoneOnPage };
	return {
		page,
		complaints,
		asked,
		elsewhere,
		show: (screen, now, wallpaper = "light") =>
			page.evaluate(([...given]) => (globalThis as unknown as Global).phone.show(...given), [
				screen,
				now,
				wallpaper,
			] as const),
		run: (screen) => page.evaluate((given) => (globalThis as unknown as Global).phone.run(given, "light"), screen),
		presses: () => page.evaluate(() => (globalThis as unknown as Global).phone.presses),
		swipes: () => page.evaluate(() => (globalThis as unknown as Global).phone.swipes),
		answer: (outcome) => page.evaluate((given) => (globalThis as unknown as Global).phone.answer(given), outcome),
		refuse: (message) => page.evaluate((given) => (globalThis as unknown as Global).phone.refuse(given), message),
		async hold(target) {
			await target.hover();
			await page.mouse.down();
			await page.clock.runFor(1_000);
			await page.mouse.up();
		},
		async violations() {
			// The policy keeps injected elements out; what the driver itself evaluates may run.
			await page.evaluate(`${axe.source}; undefined`);
			const { violations } = await page.evaluate(() =>
				(globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] }),
			);
			return violations.flatMap(({ id, nodes }) =>
				nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
			);
		},
		[Symbol.asyncDispose]: () => context.close(),
	};
}
