/** Brings what was committed to the simulated phones, at once: what Apple's push service does for a server. */
import {
	type Activity,
	type ActivityDevice,
	badgeBody,
	type Change,
	type Clock,
	type Delivery,
	isSuccessorReady,
	nextPush,
	notificationBody,
	widgetBody,
} from "@activitysmith/core";
import type { MemoryStore } from "./memory-store.ts";
import { targetedPhones, type World } from "./world.ts";

export class PhoneDelivery implements Delivery {
	readonly #store: MemoryStore;
	readonly #clock: Clock;

	constructor(store: MemoryStore, clock: Clock) {
		this.#store = store;
		this.#clock = clock;
	}

	committed(changes: readonly Change[]): void {
		for (const change of changes) this.#deliver(this.#store.world({ id: change.accountId }), change);
	}

	#deliver(world: World, change: Change): void {
		switch (change.kind) {
			case "activity":
				for (const row of world.activityDevices.get(change.activityId)?.values() ?? []) {
					this.#catchUp(world, change.activityId, row);
				}
				break;
			case "activity-device": {
				const row = world.activityDevices.get(change.activityId)?.get(change.deviceId);
				if (row) this.#catchUp(world, change.activityId, row);
				break;
			}
			case "notification": {
				const { notification } = change;
				const body = notificationBody(notification);
				const target = { channels: notification.channels, liveActivities: false };
				for (const phone of targetedPhones(world, target)) phone.receive({ kind: "notification", body });
				break;
			}
			case "badge": {
				const body = badgeBody(change.badge);
				for (const phone of targetedPhones(world, change.target)) phone.receive({ kind: "badge", body });
				break;
			}
			case "metric":
				for (const phone of world.phones) phone.receive({ kind: "widgets", body: widgetBody() });
		}
	}

	#catchUp(world: World, activityId: string, row: ActivityDevice): void {
		const activity = world.activities.get(activityId);
		const phone = world.phones.find(({ id }) => id === row.deviceId);
		if (!activity || !phone) return;
		const push = nextPush(activity, row, this.#successorReady(world, activity, row), this.#clock.now());
		if (!push) return;
		world.activityDevices.get(activityId)?.set(row.deviceId, push.device);
		phone.receive({ kind: "live-activity", activityId, body: push.body });
	}

	#successorReady(world: World, { replaced }: Activity, { deviceId }: ActivityDevice): boolean {
		if (!replaced) return false;
		const successor = world.activities.get(replaced.by);
		return isSuccessorReady(successor, world.activityDevices.get(replaced.by)?.get(deviceId));
	}
}
