/**
 * Every entry of the gallery in a real Chromium, held against its picture in test/pictures. When the phone is to look
 * different, `UPDATE_PICTURES=1 npm test -- pictures.browser` takes them anew: look at each before it is committed.
 */
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gallery } from "../src/gallery/index.ts";
import { compressed, difference } from "./gallery/difference.ts";
import { type OpenGallery, openGallery } from "./gallery/open.ts";
import { chromiumExpected, launchChromium } from "./phone/chromium.ts";

if (!chromiumExpected) console.warn("Skipped, there is no Chromium: the pictures of the gallery");

const update = process.env.UPDATE_PICTURES === "1";
const folder = fileURLToPath(new URL("pictures/", import.meta.url));

/** One release of Chromium differs by none between machines; another one may by some edges of letters. */
const TOLERANCE = 0.0025;

/** What is the same on all others is in these: the device around the screen, the clock, the app's icon. */
const whole = new Set(["nothing", "badge", "badge-huge", "everything-ipad", "ipad-nothing"]);

/** The dark wallpaper changes colours only, and these have them all. */
const alsoDark = new Set([
	"steps-colors",
	"progress",
	"metrics-eight",
	"stats-eight",
	"alert",
	"timer-paused",
	"stale",
	"ended",
	"nothing",
	"color-gray",
	"notification-actions",
	"widgets",
	"everything",
]);

const pictures = (["light", "dark"] as const).flatMap((wallpaper) =>
	gallery
		.filter(({ name }) => wallpaper === "light" || alsoDark.has(name))
		.map(({ name }) => ({
			name,
			wallpaper,
			part: whole.has(name) ? ("device" as const) : ("content" as const),
			flowing: name === "nothing",
			file: wallpaper === "light" ? `${name}.png` : `${name}.dark.png`,
		})),
);

let keptIn: Promise<string> | undefined;

/** @returns The folder that has what was seen, and where it differs. */
async function keep(file: string, actual: Buffer, differing: Buffer | null): Promise<string> {
	keptIn ??= mkdtemp(join(tmpdir(), "lock-screen-pictures-"));
	const kept = await keptIn;
	await writeFile(join(kept, file), actual);
	if (differing) await writeFile(join(kept, file.replace(/png$/, "difference.png")), differing);
	return kept;
}

test("every stored picture is of something in the gallery", async () => {
	const stored = (await readdir(folder)).filter((name) => name.endsWith(".png"));
	const strays = stored.filter((name) => !pictures.some(({ file }) => file === name));
	if (update) for (const stray of strays) await rm(join(folder, stray));
	else expect(strays).toEqual([]);
});

describe.skipIf(!chromiumExpected)("the gallery looks as in its pictures", () => {
	let browser: Browser;
	let opened: OpenGallery;
	beforeAll(async () => {
		browser = await launchChromium();
		opened = await openGallery(browser);
	}, 60_000);
	afterAll(() => browser?.close());

	test.for(pictures)("$file", async ({ file, ...wanted }) => {
		const actual = await opened.take(wanted);
		const path = join(folder, file);
		const stored = existsSync(path) ? await readFile(path) : undefined;
		const { share, picture } = stored ? difference(stored, actual) : { share: 1, picture: null };
		if (share <= (update ? 0 : TOLERANCE)) return;
		if (update) return await writeFile(path, compressed(actual));
		const kept = await keep(file, actual, picture);
		const what = stored ? `differs in ${(share * 100).toFixed(2)} % of what is drawn` : "is not stored";
		expect.fail(`${file} ${what}: see ${kept}. If it is as it should be, run again with UPDATE_PICTURES=1`);
	});

	test("with letters that are the same on every machine", async () => {
		expect(await opened.foreignFonts()).toEqual([]);
	});
});
