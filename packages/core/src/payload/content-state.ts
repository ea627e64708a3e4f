/**
 * The content state as the app decodes it: camelCase keys in a fixed order, plain numbers, times in epoch seconds. Swift
 * decodes it with its default strategy, so nothing here may need a custom one.
 */
import { type ContentStateStart, DEFAULT_COLOR, type LiveActivityAction } from "@activitysmith/schema";
import type { ActivityState, Presentation, TimerWindow } from "../model.ts";

type Metric = Extract<ContentStateStart, { type: "metrics" }>["metrics"][number];

export interface DeviceAction {
	id: string;
	title: string;
	type: "open_url" | "webhook";
	/** Only what the device opens itself: a webhook's address never leaves the server. */
	url?: string;
}

export interface DeviceContentState {
	version: number;
	type: string;
	title: string;
	subtitle?: string;
	color: string;
	[field: string]: unknown;
}

export function seconds(milliseconds: number): number {
	return milliseconds / 1000;
}

export function deviceAction(id: string, action: LiveActivityAction): DeviceAction {
	const { title, type, url } = action;
	return { id, title, type, ...(type === "open_url" && { url }) };
}

function icon({ symbol, color }: NonNullable<ContentStateStart["icon"]>) {
	return { symbol, ...(color && { color }) };
}

function badge(content: ContentStateStart) {
	if (!("badge" in content) || !content.badge) return {};
	const { title, color } = content.badge;
	return { badge: { title, ...(color && { color }) } };
}

function metric({ label, value, unit, color }: Metric) {
	return {
		label,
		value: String(value),
		...(typeof value === "number" && { number: value }),
		...(unit !== undefined && { unit }),
		...(color && { color }),
	};
}

function steps(content: {
	number_of_steps?: number | undefined;
	current_step?: number | undefined;
	step_color?: string | undefined;
	step_colors?: readonly string[] | undefined;
}) {
	return {
		numberOfSteps: content.number_of_steps,
		currentStep: content.current_step,
		...(content.step_color && { stepColor: content.step_color }),
		...(content.step_colors && { stepColors: content.step_colors }),
	};
}

/** As sent, or what `value` is of `upper_limit`, with at most two decimals: a value beyond its limit shows 100 %. */
function percentage({ percentage, value = 0, upper_limit = 1 }: Extract<ContentStateStart, { type: "progress" }>) {
	const share = 100 * Math.min(1, Math.max(0, value / upper_limit));
	return percentage ?? Math.round(share * 100) / 100;
}

function timer({ startsAt, endsAt, pausedAt }: TimerWindow, countsDown: boolean) {
	return {
		timer: {
			startsAt: seconds(startsAt),
			...(endsAt !== undefined && { endsAt: seconds(endsAt) }),
			countsDown,
			...(pausedAt !== undefined && { pausedAt: seconds(pausedAt) }),
		},
	};
}

/** What a type shows. Legacy types are shown as steps, so the app need not know them. */
function typeFields({ content, timer: window }: ActivityState): Record<string, unknown> & { type: string } {
	switch (content.type) {
		case "segmented_progress":
		case "counter":
		case "countdown":
			return { type: "segmented_progress", ...steps(content) };
		case "progress":
			return {
				type: "progress",
				percentage: percentage(content),
				...(content.value !== undefined && { value: content.value }),
				...(content.upper_limit !== undefined && { upperLimit: content.upper_limit }),
			};
		case "metrics":
		case "stats":
			return { type: content.type, metrics: content.metrics.map(metric) };
		case "alert":
			return { type: "alert", message: content.message };
		case "value":
			return { type: "value", text: String(content.value) };
		case "timer":
			return window
				? { type: "timer", ...timer(window, content.counts_down !== false) }
				: { type: "segmented_progress", ...steps(content) };
	}
}

/** Made once for measuring it and for all devices that it goes to, which follow each other. */
let last: { presentation: Presentation; made: DeviceContentState } | undefined;

export function deviceContentState(presentation: Presentation, version: number): DeviceContentState {
	if (last?.presentation === presentation && last.made.version === version) return last.made;
	const made = makeContentState(presentation, version);
	last = { presentation, made };
	return made;
}

function makeContentState(presentation: Presentation, version: number): DeviceContentState {
	const { state, action, secondaryAction } = presentation;
	const { content } = state;
	const { type, ...shown } = typeFields(state);
	return {
		version,
		type,
		title: content.title,
		...(content.subtitle !== undefined && { subtitle: content.subtitle }),
		color: content.color ?? DEFAULT_COLOR,
		...shown,
		...(content.icon && { icon: icon(content.icon) }),
		...badge(content),
		...(action && { action: deviceAction("primary", action) }),
		...(secondaryAction && { secondaryAction: deviceAction("secondary", secondaryAction) }),
	};
}
