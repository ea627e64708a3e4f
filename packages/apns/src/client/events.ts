import type { Environment, PushRequest } from "../request.ts";
import type { PushResult } from "../result.ts";

export interface PushEvent {
	request: PushRequest;
	result: PushResult;
	/** Milliseconds from `send()` to the last time it was written; `null` if it never was. */
	queuedFor: number | null;
	/** Milliseconds from then to the end; `null` if it was never written. */
	answeredIn: number | null;
	/** How many requests are waiting or on their way now. */
	pending: number;
}

export type ConnectionEvent = { environment: Environment; origin: string } & (
	| { type: "open" }
	/** The server takes no more on this connection. `reason` is one of Apple's, from the debug data. */
	| { type: "goaway"; code: number; lastStreamId: number; reason: string | null }
	/** `error` when it ended otherwise than by a graceful end of either side, or never began. */
	| { type: "close"; error: Error | null; answered: number }
);

/**
 * For metrics. What a hook throws does not reach the pushes: it becomes an uncaught exception of the process.
 */
export interface ClientHooks {
	onPush?(event: PushEvent): void;
	onConnection?(event: ConnectionEvent): void;
}

/** Calls a hook so that its mistakes stay its own. */
export function notify<Event>(hook: ((event: Event) => void) | undefined, event: Event): void {
	if (hook === undefined) return;
	try {
		hook(event);
	} catch (error) {
		queueMicrotask(() => {
			throw error;
		});
	}
}
