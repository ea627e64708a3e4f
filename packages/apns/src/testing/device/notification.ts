/** Everything that is no Live Activity: notifications, the badge, widget reloads, wake-ups. */
import { type Delivery, dropped, type Outcome } from "../delivery.ts";

export interface ShownNotification {
	/** Epoch milliseconds. */
	at: number;
	title: string | null;
	subtitle: string | null;
	body: string | null;
	/** A later one with the same id takes its place. */
	collapseId: string | null;
	/** All of the push. */
	payload: Readonly<Record<string, unknown>>;
}

/** What the rules change on the device. */
export interface Home {
	badge: number;
	widgetReloads: number;
	backgroundWakes: number;
	readonly notifications: ShownNotification[];
}

/** Devices keep no more than so many. */
const MOST_KEPT = 1000;

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

function notify(home: Home, alert: unknown, { collapseId, payload }: Delivery, at: number): void {
	const fields = typeof alert === "string" ? { body: alert } : (alert as Record<string, unknown>);
	const shown: ShownNotification = {
		at,
		title: text(fields.title),
		subtitle: text(fields.subtitle),
		body: text(fields.body),
		collapseId,
		payload,
	};
	const earlier = collapseId === null ? -1 : home.notifications.findIndex((other) => other.collapseId === collapseId);
	if (earlier !== -1) home.notifications.splice(earlier, 1);
	home.notifications.push(shown);
	if (home.notifications.length > MOST_KEPT) home.notifications.shift();
}

export function applyNotification(home: Home, delivery: Delivery, aps: Record<string, unknown>, at: number): Outcome {
	const { alert, badge } = aps;
	const hasAlert = typeof alert === "string" || (typeof alert === "object" && alert !== null);
	const hasBadge = typeof badge === "number" && Number.isSafeInteger(badge) && badge >= 0;
	const isSilent = aps["content-available"] === 1;
	switch (delivery.pushType) {
		case "widgets":
			if (aps["content-changed"] !== true) return dropped("nothing-to-show", "content-changed is not true");
			home.widgetReloads += 1;
			break;
		case "background":
			if (!isSilent || hasAlert || hasBadge || "sound" in aps) {
				return dropped("nothing-to-show", "a background push has content-available and nothing that is seen or heard");
			}
			home.backgroundWakes += 1;
			break;
		case "alert":
			if (!hasAlert && !hasBadge && !("sound" in aps)) {
				return dropped("nothing-to-show", "an alert push has an alert, a badge or a sound");
			}
			if (hasAlert) notify(home, alert, delivery, at);
			if (hasBadge) home.badge = badge;
			if (isSilent) home.backgroundWakes += 1;
			break;
		default:
			// Calls, complications and the like: nothing here looks at them.
			break;
	}
	return { result: "applied" };
}
