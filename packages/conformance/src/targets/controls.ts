/** The control routes of a mock that listens: what cannot be done through the API itself. */
import type { AccountSeed, Controls, Phone, TargetAccount } from "../driver.ts";
import { accountFor } from "./accounts.ts";

type Fetch = typeof globalThis.fetch;

export interface Health {
	instance: string;
	version: string;
	clock: "frozen" | "real";
	now: number | string;
}

/** A device as the routes show it. */
interface DeviceState extends Omit<Phone, "activities"> {
	lockScreen: { activities: Phone["activities"] };
}

export class ControlRoutes {
	readonly #origin: string;
	readonly #fetch: Fetch;

	constructor(origin: string, fetch: Fetch) {
		this.#origin = origin;
		this.#fetch = fetch;
	}

	/** `undefined` when the server has no control routes. */
	async health(): Promise<Health | undefined> {
		const response = await this.#fetch(`${this.#origin}/_mock/health`);
		const text = await response.text();
		if (!response.ok || !response.headers.get("content-type")?.startsWith("application/json")) return undefined;
		const health = JSON.parse(text) as Partial<Health>;
		return typeof health.instance === "string" ? (health as Health) : undefined;
	}

	async account(seed: AccountSeed): Promise<TargetAccount> {
		const { keys, account } = accountFor(seed);
		await this.#send("POST", "/accounts", undefined, account);
		const [key = ""] = Object.values(keys);
		return { keys, ...this.#controls(key) };
	}

	#controls(key: string): Controls {
		const send = <T>(method: string, path: string, body?: object) => this.#send<T>(method, path, key, body);
		const tell = async (method: string, path: string, body?: object) => void (await send(method, path, body));
		const device = (id: string) => `/devices/${encodeURIComponent(id)}`;
		return {
			clock: {
				now: async () => new Date((await send<{ now: number | string }>("GET", "/state")).now).getTime(),
				advance: (duration) => tell("POST", "/clock", { advance: duration }),
			},
			phones: {
				look: async () =>
					(await send<{ devices: DeviceState[] }>("GET", "/state")).devices.map(({ lockScreen, ...device }) => ({
						...device,
						activities: lockScreen.activities,
					})),
				tokens: (id, when) => tell("PATCH", device(id), { tokens: when }),
				registerTokens: (id) => tell("POST", `${device(id)}/register-tokens`),
				offline: (id, offline) => tell("PATCH", device(id), { offline }),
				dismiss: (id, activity_id) => tell("POST", `${device(id)}/dismiss`, { activity_id }),
			},
			channels: { set: (slug, members) => tell("PUT", `/channels/${slug}`, members) },
			streams: {
				pause: (streamKey) => tell("POST", `/streams/${streamKey}/pause`),
				resume: (streamKey) => tell("POST", `/streams/${streamKey}/resume`),
			},
			faults: { add: (fault) => tell("POST", "/faults", fault) },
		};
	}

	async #send<T>(method: string, path: string, key: string | undefined, body?: object): Promise<T> {
		const response = await this.#fetch(`${this.#origin}/_mock${path}`, {
			method,
			headers: {
				...(key !== undefined && { authorization: `Bearer ${key}` }),
				...(body && { "content-type": "application/json" }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The control route ${method} /_mock${path} answered ${response.status}: ${text}`);
		return (text === "" ? {} : JSON.parse(text)) as T;
	}
}
