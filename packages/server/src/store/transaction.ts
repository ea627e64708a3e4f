/**
 * A transaction of the service over rows. What is to be delivered is written here too, with what was accepted: so that
 * nothing accepted is ever forgotten.
 */
import {
	type Account,
	type Activity,
	type ActivityAudience,
	type ActivityDevice,
	type Audience,
	CLAIM_MS,
	IDEMPOTENCY_MS,
	type MetricSample,
	type Notification,
	type Stream,
	type Target,
	type Transaction,
} from "@activitysmith/core";
import type { Session } from "../database/database.ts";
import * as rows from "./account-statements.ts";
import * as activityRows from "./activity-statements.ts";
import {
	activityDeviceOf,
	activityOf,
	activityRow,
	flag,
	notificationOf,
	notificationRow,
	streamOf,
	streamRow,
} from "./rows.ts";
import { forTarget, targetArgs } from "./targets.ts";

export class StoreTransaction implements Transaction {
	readonly #session: Session;
	readonly #account: string;
	/** Activities that are stored, with their version. */
	readonly #versions = new Map<string, number>();

	constructor(session: Session, account: Account) {
		this.#session = session;
		this.#account = account.id;
	}

	async unknownChannels(slugs: readonly string[]): Promise<string[]> {
		const args = { account: this.#account, slugs: JSON.stringify(slugs) };
		return (await this.#session.all(rows.findUnknownChannels, args)).map(({ slug }) => slug);
	}

	async audience(target: Target): Promise<Audience> {
		const args = targetArgs(this.#account, target);
		const counted = await this.#session.first(forTarget(target, rows.countAudience), args);
		return { devices: counted?.devices ?? 0, users: counted?.users ?? 0 };
	}

	async reaches(target: Target, deviceId: string): Promise<boolean> {
		if (!canBeStored(deviceId)) return false;
		const args = { ...targetArgs(this.#account, target), device: deviceId };
		return (await this.#session.first(forTarget(target, rows.findReached), args)) !== undefined;
	}

	async stream(key: string): Promise<Stream | undefined> {
		const row = await this.#session.first(activityRows.findStream, { account: this.#account, key });
		return row && streamOf(row);
	}

	async saveStream(stream: Stream): Promise<void> {
		await this.#session.run(activityRows.saveStream, streamRow(stream));
	}

	async activity(id: string): Promise<Activity | undefined> {
		if (!canBeStored(id)) return undefined;
		const row = await this.#session.first(activityRows.findActivity, { id });
		if (!row) return undefined;
		this.#versions.set(id, row.version);
		return activityOf(row);
	}

	async saveActivity(activity: Activity): Promise<void> {
		const { id, version } = activity;
		const row = activityRow(activity);
		const before = this.#versions.get(id);
		const changed = await this.#session.run(activityRows.changeActivity, row);
		if (changed === 0) await this.#session.run(activityRows.addActivity, row);
		else if (before !== version) await this.#session.run(activityRows.wantVersion, { activity: id, version });
		this.#versions.set(id, version);
	}

	async countRunning(startedAfter: number): Promise<number> {
		const args = { account: this.#account, after: startedAfter };
		return (await this.#session.first(activityRows.countRunning, args))?.running ?? 0;
	}

	async enrol(activityId: string, target: Target): Promise<number> {
		const args = { ...targetArgs(this.#account, target), activity: activityId };
		return this.#session.run(forTarget(target, activityRows.enrol), args);
	}

	async activityAudience(activityId: string): Promise<ActivityAudience> {
		const counted = await this.#session.first(activityRows.countDevices, { activity: activityId });
		return { ready: counted?.ready ?? 0, waiting: counted?.waiting ?? 0, users: counted?.users ?? 0 };
	}

	async activityDevice(activityId: string, deviceId: string): Promise<ActivityDevice | undefined> {
		if (!canBeStored(activityId) || !canBeStored(deviceId)) return undefined;
		const args = { activity: activityId, device: deviceId };
		const row = await this.#session.first(activityRows.findActivityDevice, args);
		return row && activityDeviceOf(row);
	}

	async changeActivityDevice(
		activityId: string,
		deviceId: string,
		{ tokenAt, dismissed }: Partial<Pick<ActivityDevice, "tokenAt" | "dismissed">>,
	): Promise<void> {
		const args = { activity: activityId, device: deviceId };
		if (tokenAt !== undefined) await this.#session.run(activityRows.setTokenAt, { ...args, at: tokenAt });
		if (dismissed !== undefined) {
			await this.#session.run(activityRows.setDismissed, { ...args, dismissed: flag(dismissed) });
		}
	}

	async notification(id: string): Promise<Notification | undefined> {
		if (!canBeStored(id)) return undefined;
		const row = await this.#session.first(rows.findNotification, { id });
		return row && notificationOf(row);
	}

	async saveNotification(notification: Notification): Promise<void> {
		const target = { channels: notification.channels, liveActivities: false };
		await this.#session.run(rows.addNotification, notificationRow(notification));
		const args = targetArgs(this.#account, target);
		const { id, request } = notification;
		await this.#session.run(forTarget(target, rows.queueNotification), { ...args, notification: id });
		if (request.badge === undefined) return;
		await this.#session.run(forTarget(target, rows.noteBadge), { ...args, badge: request.badge });
	}

	async saveBadge(target: Target, badge: number): Promise<void> {
		await this.#session.run(forTarget(target, rows.wantBadge), { ...targetArgs(this.#account, target), badge });
	}

	async metric(key: string): Promise<MetricSample | undefined | "unknown"> {
		const row = await this.#session.first(rows.findMetric, { account: this.#account, key });
		if (!row) return "unknown";
		const { value, at } = row;
		return value === null || at === null ? undefined : { key, value: JSON.parse(value), at };
	}

	async saveMetric({ key, value, at }: MetricSample): Promise<void> {
		const args = { account: this.#account, key, value: JSON.stringify(value), at };
		await this.#session.run(rows.saveMetric, args);
		await this.#session.run(rows.wantWidgets, { account: this.#account });
	}

	async storeAnswer(scope: string, body: unknown): Promise<void> {
		const args = { account: this.#account, scope, body: JSON.stringify(body), longer: IDEMPOTENCY_MS - CLAIM_MS };
		await this.#session.run(rows.storeAnswer, args);
	}
}

/** PostgreSQL has no text with this character in it, so nothing is stored under such an id. */
function canBeStored(id: string): boolean {
	return !id.includes("\0");
}
