/** What devices show, as text: for snapshots, and for terminals. */
import type { Screen } from "../screen.ts";
import { framedLines } from "./framed.ts";
import { plainActivity, plainNotification } from "./plain.ts";

/** A {@link Screen}, of which only the Live Activities are needed. */
export type ScreenText = Pick<Screen, "activities"> &
	Partial<Pick<Screen, "name" | "badge" | "offline" | "notifications" | "widgets">>;

export interface TextOptions {
	/**
	 * Draws cards in a frame that is so many columns wide, at least 24. Without it, the text is plain lines: stable for
	 * snapshots.
	 */
	columns?: number;
	/** Colours of a terminal, where there is a frame. @default false */
	color?: boolean;
	/** Notifications and widgets too, where the screen has them. @default false */
	notifications?: boolean;
}

const NARROWEST = 24;
/** Of a frame beside others. */
const FRAME = 44;

/**
 * What a device shows at a time, as text. Nothing of what the API was sent can control the terminal that it is printed on.
 *
 * @param now Epoch milliseconds.
 */
export function lockScreenText(screen: ScreenText, now: number, options: TextOptions = {}): string {
	const { columns, color = false, notifications = false } = options;
	if (columns !== undefined) {
		const width = Math.max(NARROWEST, Math.floor(columns));
		return framedLines(shown(screen, notifications), now, { columns: width, color }).join("\n");
	}
	const cards = screen.activities.map((activity) => plainActivity(activity, now));
	const banners = notifications ? (screen.notifications ?? []).map(plainNotification) : [];
	return [...cards, ...banners].join("\n\n") || "Nothing on the lock screen";
}

/**
 * Several devices in frames, side by side where the terminal has room for them, else one below the other.
 *
 * @param now Epoch milliseconds.
 * @param options.columns Of the terminal. @default 80
 */
export function lockScreensText(screens: readonly ScreenText[], now: number, options: TextOptions = {}): string {
	const { columns = 80, color = false, notifications = false } = options;
	const frame = Math.max(NARROWEST, Math.min(FRAME, Math.floor(columns)));
	const perRow = Math.max(1, Math.floor((columns + 1) / (frame + 1)));
	const drawn = screens.map((screen) => framedLines(shown(screen, notifications), now, { columns: frame, color }));
	const rows: string[] = [];
	for (let first = 0; first < drawn.length; first += perRow) {
		rows.push(...sideBySide(drawn.slice(first, first + perRow), frame));
	}
	return rows.join("\n");
}

function shown(screen: ScreenText, notifications: boolean): ScreenText {
	return notifications ? screen : { ...screen, notifications: [], widgets: [] };
}

function sideBySide(frames: readonly string[][], width: number): string[] {
	const height = Math.max(...frames.map((lines) => lines.length));
	return Array.from({ length: height }, (_, line) =>
		frames
			.map((lines) => lines[line] ?? " ".repeat(width))
			.join(" ")
			.trimEnd(),
	);
}
