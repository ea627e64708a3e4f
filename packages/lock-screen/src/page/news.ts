/** What has changed on the devices, in words for a screen reader. Pure. */
import { cardOf } from "../card-of.ts";
import type { Screen } from "../screen.ts";
import { idOf } from "./phone/banner.ts";
import { spokenNews } from "./phone/spoken.ts";

/** What there is to say of a device: of its newest notification, and of each Live Activity, by its id. */
function newsOf({ activities, notifications }: Screen, now: number): ReadonlyMap<string, string> {
	const newest = notifications.slice(0, 1).map((entry) => {
		const { title, subtitle, body } = entry.body.aps.alert;
		return [idOf(entry), ["Notification", title, subtitle, body].filter(Boolean).join(", ")] as const;
	});
	const cards = activities
		.filter(({ status }) => status !== "dismissed")
		.map((activity) => cardOf(activity, now))
		.map((card) => [card.activityId, spokenNews(card)] as const);
	return new Map([...newest, ...cards]);
}

export interface NewsTeller {
	/** What stands on a device when it is first seen is no news. */
	meet(screens: readonly Screen[], now: number): void;
	/** What is new since the last time, said once for all devices that it is on; empty for nothing. */
	tell(screens: readonly Screen[], now: number): string;
}

export function newsTeller(): NewsTeller {
	/** By the device's id. */
	let said: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map();
	return {
		meet(screens, now) {
			said = new Map(screens.map((screen) => [screen.id, said.get(screen.id) ?? newsOf(screen, now)]));
		},
		tell(screens, now) {
			const devices = new Map<string, string[]>();
			const current = new Map(screens.map((screen) => [screen.id, newsOf(screen, now)]));
			for (const { id, name } of screens) {
				const before = said.get(id);
				const fresh = [...(current.get(id) ?? [])].filter(([key, text]) => before && before.get(key) !== text);
				for (const [, text] of fresh) devices.set(text, [...(devices.get(text) ?? []), name]);
			}
			said = current;
			return [...devices]
				.map(([text, names]) => (names.length === screens.length ? text : `${names.join(" and ")}: ${text}`))
				.join(". ");
		},
	};
}
