/** Calls webhooks over the network. It is loaded when the first of them is called. */
import { createWebhookSender, type WebhookSender } from "@activitysmith/webhooks";
import type { CallWebhook } from "./send.ts";

const senders = new WeakMap<readonly string[], WebhookSender>();

function senderFor(allow: readonly string[]): WebhookSender {
	const known = senders.get(allow);
	if (known) return known;
	const sender = createWebhookSender({
		allow: [...allow],
		refused: (host, address) => {
			const where = host.replace(/^\[|\]$/g, "") === address ? `${host} is` : `${host} is at ${address}, which is`;
			const range = `${address}/${address.includes(":") ? 128 : 32}`;
			return `${where} not a public address: start the mock with --allow-webhooks-to ${range}, or name the range in the option allowWebhooksTo.`;
		},
	});
	senders.set(allow, sender);
	return sender;
}

export const callWebhook: CallWebhook = (request, allow) => senderFor(allow)(request);
