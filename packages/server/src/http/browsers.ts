/** Delivery to lock screens in browsers. What they show is in the rows, so that none is ever away: it is only told. */
import type { Database } from "../database/database.ts";
import type { Browsers } from "../delivery/push.ts";
import type { Watchers } from "./page/watchers.ts";

interface BrowsersOptions {
	database: Database;
	watchers: Watchers;
	now(): number;
	onError(error: unknown): void;
}

export function createBrowsers({ database, watchers, now, onError }: BrowsersOptions): Browsers {
	/** As on a phone, a notification may bring a number. One that was asked for since is not lost. */
	async function keepBadge(deviceId: string, badge: number): Promise<void> {
		await database.transaction(async ({ kysely }) => {
			await kysely
				.updateTable("device")
				.set({ badge_wanted: badge })
				.where("id", "=", deviceId)
				.whereRef("badge_sent", "=", "badge_version")
				.execute();
		});
	}

	return {
		send(deviceId, push) {
			const tell = () => watchers.pushed(deviceId, push, now());
			const badge = push.kind === "notification" ? push.body.aps.badge : undefined;
			if (badge === undefined) tell();
			else keepBadge(deviceId, badge).then(tell, onError);
		},
	};
}
