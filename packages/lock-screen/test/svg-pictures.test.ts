/** Pictures in SVG, byte for byte. `npm test -- svg-pictures -u` writes them anew: look at each before it is committed. */
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { gallery } from "../src/gallery/index.ts";
import { renderLockScreen } from "../src/index.ts";

const folder = fileURLToPath(new URL("pictures/svg/", import.meta.url));

/** Of the two appearances, the one that it is drawn in. */
const pictures = {
	"steps-colors": "light",
	"metrics-eight": "dark",
	alert: "light",
	"timer-paused": "dark",
	arabic: "light",
	"everything-ipad": "dark",
	everything: "light",
} as const;

test.for(Object.entries(pictures))("%s, %s", async ([name, appearance]) => {
	const entry = gallery.find((each) => each.name === name);
	if (!entry) throw new Error(`The gallery has no ${name}`);
	const svg = renderLockScreen(entry.screen, { now: entry.now, appearance });
	await expect(svg).toMatchFileSnapshot(`${folder}${name}.svg`);
});

test("every stored picture is of one of them", async () => {
	expect(await readdir(folder)).toEqual(
		Object.keys(pictures)
			.map((name) => `${name}.svg`)
			.sort(),
	);
});
