/** What `stream`, `endStream` and `track` take. */
import type {
	ActivitySmith,
	LiveActivityStreamDeleteRequest,
	LiveActivityStreamRequest,
	LiveActivityTracker,
	TrackPatch,
} from "activitysmith";

declare const client: ActivitySmith;
declare const job: LiveActivityTracker;
const { liveActivities } = client;
const title = "Nightly backup";

export const everyState: LiveActivityStreamRequest["content_state"][] = [
	{ title, type: "segmented_progress", number_of_steps: 3, current_step: 2, step_colors: null },
	{ title, type: "progress", percentage: 42, subtitle: null },
	{ title, type: "progress", value: 31, upper_limit: 75 },
	{ title, type: "metrics", metrics: [{ label: "CPU", value: 9, unit: "%" }], icon: null },
	{ title, type: "stats", metrics: [{ label: "Orders", value: "37" }] },
	{ title, type: "alert", message: "Paid", badge: null },
	{ title, type: "value", value: 0 },
	{ title, type: "timer", duration_seconds: 300 },
	{ title, type: "timer", counts_down: false },
	{ title, type: "timer", is_running: false },
	{ title, type: "timer" },
	{ title, type: "counter", number_of_steps: 3, current_step: 2 },
	{ title, type: "countdown", number_of_steps: 3, current_step: 2 },
	{ title },
	{ title, percentage: 43 },
	{ title, current_step: 3, auto_dismiss_minutes: 5, auto_dismiss_seconds: 30 },
];

export const everyEnd: (LiveActivityStreamDeleteRequest | undefined)[] = [
	undefined,
	{},
	{ content_state: { title, percentage: 100, auto_dismiss_seconds: 30 } },
	{ content_state: { title, type: "progress", auto_dismiss_minutes: 0 } },
	{ content_state: { title, type: "metrics", metrics: [{ label: "CPU", value: 7 }] }, alert: { body: "done" } },
	{ action: null, secondary_action: null, tags: ["done"], metadata: { ok: true } },
];

export const everyForm = [
	liveActivities.stream("backup", { content_state: { title }, channels: ["ops"], action: null }),
	liveActivities.stream("backup", { content_state: { title }, target: { channels: ["ops"] }, alert: { title } }),
	liveActivities.endStream("backup"),
	liveActivities.endStream("backup", { content_state: { title } }, { timeout: 1000 }),
	liveActivities.reconcileLiveActivityStream({
		streamKey: "backup",
		liveActivityStreamRequest: { content_state: { title } },
	}),
	liveActivities.endLiveActivityStream({ streamKey: "backup" }),
	liveActivities.endLiveActivityStream({ streamKey: "backup", liveActivityStreamDeleteRequest: {} }),
];

export async function tracked(patch: TrackPatch) {
	await using handle = liveActivities.track("backup", { title, type: "progress", percentage: 0 });
	await handle.update({ subtitle: "upload" });
	await job.update(patch);
	await job.progress(42);
	await job.progress({ value: 31, upper_limit: 75 });
	await job.step(2);
	await job.step(2, { of: 3, subtitle: "verify" });
	await job.fail(new Error("disk full"));
	await job.fail("disk full");
	await job.end();
	await job.end({ subtitle: "done", auto_dismiss_seconds: 30 });
	return liveActivities.track(
		"backup",
		{ title, type: "segmented_progress", number_of_steps: 3, current_step: 0 },
		{ interval: 1000, strict: true, onError: console.error, channels: ["ops"], tags: ["nightly"] },
	);
}

export function wrongStates() {
	// @ts-expect-error Property 'title' is missing
	liveActivities.stream("backup", { content_state: { type: "progress", percentage: 1 } });
	// @ts-expect-error value, upper_limit
	liveActivities.stream("backup", { content_state: { title, type: "progress" } });
	// @ts-expect-error Property 'upper_limit' is missing
	liveActivities.stream("backup", { content_state: { title, type: "progress", value: 31 } });
	// @ts-expect-error Property 'number_of_steps' is missing
	liveActivities.stream("backup", { content_state: { title, type: "segmented_progress", current_step: 31 } });
	// @ts-expect-error Property 'metrics' is missing
	liveActivities.stream("backup", { content_state: { title, type: "metrics" } });
	// @ts-expect-error Property 'metrics' is missing
	liveActivities.stream("backup", { content_state: { title, type: "stats" } });
	// @ts-expect-error Property 'message' is missing
	liveActivities.stream("backup", { content_state: { title, type: "alert" } });
	// @ts-expect-error Property 'value' is missing
	liveActivities.stream("backup", { content_state: { title, type: "value" } });
	// @ts-expect-error 'percentage' does not exist in type
	liveActivities.stream("backup", { content_state: { title, type: "timer", percentage: 1 } });
	// @ts-expect-error Type 'null' is not assignable to type
	liveActivities.stream("backup", { content_state: { title, type: "alert", message: null } });
	// @ts-expect-error 'badge' does not exist in type
	liveActivities.stream("backup", { content_state: { title, type: "stats", metrics: [], badge: { title: "S3" } } });
	// @ts-expect-error Type '"pink"' is not assignable to type
	liveActivities.stream("backup", { content_state: { title, type: "progress", percentage: 1, color: "pink" } });
	// @ts-expect-error 'colour' does not exist in type
	liveActivities.stream("backup", { content_state: { title, colour: "red" } });
	// @ts-expect-error 'percentage' does not exist in type
	liveActivities.endStream("backup", { content_state: { title, type: "alert", percentage: 1 } });
	// @ts-expect-error title
	liveActivities.endStream("backup", { content_state: { auto_dismiss_minutes: 1 } });
}

export function wrongCalls(content_state: LiveActivityStreamRequest["content_state"]) {
	// @ts-expect-error Expected 2-3 arguments, but got 1
	liveActivities.stream({ content_state });
	// @ts-expect-error type 'StreamContentState' is not assignable to parameter
	liveActivities.stream("backup", content_state);
	// @ts-expect-error Type '{ channels: string[]; }' is not assignable to type 'undefined'
	liveActivities.stream("backup", { content_state, channels: ["ops"], target: { channels: ["ops"] } });
	// @ts-expect-error 'channels' does not exist in type
	liveActivities.endStream("backup", { channels: ["ops"] });
	// @ts-expect-error 'stream_key' does not exist in type
	liveActivities.reconcileLiveActivityStream({ stream_key: "backup", liveActivityStreamRequest: { content_state } });
	// @ts-expect-error Property 'title' is missing
	liveActivities.track("backup", { type: "progress", percentage: 1 });
	// @ts-expect-error value, upper_limit
	liveActivities.track("backup", { title, type: "progress" });
	// @ts-expect-error 'every' does not exist in type
	liveActivities.track("backup", content_state, { every: 1000 });
	// @ts-expect-error Type '{ channels: string[]; }' is not assignable to type 'undefined'
	liveActivities.track("backup", content_state, { channels: ["ops"], target: { channels: ["ops"] } });
	// @ts-expect-error Property 'upper_limit' is missing
	job.progress({ value: 31 });
	// @ts-expect-error type 'string' is not assignable to parameter
	job.progress("42");
	// @ts-expect-error 'from' does not exist in type
	job.step(2, { from: 3 });
	// @ts-expect-error 'percent' does not exist in type
	job.update({ percent: 42 });
	// @ts-expect-error Type '"pink"' is not assignable to type
	job.end({ color: "pink" });
}
