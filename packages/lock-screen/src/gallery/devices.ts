/** Notifications, widgets, the badge, and the kinds of device. */
import type { ShownWidget } from "../screen.ts";
import { activity, entry, type GalleryEntry, inSeconds, notification } from "./make.ts";

const open = (id: number, title: string) => ({
	id: `action-${id}`,
	title,
	type: "open_url" as const,
	url: `https://example.com/${id}`,
});
const call = (id: number, title: string) => ({ id: `action-${id}`, title, type: "webhook" as const });

const sale = notification(
	{ title: "New subscription 💸", body: "Customer upgraded to Pro plan" },
	{ minutesAgo: 2, id: 1 },
);
const media = notification(
	{ title: "Homepage ready", body: "Your agent finished the redesign." },
	{
		id: 2,
		minutesAgo: 5,
		media: "https://cdn.example.com/output/homepage-v2.png",
		redirection: "https://github.com/acme/web/pull/482",
		aps: { "mutable-content": 1 },
	},
);
const approval = notification(
	{ title: "Deploy waits for approval", subtitle: "payments-api", body: "4f1c9e2 by Ana" },
	{
		id: 3,
		minutesAgo: 61,
		actions: [open(1, "Open pipeline"), call(2, "Approve"), call(3, "Reject"), open(4, "Open the diff")],
		aps: { category: "actions-open-webhook-webhook-open" },
	},
);

export const notifications: readonly GalleryEntry[] = [
	entry("notification", "Notification", { notifications: [sale] }),
	entry("notification-title", "Only a title", { notifications: [notification({ title: "Disk almost full" })] }),
	entry("notification-media", "With an image", { notifications: [media] }),
	entry("notification-video", "With a video", {
		notifications: [notification({ title: "Front door" }, { media: "https://cdn.example.com/door.mp4" })],
	}),
	entry("notification-audio", "With a sound", {
		notifications: [notification({ title: "Voicemail" }, { media: "https://cdn.example.com/message.m4a" })],
	}),
	entry("notification-actions", "With four buttons", { notifications: [approval] }),
	entry("notification-urgent", "Time-sensitive", {
		notifications: [
			notification(
				{ title: "Pager", body: "p95 of checkout is above 2 s" },
				{ aps: { "interruption-level": "time-sensitive", sound: "default" } },
			),
		],
	}),
	entry("notification-quiet", "Passive", {
		notifications: [
			notification(
				{ title: "Weekly report", body: "It is in your inbox." },
				{ aps: { "interruption-level": "passive" } },
			),
		],
	}),
	entry("notification-icon", "With an icon of its own", {
		notifications: [
			notification({ title: "Build 812", body: "passed" }, { icon: "https://cdn.example.com/icons/ci.png" }),
		],
	}),
	entry("notification-list", "Many", {
		notifications: [
			sale,
			media,
			approval,
			...Array.from({ length: 9 }, (_, index) =>
				notification(
					{ title: `Order ${812 - index}`, body: `${3 + index} articles` },
					{ minutesAgo: 90 * (index + 1), id: 10 + index },
				),
			),
		],
		badge: 12,
	}),
	entry("notification-long", "A very long one", {
		notifications: [
			notification({
				title: "The import of the quarter’s invoices has finished with remarks that somebody should read".repeat(2),
				subtitle: "finance / imports / 2026-Q3 / ".repeat(4),
				body: "Row 1: the amount is missing. ".repeat(40),
			}),
		],
	}),
	entry("notification-arabic", "In Arabic", {
		notifications: [notification({ title: "اشتراك جديد", body: "تمت ترقية العميل إلى الخطة الاحترافية" })],
	}),
];

const widgets: readonly ShownWidget[] = [
	{ key: "deploy.success_rate", label: "Deploys", value: 99.9, format: { kind: "percent" } },
	{ key: "queue.length", label: "Queue", value: 12_480 },
	{ key: "revenue.today", label: "Revenue", value: 2430.5, format: { kind: "currency", currency: "USD" } },
	{ key: "api.latency", label: "Latency", value: 182, format: { kind: "unit", unit: "ms" } },
	{ key: "prod.status", label: "Production", value: "healthy", format: { kind: "string" } },
	{ key: "disk.used", label: "Disk", value: 62, format: { kind: "percent" } },
	{ key: "build.number", value: -7, format: { kind: "number" } },
];

const everything = {
	activities: [
		activity(
			{
				type: "segmented_progress",
				title: "Nightly Backup",
				subtitle: "upload archive",
				numberOfSteps: 3,
				currentStep: 2,
				icon: { symbol: "externaldrive.fill" },
			},
			{ activityId: "activity-steps", streamKey: "nightly-backup" },
		),
		activity(
			{
				type: "timer",
				title: "Laundry",
				color: "cyan",
				timer: { startsAt: inSeconds(-720), endsAt: inSeconds(1705), countsDown: true },
			},
			{ activityId: "activity-timer" },
		),
	],
	notifications: [sale, media],
	badge: 3,
	widgets: widgets.slice(0, 3),
};

export const devices: readonly GalleryEntry[] = [
	entry("widgets", "Widgets of every format", { widgets }),
	entry("widget-one", "One widget", { widgets: widgets.slice(0, 1) }),
	entry("widget-texts", "Widgets with long texts", {
		widgets: [
			{ key: "a".repeat(64), value: "v".repeat(64) },
			{ key: "huge", label: "Everything that was ever counted", value: 1.7e21 },
			{ key: "city", label: "المدينة", value: "الرياض" },
		],
	}),
	entry("badge", "Badge", { badge: 3 }),
	entry("badge-huge", "The largest badge", { badge: 2_147_483_647 }),
	entry("everything", "Everything on an iPhone", { name: "Ana’s iPhone", channels: ["ops", "billing"], ...everything }),
	entry("everything-ipad", "Everything on an iPad", { name: "Kitchen iPad", model: "ipad", ...everything }),
	entry("ipad-nothing", "An iPad with nothing", { name: "iPad", model: "ipad" }),
];
