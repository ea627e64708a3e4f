/** Servers on both databases, with everything that their management is asked about: Apple's service, phones, streams. */
import { join } from "node:path";
import { type FakeApns, type SimulatedDevice, startFakeApns } from "@activitysmith/apns/testing";
import ActivitySmith from "activitysmith";
import { describe, onTestFinished, vi } from "vitest";
import type { Server, StartOptions } from "../src/index.ts";
import { onPostgres, temporaryFolder } from "./databases.ts";
import { type Ask, asking, asOwner, firstKey, start } from "./running-server.ts";

// Whole servers and databases take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export interface Servers {
	/** Of a server on an empty database of its own. */
	options(): Promise<StartOptions>;
}

export function onBothServers(tests: (servers: Servers) => void): void {
	const folder = temporaryFolder();
	let count = 0;
	const next = () => {
		count += 1;
		return join(folder, String(count));
	};
	describe("on SQLite", () => tests({ options: async () => ({ data: next() }) }));
	describe("on PostgreSQL", () => {
		onPostgres((_, postgres) =>
			tests({ options: async () => ({ data: next(), databaseUrl: await postgres().newDatabase() }) }),
		);
	});
}

export interface Home {
	server: Server;
	owner: Ask;
	key: string;
	api: ActivitySmith;
	/** Id of a person. */
	user: string;
}

export const client = (server: Server, apiKey: string) =>
	new ActivitySmith({ apiKey, baseURL: server.baseURL, maxRetries: 0 });

/** A server with somebody in it, and no limits but those of a test. */
export async function moveIn(options: StartOptions): Promise<Home> {
	const server = await start(options);
	const owner = asOwner(server);
	const key = firstKey(server);
	await owner("PATCH", "/manage/account/limits", { requests_per_minute: null, live_activities: 100 });
	const user = (await owner("POST", "/manage/users", { name: "Ada" })).body.id as string;
	return { server, owner, key, api: client(server, key), user };
}

/** Apple's service, for one test. */
export async function startApple(): Promise<{ gateway: FakeApns; apns: NonNullable<StartOptions["apns"]> }> {
	const gateway = await startFakeApns();
	onTestFinished(() => gateway.close());
	const { p8: key, keyId, teamId, origin, ca } = gateway;
	return { gateway, apns: { key, keyId, teamId, origin, ca } };
}

export interface PairedPhone {
	id: string;
	/** Asks as the app on it. */
	app: Ask;
	device: SimulatedDevice;
	/** The app tells its tokens. */
	registerTokens(): Promise<void>;
	/** The app tells the token of the newest activity that was started on it. */
	registerActivityToken(): Promise<void>;
}

/** A phone that has told no token yet. */
export async function pairPhone(
	{ server, owner, user }: Home,
	gateway: FakeApns,
	about: Record<string, unknown> = {},
): Promise<PairedPhone> {
	const device = gateway.addDevice();
	const { code } = (await owner("POST", "/manage/pairing-codes", { user_id: user, kind: "ios" })).body;
	const paired = await asking(server, undefined)("POST", "/device/pair", {
		code,
		name: "Ada's iPhone",
		model: "iphone",
		bundle_id: device.bundleId,
		environment: "sandbox",
		...about,
	});
	const app = asking(server, paired.body.secret as string);
	return {
		id: paired.body.device_id as string,
		app,
		device,
		async registerTokens() {
			await app("PUT", "/device/tokens/push", { token: device.tokens.device });
			await app("PUT", "/device/tokens/start", { token: device.tokens.pushToStart });
		},
		async registerActivityToken() {
			const report = gateway.reports.list().findLast((one) => one.device === device.id && one.kind === "update");
			const { activityId } = (report?.activity?.attributes ?? {}) as { activityId?: string };
			await app("PUT", `/device/activities/${activityId}/token`, { token: report?.token });
		},
	};
}

export const progress = (percentage: number) => ({
	content_state: { title: "Nightly Backup", type: "progress" as const, percentage },
});
