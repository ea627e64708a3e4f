/** Two accounts with people, devices and channels, as the model has them and as rows; and rows read back as the model. */
import type { Account, ActivityDevice } from "@activitysmith/core";
import type { Database, Session } from "../src/database/database.ts";
import { createAccount } from "../src/store/accounts.ts";
import { createChannel, setMembers } from "../src/store/channels.ts";
import { addDevice } from "../src/store/devices.ts";
import { defineMetric } from "../src/store/metrics.ts";
import { activityDeviceOf, activityOf, notificationOf, streamOf } from "../src/store/rows.ts";
import { createUser } from "../src/store/users.ts";
import type { ModelDevice, State } from "./model.ts";

export const ACCOUNTS: Account[] = ["one", "two"].map((id) => ({
	id,
	limits: { requestsPerMinute: 60, liveActivities: 2 },
}));

const device = (id: string, accountId: string, userId: string, liveActivities: boolean): ModelDevice => ({
	id,
	accountId,
	userId,
	liveActivities,
	badge: null,
	badges: 0,
	widgets: 0,
});

export function newState(): State {
	return {
		devices: [
			device("anna-phone", "one", "anna", true),
			device("anna-pad", "one", "anna", false),
			device("ben-phone", "one", "ben", true),
			device("cleo-phone", "two", "cleo", true),
		],
		channels: [
			{ accountId: "one", slug: "ops", users: ["anna"], devices: [] },
			{ accountId: "one", slug: "mobile", users: [], devices: ["anna-phone", "ben-phone"] },
			{ accountId: "one", slug: "nobody", users: [], devices: [] },
			{ accountId: "two", slug: "ops", users: [], devices: ["cleo-phone"] },
		],
		streams: new Map(),
		activities: new Map(),
		rows: new Map(),
		notifications: new Map(),
		queued: new Set(),
		metrics: new Map([
			["one cpu", undefined],
			["two cpu", undefined],
		]),
		answers: new Map(),
	};
}

/** Everything that was there before is forgotten. */
export async function seed(session: Session): Promise<void> {
	const { devices, channels, metrics } = newState();
	await session.kysely.deleteFrom("account").execute();
	for (const { id, limits } of ACCOUNTS) await createAccount(session, { id, limits }, 0);
	const users = new Map(devices.map(({ userId, accountId }) => [userId, accountId]));
	for (const [id, accountId] of users) await createUser(session, { id, accountId, name: id });
	for (const { id, accountId, userId, liveActivities } of devices) {
		await addDevice(session, { ...facts, id, name: id, accountId, userId, liveActivities }, 0);
	}
	for (const { accountId, slug, ...members } of channels) {
		await createChannel(session, accountId, slug);
		await setMembers(session, accountId, slug, members);
	}
	for (const account of metrics.keys()) {
		const [accountId = "", key = ""] = account.split(" ");
		await defineMetric(session, accountId, { key, label: null, format: null });
	}
}

/** Of a lock screen in a browser. */
export const facts = {
	kind: "browser",
	model: "iphone",
	bundleId: null,
	environment: null,
	appVersion: null,
	osVersion: null,
	liveActivities: true,
	frequentUpdates: true,
} as const;

/** What the rows say, in the model's words. What was asked with an `Idempotency-Key` is known by its hash alone. */
export async function readState({ reader }: Database): Promise<Omit<State, "channels">> {
	const { kysely } = reader;
	const activityDevices = await kysely.selectFrom("activity_device").selectAll().execute();
	const queued = await kysely.selectFrom("notification_device").selectAll().where("state", "=", "queued").execute();
	const metrics = await kysely.selectFrom("metric").selectAll().execute();
	const answers = await kysely.selectFrom("answer").selectAll().execute();
	const devices = await kysely.selectFrom("device").selectAll().orderBy("id").execute();
	const streams = (await kysely.selectFrom("stream").selectAll().execute()).map(streamOf);
	const activities = (await kysely.selectFrom("activity").selectAll().execute()).map(activityOf);
	const notifications = (await kysely.selectFrom("notification").selectAll().execute()).map(notificationOf);
	return {
		devices: devices.map((row) => ({
			id: row.id,
			accountId: row.account_id,
			userId: row.user_id,
			liveActivities: row.live_activities === 1,
			badge: row.badge_wanted,
			badges: row.badge_version,
			widgets: row.widgets_version,
		})),
		streams: new Map(streams.map((stream) => [`${stream.accountId} ${stream.key}`, stream])),
		activities: new Map(activities.map((activity) => [activity.id, activity])),
		rows: new Map(
			activityDevices.map((row): [string, ActivityDevice & { wantedVersion: number }] => [
				`${row.activity_id} ${row.device_id}`,
				{ ...activityDeviceOf(row), wantedVersion: row.wanted_version },
			]),
		),
		notifications: new Map(notifications.map((notification) => [notification.id, notification])),
		queued: new Set(queued.map((row) => `${row.notification_id} ${row.device_id}`)),
		metrics: new Map(
			metrics.map(({ account_id, key, value, at }) => [
				`${account_id} ${key}`,
				value === null || at === null ? undefined : { key, value: JSON.parse(value), at },
			]),
		),
		answers: new Map(
			answers.map(({ account_id, scope, request_hash, expires_at, body }) => [
				`${account_id} ${scope}`,
				{ request: request_hash, expiresAt: expires_at, ...(body !== null && { body: JSON.parse(body) }) },
			]),
		),
	};
}
