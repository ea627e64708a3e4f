/** What is on a lock screen beside its cards: the clock, widgets, the app's icon and the Dynamic Island. */
import { badgeText } from "../age.ts";
import type { Card } from "../card.ts";
import type { Palette } from "../colors.ts";
import { textOf } from "../fields.ts";
import { widgetText } from "../format.ts";
import type { ShownWidget } from "../screen.ts";
import { shortText } from "../short-text.ts";
import { cut, fit, line, widthIn } from "./lettering.ts";
import { type Block, box, element, group, textNode } from "./markup.ts";
import { symbol } from "./symbol.ts";

const WIDGET = 58;
const MOST_WIDGETS = 8;

export function clock(now: number, timeZone: string, width: number, palette: Palette): Block {
	const date = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric", timeZone }).format(
		now,
	);
	const parts = new Intl.DateTimeFormat("en-US", {
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
		timeZone,
	}).formatToParts(now);
	const part = (type: "hour" | "minute") => parts.find((entry) => entry.type === type)?.value ?? "00";
	const color = palette.onWallpaper;
	return {
		height: 112,
		svg: element(
			"g",
			{},
			line(date, { middle: width / 2 }, 18, { size: 18, color, bold: true }),
			line(`${Number(part("hour"))}:${part("minute")}`, { middle: width / 2 }, 98, {
				size: 84,
				color,
				bold: true,
				digits: true,
			}),
		),
	};
}

export function widgetRows(widgets: readonly ShownWidget[], width: number, palette: Palette): Block {
	const shown = widgets.slice(0, MOST_WIDGETS);
	const columns = Math.min(4, shown.length);
	const gap = 8;
	const each = (width - gap * (columns - 1)) / Math.max(1, columns);
	const label = { size: 11.5, color: palette.secondaryLabel };
	const value = { size: 17, color: palette.label, bold: true, digits: true };
	const tiles = shown.map((widget, index) => {
		const name = textOf(widget.label) ?? textOf(widget.key) ?? "";
		const shownValue = fit(widgetText(widget), each - 12, value);
		return group(
			(index % columns) * (each + gap),
			Math.floor(index / columns) * (WIDGET + gap),
			box(0, 0, each, WIDGET, 16, palette.card),
			line(cut(name, each - 16, label), { middle: each / 2 }, 22, label),
			line(shownValue.text, { middle: each / 2 }, 44, shownValue.lettering),
		);
	});
	const rows = Math.ceil(shown.length / 4);
	return { height: rows === 0 ? 0 : rows * (WIDGET + gap) - gap, svg: element("g", {}, ...tiles, textNode("")) };
}

const APP = 52;

/** With the number on it. */
export function appIcon(badge: number, palette: Palette): Block {
	const text = badgeText(badge);
	const lettering = { size: 13, color: "#ffffff", bold: true, digits: true };
	const wide = Math.max(22, widthIn(text, lettering) + 12);
	return {
		height: APP + 8,
		svg: element(
			"g",
			{},
			group(
				0,
				8,
				box(0, 0, APP, APP, 13, palette.card),
				group(12, 12, symbol("bolt.fill", 28, palette.colors.blue.strong)),
			),
			group(
				APP - wide / 2 - 2,
				0,
				box(0, 0, wide, 22, 11, "#d70015"),
				line(text, { middle: wide / 2 }, 15.6, lettering),
			),
		),
	};
}

const ISLAND = { height: 34, alone: 116, side: 62 };

/** The compact form of an activity; without one, only the cameras. It is black in both appearances. */
export function island(content: Card | undefined, width: number, dark: Palette): Block {
	const { height, alone, side } = ISLAND;
	const wide = content ? alone + 2 * side : alone;
	const x = (width - wide) / 2;
	const shell = box(x, 0, wide, height, height / 2, "#000000");
	if (!content) return { height, svg: shell };
	const { strong } = dark.colors[content.icon?.color ?? content.color];
	const lettering = { size: 14, color: dark.colors[content.color].strong, bold: true, digits: true };
	const text = cut(shortText(content), side - 6, lettering);
	const icon = symbol(content.icon?.symbol ?? "bolt.fill", 20, strong);
	return {
		height,
		svg: element("g", {}, shell, group(x + 12, 7, icon), line(text, { end: x + wide - 14 }, 22, lettering)),
	};
}
