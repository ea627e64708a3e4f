/** SF Symbols belong to Apple's systems and can't be shipped: an icon of Lucide that means the same stands for each. */
import { graphemes } from "../graphemes.ts";
import { outlines } from "./generated/lucide.ts";

/**
 * What is shown for an SF Symbol: the `d` of a path in a square of 24 by 24, to be drawn as a line 2 wide with round ends
 * and joins and no filling, or one or two letters where there is no icon for it.
 */
export type Icon = { path: string } | { letters: string };

const outlineBySymbol = new Map(
	Object.entries(outlines).flatMap(([symbols, path]) => symbols.split(" ").map((symbol) => [symbol, path] as const)),
);

/** Parts of a name that change how a symbol is drawn, and not what it means. */
const VARIANT = /^(fill|circle|square|rectangle|slash|diamond|hexagon|octagon|triangle|shield|inverse|rtl|badge|\d+)$/;
const LONGEST_NAME = 100;

/**
 * The icon for an SF Symbol, such as `server.rack`. A variant that has none of its own (`.fill`, `.circle`, `.slash`,
 * `.badge.plus`) has that of the symbol it is made from. For a name that is not known there are one or two letters: the
 * first of its last word that means something.
 *
 * @param symbol Any text. It may be empty.
 */
export function iconOf(symbol: string): Icon {
	// A longer one is no symbol's name, and must not take long to look up.
	const words = symbol.trim().toLowerCase().slice(0, LONGEST_NAME).split(".").filter(Boolean);
	const path = [words, words.filter((word) => word !== "fill"), unbadged(words)]
		.map(longestKnown)
		.find((known) => known !== undefined);
	return path === undefined ? { letters: lettersOf(words) } : { path };
}

/** `person.crop.circle.badge.plus` is a person with something small beside it. */
function unbadged(words: readonly string[]): readonly string[] {
	const badge = words.indexOf("badge");
	return (badge > 0 ? words.slice(0, badge) : words).filter((word) => word !== "fill");
}

/** The outline of the symbol, or of what remains when variants are taken from its end. */
function longestKnown(words: readonly string[]): string | undefined {
	for (let length = words.length; length > 0; length--) {
		const outline = outlineBySymbol.get(words.slice(0, length).join("."));
		if (outline !== undefined) return outline;
		if (!VARIANT.test(words[length - 1] ?? "")) return undefined;
	}
	return undefined;
}

function lettersOf(words: readonly string[]): string {
	const word = words.findLast((it) => !VARIANT.test(it) && /\p{L}|\p{N}/u.test(it)) ?? words.at(-1) ?? "";
	const letters = [...graphemes(word)].filter((it) => /\p{L}|\p{N}/u.test(it));
	return letters.slice(0, 2).join("").toUpperCase() || "•";
}
