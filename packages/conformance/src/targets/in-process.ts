/** A mock in this process: no port, and its own methods in place of control routes. */
import type { ChannelMembers, Controls, Fault, Phone, Target } from "../driver.ts";
import { accountFor, type MadeAccount, refusesStrangers } from "./accounts.ts";

/** What is asked of a phone; that of `@activitysmith/mock-server` has it. */
interface InProcessPhone {
	readonly id: string;
	readonly name: string;
	readonly userId: string;
	readonly badge: number;
	readonly widgets: Record<string, number | string>;
	readonly pushes: readonly object[];
	tokens: unknown;
	lockScreen(): { activities: Phone["activities"] };
	notifications(): readonly object[];
	registerTokens(): Promise<void>;
	goOffline(): void;
	goOnline(): Promise<void>;
	dismiss(activityId: string): Promise<void>;
}

interface InProcessAccount {
	readonly devices: readonly InProcessPhone[];
	device(id: string): InProcessPhone;
	readonly clock: { now(): number; advance(duration: string | number): Promise<void> };
	readonly faults: { add(fault: Fault): unknown };
	setChannel(slug: string, members: ChannelMembers): void;
	pauseStream(streamKey: string): Promise<void>;
	resumeStream(streamKey: string): Promise<void>;
}

/** What is asked of a mock: one made by `createMock()` of `@activitysmith/mock-server` can do it. */
export interface InProcessMock {
	readonly fetch: typeof globalThis.fetch;
	readonly clock: { readonly kind: "frozen" | "real" };
	addAccount(seed: MadeAccount["account"]): InProcessAccount;
}

function look(phone: InProcessPhone): Phone {
	const { id, name, userId, badge, widgets } = phone;
	return {
		id,
		name,
		userId,
		activities: phone.lockScreen().activities,
		notifications: phone.notifications() as Phone["notifications"],
		badge,
		widgets,
		pushes: [...phone.pushes] as Phone["pushes"],
	};
}

function controlsOf(account: InProcessAccount): Controls {
	return {
		clock: { now: async () => account.clock.now(), advance: (duration) => account.clock.advance(duration) },
		phones: {
			look: async () => account.devices.map(look),
			async tokens(deviceId, when) {
				account.device(deviceId).tokens = when;
			},
			registerTokens: (deviceId) => account.device(deviceId).registerTokens(),
			async offline(deviceId, offline) {
				const phone = account.device(deviceId);
				if (offline) phone.goOffline();
				else await phone.goOnline();
			},
			dismiss: (deviceId, activityId) => account.device(deviceId).dismiss(activityId),
		},
		channels: {
			async set(slug, members) {
				account.setChannel(slug, members);
			},
		},
		streams: { pause: (key) => account.pauseStream(key), resume: (key) => account.resumeStream(key) },
		faults: {
			async add(fault) {
				account.faults.add(fault);
			},
		},
	};
}

/**
 * Every answer speaks of a rate, so the mock needs one: `createMock({ limits: { requestsPerMinute: 60 } })`. Name an
 * account in its options, and it refuses keys that it does not know.
 */
export async function inProcess(mock: InProcessMock, name = "mock-in-process"): Promise<Target> {
	const baseURL = "https://mock.test/api";
	const target: Target = {
		name,
		baseURL,
		capabilities: new Set([
			"accounts",
			"phones",
			"streams",
			"channels",
			"faults",
			...(mock.clock.kind === "frozen" ? (["clock"] as const) : []),
			...((await refusesStrangers(baseURL, mock.fetch)) ? (["strict-keys"] as const) : []),
		]),
		fetch: mock.fetch,
		async account(seed) {
			const { keys, account } = accountFor(seed);
			return { keys, ...controlsOf(mock.addAccount(account)) };
		},
	};
	return target;
}
