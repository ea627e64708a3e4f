/** Writes phones into the database of a server that does not run: to pair each of them takes longer than what is measured. */
import type { Database } from "../packages/server/src/database/database.ts";
import { listAccounts } from "../packages/server/src/store/accounts.ts";
import { createChannel, setMembers } from "../packages/server/src/store/channels.ts";
import { addDevice } from "../packages/server/src/store/devices.ts";
import { registerToken } from "../packages/server/src/store/tokens.ts";
import { listUsers } from "../packages/server/src/store/users.ts";

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
		const facts = {
			...{ name: "iPhone", model: "iphone", kind: "ios", bundleId, environment: "production" },
			...{ appVersion: null, osVersion: null, liveActivities: true, frequentUpdates: true },
		} as const;
		const ids: string[] = [];
		for (const token of tokens) {
			const { device } = await addDevice(session, { ...facts, accountId, userId }, now);
			await registerToken(session, device.id, "push", token, now);
			ids.push(device.id);
		}
		for (const size of sizes) {
			await createChannel(session, accountId, `phones-${size}`);
			await setMembers(session, accountId, `phones-${size}`, { users: [], devices: ids.slice(0, size) });
		}
	});
}
