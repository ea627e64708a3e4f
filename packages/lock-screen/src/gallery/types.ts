/** Every type of Live Activity while it is active. */
import { colors } from "@activitysmith/schema/colors";
import { activity, card, type GalleryEntry, inSeconds } from "./make.ts";

const backup = { type: "segmented_progress", title: "Nightly Backup", subtitle: "upload archive" };
const openDashboard = { id: "primary", title: "Dashboard", type: "open_url", url: "https://ops.example.com/prod" };

const metrics = [
	{ label: "CPU", value: "9", number: 9, unit: "%" },
	{ label: "MEM", value: "45", number: 45, unit: "%", color: "yellow" },
	{ label: "DISK", value: "91", number: 91, unit: "%", color: "red" },
	{ label: "LOAD", value: "0.42", number: 0.42 },
	{ label: "NET", value: "128", number: 128, unit: "Mb/s", color: "cyan" },
	{ label: "TEMP", value: "61", number: 61, unit: "°C", color: "orange" },
	{ label: "REQ", value: "2.1k" },
	{ label: "ERR", value: "0.02", number: 0.02, unit: "%", color: "green" },
];

const stats = [
	{ label: "Revenue", value: "$2430", color: "blue" },
	{ label: "Orders", value: "37", number: 37, color: "green" },
	{ label: "Conversion", value: "4.8%", color: "magenta" },
	{ label: "Refunds", value: "0", number: 0 },
	{ label: "Avg order", value: "$65.68", color: "cyan" },
	{ label: "Sessions", value: "770", number: 770, color: "purple" },
	{ label: "New users", value: "112", number: 112, color: "orange" },
	{ label: "Top region", value: "Rhône-Alpes", color: "yellow" },
];

export const steps: readonly GalleryEntry[] = [
	card("steps", "Segmented progress", activity({ ...backup, numberOfSteps: 3, currentStep: 2 })),
	card("steps-none", "No step yet", activity({ ...backup, subtitle: "waiting", numberOfSteps: 5, currentStep: 0 })),
	card(
		"steps-colors",
		"A colour for each step",
		activity({
			...backup,
			subtitle: "retried twice",
			numberOfSteps: 8,
			currentStep: 5,
			stepColors: ["green", "green", "orange", "green", "red"],
			stepColor: "yellow",
			color: "green",
		}),
	),
	card("steps-one", "One step", activity({ ...backup, subtitle: "done", numberOfSteps: 1, currentStep: 1 })),
	card(
		"steps-fifty",
		"Fifty steps in colours",
		activity({
			...backup,
			subtitle: "shard 31",
			numberOfSteps: 50,
			currentStep: 31,
			stepColors: Array.from({ length: 31 }, (_, index) => colors[index % colors.length]),
		}),
	),
	card(
		"steps-thousands",
		"Five thousand steps",
		activity({
			...backup,
			subtitle: "file 3,120",
			numberOfSteps: 5000,
			currentStep: 3120,
			stepColors: Array.from({ length: 3120 }, (_, index) => (index % 7 === 0 ? "orange" : "green")),
		}),
	),
];

export const types: readonly GalleryEntry[] = [
	card(
		"progress",
		"Progress",
		activity({
			type: "progress",
			title: "EV Charging",
			subtitle: "Garage, 11 kW",
			percentage: 42,
			color: "lime",
			icon: { symbol: "bolt.car.fill", color: "lime" },
		}),
	),
	card(
		"progress-limit",
		"Progress of a limit",
		activity({ type: "progress", title: "Upload", percentage: 42, value: 21, upperLimit: 50, color: "cyan" }),
	),
	card("progress-empty", "Nothing done", activity({ type: "progress", title: "Search Reindex", percentage: 0 })),
	card(
		"progress-full",
		"All done",
		activity({ type: "progress", title: "Search Reindex", percentage: 100, color: "green" }),
	),
	card("metrics", "Metrics", metricsCard(2)),
	card("metrics-none", "No metrics", metricsCard(0)),
	card("metrics-one", "One metric", metricsCard(1)),
	card("metrics-eight", "Eight metrics", metricsCard(8)),
	card("stats", "Stats", statsCard(4)),
	card("stats-none", "No stats", statsCard(0)),
	card("stats-one", "One of the stats", statsCard(1)),
	card("stats-eight", "Eight stats", statsCard(8)),
	card(
		"alert",
		"Alert with two buttons",
		activity({
			type: "alert",
			title: "Approval needed",
			message: "Send the follow-up to Brightlane?",
			color: "green",
			icon: { symbol: "sparkles", color: "green" },
			badge: { title: "Agent", color: "green" },
			action: { id: "primary", title: "Send", type: "webhook" },
			secondaryAction: { id: "secondary", title: "Deny", type: "webhook" },
		}),
	),
	card(
		"value",
		"Value",
		activity({
			type: "value",
			title: "Monthly revenue",
			subtitle: "since the 1st",
			text: "$1,240.50",
			color: "green",
			icon: { symbol: "dollarsign.circle" },
		}),
	),
	card("value-empty", "An empty value", activity({ type: "value", title: "On call", text: "" })),
];

function metricsCard(count: number) {
	return activity({
		type: "metrics",
		title: "Server Health",
		subtitle: "prod-web-1",
		icon: { symbol: "server.rack", color: "blue" },
		metrics: metrics.slice(0, count),
		...(count > 1 && { action: openDashboard }),
	});
}

function statsCard(count: number) {
	return activity({ type: "stats", title: "Sales", subtitle: "last hour", metrics: stats.slice(0, count) });
}

const laundry = { type: "timer", title: "Laundry", subtitle: "Cotton 60°", color: "cyan" };

export const timers: readonly GalleryEntry[] = [
	card(
		"timer",
		"Timer",
		activity({ ...laundry, timer: { startsAt: inSeconds(-720), endsAt: inSeconds(1705), countsDown: true } }),
	),
	card(
		"timer-hours",
		"Timer with hours",
		activity({ ...laundry, timer: { startsAt: inSeconds(-720), endsAt: inSeconds(7384), countsDown: true } }),
	),
	card(
		"timer-paused",
		"Paused timer",
		activity({
			...laundry,
			timer: { startsAt: inSeconds(-720), endsAt: inSeconds(1705), countsDown: true, pausedAt: inSeconds(-120) },
		}),
	),
	card(
		"timer-over",
		"Timer that is over",
		activity({ ...laundry, timer: { startsAt: inSeconds(-720), endsAt: inSeconds(-95), countsDown: true } }),
	),
	card(
		"timer-up",
		"Counting up",
		activity({
			...laundry,
			title: "Incident",
			subtitle: "api-gateway",
			color: "red",
			timer: { startsAt: inSeconds(-754), countsDown: false },
		}),
	),
	card(
		"timer-up-paused",
		"Counting up, paused",
		activity({
			...laundry,
			title: "Focus",
			subtitle: "deep work",
			color: "purple",
			timer: { startsAt: inSeconds(-754), countsDown: false, pausedAt: inSeconds(-30) },
		}),
	),
];
