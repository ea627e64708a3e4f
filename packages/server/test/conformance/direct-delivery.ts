/** Brings what was committed to Apple at once, without waiting for anything to be tried again. */
import {
	type ApnsClient,
	alertNotification,
	badgeOnly,
	endLiveActivity,
	type LiveActivityPayload,
	type PushRequest,
	reloadWidgets,
	startLiveActivity,
	updateLiveActivity,
} from "@activitysmith/apns";
import {
	type Change,
	type Clock,
	type Delivery,
	isSuccessorReady,
	type LiveActivityBody,
	nextPush,
	notificationBody,
} from "@activitysmith/core";
import type { Database } from "../../src/index.ts";
import { activityDeviceOf, activityOf } from "../../src/store/rows.ts";

export interface DirectDelivery extends Delivery {
	idle(): Promise<void>;
	sweep(): Promise<void>;
	close(): Promise<void>;
}

interface Options {
	database: Database;
	clock: Clock;
	apns: ApnsClient;
}

export function createDirectDelivery({ database, clock, apns }: Options): DirectDelivery {
	const { kysely } = database.reader;
	let work: Promise<unknown> = Promise.resolve();

	async function deviceOf(id: string) {
		return kysely.selectFrom("device").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
	}

	async function send(make: (now: number) => PushRequest): Promise<void> {
		const { advice, reason } = await apns.send(make(clock.now()));
		if (advice !== "delivered") throw new Error(`Apple says ${reason}`);
	}

	async function targetOf(deviceId: string, kind: "push" | "start" | "widget", activityToken?: string | null) {
		const device = await deviceOf(deviceId);
		const deviceToken = activityToken ?? device[`${kind}_token`] ?? "";
		return { environment: "development", bundleId: device.bundle_id ?? "", deviceToken } as const;
	}

	async function catchUp(activityId: string, deviceId: string | undefined): Promise<void> {
		const activityRow = await kysely.selectFrom("activity").selectAll().where("id", "=", activityId).executeTakeFirst();
		if (!activityRow) return;
		const activity = activityOf(activityRow);
		const rows = await kysely.selectFrom("activity_device").selectAll().where("activity_id", "=", activityId).execute();
		for (const row of rows) {
			if (deviceId !== undefined && row.device_id !== deviceId) continue;
			const push = nextPush(
				activity,
				activityDeviceOf(row),
				await successorReady(activityRow.replaced_by, row.device_id),
				clock.now(),
			);
			if (!push) continue;
			const start = push.body.aps.event === "start";
			const target = await targetOf(row.device_id, "start", start ? null : row.token);
			await database.transaction(({ kysely: writer }) =>
				writer
					.updateTable("activity_device")
					.set({ sent_version: push.device.sentVersion, dismissed: push.device.dismissed ? 1 : 0 })
					.where("activity_id", "=", activityId)
					.where("device_id", "=", row.device_id)
					.execute(),
			);
			await send((now) => request(target, push.body, now));
		}
	}

	async function successorReady(by: string | null, deviceId: string): Promise<boolean> {
		if (by === null) return false;
		const successor = await kysely.selectFrom("activity").selectAll().where("id", "=", by).executeTakeFirst();
		const row = await kysely
			.selectFrom("activity_device")
			.selectAll()
			.where("activity_id", "=", by)
			.where("device_id", "=", deviceId)
			.executeTakeFirst();
		return isSuccessorReady(successor && activityOf(successor), row && activityDeviceOf(row));
	}

	async function deliver(change: Change): Promise<void> {
		switch (change.kind) {
			case "activity":
				return catchUp(change.activityId, undefined);
			case "activity-device":
				return catchUp(change.activityId, change.deviceId);
			case "notification": {
				const { id } = change.notification;
				const rows = await kysely
					.selectFrom("notification_device")
					.select("device_id")
					.where("notification_id", "=", id)
					.execute();
				const body = notificationBody(change.notification);
				for (const row of rows) {
					const target = await targetOf(row.device_id, "push");
					await send((now) => alertNotification(target, body, { now }));
				}
				return;
			}
			case "badge": {
				const devices = await database.transaction(({ kysely: writer }) =>
					writer
						.updateTable("device")
						.set((row) => ({ badge_sent: row.ref("badge_version") }))
						.where("account_id", "=", change.accountId)
						.whereRef("badge_sent", "<", "badge_version")
						.returning("id")
						.execute(),
				);
				for (const { id } of devices) {
					const target = await targetOf(id, "push");
					await send((now) => badgeOnly(target, change.badge, { now }));
				}
				return;
			}
			case "metric": {
				const devices = await kysely
					.selectFrom("device")
					.selectAll()
					.where("account_id", "=", change.accountId)
					.execute();
				for (const { id } of devices) {
					const target = await targetOf(id, "widget");
					await send((now) => reloadWidgets(target, { now }));
				}
			}
		}
	}

	return {
		committed(changes) {
			work = work.then(async () => {
				for (const change of changes) await deliver(change);
			});
			work.catch((error: unknown) => console.error(error));
		},
		idle: async () => void (await work),
		sweep: async () => undefined,
		close: async () => void (await work),
	};
}

function request(target: Parameters<typeof startLiveActivity>[0], body: LiveActivityBody, now: number): PushRequest {
	const payload = body as unknown as LiveActivityPayload;
	if (body.aps.event === "start") return startLiveActivity(target, payload, { now });
	return body.aps.event === "end"
		? endLiveActivity(target, payload, { now })
		: updateLiveActivity(target, payload, { now });
}
