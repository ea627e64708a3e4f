/**
 * The colours of a lock screen in both appearances: those of iOS in spirit, made dark or bright enough that graphics
 * stand out from a card with a contrast of 3:1 and text with 4.5:1 (WCAG 2.2 AA), over every part of the wallpaper.
 */
import type { Color } from "./card.ts";

export type Appearance = "light" | "dark";

export interface Shades {
	/** For graphics on a card: bars, gauges, icons. At least 3:1. */
	fill: string;
	/** For text on a card or on `soft`, and as a background for text in `onStrong`. At least 4.5:1. */
	strong: string;
	/** Translucent, for a tinted area on a card, such as a button or the tile of an icon. */
	soft: string;
}

export interface Palette {
	/** From the upper left to the lower right. */
	wallpaper: readonly [string, string, string];
	/** Clock, date and other text that stands on the wallpaper itself. */
	onWallpaper: string;
	/** Of Live Activities, notifications and widgets; translucent. */
	card: string;
	cardBorder: string;
	/** Text on a card. */
	label: string;
	/** Less important text on a card. */
	secondaryLabel: string;
	/** What is not filled of a bar, and steps that are still to come; translucent. */
	track: string;
	/** Text on a `strong` colour. */
	onStrong: string;
	colors: Readonly<Record<Color, Shades>>;
}

export const palettes: Readonly<Record<Appearance, Palette>> = {
	light: {
		wallpaper: ["#cfd9f5", "#e3d3ee", "#f6ddd2"],
		onWallpaper: "#1c1c1e",
		card: "#f7f7fbdb",
		cardBorder: "#ffffff99",
		label: "#1c1c1e",
		secondaryLabel: "#5b5b63",
		track: "#3c3c4329",
		onStrong: "#ffffff",
		colors: {
			lime: shades("#629710", "#476e0c"),
			green: shades("#289b45", "#1d7032"),
			cyan: shades("#0095b0", "#006c80"),
			blue: shades("#007aff", "#005ec4"),
			purple: shades("#af52de", "#9527cc"),
			magenta: shades("#ff2892", "#be005e"),
			red: shades("#ff3b30", "#c40a00"),
			orange: shades("#c77400", "#8f5300"),
			yellow: shades("#a68500", "#786000"),
			gray: shades("#87878d", "#636367"),
		},
	},
	dark: {
		wallpaper: ["#0b1026", "#231a46", "#4a1f4f"],
		onWallpaper: "#ffffff",
		card: "#1c1c1ed1",
		cardBorder: "#ffffff1f",
		label: "#ffffff",
		secondaryLabel: "#aeaeb2",
		track: "#ffffff2e",
		onStrong: "#000000",
		colors: {
			lime: shades("#b4f03c"),
			green: shades("#30d158"),
			cyan: shades("#64d2ff"),
			blue: shades("#0a84ff", "#42a0ff"),
			purple: shades("#bf5af2", "#ce80f5"),
			magenta: shades("#ff5cab", "#ff70b6"),
			red: shades("#ff453a", "#ff7068"),
			orange: shades("#ff9f0a"),
			yellow: shades("#ffd60a"),
			gray: shades("#a1a1a6", "#a5a5aa"),
		},
	},
};

function shades(fill: string, strong = fill): Shades {
	return { fill, strong, soft: `${fill}26` };
}

/**
 * All of it as CSS custom properties, by name: `--lime`, `--lime-strong`, `--lime-soft` and so on for each of the ten
 * colours, `--wallpaper-1` to `--wallpaper-3`, `--on-wallpaper`, `--card`, `--card-border`, `--label`,
 * `--secondary-label`, `--track` and `--on-strong`.
 */
export function colorProperties(appearance: Appearance): Record<string, string> {
	const { wallpaper, colors, ...rest } = palettes[appearance];
	const properties: Record<string, string> = {};
	for (const [index, color] of wallpaper.entries()) properties[`--wallpaper-${index + 1}`] = color;
	for (const [name, value] of Object.entries(rest)) {
		properties[`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`] = value;
	}
	for (const [name, { fill, strong, soft }] of Object.entries(colors)) {
		properties[`--${name}`] = fill;
		properties[`--${name}-strong`] = strong;
		properties[`--${name}-soft`] = soft;
	}
	return properties;
}
