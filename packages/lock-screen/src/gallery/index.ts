/** Everything that a lock screen can show, in every state: for the gallery, and for the tests of what draws it. */
import { devices, notifications } from "./devices.ts";
import type { GalleryEntry } from "./make.ts";
import { colors, hardTexts, states } from "./states.ts";
import { steps, timers, types } from "./types.ts";

export type { GalleryEntry } from "./make.ts";

export interface GallerySection {
	title: string;
	entries: readonly GalleryEntry[];
}

export const sections: readonly GallerySection[] = [
	{ title: "Steps", entries: steps },
	{ title: "Progress, metrics, stats, alerts and values", entries: types },
	{ title: "Timers", entries: timers },
	{ title: "States", entries: states },
	{ title: "Colours", entries: colors },
	{ title: "Texts", entries: hardTexts },
	{ title: "Notifications", entries: notifications },
	{ title: "Widgets, badge and devices", entries: devices },
];

export const gallery: readonly GalleryEntry[] = sections.flatMap(({ entries }) => entries);
