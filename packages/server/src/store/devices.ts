/** Devices that were paired. */
import type { Selectable } from "kysely";
import type { Session } from "../database/database.ts";
import type { DeviceKind, DeviceModel, DeviceTable, PushEnvironment } from "../database/tables.ts";
import { hashOf, newId, randomText } from "./ids.ts";
import { flag } from "./rows.ts";

/** What a device says of itself, when it is paired and later. */
export interface DeviceFacts {
	name: string;
	model: DeviceModel;
	/** Of the app, for devices that Apple delivers to. */
	bundleId: string | null;
	environment: PushEnvironment | null;
	appVersion: string | null;
	osVersion: string | null;
	/** Whether it can show Live Activities: it has them, and its user allows them. */
	liveActivities: boolean;
	/** Whether its user allows frequent updates of Live Activities. */
	frequentUpdates: boolean;
}

export interface Device extends DeviceFacts {
	id: string;
	accountId: string;
	userId: string;
	kind: DeviceKind;
	pairedAt: number;
	/** False once Apple has said that its push token is dead, until it registers a token again. */
	registered: boolean;
}

export type NewDevice = Pick<Device, "accountId" | "userId" | "kind"> & DeviceFacts & { id?: string };

const SECRET_LENGTH = 40;

/** The secret that the device signs in with is in this answer and nowhere else. */
export async function addDevice(
	{ kysely }: Session,
	{ id = newId("dev"), accountId, userId, kind, ...facts }: NewDevice,
	now: number,
): Promise<{ device: Device; secret: string }> {
	const secret = `asd_${randomText(SECRET_LENGTH)}`;
	await kysely
		.insertInto("device")
		.values({
			id,
			account_id: accountId,
			user_id: userId,
			kind,
			secret_hash: hashOf(secret),
			paired_at: now,
			...factsRow(facts),
			registered: 1,
			badge_version: 0,
			badge_sent: 0,
			widgets_version: 0,
			widgets_sent: 0,
		})
		.execute();
	return { device: { id, accountId, userId, kind, pairedAt: now, registered: true, ...facts }, secret };
}

/** The device that a secret stands for. */
export async function findDeviceBySecret({ kysely }: Session, secret: string): Promise<Device | undefined> {
	const row = await kysely
		.selectFrom("device")
		.selectAll()
		.where("secret_hash", "=", hashOf(secret))
		.executeTakeFirst();
	return row && deviceOf(row);
}

export async function findDevice({ kysely }: Session, accountId: string, id: string): Promise<Device | undefined> {
	const row = await kysely
		.selectFrom("device")
		.selectAll()
		.where("account_id", "=", accountId)
		.where("id", "=", id)
		.executeTakeFirst();
	return row && deviceOf(row);
}

/** In the order in which they were paired. */
export async function listDevices({ kysely }: Session, accountId: string): Promise<Device[]> {
	const rows = await kysely
		.selectFrom("device")
		.selectAll()
		.where("account_id", "=", accountId)
		.orderBy("paired_at")
		.orderBy("id")
		.execute();
	return rows.map(deviceOf);
}

/** What is left out stays. False when there is no such device. */
export async function changeDevice({ kysely }: Session, id: string, facts: Partial<DeviceFacts>): Promise<boolean> {
	const changes = factsRow(facts);
	if (Object.keys(changes).length === 0) return true;
	const { numUpdatedRows } = await kysely.updateTable("device").set(changes).where("id", "=", id).executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** With all that waits for it. False when the account has no such device. */
export async function removeDevice({ kysely }: Session, accountId: string, id: string): Promise<boolean> {
	const { numDeletedRows } = await kysely
		.deleteFrom("device")
		.where("account_id", "=", accountId)
		.where("id", "=", id)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

type FactsRow = Pick<
	DeviceTable,
	"name" | "model" | "bundle_id" | "environment" | "app_version" | "os_version" | "live_activities" | "frequent_updates"
>;

function factsRow(facts: DeviceFacts): FactsRow;
function factsRow(facts: Partial<DeviceFacts>): Partial<FactsRow>;
function factsRow(facts: Partial<DeviceFacts>): Partial<FactsRow> {
	const { name, model, bundleId, environment, appVersion, osVersion, liveActivities, frequentUpdates } = facts;
	return {
		...(name !== undefined && { name }),
		...(model !== undefined && { model }),
		...(bundleId !== undefined && { bundle_id: bundleId }),
		...(environment !== undefined && { environment }),
		...(appVersion !== undefined && { app_version: appVersion }),
		...(osVersion !== undefined && { os_version: osVersion }),
		...(liveActivities !== undefined && { live_activities: flag(liveActivities) }),
		...(frequentUpdates !== undefined && { frequent_updates: flag(frequentUpdates) }),
	};
}

function deviceOf(row: Selectable<DeviceTable>): Device {
	return {
		id: row.id,
		accountId: row.account_id,
		userId: row.user_id,
		name: row.name,
		model: row.model,
		kind: row.kind,
		bundleId: row.bundle_id,
		environment: row.environment,
		appVersion: row.app_version,
		osVersion: row.os_version,
		liveActivities: row.live_activities === 1,
		frequentUpdates: row.frequent_updates === 1,
		pairedAt: row.paired_at,
		registered: row.registered === 1,
	};
}
