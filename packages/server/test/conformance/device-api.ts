/** The server as the app on a phone calls it. */
import type { Instance } from "./instance.ts";

export interface Snapshot {
	badge: number;
	widgets: { key: string; value: number | string }[];
}

export class DeviceApi {
	readonly #origin: string;
	readonly #secret: string;
	readonly #instance: () => Instance;

	constructor(origin: string, secret: string, instance: () => Instance) {
		this.#origin = origin;
		this.#secret = secret;
		this.#instance = instance;
	}

	async registerActivityToken(activityId: string, token: string): Promise<void> {
		await this.#call("PUT", `/activities/${activityId}/token`, { token });
	}

	async reportDismissed(activityId: string): Promise<void> {
		await this.#call("POST", "/reports", { activities: [{ activity_id: activityId, state: "dismissed" }] });
	}

	async snapshot(): Promise<Snapshot> {
		return JSON.parse(await this.#call("GET", "/snapshot"));
	}

	async #call(method: string, path: string, body?: object): Promise<string> {
		const request = new Request(`${this.#origin}/device${path}`, {
			method,
			headers: { authorization: `Bearer ${this.#secret}`, ...(body && { "content-type": "application/json" }) },
			...(body && { body: JSON.stringify(body) }),
		});
		const response = await this.#instance().fetch(request);
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} /device${path} was answered with ${response.status}: ${text}`);
		return text;
	}
}
