/** Presses on the buttons of an account's phones, and what came of each. */
import { type Press, type PressOutcome, type WebhookRequest, webhookRequest } from "@activitysmith/core";
import type { Tenant } from "../tenant.ts";
import type { SendWebhook } from "./send.ts";

export interface PressRecord extends Press {
	/** By the account's clock, in epoch milliseconds. */
	at: number;
	/** What the webhook was called with, or would have been; `null` for a button that the device acts on by itself. */
	request: WebhookRequest | null;
	outcome: PressOutcome;
}

const PRESSES_KEPT = 1000;

export class Presses {
	/** Oldest first. */
	readonly records: PressRecord[] = [];
	readonly #tenant: Pick<Tenant, "account" | "clock" | "service">;
	readonly secret: string;
	readonly #send: SendWebhook;

	constructor(tenant: Pick<Tenant, "account" | "clock" | "service">, secret: string, send: SendWebhook) {
		this.#tenant = tenant;
		this.secret = secret;
		this.#send = send;
	}

	/** Rejects when there is no such button. */
	async press(press: Press): Promise<PressOutcome> {
		const { account, clock, service } = this.#tenant;
		const at = clock.now();
		const call = await service.press(account, press);
		const request = call && (await webhookRequest(call, [this.secret]));
		const outcome = request
			? await this.#send(request)
			: { status: null, message: "The device opens the button's link by itself: there is nothing to call." };
		this.records.push({ ...press, at, request, outcome });
		if (this.records.length > PRESSES_KEPT) this.records.shift();
		return outcome;
	}
}
