/** The server as the app on a phone calls it. */
export interface Snapshot {
	badge: number;
	widgets: { key: string; value: number | string }[];
}

/** Asks the server, wherever it is. */
export type FetchPath = (path: string, init: RequestInit) => Promise<Response>;

export class DeviceApi {
	readonly #secret: string;
	readonly #fetch: FetchPath;

	constructor(secret: string, fetch: FetchPath) {
		this.#secret = secret;
		this.#fetch = fetch;
	}

	async registerToken(kind: "push" | "start" | "widget", token: string): Promise<void> {
		await this.#call("PUT", `/tokens/${kind}`, { token });
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
		const response = await this.#fetch(`/device${path}`, {
			method,
			headers: { authorization: `Bearer ${this.#secret}`, ...(body && { "content-type": "application/json" }) },
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} /device${path} was answered with ${response.status}: ${text}`);
		return text;
	}
}
