/** Answers most requests without a `Request` and a `Response`. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Awaitable, Reply, WholeRequest } from "@activitysmith/core";
import { type Listener, sendSoon, writeSoon } from "./http-server.ts";
import { ArrivedRequest, hasArrived, isPlain } from "./whole-request.ts";

export interface Shortcut {
	/** Whether requests to the path can be answered by `answer`. */
	takes(path: string): boolean;
	/** Must not fail. */
	answer(request: WholeRequest): Awaitable<Reply | Response>;
	/** Writes an answer that is a `Response`. */
	write(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): void;
}

/**
 * A request is looked at when the turn of the event loop is over that has brought its head: nearly always that has
 * brought its body, too. The others are left to `otherwise`.
 */
export function shortened({ takes, answer, write }: Shortcut, otherwise: Listener): Listener {
	const take = (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const send = (answered: Reply | Response) => {
			if (answered instanceof Response) write(answered, incoming, outgoing);
			else sendSoon(answered, outgoing);
		};
		const answered = answer(new ArrivedRequest(incoming, outgoing));
		if (answered instanceof Promise) void answered.then(send);
		else send(answered);
	};
	let arrived: [incoming: IncomingMessage, outgoing: ServerResponse][] = [];
	const takeArrived = () => {
		const turn = arrived;
		arrived = [];
		for (const [incoming, outgoing] of turn) {
			if (hasArrived(incoming)) take(incoming, outgoing);
			else otherwise(incoming, outgoing);
		}
	};
	return (incoming, outgoing) => {
		if (!takes(incoming.url ?? "") || !isPlain(incoming)) otherwise(incoming, outgoing);
		else if (arrived.push([incoming, outgoing]) === 1) {
			setImmediate(takeArrived);
			// In the same turn, after all that is answered without waiting for anything.
			writeSoon();
		}
	};
}
