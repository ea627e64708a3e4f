/** A mock in this process, without a port: each account is a mock of its own. */
import type { createMock, Mock, Phone as MockPhone } from "@activitysmith/mock-server";
import type { AccountSeed, Phone, Target, TargetAccount } from "../driver.ts";
import { makeKeys } from "./account-keys.ts";

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

function accountOf(mock: Mock, keys: Record<string, string>): TargetAccount {
	const phone = (deviceId: string) => {
		const found = mock.devices.find(({ id }) => id === deviceId);
		if (!found) throw new Error(`The account has no device ${deviceId}`);
		return found;
	};
	return {
		keys,
		clock: { now: async () => mock.clock.now(), advance: (duration) => mock.clock.advance(duration) },
		phones: {
			look: async () => mock.devices.map(look),
			async tokens(deviceId, when) {
				phone(deviceId).tokens = when;
			},
			registerTokens: (deviceId) => phone(deviceId).registerTokens(),
			dismiss: (deviceId, activityId) => phone(deviceId).dismiss(activityId),
		},
		streams: { pause: (key) => mock.pauseStream(key), resume: (key) => mock.resumeStream(key) },
		faults: { add: () => Promise.reject(new Error("This target has no faults")) },
	};
}

export function inProcess(create: typeof createMock): Target {
	const mocks = new Map<string, Mock>();
	const stranger = create({ accounts: [{ keys: ["somebody else's"] }], limits: { requestsPerMinute: 60 } });
	const keyOf = (init: RequestInit) =>
		/^bearer +(\S+)/i.exec(new Headers(init.headers).get("authorization") ?? "")?.[1];
	return {
		name: "mock-in-process",
		baseURL: "https://mock.test/api",
		capabilities: new Set(["accounts", "clock", "phones", "streams", "strict-keys"]),
		fetch: (input, init = {}) => (mocks.get(keyOf(init) ?? "") ?? stranger).fetch(input, init),
		async account(seed: AccountSeed) {
			const { users, channels, metrics, limits } = seed;
			const { keys, entries } = makeKeys(seed);
			const mock = create({
				limits: { requestsPerMinute: 60 },
				accounts: [
					{
						keys: entries,
						strict: true,
						...(users && { users }),
						...(channels && { channels }),
						...(metrics && { metrics }),
						limits: { requestsPerMinute: 60, ...limits },
					},
				],
			});
			for (const key of Object.values(keys)) mocks.set(key, mock);
			return accountOf(mock, keys);
		},
	};
}
