/** What was sent, and what came of it: the delivery log, notifications and Live Activities. */
import { deviceContentState } from "@activitysmith/core";
import type { DeliveryLogTable } from "../../database/tables.ts";
import { listActivities, type StartedActivity } from "../../history/activities.ts";
import { listDeliveries } from "../../history/deliveries.ts";
import { listNotifications, type SentNotification } from "../../history/notifications.ts";
import { type Route, routesOf } from "../route.ts";
import { timeOf } from "../shapes.ts";
import { type ManageDesk, theAccount } from "./desk.ts";
import * as shapes from "./history-shapes.ts";

const route = routesOf<ManageDesk>();

interface PageQuery {
	from?: string | undefined;
	to?: string | undefined;
	cursor?: string | undefined;
	limit?: string | undefined;
}

const DAY_MS = 86_400_000;

const timeIn = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));

/** A day belongs to a period that ends with it. */
function periodOf({ from, to }: PageQuery) {
	const end = timeIn(to);
	return { from: timeIn(from), to: end !== undefined && !to?.includes("T") ? end + DAY_MS - 1 : end };
}

const pageOf = ({ cursor, limit = "100" }: PageQuery) => ({ cursor, limit: Number(limit) });

const deliveryView = (row: DeliveryLogTable) => ({
	at: timeOf(row.at),
	device_id: row.device_id,
	kind: row.kind,
	about: row.about,
	version: row.version,
	delivered: row.reason === null,
	status: row.status,
	reason: row.reason,
	attempt: row.attempts,
	apns_id: row.apns_id,
});

const notificationView = ({ notification: { id, request, channels, sentAt }, devices }: SentNotification) => ({
	id,
	sent_at: timeOf(sentAt),
	title: request.title,
	subtitle: request.subtitle ?? null,
	message: request.message ?? null,
	channels: channels && [...channels],
	tags: [...(request.tags ?? [])],
	metadata: { ...request.metadata },
	devices,
});

function activityView({ activity, status, changes, devices }: StartedActivity) {
	const { id, streamKey, presentation, version, startedAt } = activity;
	const { type, title } = presentation.state.content;
	return {
		activity_id: id,
		stream_key: streamKey,
		status,
		type,
		title,
		version,
		content_state: { ...deviceContentState(presentation, version) },
		channels: presentation.channels && [...presentation.channels],
		tags: [...presentation.tags],
		metadata: { ...presentation.metadata },
		started_at: timeOf(startedAt),
		changes: changes.map(({ what, at, other }) => ({ what, at: timeOf(at), other_activity_id: other })),
		devices: { total: devices.devices, latest: devices.latest, dismissed: devices.dismissed },
	};
}

const tag = "History";

export const historyRoutes: readonly Route<ManageDesk>[] = [
	route({
		id: "listDeliveries",
		method: "GET",
		path: "/deliveries",
		tag,
		summary: "The delivery log: every attempt, newest first",
		description: "What nobody was there to take is no attempt: it waits.",
		query: shapes.DeliveryQuery,
		answer: shapes.Deliveries,
		async handle({ context, query }) {
			const { id } = await theAccount(context);
			const { device_id: device, about, kind, failed } = query;
			const filter = { device, about, kind, failed: failed === "true", ...periodOf(query) };
			const { items, next } = await listDeliveries(context.database.reader, id, filter, pageOf(query));
			return { deliveries: items.map(deliveryView), next_cursor: next };
		},
	}),
	route({
		id: "listNotifications",
		method: "GET",
		path: "/notifications",
		tag,
		summary: "Notifications, newest first",
		query: shapes.NotificationQuery,
		answer: shapes.Notifications,
		async handle({ context, query }) {
			const { id } = await theAccount(context);
			const filter = { tag: query.tag, channel: query.channel, ...periodOf(query) };
			const { items, next } = await listNotifications(context.database.reader, id, filter, pageOf(query));
			return { notifications: items.map(notificationView), next_cursor: next };
		},
	}),
	route({
		id: "listActivities",
		method: "GET",
		path: "/activities",
		tag,
		summary: "Live Activities with what has happened to them, newest first",
		query: shapes.ActivityQuery,
		answer: shapes.Activities,
		async handle({ context, query }) {
			const { id } = await theAccount(context);
			const filter = { tag: query.tag, channel: query.channel, stream: query.stream_key, ...periodOf(query) };
			const now = context.clock.now();
			const { items, next } = await listActivities(context.database.reader, id, filter, pageOf(query), now);
			return { activities: items.map(activityView), next_cursor: next };
		},
	}),
];
