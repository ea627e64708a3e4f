/** Streams of an account, for whoever looks after it. */
import type { Stream } from "@activitysmith/core";
import type { Session } from "../database/database.ts";
import { streamOf } from "./rows.ts";

/** In the order of their keys, beginning after `after`. */
export async function listStreams(
	{ kysely }: Session,
	accountId: string,
	{ after = "", limit = 100 }: { after?: string; limit?: number } = {},
): Promise<Stream[]> {
	const rows = await kysely
		.selectFrom("stream")
		.selectAll()
		.where("account_id", "=", accountId)
		.where("key", ">", after)
		.orderBy("key")
		.limit(limit)
		.execute();
	return rows.map(streamOf);
}
