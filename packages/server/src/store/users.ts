/** People of an account. */
import type { Session } from "../database/database.ts";
import { newId } from "./ids.ts";

export interface User {
	id: string;
	accountId: string;
	name: string;
}

export async function createUser(
	{ kysely }: Session,
	{ id = newId("usr"), accountId, name }: Omit<User, "id"> & { id?: string },
): Promise<User> {
	await kysely.insertInto("app_user").values({ id, account_id: accountId, name }).execute();
	return { id, accountId, name };
}

export async function listUsers({ kysely }: Session, accountId: string): Promise<User[]> {
	const rows = await kysely
		.selectFrom("app_user")
		.selectAll()
		.where("account_id", "=", accountId)
		.orderBy("name")
		.orderBy("id")
		.execute();
	return rows.map(({ id, name }) => ({ id, accountId, name }));
}

/** With the devices. False when the account has no such user. */
export async function removeUser({ kysely }: Session, accountId: string, id: string): Promise<boolean> {
	const { numDeletedRows } = await kysely
		.deleteFrom("app_user")
		.where("account_id", "=", accountId)
		.where("id", "=", id)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}
