/** Text in a picture: SVG breaks no lines and cuts nothing, so that widths are estimated, rather too wide than too narrow. */
import { cutTo, widthOf, wrapTo } from "../graphemes.ts";
import { element, type Markup, paint, shownText, textNode } from "./markup.ts";

export interface Lettering {
	size: number;
	color: string;
	/** Semibold. @default false */
	bold?: boolean;
	/** Digits that do not move as they change. @default false */
	digits?: boolean;
}

/** Widths in em of a sans-serif font, by the first of the groups that a character is in. */
const groups: readonly (readonly [characters: RegExp, em: number])[] = [
	[/^[ijl.,:;'|!]/, 0.32],
	[/^[\sfrt()[\]{}/\\I"`-]/, 0.39],
	[/^[mwMW@%]/, 0.93],
	[/^[A-Z&#OQ]/, 0.71],
	[/^[\d$€£+=<>~^]/, 0.62],
	[/^[\x20-\x7e]/, 0.58],
];
const OTHER = 0.68;
const EMOJI = 1.4;
const EAST_ASIAN = 1.04;

function emOf(grapheme: string): number {
	const group = groups.find(([characters]) => characters.test(grapheme));
	if (group) return group[1];
	const width = widthOf(grapheme);
	if (width === "none") return 0;
	if (width === "narrow") return OTHER;
	return /\p{Emoji_Presentation}|\ufe0f/u.test(grapheme) ? EMOJI : EAST_ASIAN;
}

function measureFor({ size, bold = false }: Lettering): (grapheme: string) => number {
	const unit = size * (bold ? 1.13 : 1);
	return (grapheme) => emOf(grapheme) * unit;
}

/** On one line. */
export function flat(text: string): string {
	return shownText(text)
		.replace(/[\s\u2028\u2029]+/g, " ")
		.trim();
}

export function cut(text: string, width: number, lettering: Lettering): string {
	return cutTo(flat(text), width, measureFor(lettering));
}

export function wrap(text: string, width: number, most: number, lettering: Lettering): string[] {
	const lines = wrapTo(
		shownText(text)
			.replace(/[^\S\r\n]+/g, " ")
			.trim(),
		width,
		most,
		measureFor(lettering),
	);
	return lines.map((line) => line.trim());
}

/** In smaller letters, down to two thirds, before it is cut: half a number would say something else. */
export function fit(text: string, width: number, lettering: Lettering): { text: string; lettering: Lettering } {
	const needed = widthIn(flat(text).slice(0, LONGEST_FITTED), lettering);
	const size = Math.max(
		(lettering.size * 2) / 3,
		Math.min(lettering.size, (lettering.size * width) / Math.max(1, needed)),
	);
	const fitted = { ...lettering, size: Math.floor(size * 10) / 10 };
	return { text: cut(text, width, fitted), lettering: fitted };
}

/** No longer one fits anywhere. */
const LONGEST_FITTED = 200;

export function widthIn(text: string, lettering: Lettering): number {
	const measure = measureFor(lettering);
	let width = 0;
	for (const { segment } of new Intl.Segmenter("en").segment(text)) width += measure(segment);
	return width;
}

/** The first letter that has a direction goes from right to left, as with `dir="auto"` in HTML. */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

export type Place =
	/** From the start of the line: its left end, or its right end, `width` away, for text that goes from right to left. */
	{ x: number; width: number } | { middle: number } | { end: number };

/** A line of text that has been cut to its width. `y` is its baseline. */
export function line(text: string, place: Place, y: number, { size, color, bold, digits }: Lettering): Markup {
	if (text === "") return textNode("");
	const direction = RIGHT_TO_LEFT.test(text) ? "rtl" : undefined;
	const attributes = {
		y,
		"font-size": size,
		"font-weight": bold ? 600 : undefined,
		"font-variant-numeric": digits ? "tabular-nums" : undefined,
		direction,
		...paint("fill", color),
	};
	if ("middle" in place)
		return element("text", { x: place.middle, "text-anchor": "middle", ...attributes }, textNode(text));
	// What is the end of the line for text from right to left is where it begins.
	const anchored = "end" in place ? { x: place.end, "text-anchor": direction ? "start" : "end" } : { x: place.x };
	if ("width" in place && direction) anchored.x = place.x + place.width;
	return element("text", { ...anchored, ...attributes }, textNode(text));
}
