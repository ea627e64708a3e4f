import { describe, expect, test } from "vitest";
import { type Appearance, colorProperties, palettes } from "../src/index.ts";

type Rgb = [number, number, number];

/** Red, green and blue from 0 to 1, over whatever lies behind a translucent colour. */
function rgb(color: string, behind: Rgb = [0, 0, 0]): Rgb {
	const [r = 0, g = 0, b = 0, a = 1] = Array.from(
		color.slice(1).matchAll(/../g),
		([byte]) => Number.parseInt(byte, 16) / 255,
	);
	const over = (value: number, back: number) => value * a + back * (1 - a);
	return [over(r, behind[0]), over(g, behind[1]), over(b, behind[2])];
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: Rgb): number {
	const [r, g, b] = color.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as Rgb;
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Rgb, other: Rgb): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

describe.each<Appearance>(["light", "dark"])("%s", (appearance) => {
	const { wallpaper, card, label, secondaryLabel, onWallpaper, onStrong, track, colors } = palettes[appearance];
	const walls = wallpaper.map((color) => rgb(color));
	const cards = walls.map((wall) => rgb(card, wall));
	const least = (color: string, behind: Rgb[]) => Math.min(...behind.map((back) => contrast(rgb(color), back)));

	test("text on the wallpaper and on cards is readable", () => {
		expect(least(onWallpaper, walls)).toBeGreaterThanOrEqual(4.5);
		expect(least(label, cards)).toBeGreaterThanOrEqual(4.5);
		expect(least(secondaryLabel, cards)).toBeGreaterThanOrEqual(4.5);
		const pills = cards.map((back) => rgb(track, back));
		expect(least(label, pills)).toBeGreaterThanOrEqual(4.5);
	});

	test.each(Object.entries(colors))(
		"%s stands out as a graphic, and as text or behind it",
		(_, { fill, strong, soft }) => {
			expect(least(fill, cards)).toBeGreaterThanOrEqual(3);
			expect(least(strong, cards)).toBeGreaterThanOrEqual(4.5);
			expect(
				least(
					strong,
					cards.map((back) => rgb(soft, back)),
				),
			).toBeGreaterThanOrEqual(4.5);
			expect(contrast(rgb(onStrong), rgb(strong))).toBeGreaterThanOrEqual(4.5);
		},
	);

	test("every colour is a custom property of CSS", () => {
		const properties = colorProperties(appearance);
		expect(Object.keys(properties)).toHaveLength(3 + 7 + 30);
		for (const [name, color] of Object.entries(properties)) {
			expect(name).toMatch(/^--[a-z]+(-[a-z0-9]+)*$/);
			expect(color).toMatch(/^#[0-9a-f]{6}([0-9a-f]{2})?$/);
		}
		expect(properties).toMatchObject({ "--lime-strong": colors.lime.strong, "--secondary-label": secondaryLabel });
	});
});
