/** One account with one key, and one phone that has told none of its tokens. */
import type { Account } from "@activitysmith/core";
import type { Database } from "../src/database/database.ts";
import { createAccount } from "../src/store/accounts.ts";
import { createApiKey } from "../src/store/api-keys.ts";
import { addDevice } from "../src/store/devices.ts";
import { createUser } from "../src/store/users.ts";

export interface Home {
	account: Account;
	/** Of the API. */
	key: string;
	/** Secret of the phone. */
	phone: string;
}

export function makeHome(database: Database, bundleId = "com.example.app"): Promise<Home> {
	return database.transaction(async (session) => {
		const account = await createAccount(session, { limits: { requestsPerMinute: null } }, 0);
		const accountId = account.id;
		const { id: userId } = await createUser(session, { accountId, name: "Ada" });
		const { secret: phone } = await addDevice(
			session,
			{
				...{ accountId, userId, name: "phone", kind: "ios", model: "iphone", bundleId, environment: "sandbox" },
				...{ appVersion: null, osVersion: null, liveActivities: true, frequentUpdates: true },
			},
			0,
		);
		const { secret: key } = await createApiKey(session, { accountId, name: "key", scope: { kind: "all" } }, 0);
		return { account, key, phone };
	});
}
