/**
 * Writes accounts and phones into the database of a server that does not run: to make each of them by HTTP takes longer
 * than what is measured.
 */
import type { Database } from "../packages/server/src/database/database.ts";
import { createAccount, listAccounts } from "../packages/server/src/store/accounts.ts";
import { createApiKey } from "../packages/server/src/store/api-keys.ts";
import { createChannel, setMembers } from "../packages/server/src/store/channels.ts";
import { addDevice } from "../packages/server/src/store/devices.ts";
import { registerToken } from "../packages/server/src/store/tokens.ts";
import { createUser, listUsers } from "../packages/server/src/store/users.ts";

const facts = {
	name: "Device",
	model: "iphone",
	appVersion: null,
	osVersion: null,
	liveActivities: true,
	frequentUpdates: true,
} as const;

/** Each with a lock screen in a browser. Returns a key of each. */
export function addAccounts(database: Database, count: number): Promise<string[]> {
	return database.transaction(async (session) => {
		const keys: string[] = [];
		const now = Date.now();
		const limits = { requestsPerMinute: null, liveActivities: 1_000_000 };
		for (let index = 0; index < count; index += 1) {
			const { id: accountId } = await createAccount(session, { limits }, now);
			const { id: userId } = await createUser(session, { accountId, name: "User" });
			const browser = { kind: "browser", bundleId: null, environment: null } as const;
			await addDevice(session, { ...facts, ...browser, accountId, userId }, now);
			const { secret } = await createApiKey(session, { accountId, name: "Key", scope: { kind: "all" } }, now);
			keys.push(secret);
		}
		return keys;
	});
}

/** A channel for each of the sizes, named after it, that holds so many of the first phones. */
export async function addPhones(
	database: Database,
	tokens: readonly string[],
	bundleId: string,
	sizes: readonly number[],
): Promise<void> {
	await database.transaction(async (session) => {
		const [account] = await listAccounts(session);
		const accountId = account?.id ?? "";
		const [user] = await listUsers(session, accountId);
		const userId = user?.id ?? "";
		const now = Date.now();
		const phone = { kind: "ios", bundleId, environment: "production" } as const;
		const ids: string[] = [];
		for (const token of tokens) {
			const { device } = await addDevice(session, { ...facts, ...phone, accountId, userId }, now);
			await registerToken(session, device.id, "push", token, now);
			ids.push(device.id);
		}
		for (const size of sizes) {
			await createChannel(session, accountId, `phones-${size}`);
			await setMembers(session, accountId, `phones-${size}`, { users: [], devices: ids.slice(0, size) });
		}
	});
}
