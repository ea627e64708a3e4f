/** Which channels a request applies to, and whether a key may say so. */
import { errors } from "@activitysmith/schema";
import type { Activity, Scope } from "../model.ts";
import { invalid, Refusal } from "../refusal.ts";

export interface Targeted {
	target?: { channels: readonly string[] } | undefined;
	channels?: readonly string[] | undefined;
}

/** The channels that a request names, each once; `undefined` when it names none. */
export function requestedChannels({ target, channels }: Targeted): string[] | undefined {
	const named = target?.channels ?? channels;
	return named && [...new Set(named)];
}

function within(scope: Scope, channels: readonly string[] | null): boolean {
	if (scope.kind === "all") return true;
	return channels?.every((slug) => scope.channels.includes(slug)) ?? false;
}

/**
 * The channels that apply; `null` means every device of the account. A key of some channels reaches those when the
 * request names none, and never any other.
 */
export function effectiveChannels(scope: Scope, requested: readonly string[] | undefined): readonly string[] | null {
	if (!requested) return scope.kind === "all" ? null : scope.channels;
	if (!within(scope, requested)) throw new Refusal(errors.outOfScope);
	return requested;
}

/** A key of some channels may change only what was sent within them; no key changes another account's. */
export function mayChange(
	caller: { account: { id: string }; scope: Scope },
	activity: Pick<Activity, "accountId" | "presentation">,
): boolean {
	return activity.accountId === caller.account.id && within(caller.scope, activity.presentation.channels);
}

export function refuseUnknownChannels(unknown: readonly string[], request: Targeted): void {
	const [first] = unknown;
	if (first === undefined) return;
	const path = request.target ? "target.channels" : "channels";
	throw invalid([
		{ path, message: `must name channels that exist: there is no channel ${unknown.join(", ")} in this account` },
	]);
}

export function sameChannels(a: readonly string[] | null, b: readonly string[] | null): boolean {
	if (a === null || b === null) return a === b;
	return a.length === b.length && a.every((slug) => b.includes(slug));
}
