/** The device with its lock screen as a picture. */
import { cardOf } from "../card-of.ts";
import { type Appearance, type Palette, palettes } from "../colors.ts";
import { numberOf, textOf } from "../fields.ts";
import { notificationOf } from "../notification-of.ts";
import type { Screen } from "../screen.ts";
import { activityCard } from "./card.ts";
import { flat } from "./lettering.ts";
import { type Block, box, element, group, type Markup, paint, stack, textNode } from "./markup.ts";
import { notificationCard } from "./notification.ts";
import { appIcon, clock, island, widgetRows } from "./screen.ts";

export interface RenderOptions {
	/**
	 * Time that is shown, in epoch milliseconds.
	 *
	 * @default the latest at which something on the screen began or arrived
	 */
	now?: number;
	/** Of the clock, such as `Europe/Berlin`. @default "UTC" */
	timeZone?: string;
	/** @default "dark" */
	appearance?: Appearance;
	/** Of the picture, in pixels. Its height follows from it. @default 390 for an iPhone, 620 for an iPad */
	width?: number;
	/** `false`: the screen without the device around it. @default true */
	frame?: boolean;
}

interface Device {
	/** Of the picture with a frame, in the unit that everything is drawn in. */
	width: number;
	bezel: number;
	corner: number;
	/** Between the screen's edge and its cards. */
	margin: number;
	/** The screen is at least so high. */
	height: number;
	hasIsland: boolean;
}

const devices: Readonly<Record<Screen["model"], Device>> = {
	iphone: { width: 390, bezel: 12, corner: 50, margin: 10, height: 600, hasIsland: true },
	ipad: { width: 620, bezel: 20, corner: 26, margin: 90, height: 640, hasIsland: false },
};

const FONTS = "-apple-system, 'SF Pro Text', Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
/** A date has no later one. */
const LAST_TIME = 8.64e15;

/**
 * Draws a device with all that is on its lock screen: clock, widgets, Live Activities, notifications, the number on the
 * app's icon and, on an iPhone, the Dynamic Island. The picture is complete in itself and the same for the same screen and
 * options. Texts that have no room end with `…`; texts of the API are never markup.
 *
 * @returns SVG 1.1, UTF-8, without an XML declaration.
 * @throws RangeError `now` or `timeZone` is none.
 */
export function renderLockScreen(screen: Screen, options: RenderOptions = {}): string {
	const { appearance = "dark", timeZone = "UTC", frame = true } = options;
	const now = options.now ?? latest(screen);
	const palette = palettes[appearance];
	const device = devices[screen.model] ?? devices.iphone;
	const bezel = frame ? device.bezel : 0;
	const inner = device.width - 2 * device.bezel;
	const content = contents(screen, device, now, timeZone, palette);
	const height = Math.max(device.height, content.height);
	const [outerWidth, outerHeight] = [inner + 2 * bezel, height + 2 * bezel];
	const width = numberOf(options.width) ?? outerWidth;
	const corner = device.corner - device.bezel;
	const svg = element(
		"svg",
		{
			xmlns: "http://www.w3.org/2000/svg",
			viewBox: `0 0 ${outerWidth} ${Math.ceil(outerHeight)}`,
			width,
			height: (Math.ceil(outerHeight) * width) / outerWidth,
			"font-family": FONTS,
			role: "img",
		},
		element("title", {}, textNode(flat(`Lock screen of ${textOf(screen.name) ?? ""}`))),
		gradient(appearance, palette),
		...(frame
			? [box(0, 0, outerWidth, outerHeight, device.corner, "#0a0a0c"), edge(outerWidth, outerHeight, device)]
			: []),
		group(
			bezel,
			bezel,
			element("rect", { width: inner, height, rx: corner, fill: `url(#${gradientId(appearance)})` }),
			content.svg,
			box(inner / 2 - 66, height - 13, 132, 5, 2.5, palette.onWallpaper),
		),
	);
	return `${svg}\n`;
}

function latest({ activities, notifications }: Screen): number {
	const times = [...activities.map(({ startedAt }) => startedAt), ...notifications.map(({ receivedAt }) => receivedAt)];
	const known = times.filter((time) => Math.abs(time) <= LAST_TIME);
	return known.reduce((newest, time) => Math.max(newest, time), 0);
}

function gradientId(appearance: Appearance): string {
	return `wallpaper-${appearance}`;
}

function gradient(appearance: Appearance, { wallpaper }: Palette): Markup {
	const stops = wallpaper.map((color, index) => element("stop", { offset: index / 2, "stop-color": color }));
	const attributes = { id: gradientId(appearance), x1: 0, y1: 0, x2: 1, y2: 1 };
	return element("defs", {}, element("linearGradient", attributes, ...stops));
}

function edge(width: number, height: number, { corner }: Device): Markup {
	const place = { x: 1, y: 1, width: width - 2, height: height - 2, rx: corner - 1 };
	return element("rect", { ...place, fill: "none", "stroke-width": 2, ...paint("stroke", "#48484c") });
}

function contents(screen: Screen, device: Device, now: number, timeZone: string, palette: Palette): Block {
	const inner = device.width - 2 * device.bezel;
	const width = inner - 2 * device.margin;
	const cards = screen.activities.map((activity) => cardOf(activity, now));
	const banners = screen.notifications.map(notificationOf);
	const blocks = [
		widgetRows(screen.widgets, width, palette),
		...cards.map((card) => activityCard(card, width, palette)),
		...banners.map((banner) => notificationCard(banner, now, width, palette)),
		...(screen.badge > 0 ? [appIcon(screen.badge, palette)] : []),
	];
	const top = device.hasIsland ? 62 : 40;
	const face = clock(now, timeZone, width, palette);
	const list = stack(
		blocks.filter(({ height }) => height > 0),
		10,
	);
	const newest = cards.find(({ status }) => status === "active");
	const svg = element(
		"g",
		{},
		...(device.hasIsland ? [group(0, 12, island(newest, inner, palettes.dark).svg)] : []),
		group(device.margin, top, face.svg),
		group(device.margin, top + face.height + 18, list.svg),
	);
	return { height: top + face.height + 18 + list.height + 34, svg };
}
