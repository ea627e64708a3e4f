/** What a fault strikes and what it does, checked when it is added. */
import { type OperationId, operations } from "@activitysmith/schema";
import * as z from "zod";
import { checked } from "./checked.ts";
import { type Duration, readWait, WAIT } from "./duration.ts";

export interface FaultRule {
	/** Operations that it strikes. @default all of them */
	operation?: OperationId | OperationId[];
	/** Strikes only this stream key or metric key. @default any */
	key?: string;
	/** Lets this many requests through first. @default 0 */
	after?: number;
	/** Strikes this many times, and never again. @default without end */
	times?: number;
	/** Chance that it strikes a request, from 0 to 1, drawn from the mock's seed. @default 1 */
	probability?: number;

	/** Waits this long, in real time, before anything else happens. */
	delay?: Duration;
	/** Answers with this status, 200 to 599. The service is not asked. */
	status?: number;
	/** Body beside `status`: text as it is, anything else as JSON. @default the API's own body for that status */
	body?: unknown;
	/** Headers of the answer beside its own, or in their place. */
	headers?: Record<string, string>;
	/** Header `Retry-After` in seconds, beside `status`. @default 1 for a 429 without a `body` */
	retryAfter?: number;
	/**
	 * What happens to the connection: `"reset"` breaks it without an answer, `"never"` leaves it open without an answer,
	 * `"truncate"` breaks it in the middle of the body.
	 */
	connection?: "reset" | "never" | "truncate";
	/** Spreads the body over this long, in real time. */
	slowBody?: Duration;
	/**
	 * Whether the service does what it is asked although its answer is lost or replaced, as when a proxy gives up on it.
	 * @default false, but true for `"truncate"`, which needs an answer to cut
	 */
	processed?: boolean;
}

/** Statuses that have no body (RFC 9110). */
export const BODILESS: readonly number[] = [204, 205, 304];

function areHeaders(headers: Record<string, string>): boolean {
	try {
		return new Headers(headers) !== null;
	} catch {
		return false;
	}
}

/** What holds itself, or goes too deep, is found before a request meets it. */
function isSendable(body: unknown): boolean {
	try {
		return body === undefined || JSON.stringify(body) !== undefined;
	} catch {
		return false;
	}
}

const duration = z.custom<Duration>((value) => readWait(value) !== undefined, { error: `must be ${WAIT}` });
const ids = Object.keys(operations) as [OperationId, ...OperationId[]];
const operation = z.enum(ids);

/** In words for the control routes; the types above are what programs see. */
export const FaultRuleSchema = z
	.strictObject({
		operation: z
			.custom<OperationId | OperationId[]>(
				(value) => z.union([operation, z.array(operation).min(1)]).safeParse(value).success,
				{ error: `must be one of ${ids.join(", ")}, or an array of them` },
			)
			.optional(),
		key: z.string().min(1).optional(),
		after: z.int().min(0).optional(),
		times: z.int().min(1).optional(),
		probability: z.number().min(0).max(1).optional(),
		delay: duration.optional(),
		status: z.int().min(200).max(599).optional(),
		body: z.unknown().refine(isSendable, { error: "must be text, or something that JSON can say" }).optional(),
		headers: z
			.record(z.string(), z.string())
			.refine(areHeaders, { error: "must be headers that HTTP can carry" })
			.optional(),
		retryAfter: z.int().min(0).optional(),
		connection: z.enum(["reset", "never", "truncate"]).optional(),
		slowBody: duration.optional(),
		processed: z.boolean().optional(),
	})
	.refine((rule) => [rule.delay, rule.status, rule.connection, rule.slowBody].some((part) => part !== undefined), {
		error: "must do something: give delay, status, connection or slowBody",
	})
	.refine(({ status, body, retryAfter }) => status !== undefined || (body === undefined && retryAfter === undefined), {
		path: ["status"],
		error: "is required beside body and retryAfter",
	})
	.refine(({ status, connection }) => status === undefined || connection === undefined || connection === "truncate", {
		path: ["connection"],
		error: 'must be "truncate" beside a status: the others give no answer',
	})
	.refine(({ status, connection }) => connection !== "truncate" || !BODILESS.includes(status ?? 200), {
		path: ["connection"],
		error: "cannot cut the body of a status that has none",
	});

/** Throws a `TypeError` that names the field and what is allowed. */
export function parseFaultRule(rule: unknown): FaultRule {
	return checked(FaultRuleSchema, rule, "fault") as FaultRule;
}
