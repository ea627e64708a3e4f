/** What a new database gets: an account, its owner, one API key, and a lock screen for a browser. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Database, Session } from "../database/database.ts";
import { DatabaseError } from "../database/errors.ts";
import { browserFacts } from "../http/page/page.ts";
import { createPairingCode } from "../http/pairing.ts";
import { createAccount, listAccounts } from "../store/accounts.ts";
import { createApiKey } from "../store/api-keys.ts";
import { addDevice, findDevice } from "../store/devices.ts";
import { hashOf, randomText } from "../store/ids.ts";
import { createUser } from "../store/users.ts";
import { OWNER_TOKEN_FILE } from "./settings.ts";

/** Kept as settings of the database. */
const INSTALLATION = "installation";
const OWNER_TOKEN = "owner_token";
const LOCK_SCREEN = "lock_screen";

const OWNER_TOKEN_LENGTH = 40;
/** So long the printed link of the lock screen is good. */
const LINK_MS = 60 * 60 * 1000;

async function setting({ kysely }: Session, key: string): Promise<string | undefined> {
	const row = await kysely.selectFrom("setting").select("value").where("key", "=", key).executeTakeFirst();
	return row?.value;
}

/** False when it has a value already. Of two processes that start at once, one hears so. */
async function claimSetting({ kysely }: Session, key: string, value: string): Promise<boolean> {
	const { numInsertedOrUpdatedRows = 0n } = await kysely
		.insertInto("setting")
		.values({ key, value })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return numInsertedOrUpdatedRows > 0n;
}

export interface Installation {
	/** The same for all processes of a database: eight characters. */
	id: string;
	/** The API key that was made now; `undefined` when the database was not new. */
	firstKey: string | undefined;
}

export function ensureInstallation(database: Database, now: number): Promise<Installation> {
	return database.transaction(async (session) => {
		const id = randomText(8).toLowerCase();
		if (!(await claimSetting(session, INSTALLATION, id))) {
			return { id: (await setting(session, INSTALLATION)) ?? "", firstKey: undefined };
		}
		const account = await createAccount(session, {}, now);
		const accountId = account.id;
		const user = await createUser(session, { accountId, name: "Owner" });
		const facts = browserFacts("My lock screen");
		const { device } = await addDevice(session, { accountId, userId: user.id, kind: "browser", ...facts }, now);
		await claimSetting(session, LOCK_SCREEN, device.id);
		const { secret } = await createApiKey(session, { accountId, name: "First key", scope: { kind: "all" } }, now);
		return { id, firstKey: secret };
	});
}

/** A code that opens the first lock screen in a browser; `undefined` when it was removed. */
export function lockScreenCode(database: Database, now: number): Promise<string | undefined> {
	return database.transaction(async (session) => {
		const [account] = await listAccounts(session);
		const deviceId = await setting(session, LOCK_SCREEN);
		const device = account && deviceId ? await findDevice(session, account.id, deviceId) : undefined;
		if (!device) return undefined;
		const { accountId, userId } = device;
		return createPairingCode(
			session,
			{ accountId, userId, kind: "browser", deviceId: device.id, expiresAt: now + LINK_MS },
			now,
		);
	});
}

/**
 * SHA-256 of the owner token, in hex. One that is not given is made at the first start; then it is in a file of the data
 * folder that only the user of this process can read, and only its hash is in the database.
 */
export async function ensureOwnerToken(
	database: Database,
	{ data, ownerToken }: { data: string; ownerToken: string | undefined },
): Promise<string> {
	if (ownerToken !== undefined) return hashOf(ownerToken);
	const known = await setting(database.reader, OWNER_TOKEN);
	if (known !== undefined) return known;
	const token = `aso_${randomText(OWNER_TOKEN_LENGTH)}`;
	const hash = hashOf(token);
	const file = join(data, OWNER_TOKEN_FILE);
	const mine = await database.transaction((session) => {
		// In the transaction: without the file nobody would know the token.
		writeToken(file, token, data);
		return claimSetting(session, OWNER_TOKEN, hash);
	});
	return mine ? hash : ((await setting(database.reader, OWNER_TOKEN)) ?? hash);
}

function writeToken(file: string, token: string, folder: string): void {
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		writeFileSync(file, `${token}\n`, { mode: 0o600 });
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new DatabaseError(
			"read-only",
			`The owner token cannot be kept in ${file} (${reason}). Name another data folder, or give a token with ACTIVITYSMITH_OWNER_TOKEN.`,
			{ cause: error },
		);
	}
}
