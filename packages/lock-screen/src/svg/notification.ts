/** A notification in the list of a lock screen. */
import { ageText } from "../age.ts";
import type { Palette } from "../colors.ts";
import type { NotificationCard } from "../notification-of.ts";
import { card, innerWidth } from "./card.ts";
import { paragraph } from "./content.ts";
import { cut, line, widthIn, wrap } from "./lettering.ts";
import { type Block, element, group, stack } from "./markup.ts";
import { tile } from "./symbol.ts";

const ICON = 38;

export function notificationCard(content: NotificationCard, now: number, width: number, palette: Palette): Block {
	const { title, subtitle, message, media, receivedAt } = content;
	const left = ICON + 12;
	const room = innerWidth(width) - left;
	const when = { size: 12, color: palette.secondaryLabel };
	const time = cut(ageText(receivedAt, now), room, when);
	const first = { size: 15, color: palette.label, bold: true };
	const second = { size: 14, color: palette.label, bold: true };
	const body = { size: 14, color: palette.label };
	const titleRoom = room - widthIn(time, when) - 8;
	const lines = wrap(message ?? "", room, 4, body);
	const texts = stack(
		[
			{
				height: 19,
				svg: element(
					"g",
					{},
					line(cut(title, titleRoom, first), { x: 0, width: titleRoom }, 14.5, first),
					line(time, { end: room }, 14, when),
				),
			},
			...(subtitle ? [paragraph([cut(subtitle, room, second)], room, second)] : []),
			...(lines.length > 0 ? [paragraph(lines, room, body)] : []),
			...(media ? [paragraph(["Attachment"], room, when)] : []),
		],
		0,
	);
	const { strong, soft } = palette.colors.blue;
	const height = Math.max(ICON, texts.height);
	const icon = tile("bell.fill", ICON, strong, soft);
	const svg = element(
		"g",
		{},
		group(0, (height - ICON) / 2, icon),
		group(left, (height - texts.height) / 2, texts.svg),
	);
	return card({ height, svg }, width, palette);
}
