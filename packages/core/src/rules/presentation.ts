/** What is shown, to whom, with what beside it: the merge of a whole request, and when it changes nothing. */
import {
	type LiveActivityAction,
	type LiveActivityType,
	secondaryActionProblem,
	showsSecondaryAction,
} from "@activitysmith/schema";
import type { Metadata, Presentation } from "../model.ts";
import { invalidField } from "../refusal.ts";
import { sameJson } from "./canonical.ts";
import { mergeFinalState, mergeState, type SentState, sendsDuration } from "./merge.ts";
import { sameChannels } from "./targeting.ts";

/** The parts of a request that change a presentation. */
export interface SentPresentation {
	content_state?: SentState | undefined;
	action?: LiveActivityAction | null | undefined;
	secondary_action?: LiveActivityAction | null | undefined;
	tags?: readonly string[] | undefined;
	metadata?: Metadata | undefined;
}

function mergeAction<T>(kept: T | undefined, sent: T | null | undefined): T | undefined {
	if (sent === undefined) return kept;
	return sent ?? undefined;
}

function secondaryAction(
	type: LiveActivityType,
	kept: LiveActivityAction | undefined,
	sent: LiveActivityAction | null | undefined,
): LiveActivityAction | undefined {
	if (showsSecondaryAction(type)) return mergeAction(kept, sent);
	if (sent) throw invalidField("secondary_action", secondaryActionProblem(type));
	return undefined;
}

function assemble(
	base: Presentation | undefined,
	sent: SentPresentation,
	state: Presentation["state"],
	channels: Presentation["channels"],
	keepActions: boolean,
): Presentation {
	const action = mergeAction(keepActions ? base?.action : undefined, sent.action);
	const second = secondaryAction(
		state.content.type,
		keepActions ? base?.secondaryAction : undefined,
		sent.secondary_action,
	);
	return {
		state,
		...(action && { action }),
		...(second && { secondaryAction: second }),
		channels,
		tags: sent.tags ?? base?.tags ?? [],
		metadata: sent.metadata ?? base?.metadata ?? {},
	};
}

/** A start, or a change to what is shown. */
export function mergePresentation(
	base: Presentation | undefined,
	sent: SentPresentation & { content_state: SentState },
	channels: Presentation["channels"],
	now: number,
): Presentation {
	return assemble(base, sent, mergeState(base?.state, sent.content_state, now), channels, true);
}

/** The last one: buttons stay only when they are sent again. */
export function finalPresentation(base: Presentation, sent: SentPresentation, now: number): Presentation {
	const state = mergeFinalState(base.state, sent.content_state, now);
	return assemble(base, sent, state, base.channels, false);
}

/** The same on every device. */
export function showsTheSame(before: Presentation, after: Presentation, sent: SentPresentation): boolean {
	const restarts = after.state.timer !== undefined && sendsDuration(sent.content_state);
	return (
		!restarts &&
		sameJson(before.state, after.state) &&
		sameJson(before.action, after.action) &&
		sameJson(before.secondaryAction, after.secondaryAction) &&
		sameChannels(before.channels, after.channels)
	);
}
