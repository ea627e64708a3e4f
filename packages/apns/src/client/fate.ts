/** What became of a stream that is closed, as far as one can know. */

/**
 * - `answered`: there is a status.
 * - `unprocessed`: the protocol guarantees that it was not looked at: it can be sent again.
 * - `unknown`: it may or may not have been.
 */
export type Fate = "answered" | "unprocessed" | "unknown";

export interface Evidence {
	/** Of the answer; `null` when none came. */
	status: number | null;
	/** `undefined` when it never got as far as having one. */
	streamId: number | undefined;
	/** The code that the stream was closed with. */
	rstCode: number;
	/** The last stream that a GOAWAY says was or may be processed. */
	lastStreamId: number | undefined;
	/** The highest stream that was answered on this connection. */
	highestAnswered: number;
}

const REFUSED_STREAM = 7;

/** https://www.rfc-editor.org/rfc/rfc9113.html#section-8.7 */
export function fateOf({ status, streamId, rstCode, lastStreamId, highestAnswered }: Evidence): Fate {
	if (status !== null) return "answered";
	if (streamId === undefined) return "unprocessed";
	if (lastStreamId !== undefined && streamId > lastStreamId)
		// Servers in a hurry say 0. One that denies what it has answered is not believed about the others either.
		return highestAnswered > lastStreamId ? "unknown" : "unprocessed";
	return rstCode === REFUSED_STREAM ? "unprocessed" : "unknown";
}
