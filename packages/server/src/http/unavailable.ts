/** What is answered while the database cannot be used: that nothing is wrong with the request, and when to try again. */
import { Refusal } from "@activitysmith/core";
import { DatabaseError, type DatabaseErrorCode } from "../database/errors.ts";

/** Whoever is in the way of another process or of a restart has gone by then, mostly. */
const RETRY_AFTER_SECONDS = 2;

/** Where it is, and what it says, is for whoever runs the server: that goes to `onError`. */
const reasons: Partial<Record<DatabaseErrorCode, string>> = {
	full: "its disk is full",
	locked: "another process holds it",
	unreachable: "it does not answer",
	refused: "it refuses the server",
	"read-only": "it cannot be written to",
};

/** `undefined` for what trying again does not help against: that stays a 500. */
export function unavailable(error: unknown): Refusal | undefined {
	const reason = error instanceof DatabaseError ? reasons[error.code] : undefined;
	if (reason === undefined) return undefined;
	return new Refusal(
		{
			status: 503,
			error: "Service unavailable",
			message: `The server cannot use its database now: ${reason}. Try again in a moment; with the same Idempotency-Key nothing happens twice.`,
		},
		{ "Retry-After": String(RETRY_AFTER_SECONDS) },
	);
}

/** Under load there are thousands in a second, and all say the same. */
const TELL_EVERY_MS = 10_000;

type OnError = (error: unknown, requestId?: string) => void;

/** Of failures of the database that pass, each kind is told once in a while; all others always. */
export function toldSeldom(onError: OnError, now = () => performance.now()): OnError {
	const told = new Map<DatabaseErrorCode, number>();
	return (error, requestId) => {
		if (error instanceof DatabaseError && unavailable(error)) {
			const time = now();
			if (time - (told.get(error.code) ?? Number.NEGATIVE_INFINITY) < TELL_EVERY_MS) return;
			told.set(error.code, time);
		}
		onError(error, requestId);
	};
}
