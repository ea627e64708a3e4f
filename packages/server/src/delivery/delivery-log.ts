/** Every attempt is written down. */
import { randomBytes } from "node:crypto";
import type { Session } from "../database/database.ts";
import type { DeliveryLogTable } from "../database/tables.ts";
import type { Push, Settled } from "./push.ts";
import { insertRows, runRows } from "./rows.ts";

const addEntries = insertRows<DeliveryLogTable>("delivery_log", {
	id: "text",
	account_id: "text",
	device_id: "text",
	about: "text",
	kind: "text",
	version: "bigint",
	apns_id: "text",
	status: "bigint",
	reason: "text",
	attempts: "bigint",
	at: "bigint",
});

const process = randomBytes(6).toString("hex");
let count = 0;

/** In the order in which they are made: an index grows fastest at its end. */
function newId(now: number): string {
	count += 1;
	return `${now.toString(36).padStart(9, "0")}-${process}-${count.toString(36).padStart(6, "0")}`;
}

export async function log(session: Session, settled: readonly Settled<Push>[], now: number): Promise<void> {
	const rows = settled
		.filter(({ outcome }) => outcome.advice !== "away")
		.map(({ push, outcome }) => ({
			id: newId(now),
			account_id: push.address.account_id,
			device_id: push.address.device_id,
			about: push.about,
			kind: push.event,
			version: push.version,
			apns_id: push.token === null ? null : push.apnsId,
			status: outcome.status,
			// Nobody knows what became of it, or it could not even be tried: that is told apart from a success.
			reason: outcome.reason ?? (outcome.advice === "delivered" ? null : outcome.advice),
			attempts: push.attempts + 1,
			at: now,
		}));
	await runRows(session, addEntries, rows);
}
