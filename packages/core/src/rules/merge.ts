/**
 * Lays a change over the accepted state. The result is a state that could have started an activity, so the schema of a
 * start checks it; what is left here is what to keep, what to drop and what to adjust.
 */
import {
	type ContentStateEnd,
	ContentStateStart,
	type ContentStateUpdate,
	DEFAULT_COLOR,
	type Issue,
	type LiveActivityType,
	type StreamContentState,
	showsBadge,
	validate,
} from "@activitysmith/schema";
import type { ActivityState, Dismissal } from "../model.ts";
import { invalid, invalidField } from "../refusal.ts";
import { freezeTimer, timerWindow, withTimerDefaults } from "./timer.ts";
import { withoutTimerDefaults } from "./timer-defaults.ts";

/** A state as it is sent: of a start, or a change to one. */
export type SentState = ContentStateStart | ContentStateUpdate | ContentStateEnd | StreamContentState;

type Fields = Record<string, unknown>;

/** Kept when the type changes; `badge` where the new type has one. */
const sharedFields = ["title", "subtitle", "color", "icon"];
const stepFields = ["number_of_steps", "current_step", "step_color", "step_colors"];
/** More colours than any push can hold: a step may be any number, and nothing of that size is to be made. */
const MAX_FILLED_COLORS = 1000;

export function dismissalOf(sent: SentState | undefined): Dismissal {
	const { auto_dismiss_minutes: minutes, auto_dismiss_seconds: seconds } = (sent ?? {}) as StreamContentState;
	return { ...(minutes !== undefined && { minutes }), ...(seconds !== undefined && { seconds }) };
}

function pick(from: Fields, keys: readonly string[]): Fields {
	return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]));
}

function keptFields(base: ActivityState, sent: Fields, type: LiveActivityType): Fields {
	const kept = base.content as Fields;
	if (type !== base.content.type) {
		return pick(kept, showsBadge(type) ? [...sharedFields, "badge"] : sharedFields);
	}
	const fields: Fields = { ...kept };
	if (type === "progress") {
		// One form replaces the other, and `percentage` wins.
		if (isSent(sent.percentage)) {
			delete fields.value;
			delete fields.upper_limit;
		} else if (isSent(sent.value) || isSent(sent.upper_limit)) {
			delete fields.percentage;
		}
	}
	if (type === "timer" && (isSent(sent.duration_seconds) || isSent(sent.counts_down))) {
		// A legacy timer that showed steps becomes one that shows time.
		for (const field of stepFields) delete fields[field];
	}
	return fields;
}

function isSent(value: unknown): boolean {
	return value !== undefined && value !== null;
}

/** A duration that is sent starts the timer anew, even if it is the same as before. */
export function sendsDuration(sent: SentState | undefined): boolean {
	return isSent((sent as Fields | undefined)?.duration_seconds);
}

function layOver(fields: Fields, sent: Fields): void {
	for (const key in sent) {
		const value = sent[key];
		if (value === undefined || key.startsWith("auto_dismiss_")) continue;
		if (value === null) delete fields[key];
		else fields[key] = value;
	}
}

/** What was kept follows what was sent: a step beyond a smaller total, colours of completed steps. */
function adjustSteps(fields: Fields, sent: Fields): void {
	const { number_of_steps: total, current_step: current } = fields;
	if (typeof total !== "number" || typeof current !== "number") return;
	if (!isSent(sent.current_step) && current > total) fields.current_step = total;
	const completed = fields.current_step as number;
	const colors = fields.step_colors as string[] | undefined;
	if (!colors || isSent(sent.step_colors) || colors.length === completed) return;
	if (completed > MAX_FILLED_COLORS) {
		throw invalidField(
			"content_state.step_colors",
			`would need ${completed} colours, one for each completed step: send null to show none, or fewer steps`,
		);
	}
	const filler = Array.from({ length: Math.max(0, completed - colors.length) }, () => fields.color ?? DEFAULT_COLOR);
	fields.step_colors = [...colors.slice(0, completed), ...filler];
}

function checked(fields: Fields): ContentStateStart {
	const result = validate(ContentStateStart, fields, ["content_state"]);
	if (!result.ok) throw invalid(result.issues as [Issue, ...Issue[]]);
	return withTimerDefaults(result.value);
}

/** The state that results from `sent` over `base`. Throws a 400 that names the field when it would not be valid. */
export function mergeState(base: ActivityState | undefined, sent: SentState, now: number): ActivityState {
	const type = sent.type ?? base?.content.type;
	if (!type) {
		throw invalidField("content_state.type", "is required to start: without an earlier state nothing is kept");
	}
	// Whoever names the type knows what belongs to it.
	const change: Fields = sent.type ? sent : withoutTimerDefaults(sent, type);
	const fields = base ? keptFields(base, change, type) : {};
	layOver(fields, change);
	fields.type = type;
	adjustSteps(fields, change);
	const content = checked(fields);
	const timer = timerWindow(base, content, sendsDuration(sent), now);
	return timer ? { content, timer } : { content };
}

/** The last state. A timer stops where it is, unless the end starts a new window. */
export function mergeFinalState(base: ActivityState, sent: SentState | undefined, now: number): ActivityState {
	const state = sent ? mergeState(base, sent, now) : base;
	return sendsDuration(sent) ? state : freezeTimer(state, now);
}
