/** One request and its answer, as it is filled in on the way through the application. */
import type { OperationId } from "@activitysmith/schema";
import type { Caller } from "../model.ts";
import type { RateDecision } from "../ports.ts";
import type { Incoming } from "./incoming.ts";

export interface Exchange {
	/** With the headers as they came, the API key among them. */
	readonly request: Incoming;
	readonly requestId: string;
	/** `null` when the route or its method is unknown. */
	operation: OperationId | null;
	/** Parameters of the path. */
	params: Readonly<Record<string, string>>;
	/** `null` when the key was refused, or not looked at yet. */
	caller: Caller | null;
	rate: RateDecision | undefined;
	/** Parsed; `undefined` when there was none or it could not be read. */
	body: unknown;
	/** 0 until it is answered. */
	status: number;
	answer: unknown;
	/** The answer is that of an earlier request with the same `Idempotency-Key`. */
	replayed: boolean;
	/** Why the service decided so, where the answer does not say it. */
	because: string | null;
}
