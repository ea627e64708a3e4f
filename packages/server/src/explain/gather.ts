/** Reads from the rows what there is to know about a stream or a Live Activity, and about the devices. */
import type { Activity, Stream } from "@activitysmith/core";
import type { Session } from "../database/database.ts";
import { LONGEST_SHOWN_MS } from "../delivery/timing.ts";
import { countRunning } from "../store/activity-statements.ts";
import { listChannels } from "../store/channels.ts";
import { activityOf, streamOf } from "../store/rows.ts";
import type { ActivityFacts, DeviceFacts } from "./facts.ts";
import { LONGEST_RUN_MS } from "./phase.ts";

export interface Found {
	stream: Stream | undefined;
	/** What the stream shows, or what it showed last if that may still be on a screen; or what was asked for. */
	activity: Activity | undefined;
}

/** A stream's key goes before the id of an activity. `undefined` when the account has neither. */
export async function find(session: Session, accountId: string, name: string, now: number): Promise<Found | undefined> {
	const { kysely } = session;
	const ofStream = await kysely
		.selectFrom("stream")
		.selectAll()
		.where("account_id", "=", accountId)
		.where("key", "=", name)
		.executeTakeFirst();
	if (ofStream) {
		const stream = streamOf(ofStream);
		const id = stream.activityId ?? (await lastOf(session, accountId, name, now));
		return { stream, activity: id === undefined ? undefined : await activityNamed(session, accountId, id) };
	}
	const activity = await activityNamed(session, accountId, name);
	return activity && { stream: undefined, activity };
}

async function activityNamed({ kysely }: Session, accountId: string, id: string): Promise<Activity | undefined> {
	const row = await kysely
		.selectFrom("activity")
		.selectAll()
		.where("id", "=", id)
		.where("account_id", "=", accountId)
		.executeTakeFirst();
	return row && activityOf(row);
}

/** What a stream that shows nothing may have left on a screen. */
async function lastOf({ kysely }: Session, accountId: string, key: string, now: number): Promise<string | undefined> {
	const row = await kysely
		.selectFrom("activity")
		.select("id")
		.where("account_id", "=", accountId)
		.where("started_at", ">", now - LONGEST_SHOWN_MS)
		.where("stream_key", "=", key)
		.orderBy("started_at", "desc")
		.limit(1)
		.executeTakeFirst();
	return row?.id;
}

/** Keys of the account's streams, as many as can be looked through. */
export async function streamKeys({ kysely }: Session, accountId: string): Promise<string[]> {
	const rows = await kysely
		.selectFrom("stream")
		.select("key")
		.where("account_id", "=", accountId)
		.orderBy("last_put_at", "desc")
		.limit(5000)
		.execute();
	return rows.map(({ key }) => key);
}

export function activityFacts({ stream, activity }: Found): ActivityFacts | null {
	if (!activity) return null;
	const { id, streamKey, presentation, version, startedAt, ended, dismissed, replaced, dueAt } = activity;
	// A stream that nobody has sent to since is not given a fresh one.
	const rotates = stream && stream.lastPutAt >= startedAt && dueAt !== null && dueAt < startedAt + LONGEST_RUN_MS;
	return {
		id,
		streamKey,
		type: presentation.state.content.type,
		version,
		startedAt,
		channels: presentation.channels,
		ended,
		dismissed,
		replacedBy: replaced?.by ?? null,
		rotatesAt: rotates ? dueAt : null,
	};
}

/** Live Activities of the account that take up its limit. */
export async function runningNow(session: Session, accountId: string, now: number): Promise<number> {
	return (await session.first(countRunning, { account: accountId, after: now - LONGEST_RUN_MS }))?.running ?? 0;
}

/** Whose channels are told is for the caller to say. */
export async function deviceFacts(
	session: Session,
	accountId: string,
	activity: Activity | undefined,
	isTold: (slug: string) => boolean,
): Promise<DeviceFacts[]> {
	const { kysely } = session;
	const devices = await kysely.selectFrom("device").selectAll().where("account_id", "=", accountId).execute();
	const deliveries = new Map((await deliveriesOf(session, activity?.id)).map((row) => [row.device_id, row]));
	const before = new Map((await deliveriesOf(session, activity?.replaces)).map((row) => [row.device_id, row]));
	const channels = (await listChannels(session, accountId))
		.filter(({ slug }) => isTold(slug))
		.map(({ slug, users, devices }) => ({ slug, members: new Set([...users, ...devices]) }));
	return devices.map((device) => {
		const row = deliveries.get(device.id);
		const predecessor = before.get(device.id);
		return {
			id: device.id,
			name: device.name,
			kind: device.kind,
			paired: true,
			lastReachedAt: null,
			registered: device.registered === 1,
			liveActivities: device.live_activities === 1,
			frequentUpdates: device.frequent_updates === 1,
			appVersion: device.app_version,
			osVersion: device.os_version,
			pairedAt: device.paired_at,
			channels: channels
				.filter(({ members }) => members.has(device.user_id) || members.has(device.id))
				.map(({ slug }) => slug),
			startTokenAt: device.start_token === null ? null : device.start_token_at,
			delivery: row
				? {
						sentVersion: row.sent_version,
						tokenAt: row.token_at,
						dismissed: row.dismissed === 1,
						claimedUntil: row.claimed_until,
						nextAttemptAt: row.next_attempt_at,
						attempts: row.attempts,
						lastStatus: row.last_status,
						lastReason: row.last_reason,
						lastAt: row.last_at,
					}
				: null,
			showsPredecessor:
				predecessor !== undefined &&
				predecessor.dismissed === 0 &&
				predecessor.sent_version > 0 &&
				predecessor.token_at !== null,
		};
	});
}

async function deliveriesOf({ kysely }: Session, activityId: string | null | undefined) {
	if (activityId == null) return [];
	return kysely.selectFrom("activity_device").selectAll().where("activity_id", "=", activityId).execute();
}

/** A device that the account does not have. */
export async function strangerFacts({ kysely }: Session, accountId: string, id: string): Promise<DeviceFacts> {
	const last = await kysely
		.selectFrom("delivery_log")
		.select("at")
		.where("device_id", "=", id)
		.where("account_id", "=", accountId)
		.orderBy("at", "desc")
		.limit(1)
		.executeTakeFirst();
	return {
		id,
		name: id,
		kind: "ios",
		paired: false,
		lastReachedAt: last?.at ?? null,
		registered: false,
		liveActivities: false,
		frequentUpdates: false,
		appVersion: null,
		osVersion: null,
		pairedAt: 0,
		channels: [],
		startTokenAt: null,
		delivery: null,
		showsPredecessor: false,
	};
}
