/** A server, its phones, and Apple's service between them: with one account that is made anew. */
import { randomBytes } from "node:crypto";
import { type FakeApns, startFakeApns } from "@activitysmith/apns/testing";
import { DeviceApi } from "../conformance/device-api.ts";
import { Client } from "./client.ts";
import { METRIC } from "./load.ts";
import { SoakPhone } from "./phone.ts";
import { type ServerOptions, ServerProcess } from "./server-process.ts";

/** At each restart so much time has passed: all leases, pauses and waits of a first attempt are over. */
const NIGHT_MS = 65_000;

const PHONES = 3;

export class Site {
	readonly client = new Client();
	readonly phones: SoakPhone[] = [];
	readonly gateway: FakeApns;
	readonly #options: ServerOptions;
	#ahead: { ms: number };

	private constructor(gateway: FakeApns, ahead: { ms: number }, options: ServerOptions) {
		this.gateway = gateway;
		this.#ahead = ahead;
		this.#options = options;
	}

	static async open({ data, databaseUrl }: Pick<ServerOptions, "data" | "databaseUrl">): Promise<Site> {
		const ahead = { ms: 0 };
		const gateway = await startFakeApns({ clock: { now: () => Date.now() + ahead.ms }, journalEntries: 500_000 });
		const ownerToken = randomBytes(24).toString("hex");
		const site = new Site(gateway, ahead, { data, databaseUrl, gateway, ownerToken });
		await site.start();
		await site.#furnish(ownerToken);
		return site;
	}

	get server(): ServerProcess {
		if (!this.client.server) throw new Error("The server is away");
		return this.client.server;
	}

	async start(): Promise<void> {
		this.client.server = await ServerProcess.start(this.#options, this.#ahead.ms);
	}

	/** The process ends between two of its instructions, whichever they are. */
	async kill(): Promise<void> {
		await this.server.kill();
		this.client.server = undefined;
		this.#ahead.ms += NIGHT_MS;
	}

	async close(): Promise<void> {
		await Promise.all(this.phones.map((phone) => phone.leave()));
		if (this.client.server) await this.kill();
		await this.gateway.close();
	}

	async #furnish(ownerToken: string): Promise<void> {
		this.client.key = this.server.apiKey ?? "";
		const manage = async (method: string, path: string, body: object) => {
			const headers = { authorization: `Bearer ${ownerToken}`, "content-type": "application/json" };
			const response = await this.client.fetch(`/manage${path}`, { method, headers, body: JSON.stringify(body) });
			const text = await response.text();
			if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
			return (text === "" ? {} : JSON.parse(text)) as Record<string, string>;
		};
		await manage("PATCH", "/account/limits", { requests_per_minute: null, live_activities: 1000 });
		await manage("PUT", `/metrics/${METRIC}`, {});
		const { id: user_id } = await manage("POST", "/users", { name: "Ada" });
		const [bundle_id] = this.gateway.bundleIds;
		for (let number = 1; number <= PHONES; number += 1) {
			const device = this.gateway.addDevice({ id: `phone-${number}`, startBudget: null, maxActivities: null });
			const { code } = await manage("POST", "/pairing-codes", { user_id, kind: "ios" });
			const facts = { code, name: device.id, model: "iphone", bundle_id, environment: "sandbox" };
			const headers = { "content-type": "application/json" };
			const paired = await this.client.fetch("/device/pair", { method: "POST", headers, body: JSON.stringify(facts) });
			const { secret } = (await paired.json()) as { secret: string };
			const api = new DeviceApi(secret, (path, init) => this.client.fetch(path, init));
			await api.registerToken("push", device.tokens.device);
			await api.registerToken("start", device.tokens.pushToStart);
			await api.registerToken("widget", device.tokens.widget);
			this.phones.push(new SoakPhone(device, api));
		}
		const byDevice = new Map(this.phones.map((phone) => [phone.device.id, phone]));
		this.gateway.reports.listen(({ kind, device, token, activity }) => {
			if (kind === "update" && activity) byDevice.get(device)?.gotToken(activity.attributes, token);
		});
	}
}
