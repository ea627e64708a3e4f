import { adviceOf } from "../reasons.ts";
import type { Job, LocalReason, Outcome } from "./job.ts";
import { retryDelay } from "./retry-delay.ts";

/** What Apple writes into the body of a refusal, and into the debug data of a GOAWAY. */
export function parseRefusal(body: string): { reason: string | null; timestamp: number | undefined } {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		parsed = null;
	}
	const { reason, timestamp } = Object(parsed) as Record<string, unknown>;
	return {
		reason: typeof reason === "string" ? reason : null,
		timestamp: typeof timestamp === "number" ? timestamp : undefined,
	};
}

/** What Apple's answer means for a job that is not tried again. */
export function outcomeOfAnswer(job: Job, now: number): Outcome {
	const { status = 0, body = "", retryAfter: retryAfterHeader } = job.answer ?? {};
	const { reason, timestamp } = status < 300 ? { reason: null, timestamp: undefined } : parseRefusal(body);
	const outcome: Outcome = { status, reason, advice: adviceOf(status, reason) };
	if (timestamp !== undefined) outcome.timestamp = timestamp;
	if (outcome.advice === "retry-later") {
		const attempt = job.earlierAttempts + Math.max(1, job.shutdowns);
		outcome.retryAfter = retryDelay({ status, reason, attempt, retryAfterHeader, now });
	}
	return outcome;
}

/** What it means that a job ends without an answer. */
export function outcomeWithoutAnswer(job: Job, reason: LocalReason, now: number): Outcome {
	if (job.uncertain) return { status: null, reason, advice: "ambiguous" };
	const retryAfter = retryDelay({ status: null, reason, attempt: job.earlierAttempts + 1, now });
	const outcome: Outcome = { status: null, reason, advice: "retry-later", retryAfter };
	const message = job.attempts === 0 ? job.pool?.obstacle : undefined;
	if (message !== undefined) outcome.message = message;
	return outcome;
}
