/** SVG as text. Attributes and texts are escaped here and nowhere else, so that no text can be markup. */

/** A piece of SVG; made by the functions of this file only. */
export type Markup = string & { readonly markup: unique symbol };

type Attributes = Readonly<Record<string, string | number | undefined>>;

const entities: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

/** What XML 1.0 has no place for, and control characters, which mean nothing in a picture. */
const NOT_SHOWN = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The text without what can't be shown. */
export function shownText(text: string): string {
	return text.replace(NOT_SHOWN, "");
}

export function textNode(text: string): Markup {
	return shownText(text).replace(/[&<>"']/g, (character) => entities[character] ?? "") as Markup;
}

/** An attribute that is `undefined` is left out. Numbers have at most two decimals. */
export function element(tag: string, attributes: Attributes, ...children: readonly Markup[]): Markup {
	const written = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => ` ${name}="${textNode(typeof value === "number" ? String(round(value)) : String(value))}"`)
		.join("");
	return (children.length === 0 ? `<${tag}${written}/>` : `<${tag}${written}>${children.join("")}</${tag}>`) as Markup;
}

export function group(x: number, y: number, ...children: readonly Markup[]): Markup {
	return element("g", { transform: `translate(${round(x)} ${round(y)})` }, ...children);
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}

/** A colour as attributes: not every program that draws SVG knows `#rrggbbaa`. */
export function paint(attribute: "fill" | "stroke", color: string): Attributes {
	const opacity = color.length === 9 ? Number.parseInt(color.slice(7), 16) / 255 : undefined;
	return { [attribute]: color.slice(0, 7), [`${attribute}-opacity`]: opacity };
}

export function box(x: number, y: number, width: number, height: number, radius: number, color: string): Markup {
	return element("rect", { x, y, width, height, rx: Math.min(radius, height / 2, width / 2), ...paint("fill", color) });
}

/** What is drawn from its upper left corner, and how much room it takes below. */
export interface Block {
	height: number;
	svg: Markup;
}

/** One below the other. */
export function stack(blocks: readonly Block[], gap: number): Block {
	let height = 0;
	const drawn = blocks.map((block, index) => {
		if (index > 0) height += gap;
		const placed = group(0, height, block.svg);
		height += block.height;
		return placed;
	});
	return { height, svg: element("g", {}, ...drawn, ...(drawn.length === 0 ? [textNode("")] : [])) };
}
