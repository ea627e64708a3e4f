/** What push notifications, metrics and the badge take. */
import type { ActivitySmith, PushNotificationRequest } from "activitysmith";

declare const client: ActivitySmith;
const { notifications, metrics } = client;
const title = "New subscription";
const media = "https://cdn.example.com/chart.png";

export const everyNotification: PushNotificationRequest[] = [
	{ title },
	{ title, message: "Upgraded to Pro", subtitle: "Acme", media, redirection: "https://example.com" },
	{ title, media, actions: [] },
	{ title, channels: ["sales"] },
	{ title, target: { channels: ["sales"] } },
	{
		title,
		actions: [
			{ title: "Open", type: "open_url", url: "https://example.com" },
			{ title: "Call", type: "webhook", url: "https://example.com/hook", method: "GET" },
			{ title: "Call", type: "webhook", url: "https://example.com/hook", body: { plan: "pro", seats: [1, 2] } },
		],
		payload: { nested: { anything: null } },
		badge: 3,
		sound: "default",
		icon: "https://example.com/icon.png",
		interruption_level: "time-sensitive",
		tags: ["billing"],
		metadata: { seats: 3, trial: false, plan: "pro" },
	},
];

export const everyForm = [
	notifications.send({ title }),
	notifications.send({ title }, { idempotencyKey: "order-812", timeout: 2000, maxRetries: 0 }),
	notifications.sendPushNotification({ pushNotificationRequest: { title } }),
	metrics.update("deploy.success_rate", 99.9),
	metrics.update("prod.status", "healthy", { timestamp: "2026-03-19T08:00:00Z" }),
	metrics.update("prod.status", { value: "healthy", timestamp: "2026-03-19T08:00:00Z" }, undefined, { timeout: 2000 }),
	metrics.updateMetricValue({ key: "prod.status", metricValueUpdateRequest: { value: 1 } }),
	client.badgeCount(3),
	client.badgeCount(0, { channels: ["sales"] }, { maxRetries: 0 }),
	client.badgeCount(3, { target: { channels: ["sales"] } }),
];

export function wrongNotifications() {
	// @ts-expect-error Property 'title' is missing
	notifications.send({ message: "Upgraded to Pro" });
	// @ts-expect-error Type '{ title: string; type: "open_url"; url: string; }' is not assignable to type 'never'
	notifications.send({ title, media, actions: [{ title: "Open", type: "open_url", url: "https://example.com" }] });
	// @ts-expect-error Type '{ channels: string[]; }' is not assignable to type 'undefined'
	notifications.send({ title, channels: ["sales"], target: { channels: ["sales"] } });
	// @ts-expect-error Property 'channels' is missing
	notifications.send({ title, target: {} });
	// @ts-expect-error Type '"critical"' is not assignable to type
	notifications.send({ title, interruption_level: "critical" });
	// @ts-expect-error Type '{ title: string; type: "open_url"; url: string; body: {}; }' is not assignable to type 'never'
	notifications.send({ title, actions: [{ title: "Open", type: "open_url", url: "https://example.com", body: {} }] });
	// @ts-expect-error Type '{ title: string; type: "webhook"; }' is not assignable to type 'never'
	notifications.send({ title, actions: [{ title: "Call", type: "webhook" }] });
	// @ts-expect-error Type 'string' is not assignable to type
	notifications.send({ title, badge: "3" });
	// @ts-expect-error Type 'null' is not assignable to type
	notifications.send({ title, metadata: { plan: null } });
	// @ts-expect-error 'body' does not exist in type
	notifications.send({ title, body: "Upgraded to Pro" });
	// @ts-expect-error type 'string' is not assignable to parameter
	notifications.send(title);
	// @ts-expect-error 'title' does not exist in type
	notifications.sendPushNotification({ title });
}

export function wrongMetrics() {
	// @ts-expect-error Expected 2-4 arguments, but got 1
	metrics.update("prod.status");
	// @ts-expect-error type 'boolean' is not assignable to parameter
	metrics.update("prod.status", true);
	// @ts-expect-error Property 'value' is missing
	metrics.update("prod.status", { timestamp: "2026-03-19T08:00:00Z" });
	// @ts-expect-error Type 'Date' is not assignable to type
	metrics.update("prod.status", 1, { timestamp: new Date() });
	// @ts-expect-error 'timeout' does not exist in type
	metrics.update("prod.status", 1, { timeout: 2000 });
	// @ts-expect-error type 'string' is not assignable to parameter
	client.badgeCount("3");
	// @ts-expect-error Type '{ channels: string[]; }' is not assignable to type 'undefined'
	client.badgeCount(3, { channels: ["sales"], target: { channels: ["sales"] } });
	// @ts-expect-error type 'string[]' is not assignable to parameter
	client.badgeCount(3, ["sales"]);
}
