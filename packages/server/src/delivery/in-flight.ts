/** A Live Activity push that was written down before it was sent. */
import { randomUUID } from "node:crypto";
import { nextTimestamp } from "@activitysmith/apns";

export interface InFlight {
	version: number;
	/** The same for every attempt. */
	apnsId: string;
	/** Epoch seconds. */
	timestamp: number;
	event: "start" | "update" | "end";
	/** Apple has said that it did not take it. */
	refused?: true;
}

/** A device passes over an update that is older than a minute or so: an attempt that comes late gets a new time. */
const FRESH_S = 45;

export function isFresh({ timestamp }: InFlight, now: number): boolean {
	return now / 1000 - timestamp <= FRESH_S;
}

export function parseInFlight(text: string | null): InFlight | null {
	return text === null ? null : JSON.parse(text);
}

/**
 * What is sent next, given what may be under way: that again, with its id and its time, or something newer. A start of
 * which nobody knows is made again as the version that it was, so that what came after it follows.
 */
export function nextInFlight(
	before: InFlight | null,
	{ event, version }: Pick<InFlight, "event" | "version">,
	lastTimestamp: number | null,
	now: number,
): InFlight {
	const again =
		before?.event === event && (before.version === version || (event === "start" && !before.refused)) ? before : null;
	return {
		version: again?.version ?? version,
		apnsId: again?.apnsId ?? randomUUID(),
		timestamp: again && isFresh(again, now) ? again.timestamp : nextTimestamp(lastTimestamp, now),
		event,
	};
}
