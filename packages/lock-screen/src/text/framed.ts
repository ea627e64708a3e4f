/** A lock screen as a frame with cards, for a terminal. */
import type { Card, CardContent, CardMetric, Color } from "../card.ts";
import { cardOf } from "../card-of.ts";
import { textOf } from "../fields.ts";
import { widgetText } from "../format.ts";
import { cutTo, graphemes, widthOf, wrapTo } from "../graphemes.ts";
import { notificationOf } from "../notification-of.ts";
import type { ShownNotification, ShownWidget } from "../screen.ts";
import { oneLine } from "./printable.ts";
import type { ScreenText } from "./text.ts";

type Style = Color | "bold" | "faint";

/** Codes of ECMA-48 that begin and end a style: the nearest that terminals have to the ten colours of the API. */
const codes: Readonly<Record<Style, readonly [begin: number, end: number]>> = {
	lime: [92, 39],
	green: [32, 39],
	cyan: [36, 39],
	blue: [94, 39],
	purple: [35, 39],
	magenta: [95, 39],
	red: [91, 39],
	orange: [33, 39],
	yellow: [93, 39],
	gray: [90, 39],
	faint: [90, 39],
	bold: [1, 22],
};

/** A text with its style, apart from each other so that its width is known. */
interface Run {
	text: string;
	style?: Style;
}

type Line = readonly Run[];

const widths = { none: 0, narrow: 1, wide: 2 };
const measure = (grapheme: string): number => widths[widthOf(grapheme)];

function columnsOf(text: string): number {
	let columns = 0;
	for (const grapheme of graphemes(text)) columns += measure(grapheme);
	return columns;
}

function lineColumns(line: Line): number {
	return line.reduce((sum, { text }) => sum + columnsOf(text), 0);
}

function cut(text: string, columns: number): string {
	return cutTo(oneLine(text), columns, measure);
}

/** Both ends of a line, with what is between them filled with spaces. */
function spread(width: number, left: Line, right: Line = []): Line {
	return [...left, { text: " ".repeat(Math.max(0, width - lineColumns(left) - lineColumns(right))) }, ...right];
}

function bar(share: number, width: number, style: Style): Line {
	const full = Math.round(share * width);
	return [
		{ text: "█".repeat(full), style },
		{ text: "░".repeat(width - full), style: "faint" },
	];
}

/** What is left of the line is for what is said about the bar. */
function barWidth(width: number): number {
	return Math.max(4, Math.floor(width * 0.6));
}

function steps({ current, total, colors, text }: Extract<CardContent, { kind: "steps" }>, width: number, style: Color) {
	const room = barWidth(width);
	if (total > room) return spread(width, bar(current / total, room, style), [{ text }]);
	const gap = 2 * total <= room ? " " : "";
	const each = Math.max(1, Math.floor(room / total) - gap.length);
	const drawn = colors.flatMap((color, index): Run[] => [
		...(index > 0 ? [{ text: gap }] : []),
		color ? { text: "█".repeat(each), style: color } : { text: "░".repeat(each), style: "faint" },
	]);
	return spread(width, drawn, [{ text }]);
}

function metricLine({ label, text, share, color }: CardMetric, width: number): Line {
	const name: Run = { text: `${cut(label, 8)} ` };
	const padded = spread(9, [name]);
	if (share === null) return spread(width, padded, [{ text: cut(text, width - 10), style: color }]);
	const room = Math.min(barWidth(width), width - 16);
	return spread(width, [...padded, ...bar(share, room, color)], [{ text: cut(text, 6) }]);
}

function contentLines({ content, color }: Card, width: number): Line[] {
	switch (content.kind) {
		case "steps":
			return content.total === 0 ? [] : [steps(content, width, color)];
		case "bar": {
			const text = cut(content.text, Math.max(4, width - barWidth(width) - 1));
			return [spread(width, bar(content.share, barWidth(width), color), [{ text }])];
		}
		case "metrics":
		case "stats":
			return content.metrics.map((metric) => metricLine(metric, width));
		case "timer":
			return [spread(width, [{ text: content.text }], content.paused ? [{ text: "paused" }] : [])];
		case "message":
			return wrapTo(oneLine(content.text), width, 3, measure).map((text) => [{ text }]);
		case "value":
			return [[{ text: cut(content.text, width), style: color }]];
	}
}

/** Title, badge and subtitle as far as there is room for them, and how the activity stands. */
function head({ title, badge, subtitle, status }: Card, width: number): Line {
	const mark: Line = status === "active" ? [] : [{ text: status, style: "faint" }];
	const line: Run[] = [{ text: cut(title, Math.floor(width / 2)), style: "bold" }];
	const room = () => width - lineColumns([...line, ...mark]) - 2;
	if (badge && room() > 1) line.push({ text: ` ${cut(badge.title, Math.min(10, room()))}`, style: badge.color });
	if (subtitle && room() > 1) line.push({ text: ` ${cut(subtitle, room())}`, style: "faint" });
	return spread(width, line, mark);
}

function cardLines(card: Card, width: number): Line[] {
	const each = Math.floor((width + 1) / Math.max(1, card.buttons.length)) - 1;
	const buttons = card.buttons.map(({ title }) => `[ ${cut(title, each - 4)} ]`).join(" ");
	return [
		head(card, width),
		...contentLines(card, width),
		...(buttons ? [[{ text: buttons, style: "faint" } as const]] : []),
	];
}

function notificationLines(notification: ShownNotification, width: number): Line[] {
	const { title, subtitle, message } = notificationOf(notification);
	const more = [subtitle, message].filter(Boolean).join(" · ");
	return [
		[{ text: cut(title, width), style: "bold" }],
		...wrapTo(oneLine(more), width, 2, measure).map((text): Line => [{ text, style: "faint" }]),
	];
}

function widgetLine(widget: ShownWidget, width: number): Line {
	const value = cut(widgetText(widget), Math.floor(width / 2));
	const label = cut(textOf(widget.label) ?? textOf(widget.key) ?? "", width - columnsOf(value) - 1);
	return spread(width, [{ text: label, style: "faint" }], [{ text: value, style: "bold" }]);
}

function written(line: Line, color: boolean): string {
	return line
		.map(({ text, style }) => {
			if (!color || !style || text === "") return text;
			const [begin, end] = codes[style];
			return `\u001b[${begin}m${text}\u001b[${end}m`;
		})
		.join("");
}

/** Every line is `columns` wide. */
export function framedLines(
	{ name = "", badge = 0, offline = false, activities, notifications = [], widgets = [] }: ScreenText,
	now: number,
	{ columns, color }: { columns: number; color: boolean },
): string[] {
	const width = columns - 4;
	const parts = [
		...(widgets.length > 0 ? [widgets.map((widget) => widgetLine(widget, width))] : []),
		...activities.map((activity) => cardLines(cardOf(activity, now), width)),
		...notifications.map((notification) => notificationLines(notification, width)),
	];
	const empty: Line[] = [[{ text: cut("nothing on the lock screen", width), style: "faint" }]];
	const body = parts.length === 0 ? empty : parts.flatMap((lines, index) => (index === 0 ? lines : [[], ...lines]));
	const words = [name, badge > 0 && `(${badge})`, offline && "offline"].filter(Boolean).join(" ");
	const head = words === "" ? "" : ` ${cut(words, width - 2)} `;
	return [
		`╭─${head}${"─".repeat(width + 1 - columnsOf(head))}╮`,
		...body.map((line) => `│ ${written(spread(width, line), color)} │`),
		`╰${"─".repeat(width + 2)}╯`,
	];
}
