/** What goes into the control routes, with its words for the document. Accounts and faults are described in seeds.ts. */
import { type OperationId, operations } from "@activitysmith/schema";
import * as z from "zod";
import { DURATION, type Duration, readDuration } from "../duration.ts";
import { AccountBody, durationType } from "./seeds.ts";

const durationMeta = { ...durationType, examples: ["90s", "1h30m", 1500] } as const;

const isDuration = (value: unknown): value is Duration => readDuration(value) !== undefined;

const duration = z.custom<Duration>(isDuration, { error: `must be ${DURATION}` }).meta(durationMeta);

const time = z.iso
	.datetime({ offset: true, error: "must be a time, such as 2026-01-01T00:00:00Z" })
	.meta({ examples: ["2026-01-01T08:00:00Z"] });

export const AccountsBody = z.strictObject({
	accounts: z
		.array(AccountBody)
		.meta({ description: "Without any, every key is taken and has an account of its own." }),
});

export const ClockChange = z
	.strictObject({
		advance: duration.optional().meta({ ...durationMeta, description: "How far." }),
		set: time.optional().meta({ description: "To which time. One that has passed is refused." }),
	})
	.refine(({ advance, set }) => (advance === undefined) !== (set === undefined), {
		error: "must have either advance or set",
	})
	.meta({ description: "One of the two." });

export const DeviceChange = z.strictObject({
	tokens: z
		.custom<"immediate" | "held" | Duration>(
			(value) => value === "immediate" || value === "held" || isDuration(value),
			{
				error: `must be immediate, held, or a duration: ${DURATION}`,
			},
		)
		.optional()
		.meta({
			...durationMeta,
			description:
				"When the device registers its token for a new activity: `immediate`, so much later, or `held` until it is told to. Until then updates wait.",
			examples: ["held", "90s"],
		}),
	offline: z.boolean().optional().meta({ description: "Whether pushes wait until it returns." }),
});

export const Dismissal = z.strictObject({
	activity_id: z.string().min(1).meta({ description: "Of the Live Activity." }),
	reported: z.boolean().optional().meta({
		description: "`false`: the service learns of it when its next push is refused.",
		default: true,
	}),
});

export const Swipe = z.strictObject({
	device: z.string().min(1).meta({ description: "Id of the device." }),
	activityId: z.string().min(1).meta({ description: "Of the Live Activity." }),
});

const operationIds = Object.keys(operations) as [OperationId, ...OperationId[]];

const wholeNumber = z.coerce.number<string>().int().min(1).max(100_000);

/** Longer waits than this are given up by most clients. */
const LONGEST_WAIT_MS = 600_000;

export const JournalQueryParameters = z
	.strictObject({
		operation: z.enum(operationIds).optional().meta({ description: "By `operationId`." }),
		key: z.string().optional().meta({ description: "Stream key, metric key or activity id." }),
		status: z.coerce.number<string>().int().min(0).max(599).optional().meta({
			description: "Of the answer; 0 when there was none.",
		}),
		decision: z
			.string()
			.optional()
			.meta({ description: "What came of it.", examples: ["started", "noop", "refused"] }),
		wait: z
			.custom<Duration>((value) => (readDuration(value) ?? Number.POSITIVE_INFINITY) <= LONGEST_WAIT_MS, {
				error: 'must be a duration such as "5s", at most 10 minutes',
			})
			.optional()
			.meta({ type: "string", description: "Waits so long at most for `count` requests.", examples: ["5s"] }),
		count: wholeNumber.optional().meta({ description: "How many to wait for.", default: 1 }),
	})
	.refine(({ wait, count }) => wait !== undefined || count === undefined, {
		path: ["wait"],
		error: "is required beside count",
	});

export const EventsQuery = z.strictObject({
	last: wholeNumber.optional().meta({ description: "First come so many of the journal's newest entries." }),
});
