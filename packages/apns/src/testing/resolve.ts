/** Which rules a request is for, and what it does to whom when it takes effect. */
import type { Call } from "./call.ts";
import type { Broadcast, Channels } from "./channels.ts";
import type { Outcome } from "./delivery.ts";
import type { SimulatedDevice } from "./device/device.ts";
import type { Resolved } from "./exchange.ts";
import type { ProviderKeys } from "./provider-keys.ts";
import { checkPush } from "./push.ts";
import type { Tokens } from "./tokens.ts";

export interface ResolverOptions {
	keys: ProviderKeys;
	tokens: Tokens<SimulatedDevice>;
	devices: ReadonlyMap<string, SimulatedDevice>;
	channels: Channels;
	isBundle(bundleId: string): boolean;
	hasFeature(bundleId: string): boolean;
}

/** To every activity that listens to the channel. */
function broadcastTo(devices: Iterable<SimulatedDevice>, { channel, delivery }: Broadcast) {
	const subscribers: { device: string; outcome: Outcome }[] = [];
	for (const device of devices) {
		if (device.environment !== channel.environment || device.bundleId !== channel.bundleId) continue;
		for (const { id, channelId } of device.activities) {
			if (channelId !== channel.id) continue;
			const subscriber: { device: string; outcome: Outcome } = { device: device.id, outcome: { result: "stored" } };
			subscriber.outcome = device.receive({ ...delivery, activityId: id }, (outcome) => {
				subscriber.outcome = outcome;
			});
			subscribers.push(subscriber);
		}
	}
	return { outcome: null, subscribers };
}

export function createResolver(options: ResolverOptions): (call: Call) => Resolved {
	const { channels, devices } = options;
	return (call) => {
		const decision = channels.decide(call, options);
		if (decision) {
			const { apply, broadcast } = decision;
			return {
				...decision,
				apply: () => {
					apply?.();
					return broadcast ? broadcastTo(devices.values(), broadcast) : { outcome: null };
				},
			};
		}
		const push = checkPush(call, options);
		const { record, delivery } = push;
		return {
			...push,
			...(record && { device: record.owner.id }),
			apply: (settle) => ({ outcome: record && delivery ? record.owner.receive(delivery, settle) : null }),
		};
	};
}
