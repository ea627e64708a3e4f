/** Screens to draw, for the tests beside it. */
import type { Screen, ShownActivity, ShownNotification } from "../src/screen.ts";

export const NOW = Date.UTC(2026, 2, 2, 9, 41);
const seconds = NOW / 1000;

type State = ShownActivity["state"];

/** A state with what every one has, and whatever else is given. */
function state(fields: Record<string, unknown>): State {
	return { version: 1, type: "value", title: "Title", color: "blue", ...fields };
}

export function activity(fields: Record<string, unknown>, status: ShownActivity["status"] = "active"): ShownActivity {
	return { activityId: "a", streamKey: null, status, state: state(fields), startedAt: NOW, dismissAt: null };
}

export function notification(
	alert: ShownNotification["body"]["aps"]["alert"],
	own: Partial<ShownNotification["body"]["activitysmith"]> = {},
): ShownNotification {
	return { receivedAt: NOW - 120_000, body: { aps: { alert }, activitysmith: { id: "n1", ...own } } };
}

export function screen(parts: Partial<Screen> = {}): Screen {
	return {
		id: "iphone",
		name: "Ada's iPhone",
		model: "iphone",
		channels: [],
		offline: false,
		activities: [],
		notifications: [],
		badge: 0,
		widgets: [],
		...parts,
	};
}

const action = { id: "primary", title: "Open log", type: "open_url", url: "https://example.com/log" };

export const deploy = activity({
	type: "segmented_progress",
	title: "Deploy",
	subtitle: "canary",
	color: "purple",
	numberOfSteps: 4,
	currentStep: 3,
	stepColor: "yellow",
	stepColors: ["green", "red", "green"],
	badge: { title: "PROD", color: "red" },
	action,
	secondaryAction: { id: "secondary", title: "Roll back", type: "webhook" },
});

export const backup = activity({
	type: "progress",
	title: "Nightly Backup",
	percentage: 42,
	icon: { symbol: "externaldrive.fill", color: "green" },
});

export const disk = activity({
	type: "metrics",
	title: "Disk",
	metrics: [
		{ label: "used", value: "75", number: 75, unit: "%", color: "orange" },
		{ label: "free", value: "20", number: 20, unit: "GB" },
	],
});

export const sales = activity({
	type: "stats",
	title: "Sales",
	color: "lime",
	metrics: Array.from({ length: 8 }, (_, index) => ({ label: `Shop ${index + 1}`, value: `$${index}00` })),
});

export const bake = activity({
	type: "timer",
	title: "Bake",
	timer: { startsAt: seconds - 40, endsAt: seconds + 3660, countsDown: true },
});

export const alert = activity({ type: "alert", title: "Lumen", message: "Came back after 2 weeks", color: "red" });
export const value = activity({ type: "value", title: "Signups", text: "$1,240" }, "ended");

/** One of each type. */
export const everyType = [deploy, backup, disk, sales, bake, alert, value];
