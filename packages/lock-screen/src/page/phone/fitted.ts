import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { cutTo } from "../../graphemes.ts";

let context: CanvasRenderingContext2D | null | undefined;

/** The text as its element has room for it: as wide as it may be, in its letters. */
function fitted(text: string, element: HTMLElement): string {
	context ??= document.createElement("canvas").getContext("2d");
	const { font, letterSpacing, maxWidth } = getComputedStyle(element);
	const room = Number.parseFloat(maxWidth);
	if (!context || Number.isNaN(room)) return text;
	context.font = font;
	const between = Number.parseFloat(letterSpacing) || 0;
	return cutTo(text, room, (grapheme) => (context?.measureText(grapheme).width ?? 0) + between);
}

/**
 * Cuts a text that is too long for its element. Style sheets do so too, but leave the space that they cut behind.
 *
 * @param room Anything that changes when the room does.
 */
export function useFitted<T extends HTMLElement>(
	text: string,
	room: unknown,
): [ref: RefObject<T | null>, fitted: string] {
	const element = useRef<T>(null);
	const [known, setKnown] = useState({ text, shown: text });
	useLayoutEffect(() => {
		const cut = () => element.current && setKnown({ text, shown: fitted(text, element.current) });
		cut();
		// Other letters have other widths.
		document.fonts.addEventListener("loadingdone", cut);
		return () => document.fonts.removeEventListener("loadingdone", cut);
	}, [text, room]);
	return [element, known.text === text ? known.shown : text];
}
