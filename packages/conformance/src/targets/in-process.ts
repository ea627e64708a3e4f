/** A mock in this process: no port, and its own methods in place of control routes. */
import type { Mock, MockAccount, Phone as MockPhone } from "@activitysmith/mock-server";
import type { Controls, Phone, Target } from "../driver.ts";
import { accountFor, refusesStrangers } from "./accounts.ts";

function look(phone: MockPhone): Phone {
	const { id, name, userId, badge, widgets } = phone;
	return {
		id,
		name,
		userId,
		activities: phone.lockScreen().activities,
		notifications: phone.notifications() as unknown as Phone["notifications"],
		badge,
		widgets,
		pushes: [...phone.pushes] as unknown as Phone["pushes"],
	};
}

function controlsOf(account: MockAccount): Controls {
	return {
		clock: { now: async () => account.clock.now(), advance: (duration) => account.clock.advance(duration) },
		phones: {
			look: async () => account.devices.map(look),
			async tokens(deviceId, when) {
				account.device(deviceId).tokens = when;
			},
			registerTokens: (deviceId) => account.device(deviceId).registerTokens(),
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
export async function inProcess(mock: Mock, name = "mock-in-process"): Promise<Target> {
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
