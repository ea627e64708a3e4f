/** Accounts and faults as bodies of requests: their schemas from where they are read, with words for the document. */
import { MetricKey, type OperationId, operations } from "@activitysmith/schema";
import * as z from "zod";
import { type FaultRule, FaultRuleSchema } from "../fault-rule.ts";
import { type AccountSeed, AccountSeedSchema, type ChannelSeed, ChannelSeedSchema, MetricSeedSchema } from "../seed.ts";

// Types of programs tell a field that is left out from one that is undefined; zod's don't.
export const AccountBody = AccountSeedSchema as z.ZodType as z.ZodType<AccountSeed>;
export const FaultBody = FaultRuleSchema as z.ZodType as z.ZodType<FaultRule>;
export const ChannelBody = ChannelSeedSchema as z.ZodType as z.ZodType<ChannelSeed>;

type Words = Record<string, unknown> & { description: string };

const channelWords: Record<keyof ChannelSeed, Words> = {
	users: { description: "Users, with all their devices." },
	devices: { description: "Single devices." },
};

/** What a duration is, for a document that can't know `z.custom`. */
export const durationType = { type: ["number", "string"], minimum: 0 } as const;

const operation = { type: "string", enum: Object.keys(operations) as OperationId[] };

const accountWords: Record<keyof AccountSeed, Words> = {
	keys: {
		description: "API keys; with `channels`, a key that reaches only those.",
		items: {
			anyOf: [
				{ type: "string", pattern: "^\\S+$" },
				{
					type: "object",
					properties: {
						key: { type: "string", pattern: "^\\S+$" },
						channels: { type: "array", minItems: 1, items: { type: "string" } },
					},
					required: ["key", "channels"],
					additionalProperties: false,
				},
			],
		},
	},
	users: { description: "Users and their devices. One user with the devices `iphone` and `ipad` when left out." },
	channels: { description: "Channels by slug." },
	metrics: { description: "Metrics that exist: their keys, or with a key what widgets show of it." },
	strict: {
		description:
			"Whether channels and metrics must have been described; otherwise they exist from the moment a request names them. True when some are described, unless said otherwise.",
	},
	webhookSecret: { description: "What webhooks are signed with: `whsec_` and 24 to 64 bytes in base64." },
	limits: { description: "Requests a minute (`null`: no limit) and Live Activities at a time." },
};

const faultWords: Record<keyof FaultRule, Words> = {
	operation: {
		description: "Operations that it strikes, by `operationId`. All of them when left out.",
		anyOf: [operation, { type: "array", minItems: 1, items: operation }],
	},
	key: { description: "Strikes only this stream key or metric key." },
	after: { description: "Lets this many requests through first.", default: 0 },
	times: { description: "Strikes this many times, and never again. Without end when left out." },
	probability: { description: "Chance that it strikes a request, drawn from the mock's seed.", default: 1 },
	delay: { description: "Waits this long, in real time, before anything else happens.", ...durationType },
	status: { description: "Answers with this status. The service is not asked." },
	body: { description: "Body beside `status`: text as it is, anything else as JSON. The API's own when left out." },
	headers: { description: "Headers of the answer beside its own, or in their place." },
	retryAfter: { description: "Header `Retry-After` in seconds, beside `status`. 1 for a 429 without a `body`." },
	connection: {
		description:
			"`reset` breaks it without an answer, `never` leaves it open without one, `truncate` breaks it in the middle of the body.",
	},
	slowBody: { description: "Spreads the body over this long, in real time.", ...durationType },
	processed: {
		description:
			"Whether the service does what it is asked although its answer is lost or replaced. False, but true for `truncate`.",
	},
};

/** Tells a document's maker about the fields of a schema whose source says nothing about them. */
export function describeSeeds(words: z.core.$ZodRegistry<Record<string, unknown>>): void {
	const about = [
		[FaultRuleSchema.shape, faultWords],
		[AccountSeedSchema.shape, accountWords],
		[ChannelSeedSchema.shape, channelWords],
	] as const;
	for (const [shape, fields] of about) {
		for (const [name, said] of Object.entries(fields)) {
			const schema = (shape as Record<string, z.ZodType>)[name];
			if (schema) words.add(schema, said);
		}
	}
	const itself = (schema: z.ZodType) => {
		const { $schema: _, ...said } = z.toJSONSchema(schema);
		return said;
	};
	words.add(AccountSeedSchema.shape.metrics, {
		...accountWords.metrics,
		items: { anyOf: [itself(MetricKey), itself(MetricSeedSchema)] },
	});
}
