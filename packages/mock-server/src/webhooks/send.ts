/** What becomes of a webhook's request: kept and not sent, given to a function of the test, or sent over the network. */
import type { PressOutcome, WebhookRequest } from "@activitysmith/core";
import * as z from "zod";
import { checked } from "../checked.ts";

export type SendWebhook = (request: WebhookRequest) => Promise<PressOutcome>;

/** Sends it over the network, where there is one. @param allow Ranges that are not public, and may be reached all the same. */
export type CallWebhook = (request: WebhookRequest, allow: readonly string[]) => Promise<PressOutcome>;

export interface WebhookOptions {
	/**
	 * What a press on a button with a webhook leads to: `"record"` calls nothing, `"call"` calls the webhook over the
	 * network, and a function answers in its place. Each press is in `presses` of its account.
	 * @default "record"
	 */
	webhooks?: "record" | "call" | ((request: Request) => Promise<Response>);
	/**
	 * Ranges in CIDR notation, such as `127.0.0.0/8`, that `"call"` may reach although they are not public.
	 * @default []
	 */
	allowWebhooksTo?: readonly string[];
}

const Range = z.union([z.cidrv4(), z.cidrv6()], { error: "must be a range in CIDR notation, such as 127.0.0.0/8" });

/** Whether it is a range in CIDR notation. */
export const isRange = (text: string): boolean => Range.safeParse(text).success;

async function answeredBy(
	handler: (request: Request) => Promise<Response>,
	{ url, method, headers, body }: WebhookRequest,
): Promise<PressOutcome> {
	try {
		const { status } = await handler(new Request(url, { method, headers, body }));
		return status === 0 ? { status: null, message: "The webhook's function answered with an error." } : { status };
	} catch (error) {
		return {
			status: null,
			message: `The webhook's function failed: ${error instanceof Error ? error.message : error}`,
		};
	}
}

/** Throws a `TypeError` that names what is wrong with the options. */
export function sendBy({ webhooks = "record", allowWebhooksTo = [] }: WebhookOptions, call: CallWebhook): SendWebhook {
	const allow = checked(z.array(Range), allowWebhooksTo, "allowWebhooksTo");
	if (typeof webhooks === "function") return (request) => answeredBy(webhooks, request);
	if (webhooks === "call") return (request) => call(request, allow);
	if (webhooks !== "record") throw new TypeError('webhooks must be "record", "call" or a function');
	return async () => ({ status: null, message: 'Recorded, and not called: the mock has webhooks: "record".' });
}
