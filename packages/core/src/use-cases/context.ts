/** What every use-case gets, and the checks that several of them share. */
import { errors } from "@activitysmith/schema";
import type { Caller } from "../model.ts";
import type { Audience, Change, Ids, Target, Transaction } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { MAX_RUNNING_MS } from "../rules/lifecycle.ts";
import { effectiveChannels, refuseUnknownChannels, requestedChannels, type Targeted } from "../rules/targeting.ts";
import { type Step, type Steps, step } from "../steps.ts";

export interface Context {
	caller: Caller;
	tx: Transaction;
	ids: Ids;
	now: number;
	/** Collects what is to be delivered after the commit. */
	changes: Change[];
	/** Why the service decides what it decides, where the answer does not say it. */
	because: string | null;
}

let lastTime = { at: Number.NaN, text: "" };

/** Many requests come in one millisecond, and a date is slow to write. */
export function timestamp(now: number): string {
	if (lastTime.at !== now) lastTime = { at: now, text: new Date(now).toISOString() };
	return lastTime.text;
}

/** The channels that apply to a request, checked against the key and the account. */
export function resolveChannels(
	{ caller, tx }: Pick<Context, "caller" | "tx">,
	request: Targeted,
): Step<readonly string[] | null> {
	const requested = requestedChannels(request);
	const channels = effectiveChannels(caller.scope, requested);
	return requested ? known(tx, requested, channels, request) : step(channels);
}

function* known<T>(tx: Transaction, requested: readonly string[], channels: T, request: Targeted): Steps<T> {
	refuseUnknownChannels(yield* step(tx.unknownChannels(requested)), request);
	return channels;
}

/** The devices of a target; none is a 404 that says which channels applied. */
export function* recipients(
	tx: Transaction,
	target: Target,
	none: { status: number; error: string; message: string },
): Steps<Audience> {
	const audience = yield* step(tx.audience(target));
	if (audience.devices === 0) throw new Refusal({ ...none, effective_channel_slugs: target.channels });
	return audience;
}

export function* refuseOverLimit({ caller, tx, now }: Context): Steps<void> {
	const { liveActivities: limit } = caller.account.limits;
	const active = yield* step(tx.countRunning(now - MAX_RUNNING_MS));
	if (active >= limit) throw new Refusal(errors.activityLimit(limit, active));
}
