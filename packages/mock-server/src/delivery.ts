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
import type { Phone, ReceivedPush } from "./phone.ts";
import { targetedPhones, type World } from "./world.ts";

/** What is told back when a phone takes no more pushes, as Apple's push service does with a status of 410. */
export interface Gone {
	/** The app has been removed: all of its tokens are gone. */
	device(deviceId: string): void;
	/** The activity is not on the phone any more. */
	activity(activityId: string, deviceId: string): void;
}

export interface PhoneDeliveryOptions {
	world: World;
	clock: Clock;
	gone: Gone;
	onPush: (phone: Phone, push: ReceivedPush) => void;
}

export class PhoneDelivery implements Delivery {
	readonly #world: World;
	readonly #clock: Clock;
	readonly #gone: Gone;
	readonly #onPush: PhoneDeliveryOptions["onPush"];
	#last: Extract<ReceivedPush, { kind: "live-activity" }> | undefined;

	constructor({ world, clock, gone, onPush }: PhoneDeliveryOptions) {
		this.#world = world;
		this.#clock = clock;
		this.#gone = gone;
		this.#onPush = onPush;
	}

	committed(changes: readonly Change[]): void {
		for (const change of changes) this.#deliver(change);
	}

	#send(phone: Phone, push: ReceivedPush): void {
		const gone = phone.refuses(push);
		if (gone === "app-gone") this.#gone.device(phone.id);
		else if (gone === "activity-gone" && push.kind === "live-activity") this.#gone.activity(push.activityId, phone.id);
		else {
			// Told first: what the phone reports of it can lead to the next one.
			this.#onPush(phone, push);
			phone.receive(push);
		}
	}

	#deliver(change: Change): void {
		const world = this.#world;
		switch (change.kind) {
			case "activity":
				for (const row of world.activityDevices.get(change.activityId)?.values() ?? []) {
					this.#catchUp(change.activityId, row);
				}
				break;
			case "activity-device": {
				const row = world.activityDevices.get(change.activityId)?.get(change.deviceId);
				if (row) this.#catchUp(change.activityId, row);
				break;
			}
			case "notification": {
				const { notification } = change;
				const body = notificationBody(notification);
				const target = { channels: notification.channels, liveActivities: false };
				for (const phone of targetedPhones(world, target)) this.#send(phone, { kind: "notification", body });
				break;
			}
			case "badge": {
				const body = badgeBody(change.badge);
				for (const phone of targetedPhones(world, change.target)) this.#send(phone, { kind: "badge", body });
				break;
			}
			case "metric":
				for (const phone of targetedPhones(world, { channels: null, liveActivities: false })) {
					this.#send(phone, { kind: "widgets", body: widgetBody() });
				}
		}
	}

	#catchUp(activityId: string, row: ActivityDevice): void {
		const world = this.#world;
		const activity = world.activities.get(activityId);
		const phone = world.phones.find(({ id }) => id === row.deviceId);
		if (!activity || !phone) return;
		const push = nextPush(activity, row, this.#successorReady(world, activity, row), this.#clock.now());
		if (!push) return;
		world.activityDevices.get(activityId)?.set(row.deviceId, push.device);
		// The same push, where it is the same for several phones.
		if (this.#last?.body !== push.body) this.#last = { kind: "live-activity", activityId, body: push.body };
		this.#send(phone, this.#last);
	}

	#successorReady(world: World, { replaced }: Activity, { deviceId }: ActivityDevice): boolean {
		if (!replaced) return false;
		const successor = world.activities.get(replaced.by);
		return isSuccessorReady(successor, world.activityDevices.get(replaced.by)?.get(deviceId));
	}
}
