/** What a card shows below its title. */
import type { Card, CardContent, CardMetric } from "../card.ts";
import type { Palette } from "../colors.ts";
import { cut, fit, type Lettering, line, widthIn, wrap } from "./lettering.ts";
import { type Block, box, element, group, type Markup, textNode } from "./markup.ts";

interface Room {
	palette: Palette;
	width: number;
}

const BAR = 8;
const NOTHING: Block = { height: 0, svg: textNode("") };

export function contentBlock({ content, color }: Card, room: Room): Block {
	const { fill, strong } = room.palette.colors[color];
	switch (content.kind) {
		case "steps":
			return steps(content, room);
		case "bar":
			return barWithText(content.text, room, (width) => bar(content.share, width, fill, room));
		case "metrics":
			return grid(content.metrics, room, 17);
		case "stats":
			return grid(content.metrics, room, 19);
		case "message":
			return message(content.text, room);
		case "timer":
			return timer(content, room, fill, strong);
		case "value": {
			const { text, lettering } = fit(content.text, room.width, { size: 28, color: strong, bold: true, digits: true });
			return { height: 32, svg: line(text, { x: 0, width: room.width }, 25, lettering) };
		}
	}
}

function bar(share: number, width: number, color: string, { palette }: Room): Markup {
	const filled = share > 0 ? [box(0, 0, Math.max(BAR, share * width), BAR, BAR / 2, color)] : [];
	return element("g", {}, box(0, 0, width, BAR, BAR / 2, palette.track), ...filled);
}

/** What is said about a bar stands at its right. */
function barWithText(text: string, { palette, width }: Room, draw: (width: number) => Markup): Block {
	const lettering = { size: 14, color: palette.label, bold: true, digits: true };
	const shown = cut(text, width * 0.5, lettering);
	const barWidth = width - widthIn(shown, lettering) - 12;
	return {
		height: 16,
		svg: element("g", {}, group(0, 4, draw(barWidth)), line(shown, { end: width }, 13, lettering)),
	};
}

function steps({ colors, text }: Extract<CardContent, { kind: "steps" }>, room: Room): Block {
	if (colors.length === 0) return NOTHING;
	return barWithText(text, room, (width) => {
		const gap = colors.length > 10 ? 2 : 4;
		const each = (width - gap * (colors.length - 1)) / colors.length;
		const { palette } = room;
		const drawn = colors.map((color, index) =>
			box(index * (each + gap), 0, each, BAR, BAR / 2, color ? palette.colors[color].fill : palette.track),
		);
		return element("g", {}, ...drawn);
	});
}

/** In rows of four; where one row has a gauge, all have room for one. */
function grid(metrics: readonly CardMetric[], { palette, width }: Room, size: number): Block {
	if (metrics.length === 0) return NOTHING;
	const columns = Math.min(4, metrics.length);
	const gap = 12;
	const each = (width - gap * (columns - 1)) / columns;
	const gauges = metrics.some(({ share }) => share !== null);
	const rowHeight = size + 21 + (gauges ? 12 : 0);
	const cells = metrics.map((metric, index) => {
		const { fill, strong } = palette.colors[metric.color];
		const value = fit(metric.text, each, { size, color: strong, bold: true, digits: true });
		const label = { size: 12, color: palette.secondaryLabel };
		return group(
			(index % columns) * (each + gap),
			Math.floor(index / columns) * (rowHeight + 10),
			line(cut(metric.label, each, label), { x: 0, width: each }, 11, label),
			line(value.text, { x: 0, width: each }, 14 + size, value.lettering),
			...(metric.share === null ? [] : [group(0, size + 22, bar(metric.share, each, fill, { palette, width: each }))]),
		);
	});
	const rows = Math.ceil(metrics.length / columns);
	return { height: rows * (rowHeight + 10) - 10, svg: element("g", {}, ...cells) };
}

function message(text: string, { palette, width }: Room): Block {
	return paragraph(wrap(text, width, 4, { size: 15, color: palette.label }), width, { size: 15, color: palette.label });
}

export function paragraph(lines: readonly string[], width: number, lettering: Lettering): Block {
	if (lines.length === 0) return NOTHING;
	const leading = lettering.size * 1.3;
	const drawn = lines.map((text, index) =>
		line(text, { x: 0, width }, index * leading + lettering.size * 0.95, lettering),
	);
	return { height: lines.length * leading, svg: element("g", {}, ...drawn) };
}

function timer(content: Extract<CardContent, { kind: "timer" }>, room: Room, fill: string, strong: string): Block {
	const { palette, width } = room;
	const lettering = { size: 34, color: content.paused ? palette.secondaryLabel : strong, bold: true, digits: true };
	const time = line(cut(content.text, width, lettering), { x: 0, width }, 30, lettering);
	if (content.share === null) return { height: 36, svg: time };
	return { height: 52, svg: element("g", {}, time, group(0, 44, bar(content.share, width, fill, room))) };
}
