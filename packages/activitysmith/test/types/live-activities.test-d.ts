/** What `start`, `update` and `end` take, type by type. */
import type { ActivitySmith, LiveActivityStartRequest, LiveActivityUpdateRequest } from "activitysmith";

declare const client: ActivitySmith;
const { liveActivities } = client;
const title = "Nightly backup";
const activity_id = "a".repeat(32);

export const everyType: LiveActivityStartRequest["content_state"][] = [
	{ title, type: "segmented_progress", number_of_steps: 3, current_step: 0 },
	{
		title,
		type: "segmented_progress",
		number_of_steps: 3,
		current_step: 2,
		step_color: "lime",
		step_colors: ["green", "red"],
		badge: { title: "S3", color: "cyan" },
		subtitle: "upload",
		color: "magenta",
		icon: { symbol: "externaldrive", color: "gray" },
	},
	{ title, type: "progress", percentage: 42 },
	{ title, type: "progress", value: 31, upper_limit: 75 },
	{ title, type: "progress", percentage: 42, value: 31, upper_limit: 75, badge: { title: "S3" } },
	{ title, type: "metrics", metrics: [{ label: "CPU", value: 9, unit: "%", color: "orange" }] },
	{
		title,
		type: "stats",
		metrics: [
			{ label: "Revenue", value: "$2430" },
			{ label: "Orders", value: 37 },
		],
	},
	{ title, type: "alert", message: "Paid", badge: { title: "Customer" }, icon: { symbol: "cloud.sun" } },
	{ title, type: "value", value: "$1,240" },
	{ title, type: "value", value: -12.75 },
	{ title, type: "timer", duration_seconds: 300 },
	{ title, type: "timer", duration_seconds: 300, counts_down: true, is_running: false },
	{ title, type: "timer", counts_down: false },
	{ title, type: "timer", counts_down: false, duration_seconds: 300 },
	{ title, type: "counter", number_of_steps: 3, current_step: 1 },
	{ title, type: "countdown", number_of_steps: 3, current_step: 1 },
];

export const startWithAll: LiveActivityStartRequest = {
	content_state: { title, type: "alert", message: "Send it?" },
	action: { title: "Send", type: "webhook", url: "https://example.com/send", method: "POST", body: { id: 1 } },
	secondary_action: { title: "Open", type: "open_url", url: "shortcuts://run-shortcut?name=Jarvis" },
	alert: { title, body: "waiting" },
	channels: ["ops"],
	tags: ["user:382"],
	metadata: { build: 812, green: true, branch: "main" },
};

export const everyUpdate: LiveActivityUpdateRequest["content_state"][] = [
	{ title },
	{ title, percentage: 50 },
	{ title, value: 40 },
	{ title, subtitle: null, icon: null, current_step: 2 },
	{ title, type: "segmented_progress", current_step: 2 },
	{ title, type: "progress", value: 40 },
	{ title, type: "metrics", metrics: [{ label: "CPU", value: "idle" }] },
	{ title, type: "stats" },
	{ title, type: "alert", badge: null },
	{ title, type: "value", value: "" },
	{ title, type: "timer", is_running: false },
	{ title, type: "timer", counts_down: true, duration_seconds: 60 },
	{ title, type: "counter", number_of_steps: 4 },
	{ title, type: "countdown", current_step: 1 },
];

export const everyForm = [
	liveActivities.start({ content_state: { title, type: "progress", percentage: 1 }, target: { channels: ["ops"] } }),
	liveActivities.update({ activity_id, content_state: { title, percentage: 2 }, action: null, tags: [], metadata: {} }),
	liveActivities.end({ activity_id, content_state: { title, percentage: 100, auto_dismiss_minutes: 0 } }),
	liveActivities.startLiveActivity({ liveActivityStartRequest: startWithAll }),
	liveActivities.updateLiveActivity({ liveActivityUpdateRequest: { activity_id, content_state: { title } } }),
	liveActivities.endLiveActivity({ liveActivityEndRequest: { activity_id, content_state: { title } } }),
];

export function missing() {
	// @ts-expect-error Property 'title' is missing
	liveActivities.start({ content_state: { type: "progress", percentage: 1 } });
	// @ts-expect-error Property 'type' is missing
	liveActivities.start({ content_state: { title, percentage: 1 } });
	// @ts-expect-error Property 'number_of_steps' is missing
	liveActivities.start({ content_state: { title, type: "segmented_progress", current_step: 1 } });
	// @ts-expect-error Property 'current_step' is missing
	liveActivities.start({ content_state: { title, type: "segmented_progress", number_of_steps: 3 } });
	// @ts-expect-error value, upper_limit
	liveActivities.start({ content_state: { title, type: "progress" } });
	// @ts-expect-error Property 'upper_limit' is missing
	liveActivities.start({ content_state: { title, type: "progress", value: 31 } });
	// @ts-expect-error Property 'value' is missing
	liveActivities.start({ content_state: { title, type: "progress", upper_limit: 75 } });
	// @ts-expect-error Property 'metrics' is missing
	liveActivities.start({ content_state: { title, type: "metrics" } });
	// @ts-expect-error Property 'value' is missing
	liveActivities.start({ content_state: { title, type: "metrics", metrics: [{ label: "CPU" }] } });
	// @ts-expect-error Property 'metrics' is missing
	liveActivities.start({ content_state: { title, type: "stats" } });
	// @ts-expect-error Property 'label' is missing
	liveActivities.start({ content_state: { title, type: "stats", metrics: [{ value: 1 }] } });
	// @ts-expect-error Property 'message' is missing
	liveActivities.start({ content_state: { title, type: "alert" } });
	// @ts-expect-error Property 'value' is missing
	liveActivities.start({ content_state: { title, type: "value" } });
	// @ts-expect-error Property 'counts_down' is missing
	liveActivities.start({ content_state: { title, type: "timer" } });
	// @ts-expect-error Property 'duration_seconds' is missing
	liveActivities.start({ content_state: { title, type: "timer", counts_down: true } });
	// @ts-expect-error Property 'number_of_steps' is missing
	liveActivities.start({ content_state: { title, type: "counter", current_step: 1 } });
	// @ts-expect-error Property 'current_step' is missing
	liveActivities.start({ content_state: { title, type: "countdown", number_of_steps: 1 } });
	// @ts-expect-error Property 'activity_id' is missing
	liveActivities.update({ content_state: { title } });
	// @ts-expect-error title
	liveActivities.update({ activity_id, content_state: { percentage: 1 } });
	// @ts-expect-error Property 'content_state' is missing
	liveActivities.end({ activity_id });
}

export function ofAnotherType() {
	const steps = { number_of_steps: 3, current_step: 1 };
	// @ts-expect-error 'percentage' does not exist in type
	liveActivities.start({ content_state: { title, type: "segmented_progress", ...steps, percentage: 1 } });
	// @ts-expect-error 'percentage' does not exist in type
	liveActivities.update({ activity_id, content_state: { title, type: "segmented_progress", percentage: 1 } });
	// @ts-expect-error 'current_step' does not exist in type
	liveActivities.start({ content_state: { title, type: "progress", percentage: 1, current_step: 1 } });
	// @ts-expect-error 'badge' does not exist in type
	liveActivities.start({ content_state: { title, type: "metrics", metrics: [], badge: { title: "S3" } } });
	// @ts-expect-error 'message' does not exist in type
	liveActivities.start({ content_state: { title, type: "stats", metrics: [], message: "Paid" } });
	// @ts-expect-error 'duration_seconds' does not exist in type
	liveActivities.start({ content_state: { title, type: "alert", message: "Paid", duration_seconds: 60 } });
	// @ts-expect-error 'upper_limit' does not exist in type
	liveActivities.start({ content_state: { title, type: "value", value: 1, upper_limit: 2 } });
	// @ts-expect-error 'message' does not exist in type
	liveActivities.start({ content_state: { title, type: "timer", duration_seconds: 60, message: "Paid" } });
	// @ts-expect-error 'number_of_steps' does not exist in type
	liveActivities.start({ content_state: { title, type: "timer", duration_seconds: 60, number_of_steps: 3 } });
	// @ts-expect-error 'metrics' does not exist in type
	liveActivities.start({ content_state: { title, type: "counter", number_of_steps: 3, current_step: 1, metrics: [] } });
	// @ts-expect-error 'value' does not exist in type
	liveActivities.start({ content_state: { title, type: "countdown", number_of_steps: 3, current_step: 1, value: 1 } });
	// @ts-expect-error 'auto_dismiss_minutes' does not exist in type
	liveActivities.start({ content_state: { title, type: "alert", message: "Paid", auto_dismiss_minutes: 1 } });
	// @ts-expect-error 'percentage' does not exist in type
	liveActivities.update({ activity_id, content_state: { title, type: "alert", percentage: 1 } });
	// @ts-expect-error 'auto_dismiss_minutes' does not exist in type
	liveActivities.update({ activity_id, content_state: { title, auto_dismiss_minutes: 1 } });
	// @ts-expect-error 'auto_dismiss_seconds' does not exist in type
	liveActivities.end({ activity_id, content_state: { title, auto_dismiss_seconds: 1 } });
}

export function wrongValues() {
	// @ts-expect-error Type '"gauge"' is not assignable to type
	liveActivities.start({ content_state: { title, type: "gauge", percentage: 1 } });
	// @ts-expect-error Type 'string' is not assignable to type
	liveActivities.start({ content_state: { title, type: "progress", percentage: "1" } });
	// @ts-expect-error Type '"pink"' is not assignable to type
	liveActivities.start({ content_state: { title, type: "progress", percentage: 1, color: "pink" } });
	// @ts-expect-error Type '"pink"' is not assignable to type
	liveActivities.start({ content_state: { title, type: "value", value: 1, icon: { symbol: "cloud", color: "pink" } } });
	// @ts-expect-error Property 'title' is missing
	liveActivities.start({ content_state: { title, type: "alert", message: "Paid", badge: { color: "red" } } });
	// @ts-expect-error Type 'boolean' is not assignable to type
	liveActivities.start({ content_state: { title, type: "stats", metrics: [{ label: "Paid", value: true }] } });
	// @ts-expect-error Type 'boolean' is not assignable to type
	liveActivities.start({ content_state: { title, type: "value", value: false } });
	// @ts-expect-error Type 'null' is not assignable to type
	liveActivities.start({ content_state: { title: null, type: "value", value: 1 } });
	// @ts-expect-error Type 'null' is not assignable to type
	liveActivities.start({ content_state: { title, type: "value", value: 1, subtitle: null } });
	// @ts-expect-error Type 'null' is not assignable to type
	liveActivities.update({ activity_id, content_state: { title: null } });
	// @ts-expect-error 'colour' does not exist in type
	liveActivities.update({ activity_id, content_state: { title, colour: "red" } });
}

export function wrongRequests(content_state: LiveActivityStartRequest["content_state"]) {
	// @ts-expect-error Type '{ channels: string[]; }' is not assignable to type 'undefined'
	liveActivities.start({ content_state, channels: ["ops"], target: { channels: ["ops"] } });
	// @ts-expect-error Type 'string' is not assignable to type
	liveActivities.start({ content_state, channels: "ops" });
	// @ts-expect-error 'contentState' does not exist in type
	liveActivities.start({ contentState: content_state });
	// @ts-expect-error Property 'url' is missing
	liveActivities.start({ content_state, action: { title: "Open", type: "open_url" } });
	// @ts-expect-error 'method' does not exist in type
	liveActivities.start({ content_state, action: { title, type: "open_url", url: "https://a.example", method: "GET" } });
	// @ts-expect-error Type '"PUT"' is not assignable to type
	liveActivities.start({ content_state, action: { title, type: "webhook", url: "https://a.example", method: "PUT" } });
	// @ts-expect-error Type '"phone"' is not assignable to type
	liveActivities.start({ content_state, secondary_action: { title: "Call", type: "phone", url: "tel:1" } });
	// @ts-expect-error Type '{}' is not assignable
	liveActivities.start({ content_state, metadata: { nested: {} } });
	// @ts-expect-error 'channels' does not exist in type
	liveActivities.update({ activity_id, content_state: { title }, channels: ["ops"] });
	// @ts-expect-error 'alert' does not exist in type
	liveActivities.update({ activity_id, content_state: { title }, alert: { title } });
	// @ts-expect-error 'content_state' does not exist in type
	liveActivities.startLiveActivity({ content_state });
	// @ts-expect-error Property 'begin' does not exist
	liveActivities.begin({ content_state });
}
