/** What nobody can ask for any more. */
import type { Session } from "../database/database.ts";

/** Forgets answers to an `Idempotency-Key` that are not given again; says how many. */
export async function forgetAnswers({ kysely }: Session, now: number): Promise<number> {
	const { numDeletedRows } = await kysely.deleteFrom("answer").where("expires_at", "<=", now).executeTakeFirst();
	return Number(numDeletedRows);
}
