/** Texts as people see them: what they call a character may be many of Unicode. */

/** Made when it is first needed: that takes longer than all else that a program does to begin. */
let segmenter: Intl.Segmenter | undefined;

/** No character that people use is longer, in units of UTF-16; what is was made to break things. */
const LONGEST_GRAPHEME = 48;
/** A line of this many units is full, also when they take no room at all. */
const LONGEST_LINE = 400;

/** In order, and no further than they are asked for: a text may be very long. */
export function* graphemes(text: string): Generator<string> {
	segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	for (const { segment } of segmenter.segment(text)) {
		if (segment.length <= LONGEST_GRAPHEME) yield segment;
		else yield* segment;
	}
}

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;

export type GraphemeWidth = "none" | "narrow" | "wide";

/** How a fixed-width font sets it: emoji and the letters of East Asia take two places. */
export function widthOf(grapheme: string): GraphemeWidth {
	if (/^[\x20-\x7e]$/.test(grapheme)) return "narrow";
	if (ZERO_WIDTH.test(grapheme)) return "none";
	return EMOJI.test(grapheme) || WIDE.test(grapheme) ? "wide" : "narrow";
}

/** Shortens a text to a width, with `…` at its end when something was left out. */
export function cutTo(text: string, width: number, measure: (grapheme: string) => number): string {
	const ellipsis = measure("…");
	let taken = 0;
	/** The longest part that leaves room for the ellipsis. */
	let kept = "";
	let whole = "";
	for (const grapheme of graphemes(text)) {
		taken += measure(grapheme);
		if (taken > width || whole.length + grapheme.length > LONGEST_LINE)
			return ellipsis > width ? "" : `${kept.trimEnd()}…`;
		whole += grapheme;
		if (taken <= width - ellipsis) kept = whole;
	}
	return whole;
}

/** Breaks a text into lines, at spaces where there are some; of more lines than `most`, the last ends with `…`. */
export function wrapTo(text: string, width: number, most: number, measure: (grapheme: string) => number): string[] {
	const lines: string[] = [];
	let line = "";
	let taken = 0;
	/** Where the line could be broken. */
	let space = -1;
	let read = 0;
	for (const grapheme of graphemes(text)) {
		const isBreak = /^[\r\n\u2028\u2029]/.test(grapheme);
		const isFull = taken + measure(grapheme) > width || line.length + grapheme.length > LONGEST_LINE;
		if (isBreak || (isFull && line !== "")) {
			// What has no more room in the last line is cut there.
			if (lines.length === most - 1) {
				if (isBreak && text.slice(read).trim() === "") break;
				return [
					...lines,
					isBreak ? `${cutTo(line, width - measure("…"), measure)}…` : cutTo(line + text.slice(read), width, measure),
				];
			}
			const from = isBreak || grapheme === " " || space < 1 ? line.length : space;
			lines.push(line.slice(0, from).trimEnd());
			line = line.slice(from).trimStart();
			taken = 0;
			for (const moved of graphemes(line)) taken += measure(moved);
			space = -1;
		}
		read += grapheme.length;
		if (isBreak || (grapheme === " " && line === "")) continue;
		if (grapheme === " ") space = line.length;
		line += grapheme;
		taken += measure(grapheme);
	}
	return line === "" ? lines : [...lines, line];
}
