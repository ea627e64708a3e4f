/** Texts from the API must not control the terminal that they are printed on. */

const CONTROL = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text with what would control a terminal made visible: `␛` for an escape, `�` for what has no such sign. Line breaks
 * and tabs are left.
 */
export function printable(text: string): string {
	return text.replace(CONTROL, (character) => {
		if (character === "\n" || character === "\t") return character;
		const code = character.charCodeAt(0);
		if (code < 0x20) return String.fromCharCode(0x2400 + code);
		return code === 0x7f ? "\u2421" : "\ufffd";
	});
}

/** The same on one line. */
export function oneLine(text: string): string {
	return printable(text.replace(/\r\n|[\n\r\t\u2028\u2029]/g, " "));
}
