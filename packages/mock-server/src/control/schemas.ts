/** What goes into the control routes and comes out of them. Accounts and faults have their schemas where they are read. */
import * as z from "zod";
import { DURATION, type Duration, readDuration } from "../duration.ts";
import { type FaultRule, FaultRuleSchema } from "../fault-rule.ts";
import { type AccountSeed, AccountSeedSchema } from "../seed.ts";

/** As the types of programs have them: they tell a field that is left out from one that is `undefined`, zod does not. */
export const Account = AccountSeedSchema as z.ZodType as z.ZodType<AccountSeed>;
export const Fault = FaultRuleSchema as z.ZodType as z.ZodType<FaultRule>;

const DurationSchema = z.custom<Duration>((value) => readDuration(value) !== undefined, {
	error: `must be ${DURATION}`,
});

const Time = z.iso.datetime({ offset: true, error: "must be a time, such as 2026-01-01T00:00:00Z" });

export const Health = z.strictObject({
	instance: z.string(),
	version: z.string(),
	clock: z.enum(["frozen", "real"]),
	now: z.iso.datetime(),
});

export const Now = z.strictObject({ now: z.iso.datetime() });

export const ClockChange = z
	.strictObject({ advance: DurationSchema.optional(), set: Time.optional() })
	.refine(({ advance, set }) => (advance === undefined) !== (set === undefined), {
		error: "must have either advance or set",
	});

export const AccountsBody = z.strictObject({ accounts: z.array(Account) });

export const DeviceChange = z.strictObject({
	tokens: z
		.custom<"immediate" | "held" | Duration>(
			(value) => value === "immediate" || value === "held" || readDuration(value) !== undefined,
			{ error: `must be immediate, held, or a duration: ${DURATION}` },
		)
		.optional(),
	offline: z.boolean().optional(),
});

export const Dismissal = z.strictObject({ activity_id: z.string().min(1), reported: z.boolean().optional() });
