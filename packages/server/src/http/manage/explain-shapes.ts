/** What is asked about a stream or a Live Activity, and told. */
import * as z from "zod";
import { phases } from "../../explain/phase.ts";
import { reasons, verdicts } from "../../explain/verdict.ts";
import { Id, line, said, Time } from "../shapes.ts";
import { pageLimit } from "./shapes.ts";

export const ExplainParams = z.strictObject({
	key: z
		.string()
		.regex(/^[A-Za-z0-9_-]{1,255}$/, { error: "must be a stream key, or the id of a Live Activity" })
		.meta(said("A stream key, or the id of a Live Activity.")),
});

export const ExplainQuery = z.strictObject({
	device_id: Id.optional().meta(said("Only about this device, which may be one that was unpaired.")),
	verdict: z.enum(verdicts).optional().meta(said("Lists only devices with this verdict.")),
	cursor: line(100).optional().meta(said("`next_cursor` of the page before.")),
	limit: pageLimit,
});

const count = z.int().min(0);

export const DeviceVerdict = z
	.strictObject({
		device_id: z.string(),
		name: z.string(),
		kind: z.enum(["ios", "browser"]),
		verdict: z
			.enum(verdicts)
			.meta(
				said(
					"`shown`: the latest state is on its screen. `outdated`: an older one is. `unconfirmed`: Apple has taken the start, and the phone has not said that it shows it. `not_shown`: nothing of it is.",
				),
			),
		reason: z.enum(reasons),
		sentence: z.string().meta(said("The same for a person, with what to do about it.")),
		facts: z.strictObject({
			sent_version: z
				.int()
				.nullable()
				.meta(said("The version it was last sent; `null` when it was never meant for it.")),
			token_at: Time.nullable().meta(said("When it registered the token that updates of this Live Activity need.")),
			start_token_at: Time.nullable().meta(said("When it registered the token that starts need.")),
			attempts: z.int().meta(said("Failed ones in a row.")),
			next_attempt_at: Time.nullable(),
			last_status: z.int().nullable().meta(said("Of Apple's last answer.")),
			last_reason: z.string().nullable(),
			last_at: Time.nullable().meta(said("When something was last tried.")),
			registered: z.boolean(),
			live_activities: z.boolean(),
			frequent_updates: z.boolean(),
			app_version: z.string().nullable(),
			os_version: z.string().nullable(),
			channels: z.array(z.string()),
		}),
	})
	.meta(said("Why one device shows it or does not."));

export const Explanation = z.strictObject({
	key: z.string().meta(said("As it was asked for.")),
	summary: z.string().meta(said("In a sentence or two.")),
	state: z.enum(phases),
	stream: z.strictObject({ stream_key: z.string(), paused: z.boolean(), last_put_at: Time }).nullable(),
	activity: z
		.strictObject({
			activity_id: z.string(),
			type: z.string(),
			version: z.int(),
			channels: z.array(z.string()).nullable().meta(said("`null` for every device.")),
			started_at: Time,
			ended_at: Time.nullable(),
			dismiss_at: Time.nullable().meta(said("When it leaves the lock screen.")),
			rotates_at: Time.nullable().meta(said("When the server moves the stream to a fresh one by itself.")),
			replaced_by: z.string().nullable(),
		})
		.nullable()
		.meta(said("The one that is shown, or was last.")),
	limits: z.strictObject({ live_activities: count, running: count.meta(said("Those that run now.")) }),
	apns: z.boolean().meta(said("Whether this server has a key of Apple's.")),
	counts: z
		.strictObject({ shown: count, outdated: count, unconfirmed: count, not_shown: count })
		.meta(said("Devices by verdict, listed here or not.")),
	beyond_key: count.meta(said("Devices that this API key does not reach: they are counted here only.")),
	devices: z.array(DeviceVerdict).meta(said("In the order in which they were paired.")),
	next_cursor: z.string().nullable().meta(said("Where the next page of devices begins; `null` at the end.")),
});

export const explainShapes = { DeviceVerdict, Explanation };
