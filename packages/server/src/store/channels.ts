/** Channels: names for some users, with all their devices, and for some devices. */
import type { Session } from "../database/database.ts";

export interface Members {
	users: readonly string[];
	devices: readonly string[];
}

export interface Channel extends Members {
	slug: string;
}

/** False when there is such a channel already. */
export async function createChannel({ kysely }: Session, accountId: string, slug: string): Promise<boolean> {
	const { numInsertedOrUpdatedRows = 0n } = await kysely
		.insertInto("channel")
		.values({ account_id: accountId, slug })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return numInsertedOrUpdatedRows > 0n;
}

/** False when there is no such channel. */
export async function removeChannel({ kysely }: Session, accountId: string, slug: string): Promise<boolean> {
	const { numDeletedRows } = await kysely
		.deleteFrom("channel")
		.where("account_id", "=", accountId)
		.where("slug", "=", slug)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

export async function listChannels({ kysely }: Session, accountId: string): Promise<Channel[]> {
	const of = accountId;
	const channels = await kysely.selectFrom("channel").select("slug").where("account_id", "=", of).execute();
	const users = await kysely.selectFrom("channel_user").selectAll().where("account_id", "=", of).execute();
	const devices = await kysely.selectFrom("channel_device").selectAll().where("account_id", "=", of).execute();
	return channels
		.map(({ slug }) => ({
			slug,
			users: users.flatMap((row) => (row.slug === slug ? [row.user_id] : [])).sort(),
			devices: devices.flatMap((row) => (row.slug === slug ? [row.device_id] : [])).sort(),
		}))
		.sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** Channels that a device is in, by itself or with its user. */
export async function channelsOf({ kysely }: Session, deviceId: string): Promise<string[]> {
	const rows = await kysely
		.selectFrom("channel_device")
		.select("slug")
		.where("device_id", "=", deviceId)
		.union(
			kysely
				.selectFrom("channel_user")
				.innerJoin("device", "device.user_id", "channel_user.user_id")
				.select("slug")
				.where("device.id", "=", deviceId),
		)
		.execute();
	return rows.map(({ slug }) => slug).sort();
}

/**
 * Sets who is in a channel, all at once. Run it in a transaction. Returns ids that are no users or devices of the account:
 * when there are any, nothing was changed.
 */
export async function setMembers(
	session: Session,
	accountId: string,
	slug: string,
	{ users, devices }: Members,
): Promise<string[]> {
	const { kysely } = session;
	const strangers = [
		...(await unknownIds(session, "app_user", accountId, users)),
		...(await unknownIds(session, "device", accountId, devices)),
	];
	if (strangers.length > 0) return strangers;
	const channel = { account_id: accountId, slug };
	for (const table of ["channel_user", "channel_device"] as const) {
		await kysely.deleteFrom(table).where("account_id", "=", accountId).where("slug", "=", slug).execute();
	}
	for (const some of inPieces(users)) {
		await kysely
			.insertInto("channel_user")
			.values(some.map((user_id) => ({ ...channel, user_id })))
			.execute();
	}
	for (const some of inPieces(devices)) {
		await kysely
			.insertInto("channel_device")
			.values(some.map((device_id) => ({ ...channel, device_id })))
			.execute();
	}
	return [];
}

async function unknownIds(
	{ kysely }: Session,
	table: "app_user" | "device",
	accountId: string,
	ids: readonly string[],
): Promise<string[]> {
	const known = new Set<string>();
	for (const some of inPieces(ids)) {
		const rows = await kysely
			.selectFrom(table)
			.select("id")
			.where("account_id", "=", accountId)
			.where("id", "in", some)
			.execute();
		for (const { id } of rows) known.add(id);
	}
	return ids.filter((id) => !known.has(id));
}

/** Databases take only so many values in one statement. */
const PIECE = 1000;

/** Each id once. */
function inPieces(ids: readonly string[]): string[][] {
	const all = [...new Set(ids)];
	return Array.from({ length: Math.ceil(all.length / PIECE) }, (_, index) =>
		all.slice(index * PIECE, (index + 1) * PIECE),
	);
}
