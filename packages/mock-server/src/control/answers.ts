/** What comes out of the control routes. */
import { operations } from "@activitysmith/schema";
import * as z from "zod";
import { FaultBody } from "./seeds.ts";

const said = (description: string) => ({ description });
const isoTime = z.iso.datetime();
const milliseconds = z.number().meta(said("Epoch milliseconds."));
const object = z.looseObject({});

const ErrorAnswer = z
	.looseObject({
		error: z.string().meta(said("Short title.")),
		message: z.string().meta(said("What is wrong and what is allowed.")),
		issues: z
			.array(z.strictObject({ path: z.string(), message: z.string(), rule: z.string().optional() }))
			.optional()
			.meta(said("Everything that is wrong with the request.")),
	})
	.meta(said("What went wrong."));

export const Index = z.strictObject({
	name: z.string(),
	version: z.string(),
	documentation: z.string().meta(said("Path of the OpenAPI document.")),
	routes: z.array(z.strictObject({ method: z.string(), path: z.string(), summary: z.string() })),
});

export const Health = z.strictObject({
	instance: z.string().meta(said("The same as in the line that says the mock is ready: tells it from any other.")),
	version: z.string(),
	clock: z.enum(["frozen", "real"]),
	now: isoTime,
});

export const Now = z.strictObject({ now: isoTime });

export const AccountId = z.strictObject({ id: z.string().meta(said("Such as `account-1`, as in the journal.")) });

const ShownActivity = z.strictObject({
	activityId: z.string(),
	streamKey: z.string().nullable(),
	status: z.enum(["active", "stale", "ended", "dismissed"]),
	state: z.looseObject({ type: z.string(), title: z.string() }).meta(said("As the app decodes it.")),
	startedAt: milliseconds,
	dismissAt: milliseconds.nullable().meta(said("When an ended one leaves the lock screen, in epoch milliseconds.")),
});

export const LockScreen = z.strictObject({
	activities: z.array(ShownActivity).meta(said("On the lock screen now, newest first.")),
	dismissed: z.array(ShownActivity).meta(said("No longer on it, as last seen, the last to leave first.")),
});

const Push = z.strictObject({
	kind: z.enum(["live-activity", "notification", "badge", "widgets"]),
	activityId: z.string().optional(),
	body: z.looseObject({ aps: object }).meta(said("As Apple's push service would hand it over.")),
});

export const Device = z.strictObject({
	id: z.string(),
	name: z.string(),
	userId: z.string(),
	lockScreen: LockScreen,
	notifications: z.array(z.looseObject({ aps: object })).meta(said("Newest first.")),
	badge: z.number().meta(said("Number on the app icon.")),
	widgets: z
		.record(z.string(), z.union([z.number(), z.string()]))
		.meta(said("Newest values of the metrics, which widgets can show.")),
	pushes: z.array(Push).meta(said("Everything that arrived, oldest first.")),
	tokens: z.union([z.string(), z.number()]).meta(said("When it registers its tokens.")),
	offline: z.boolean(),
});

export const State = z.strictObject({
	now: isoTime,
	devices: z.array(Device),
	streams: z.array(
		z.strictObject({
			key: z.string(),
			status: z.enum(["active", "paused", "inactive"]),
			activityId: z.string().nullable().meta(said("Of the Live Activity that runs.")),
		}),
	),
});

export const Fault = z.strictObject({
	id: z.string(),
	rule: FaultBody,
	struck: z.number().meta(said("How often it has struck.")),
});

export const Faults = z.strictObject({ faults: z.array(Fault) });

const operationIds = Object.keys(operations) as [string, ...string[]];

const JournalEntry = z.strictObject({
	id: z.string().meta(said("`X-Request-Id` of the answer.")),
	at: milliseconds,
	account: z.string().nullable().meta(said("`null` when the API key was refused.")),
	apiKey: z.string().nullable().meta(said("Its last four characters.")),
	client: z.string().nullable().meta(said("The header `X-ActivitySmith-SDK`.")),
	method: z.string(),
	path: z.string(),
	operation: z.enum(operationIds).nullable().meta(said("`null` when there is no such route or method.")),
	key: z.string().nullable().meta(said("Stream key, metric key or activity id.")),
	body: z.unknown().optional().meta(said("Parsed; absent when there was none or it could not be read.")),
	status: z.number().meta(said("0 when there was no answer.")),
	response: z.unknown().optional(),
	decision: z
		.string()
		.meta(
			said(
				"What came of it: `started`, `updated`, `rotated`, `noop`, `paused`, `ended`, `sent`, `stored`, `replayed`, `refused`, `fault`.",
			),
		),
	because: z.string().nullable().meta(said("Why, where the answer does not say it.")),
	fault: z.string().nullable().meta(said("Id of the fault that struck, whatever it did.")),
});

export const Entries = z.strictObject({ entries: z.array(JournalEntry) });
export const Unexpected = z.strictObject({ unexpected: z.array(JournalEntry) });

export const MagicValues = z.strictObject({
	values: z.array(
		z.strictObject({
			in: z.enum(["API key", "channel", "stream key", "metric key"]),
			value: z.string().meta(said("What the value is or begins with.")),
			means: z.string(),
		}),
	),
});

/** Those with a name in the document. */
export const namedAnswers = {
	Error: ErrorAnswer,
	Index,
	Health,
	Now,
	AccountId,
	ShownActivity,
	LockScreen,
	Push,
	Device,
	State,
	Fault,
	Faults,
	JournalEntry,
	Entries,
	Unexpected,
	MagicValues,
};
