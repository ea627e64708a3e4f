/**
 * `npm run pictures`: takes the pictures of README and docs anew, from the page of a mock that runs. It wants a Chromium.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { compressed } from "../packages/lock-screen/test/gallery/difference.ts";
import { fontFile, withFonts } from "../packages/lock-screen/test/gallery/fonts.ts";
import { launchChromium } from "../packages/lock-screen/test/phone/chromium.ts";
import { playScene } from "./picture-scene.ts";
import { root } from "./step.ts";

const folder = join(root, "docs/pictures");
/** What a README should ask of whoever reads it. */
const LIMIT = 400 * 1024;
/** Of 255 shades: hardly to be seen, and less than half as many bytes. */
const STEP = 5;

/** One of each type, in the order of the documentation. */
const TYPES = ["steps-colors", "progress", "metrics", "stats-eight", "alert", "value", "timer"];

type Wallpaper = "light" | "dark";

/** The page with the letters of a package, so that its pictures are the same on every machine. */
async function lendFonts(context: BrowserContext): Promise<void> {
	await context.route("**/*", async (route) => {
		const { pathname } = new URL(route.request().url());
		const font = await fontFile(pathname);
		if (font) await route.fulfill(font);
		else if (/^\/(page|gallery)\.css$/.test(pathname)) {
			const response = await route.fetch();
			await route.fulfill({ response, body: withFonts(await response.text()) });
		} else await route.continue();
	});
}

async function wear(page: Page, wallpaper: Wallpaper): Promise<void> {
	const dark = page.getByRole("button", { name: "Dark" });
	if ((await dark.getAttribute("aria-pressed")) !== String(wallpaper === "dark")) await dark.click();
}

/** Puts pictures beside each other, on nothing. */
async function sideBySide(context: BrowserContext, pictures: readonly Buffer[], height: number): Promise<Buffer> {
	const page = await context.newPage();
	const images = pictures.map((it) => `<img height="${height}" src="data:image/png;base64,${it.toString("base64")}">`);
	await page.setContent(`<div style="display: inline-flex; gap: 32px">${images.join("")}</div>`);
	const picture = await page.locator("div").screenshot({ omitBackground: true });
	await page.close();
	return picture;
}

/** The iPhone in both wallpapers. */
async function lockScreen(context: BrowserContext, page: Page): Promise<Buffer> {
	await page.getByLabel("Device").selectOption({ label: "Ana’s iPhone" });
	await page.addStyleTag({ content: BARE });
	// Room for the phone in its own size.
	await page.setViewportSize({ width: 1240, height: 1040 });
	const phones: Buffer[] = [];
	for (const wallpaper of ["light", "dark"] as const) {
		await wear(page, wallpaper);
		phones.push(await page.locator(".as-device").screenshot({ omitBackground: true }));
	}
	return await sideBySide(context, phones, 640);
}

/** Both devices, and what arrived: one request with all that it led to. */
async function wholePage(page: Page): Promise<Buffer> {
	await wear(page, "light");
	await page.locator(".row", { hasText: "nightly-backup" }).first().getByRole("button").first().click();
	return await page.screenshot();
}

/** Cards of the gallery, without the phones that they are on. */
async function types(page: Page, wallpaper: Wallpaper): Promise<Buffer> {
	await wear(page, wallpaper);
	await page.evaluate((names) => {
		document.querySelector("#types")?.remove();
		const entries = names.map((name) => document.querySelector(`a[href^="?only=${name}&"]`)?.closest(".entry"));
		const device = entries[0]?.querySelector<HTMLElement>(".as-device")?.cloneNode() as HTMLElement;
		const wallpaper = document.querySelector(".as-wallpaper")?.cloneNode() as HTMLElement;
		const list = document.createElement("div");
		list.className = "as-screen";
		list.append(wallpaper, ...entries.map((entry) => entry?.querySelector(".as-card")?.cloneNode(true) as Node));
		device.id = "types";
		device.append(list);
		document.body.prepend(device);
	}, TYPES);
	return await page.locator("#types").screenshot({ omitBackground: true });
}

/** Nothing around a device, so that its picture stands on any page. */
const BARE =
	":root, body { background: none !important } .as-device { box-shadow: inset 0 0 0 2px #8e8e93 !important }";

/** A screen that is as high as its cards. */
const COLLAGE = `
	:root, body { background: none !important }
	#types { inline-size: 397px; block-size: auto; padding: 0; border-radius: 28px; box-shadow: none; background: none }
	#types .as-screen { block-size: auto; padding: 16px; gap: 10px; border-radius: 28px }
`;

async function save(name: string, picture: Buffer): Promise<void> {
	const small = compressed(picture, STEP);
	await writeFile(join(folder, name), small);
	const size = `${(small.length / 1024).toFixed(0)} KB`;
	console.log(`docs/pictures/${name}, ${size}`);
	if (small.length > LIMIT) throw new Error(`${name} is too large: ${size}`);
}

await mkdir(folder, { recursive: true });
const { mock, url } = await playScene();
const browser = await launchChromium();
try {
	const context = await browser.newContext({
		viewport: { width: 1240, height: 700 },
		deviceScaleFactor: 2,
		colorScheme: "light",
		reducedMotion: "reduce",
		locale: "en-US",
		timezoneId: "UTC",
		// Its policy forbids fonts.
		bypassCSP: true,
	});
	await lendFonts(context);
	const page = await context.newPage();
	await page.goto(url);
	await page.getByRole("heading", { name: "Nightly Backup" }).first().waitFor();
	await save("page.png", await wholePage(page));
	await save("lock-screen.png", await lockScreen(context, page));
	await page.goto(`${url}/gallery.html?still`);
	await page.addStyleTag({ content: COLLAGE });
	const both = [await types(page, "light"), await types(page, "dark")];
	await save("gallery-types.png", await sideBySide(context, both, 640));
} finally {
	await browser.close();
	await mock.close();
}
