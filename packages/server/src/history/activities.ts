/** Live Activities that were started, what has happened to them since, and how far they have come. */
import { type Activity, isRunning } from "@activitysmith/core";
import { sql } from "kysely";
import type { Session } from "../database/database.ts";
import { activityOf } from "../store/rows.ts";
import { type HistoryFilter, has } from "./notifications.ts";
import { cursorOf, type Page, type PageQuery, scan, within } from "./scan.ts";

export interface ActivityFilter extends HistoryFilter {
	stream?: string | undefined;
}

export interface ActivityCounts {
	devices: number;
	/** Those that were sent the latest state. */
	latest: number;
	/** Those on which it was dismissed, or which get no more of it. */
	dismissed: number;
}

/** What has happened to an activity, as its row tells. */
export interface ActivityChange {
	what: "started" | "rotated" | "ended" | "removed";
	at: number;
	/** Of a start: the activity whose place it took. Of a rotation: the one that took its place. */
	other: string | null;
}

export type ActivityStatus = "running" | "ended" | "dismissed" | "replaced";

export interface StartedActivity {
	activity: Activity;
	status: ActivityStatus;
	/** Oldest first. */
	changes: ActivityChange[];
	devices: ActivityCounts;
}

const nobody: ActivityCounts = { devices: 0, latest: 0, dismissed: 0 };

/** Newest first, by their start. */
export async function listActivities(
	session: Session,
	accountId: string,
	{ tag, channel, stream, from, to }: ActivityFilter,
	page: PageQuery,
	now: number,
): Promise<Page<StartedActivity>> {
	const { items, next } = await scan({
		...page,
		read: (cursor, limit) =>
			session.kysely
				.selectFrom("activity")
				.selectAll()
				.where("account_id", "=", accountId)
				.where(within("started_at", { from, to }, cursor))
				.orderBy("started_at", "desc")
				.orderBy("id", "desc")
				.limit(limit)
				.execute(),
		cursorOf: (row) => cursorOf({ at: row.started_at, id: row.id }),
		view(row) {
			if (stream !== undefined && row.stream_key !== stream) return undefined;
			const activity = activityOf(row);
			const { tags, channels } = activity.presentation;
			return has(tag, tags) && has(channel, channels) ? activity : undefined;
		},
	});
	const counts = await countDevices(session, items);
	return {
		items: items.map((activity) => ({
			activity,
			status: statusOf(activity, now),
			changes: changesOf(activity, now),
			devices: counts.get(activity.id) ?? nobody,
		})),
		next,
	};
}

function statusOf(activity: Activity, now: number): ActivityStatus {
	if (activity.replaced) return "replaced";
	if (activity.ended) return "ended";
	return isRunning(activity, now) ? "running" : activity.dismissed ? "dismissed" : "ended";
}

function changesOf({ startedAt, replaces, replaced, ended }: Activity, now: number): ActivityChange[] {
	const changes: ActivityChange[] = [{ what: "started", at: startedAt, other: replaces }];
	if (replaced) changes.push({ what: "rotated", at: replaced.at, other: replaced.by });
	if (ended) changes.push({ what: "ended", at: ended.at, other: null });
	if (ended && ended.dismissAt <= now) changes.push({ what: "removed", at: ended.dismissAt, other: null });
	return changes;
}

async function countDevices({ kysely }: Session, activities: readonly Activity[]) {
	if (activities.length === 0) return new Map<string, ActivityCounts>();
	const rows = await kysely
		.selectFrom("activity_device")
		.select((row) => [
			"activity_id",
			row.fn.countAll<number>().as("devices"),
			sql<number>`sum(CASE WHEN dismissed = 0 AND sent_version >= wanted_version THEN 1 ELSE 0 END)`.as("latest"),
			sql<number>`sum(dismissed)`.as("dismissed"),
		])
		.where(
			"activity_id",
			"in",
			activities.map(({ id }) => id),
		)
		.groupBy("activity_id")
		.execute();
	return new Map(
		rows.map(({ activity_id, devices, latest, dismissed }) => [
			activity_id,
			{ devices: Number(devices), latest: Number(latest), dismissed: Number(dismissed) },
		]),
	);
}
