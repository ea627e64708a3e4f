/** What is on the card of a Live Activity, said once for every way to draw it: HTML, SVG and text. */
import type { colors } from "@activitysmith/schema/colors";
import type { ShownActivity } from "./screen.ts";

/** The ten colours of the API. */
export type Color = (typeof colors)[number];

export interface CardMetric {
	label: string;
	/** As shown, with its unit. */
	text: string;
	/** 0 to 1 where a gauge is drawn. */
	share: number | null;
	color: Color;
}

export type CardContent =
	/** One colour for each step; those still to come have none. `text`: `3/4`. */
	| { kind: "steps"; current: number; total: number; colors: readonly (Color | null)[]; text: string }
	/**
	 * `text`: `42%`, or `3.2 of 8`, or `25/400` for more steps than can be drawn one by one. `percentage`: such as `40%`,
	 * also where the text says something else; `null` for steps.
	 */
	| { kind: "bar"; share: number; text: string; percentage: string | null }
	| { kind: "metrics"; metrics: readonly CardMetric[] }
	| { kind: "stats"; metrics: readonly CardMetric[] }
	| { kind: "message"; text: string }
	/** `text` at the time that the card was made for. `share` of a countdown that has passed; `null` when it counts up. */
	| { kind: "timer"; text: string; paused: boolean; share: number | null; over: boolean }
	| { kind: "value"; text: string };

export interface CardButton {
	/** `id` of the action. */
	id: string;
	title: string;
	/** What it opens; `null` when the server calls a webhook. */
	url: string | null;
}

export interface Card {
	activityId: string;
	title: string;
	subtitle: string | null;
	color: Color;
	/** SF Symbol's name. */
	icon: { symbol: string; color: Color } | null;
	badge: { title: string; color: Color } | null;
	content: CardContent;
	/** At most two. */
	buttons: readonly CardButton[];
	status: ShownActivity["status"];
	/** `Stale`, `Ended`, `Dismissed` or `Paused`; `null` while it is simply active. */
	statusText: string | null;
}
