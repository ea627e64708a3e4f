/** The delivery log: every attempt to bring something to a device, and what came of it. */
import type { Session } from "../database/database.ts";
import type { DeliveryLogTable } from "../database/tables.ts";
import { cursorOf, type Page, type PageQuery, type Period, placeOf, scan, within } from "./scan.ts";

export interface DeliveryFilter extends Period {
	device?: string | undefined;
	/** Id of an activity or a notification. */
	about?: string | undefined;
	kind?: string | undefined;
	/** Only what did not arrive. */
	failed?: boolean | undefined;
}

/** As late as nine digits of base 36 can say. */
const LAST = 36 ** 9 - 2;

/** Ids of the log begin so when they are of this time. */
export const idFrom = (at: number) =>
	Math.min(Math.max(0, at), LAST + 1)
		.toString(36)
		.padStart(9, "0");

/** Newest first. */
export function listDeliveries(
	{ kysely }: Session,
	accountId: string,
	{ device, about, kind, failed, from, to }: DeliveryFilter,
	page: PageQuery,
): Promise<Page<DeliveryLogTable>> {
	return scan({
		...page,
		read(cursor, limit) {
			const rows = kysely.selectFrom("delivery_log").selectAll().limit(limit);
			// Of one device there is an index in the order of time; the rest is in the order of ids, which is the same.
			if (device === undefined) {
				const upTo = cursor === undefined ? idFrom((to ?? LAST) + 1) : placeOf(cursor).id;
				const since = idFrom(from ?? 0);
				return rows.where("id", ">=", since).where("id", "<", upTo).orderBy("id", "desc").execute();
			}
			return rows
				.where("device_id", "=", device)
				.where(within("at", { from, to }, cursor))
				.orderBy("at", "desc")
				.orderBy("id", "desc")
				.execute();
		},
		cursorOf: ({ at, id }) => cursorOf({ at, id }),
		view(row) {
			const wanted =
				row.account_id === accountId &&
				(about === undefined || row.about === about) &&
				(kind === undefined || row.kind === kind) &&
				(!failed || row.reason !== null);
			return wanted ? row : undefined;
		},
	});
}
