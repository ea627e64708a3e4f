/** Tokens that Apple delivers by, each with the time of its registration: an answer about an older one says nothing. */
import { sql } from "kysely";
import type { Session } from "../database/database.ts";
import { statement } from "../database/statement.ts";

/** For notifications and badges; for starting Live Activities; for reloading widgets. */
export type TokenKind = "push" | "start" | "widget";

export const forgetSamePhone = statement<{ device: string; token: string }>()((db, { device, token }) =>
	db
		.updateTable("device")
		.set({ push_token: null, push_token_at: null, registered: 0 })
		.where("push_token", "=", token)
		.where("id", "!=", device)
		.where("account_id", "=", (row) => row.selectFrom("device").select("account_id").where("id", "=", device)),
);

/**
 * Takes the place of the device's earlier token. A device of the account that had the same push token is the same phone,
 * paired before: it is a recipient no more. False when there is no such device.
 */
export async function registerToken(
	session: Session,
	deviceId: string,
	kind: TokenKind,
	token: string,
	now: number,
): Promise<boolean> {
	const { numUpdatedRows } = await session.kysely
		.updateTable("device")
		.set({ [`${kind}_token`]: token, [`${kind}_token_at`]: now, registered: 1 })
		.where("id", "=", deviceId)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) return false;
	if (kind === "push") await session.run(forgetSamePhone, { device: deviceId, token });
	return true;
}

/**
 * Apple has said that the token was dead at `deadAt`: it is dropped, unless it was registered after that or has been
 * replaced. Without a push token the device is no recipient until it registers again. Says whether it was dropped.
 */
export async function dropToken(
	{ kysely }: Session,
	deviceId: string,
	kind: TokenKind,
	token: string,
	deadAt: number,
): Promise<boolean> {
	const { numUpdatedRows } = await kysely
		.updateTable("device")
		.set({ [`${kind}_token`]: null, [`${kind}_token_at`]: null, ...(kind === "push" && { registered: 0 as const }) })
		.where("id", "=", deviceId)
		.where(`${kind}_token`, "=", token)
		.where(`${kind}_token_at`, "<=", deadAt)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/**
 * The token by which one Live Activity is updated on one device; it may change while the activity runs. Call the service's
 * `registerActivityToken` after it, which sends what waited. What the token before was sent last is sent to the new one,
 * too: a phone on which the activity was started twice, as nobody could know that the first start had arrived, may have
 * got it on the one that it has let go. False when the activity was never meant for the device.
 */
export async function saveActivityToken(
	{ kysely }: Session,
	activityId: string,
	deviceId: string,
	token: string,
): Promise<boolean> {
	const ofOne = kysely
		.updateTable("activity_device")
		.where("activity_id", "=", activityId)
		.where("device_id", "=", deviceId);
	await ofOne
		.set({ dismissed: 0, sent_version: sql<number>`CASE WHEN wanted_version > 1 THEN wanted_version - 1 ELSE 1 END` })
		.where("token", "!=", token)
		.where(sql<boolean>`(dismissed = 1 OR sent_version = wanted_version)`)
		.execute();
	const { numUpdatedRows } = await ofOne.set({ token }).executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** As `dropToken`. What the device should show then waits for a new token. */
export async function dropActivityToken(
	{ kysely }: Session,
	activityId: string,
	deviceId: string,
	token: string,
	deadAt: number,
): Promise<boolean> {
	const { numUpdatedRows } = await kysely
		.updateTable("activity_device")
		.set({ token: null, token_at: null })
		.where("activity_id", "=", activityId)
		.where("device_id", "=", deviceId)
		.where("token", "=", token)
		.where("token_at", "<=", deadAt)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}
