/** Metrics that exist, and how widgets show them. Their values come by the API. */
import type { MetricSample } from "@activitysmith/core";
import type { Session } from "../database/database.ts";

export interface Metric {
	key: string;
	/** What a widget calls it; `null` for the key. */
	label: string | null;
	/** How a widget writes the value; `null` for a number as one, and text as it is. */
	format: unknown;
	/** `null` until one has come. */
	sample: Pick<MetricSample, "value" | "at"> | null;
}

/** Makes it, or changes how it is shown; a value that has come stays. */
export async function defineMetric(
	{ kysely }: Session,
	accountId: string,
	{ key, label, format }: Omit<Metric, "sample">,
): Promise<void> {
	const look = { label, format: format === null ? null : JSON.stringify(format) };
	await kysely
		.insertInto("metric")
		.values({ account_id: accountId, key, ...look, value: null, at: null })
		.onConflict((conflict) => conflict.columns(["account_id", "key"]).doUpdateSet(look))
		.execute();
}

/** False when there is no such metric. */
export async function removeMetric({ kysely }: Session, accountId: string, key: string): Promise<boolean> {
	const { numDeletedRows } = await kysely
		.deleteFrom("metric")
		.where("account_id", "=", accountId)
		.where("key", "=", key)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

export async function listMetrics({ kysely }: Session, accountId: string): Promise<Metric[]> {
	const rows = await kysely.selectFrom("metric").selectAll().where("account_id", "=", accountId).execute();
	return rows
		.map(({ key, label, format, value, at }) => ({
			key,
			label,
			format: format === null ? null : JSON.parse(format),
			sample: value === null || at === null ? null : { value: JSON.parse(value), at },
		}))
		.sort((a, b) => (a.key < b.key ? -1 : 1));
}
