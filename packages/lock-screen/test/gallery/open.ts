/** Opens the gallery as a server gives it out, cut off from every network, and takes its pictures. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { bundlePage } from "../../build/bundle.ts";
import { fontFile, withFonts } from "./fonts.ts";

const ORIGIN = "https://gallery.test";

export interface Wanted {
	/** Of an entry. */
	name: string;
	wallpaper: "light" | "dark";
	/** Everything, or only what is different from one entry to the next: there are many. */
	part: "device" | "content";
	/** Whether the colours of the wallpaper flow into each other. That makes a file ten times as large. */
	flowing: boolean;
}

export interface OpenGallery extends AsyncDisposable {
	/** PNG of the device, or of its screen. */
	take(wanted: Wanted): Promise<Buffer>;
	/** Fonts of the machine that were needed for the pictures so far. */
	foreignFonts(): Promise<string[]>;
}

/**
 * Runs in the page: has one entry alone in its corner, whatever is around it in the gallery, and makes the same what each
 * machine has its own way with. Gives all that is written.
 */
async function show({ name, part, flowing }: Wanted): Promise<string> {
	for (const entry of document.querySelectorAll<HTMLElement>(".entry")) entry.hidden = true;
	const entry = document.querySelector(`a[href^="?only=${name}&"]`)?.closest<HTMLElement>(".entry");
	const device = entry?.querySelector(".as-device");
	if (!entry || !device) throw new Error(`The gallery does not show ${name}`);
	entry.hidden = false;
	entry.classList.add("alone");
	const off = part === "content" ? ".as-clock, .as-dock, .as-home" : ":not(*)";
	for (const { style } of device.querySelectorAll<HTMLElement>(off)) style.visibility = "hidden";
	const wallpaper = device.querySelector<HTMLElement>(".as-wallpaper");
	if (wallpaper && !flowing) wallpaper.style.background = "var(--wallpaper-2)";
	const texts = document.createTreeWalker(device, NodeFilter.SHOW_TEXT);
	for (let node = texts.nextNode(); node; node = texts.nextNode()) {
		const text = node.nodeValue ?? "";
		// Emoji look different on every system.
		const even = text.replace(
			/(\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f|\u20e3)+/gu,
			"¤",
		);
		if (even !== text) node.nodeValue = even;
	}
	// The device takes its size, and asks for its fonts, in a frame of its own.
	const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
	for (const waits of [frame, frame, () => document.fonts.ready, frame]) await waits();
	return device.textContent;
}

const ALONE = `
	.entry[hidden] { display: none }
	.entry.alone { position: fixed; inset: 0; z-index: 1; max-width: none; padding: 0; background: var(--page) }
	.entry.alone > h3 { display: none }
`;

async function foreignFonts(page: Page, characters: string): Promise<string[]> {
	await page.evaluate((text) => {
		const all = document.createElement("p");
		all.id = "all-characters";
		all.textContent = text;
		document.querySelector(".alone:not([hidden]) .as-device")?.replaceChildren(all);
		return document.fonts.ready;
	}, characters);
	const session = await page.context().newCDPSession(page);
	await session.send("DOM.enable");
	await session.send("CSS.enable");
	const { root } = await session.send("DOM.getDocument");
	const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#all-characters" });
	const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
	await session.detach();
	if (fonts.length === 0) throw new Error("Nothing was written");
	return fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName);
}

async function openPage(context: BrowserContext, wallpaper: Wanted["wallpaper"]): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${ORIGIN}/gallery.html?wallpaper=${wallpaper}&still`);
	return page;
}

export async function openGallery(browser: Browser): Promise<OpenGallery> {
	const files = await bundlePage();
	const context = await browser.newContext({
		viewport: { width: 1100, height: 900 },
		deviceScaleFactor: 1,
		reducedMotion: "reduce",
		locale: "en-US",
		timezoneId: "UTC",
	});
	await context.route("**/*", async (route) => {
		const { origin, pathname } = new URL(route.request().url());
		const file = files.get(pathname.slice(1));
		const font = await fontFile(pathname);
		if (origin !== ORIGIN) await route.abort();
		else if (font) await route.fulfill(font);
		else if (file) {
			const { contentType, text } = file;
			await route.fulfill({ contentType, body: pathname === "/gallery.css" ? withFonts(text) + ALONE : text });
		} else await route.fulfill({ status: 404 });
	});
	const pages = { light: await openPage(context, "light"), dark: await openPage(context, "dark") };
	const written = new Set<string>();
	return {
		async take(wanted) {
			const page = pages[wanted.wallpaper];
			for (const character of await page.evaluate(show, wanted)) written.add(character);
			const element = wanted.part === "device" ? ".as-device" : ".as-screen";
			return await page.locator(`.alone:not([hidden]) ${element}`).screenshot();
		},
		foreignFonts: () => foreignFonts(pages.light, [...written].join("")),
		[Symbol.asyncDispose]: () => context.close(),
	};
}
