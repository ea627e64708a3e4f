/** The card of a Live Activity. */
import type { Card, CardButton, Color } from "../card.ts";
import type { Palette } from "../colors.ts";
import { contentBlock } from "./content.ts";
import { cut, line, widthIn } from "./lettering.ts";
import { type Block, box, element, group, type Markup, paint, stack } from "./markup.ts";
import { tile } from "./symbol.ts";

const PADDING = 16;
const RADIUS = 22;
const BUTTON = 36;
const TILE = 36;

/** What lies behind every card. */
export function card(content: Block, width: number, palette: Palette): Block {
	const height = content.height + 2 * PADDING;
	const edge = { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: RADIUS, fill: "none" };
	return {
		height,
		svg: element(
			"g",
			{},
			box(0, 0, width, height, RADIUS, palette.card),
			element("rect", { ...edge, ...paint("stroke", palette.cardBorder) }),
			group(PADDING, PADDING, content.svg),
		),
	};
}

export function innerWidth(width: number): number {
	return width - 2 * PADDING;
}

export function activityCard(content: Card, width: number, palette: Palette): Block {
	const inner = innerWidth(width);
	const blocks = [
		head(content, inner, palette),
		contentBlock(content, { palette, width: inner }),
		buttons(content.buttons, content.color, inner, palette),
	];
	return card(
		stack(
			blocks.filter(({ height }) => height > 0),
			12,
		),
		width,
		palette,
	);
}

interface Pill {
	text: string;
	background: string;
	color: string;
}

function head({ title, subtitle, icon, badge, statusText }: Card, width: number, palette: Palette): Block {
	const left = icon ? TILE + 10 : 0;
	const pills: Pill[] = [];
	if (badge) pills.push({ text: badge.title, background: palette.colors[badge.color].strong, color: palette.onStrong });
	if (statusText) pills.push({ text: statusText, background: palette.track, color: palette.label });
	const right = drawPills(pills, width, (width - left) * 0.5);
	const name = { size: 16, color: palette.label, bold: true };
	const second = { size: 13.5, color: palette.secondaryLabel };
	const room = right.from - left - (pills.length > 0 ? 8 : 0);
	const height = icon ? TILE : subtitle ? 37 : 20;
	// With an icon and nothing below it, the title stands beside the icon's middle.
	const baseline = subtitle ? 15 : height / 2 + 5.5;
	return {
		height,
		svg: element(
			"g",
			{},
			...(icon ? [tile(icon.symbol, TILE, palette.colors[icon.color].strong, palette.colors[icon.color].soft)] : []),
			line(cut(title, room, name), { x: left, width: room }, baseline, name),
			line(cut(subtitle ?? "", width - left, second), { x: left, width: width - left }, 33.5, second),
			group(0, subtitle ? 0 : height / 2 - 10, ...right.drawn),
		),
	};
}

/** From the right, in no more room than there is for all of them. */
function drawPills(pills: readonly Pill[], width: number, room: number): { drawn: Markup[]; from: number } {
	let from = width;
	const drawn = pills.map(({ text, background, color }) => {
		const lettering = { size: 12, color, bold: true };
		const shown = cut(text, room / pills.length - 22, lettering);
		const wide = widthIn(shown, lettering) + 16;
		from -= wide;
		const pill = group(
			from,
			0,
			box(0, 0, wide, 20, 10, background),
			line(shown, { middle: wide / 2 }, 14.2, lettering),
		);
		from -= 6;
		return pill;
	});
	return { drawn, from: pills.length > 0 ? from + 6 : from };
}

function buttons(all: readonly CardButton[], color: Color, width: number, palette: Palette): Block {
	const gap = 8;
	const each = (width - gap * (all.length - 1)) / Math.max(1, all.length);
	const { strong, soft } = palette.colors[color];
	const lettering = { size: 14.5, color: strong, bold: true };
	const drawn = all.map(({ title }, index) =>
		group(
			index * (each + gap),
			0,
			box(0, 0, each, BUTTON, BUTTON / 2, soft),
			line(cut(title, each - 24, lettering), { middle: each / 2 }, 23, lettering),
		),
	);
	return { height: all.length > 0 ? BUTTON : 0, svg: element("g", {}, ...drawn) };
}
