/** A press on a device's button: the webhook behind it is called, signed and fenced. */
import { type Account, type Press, type PressOutcome, type Service, webhookRequest } from "@activitysmith/core";
import { createWebhookSender, type WebhookSender } from "@activitysmith/webhooks";
import type { Database } from "../database/database.ts";
import { findWebhookSecret } from "../store/accounts.ts";

export interface PressOptions {
	database: Database;
	service: Pick<Service, "press">;
	/** Ranges that webhooks may reach although they are not public. */
	allow: readonly string[];
	/** @default over the network */
	send?: WebhookSender;
}

export type PressButton = (account: Account, press: Press) => Promise<PressOutcome>;

/** What is not there is refused with a 404; what goes wrong with the call is the outcome's message. */
export function createPresses({ database, service, allow, send }: PressOptions): PressButton {
	const call = send ?? createWebhookSender({ allow });
	return async (account, press) => {
		const webhook = await service.press(account, press);
		if (!webhook) return { status: null, message: "The device opens the button's link by itself: nothing was called." };
		const secret = await findWebhookSecret(database.reader, account.id);
		if (secret === undefined) throw new Error(`The account ${account.id} is gone`);
		return call(await webhookRequest(webhook, [secret]));
	};
}
