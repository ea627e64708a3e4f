/** The icon of an SF Symbol in a picture. */
import { iconOf } from "../icons/icon-of.ts";
import { line } from "./lettering.ts";
import { box, element, group, type Markup } from "./markup.ts";

export function symbol(name: string, size: number, color: string): Markup {
	const icon = iconOf(name);
	if ("letters" in icon) {
		return line(icon.letters, { middle: size / 2 }, size * 0.76, { size: size * 0.66, color, bold: true });
	}
	return element("path", {
		d: icon.path,
		transform: `scale(${Math.round((size / 24) * 1000) / 1000})`,
		fill: "none",
		stroke: color,
		"stroke-width": 2,
		"stroke-linecap": "round",
		"stroke-linejoin": "round",
	});
}

/** On a tinted tile. */
export function tile(name: string, size: number, color: string, background: string): Markup {
	const inner = size * 0.58;
	const margin = (size - inner) / 2;
	return element(
		"g",
		{},
		box(0, 0, size, size, size * 0.28, background),
		group(margin, margin, symbol(name, inner, color)),
	);
}
