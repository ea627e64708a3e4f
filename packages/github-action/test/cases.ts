/**
 * What the action does, one step at a time: every input with what follows from it on the wire, every output with its
 * value. action-yml.test.ts fails when an input or an output of action.yml is in none of them.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JournalEntry } from "@activitysmith/mock-server";
import { expect } from "vitest";
import type { World } from "./local-runner.ts";

export interface Case {
	name: string;
	/** What there is before. What it resolves to is added to the inputs. */
	before?: (world: World) => unknown;
	with: Record<string, string>;
	/** The request that must have come last; none when it is null. */
	request?: Partial<Pick<JournalEntry, "operation" | "key" | "body" | "status">> | null;
	outputs: Record<string, unknown>;
	/** What the annotation of a failure says. */
	says?: RegExp;
}

const time = expect.stringMatching(/^\d{10}$/);
const id = expect.stringMatching(/^[\w-]{32}$/);
const ok = { ok: "true", response: expect.stringContaining('"success":true'), time };
const notOk = { ok: "false", response: expect.any(String), time };
const steps = { type: "segmented_progress", number_of_steps: 3, current_step: 1 };

const startedActivity = async (world: World) => {
	const { outputs } = await world.step({
		action: "start_live_activity",
		payload: JSON.stringify({ content_state: { title: "Deploy", ...steps } }),
	});
	return { "live-activity-id": outputs.live_activity_id ?? "" };
};

const startedStream = async (world: World) => {
	await world.step({
		action: "stream_live_activity",
		"stream-key": "prod-web-1",
		payload: "content_state: { title: Health, type: value, value: 3 }",
	});
};

const file = (name: string, text: string) => (world: World) => {
	writeFileSync(join(world.home, name), text);
	return { "payload-file-path": join(world.home, name) };
};

export const cases: Case[] = [
	{
		name: "sends a push notification",
		with: { action: "send_push_notification", payload: "title: Deployed\nmessage: It is live\nbadge: 3\ntags: [ci]" },
		request: {
			operation: "sendPushNotification",
			body: { title: "Deployed", message: "It is live", badge: 3, tags: ["ci"] },
		},
		outputs: ok,
	},
	{
		name: "starts a Live Activity",
		with: {
			action: "start_live_activity",
			channels: "ops, devs",
			payload: JSON.stringify({ content_state: { title: "Deploy", ...steps } }),
		},
		request: {
			operation: "startLiveActivity",
			body: { content_state: { title: "Deploy", ...steps }, target: { channels: ["ops", "devs"] } },
		},
		outputs: { ...ok, live_activity_id: id },
	},
	{
		name: "updates a Live Activity",
		before: startedActivity,
		with: { action: "update_live_activity", payload: "contentState:\n  title: Deploy\n  currentStep: 2" },
		request: {
			operation: "updateLiveActivity",
			body: { activity_id: id, content_state: { title: "Deploy", current_step: 2 } },
		},
		outputs: { ...ok, live_activity_id: id },
	},
	{
		name: "ends a Live Activity",
		before: startedActivity,
		with: {
			action: "end_live_activity",
			payload: "content_state: { title: Deploy, current_step: 3, autoDismissMinutes: 2 }",
		},
		request: {
			operation: "endLiveActivity",
			body: { activity_id: id, content_state: { title: "Deploy", current_step: 3, auto_dismiss_minutes: 2 } },
		},
		outputs: { ...ok, live_activity_id: id },
	},
	{
		name: "starts a stream",
		with: {
			action: "stream_live_activity",
			"stream-key": "prod-web-1",
			payload: 'content_state: { title: Health, type: metrics, metrics: [{ label: CPU, value: 9.5, unit: "%" }] }',
		},
		request: {
			operation: "reconcileLiveActivityStream",
			key: "prod-web-1",
			body: {
				content_state: { title: "Health", type: "metrics", metrics: [{ label: "CPU", value: 9.5, unit: "%" }] },
			},
		},
		outputs: { ...ok, live_activity_id: id, operation: "started" },
	},
	{
		name: "sends a stream the same again",
		before: startedStream,
		with: {
			action: "stream_live_activity",
			"stream-key": "prod-web-1",
			payload: "content_state: { title: Health, value: 3 }",
		},
		outputs: { ...ok, live_activity_id: id, operation: "noop" },
	},
	{
		name: "ends a stream without a payload",
		before: startedStream,
		with: { action: "end_live_activity_stream", "stream-key": "prod-web-1" },
		request: { operation: "endLiveActivityStream", key: "prod-web-1", body: undefined },
		outputs: { ...ok, live_activity_id: id, operation: "ended" },
	},
	{
		name: "ends a stream with a last state",
		before: startedStream,
		with: {
			action: "end_live_activity_stream",
			"stream-key": "prod-web-1",
			payload: "content_state: { title: Health, value: 7 }",
		},
		request: { operation: "endLiveActivityStream", body: { content_state: { title: "Health", value: 7 } } },
		outputs: { ...ok, live_activity_id: id, operation: "ended" },
	},
	{
		name: "updates a metric",
		with: {
			action: "update_metric_value",
			"metric-key": "deploys",
			payload: "value: 42\ntimestamp: 2026-03-19T08:00:00Z",
		},
		request: {
			operation: "updateMetricValue",
			key: "deploys",
			body: { value: 42, timestamp: "2026-03-19T08:00:00Z" },
		},
		outputs: { ok: "true", response: '{"success":true}', time },
	},
	{
		name: "sets the number on the icon",
		with: { action: "update_app_icon_badge_count", payload: "badge: 0", channels: "ops" },
		request: { operation: "updateAppIconBadgeCount", body: { badge: 0, target: { channels: ["ops"] } } },
		outputs: ok,
	},
	{
		name: "reads a payload from a file of YAML",
		before: file("push.yml", "title: From a file\nbadge: 1\n"),
		with: { action: "send_push_notification" },
		request: { body: { title: "From a file", badge: 1 } },
		outputs: ok,
	},
	{
		name: "reads a payload from a file of JSON",
		before: file("push.json", '{"title":"From a file","metadata":{"green":true}}'),
		with: { action: "send_push_notification" },
		request: { body: { title: "From a file", metadata: { green: true } } },
		outputs: ok,
	},
	{
		name: "flattens what is free in form",
		with: {
			action: "send_push_notification",
			"payload-delimiter": ".",
			payload:
				"{ title: Built, metadata: { git: { dirty: false, commits: 3 } }, payload: { a: [1, { b: x }], c: {} } }",
		},
		request: {
			body: {
				title: "Built",
				metadata: { "git.dirty": false, "git.commits": 3 },
				payload: { "a.0": 1, "a.1.b": "x", c: {} },
			},
		},
		outputs: ok,
	},
	{
		name: "leaves the target of a payload alone",
		with: {
			action: "send_push_notification",
			channels: "ignored",
			payload: "{ title: Targeted, target: { channels: [explicit] } }",
		},
		request: { body: { title: "Targeted", target: { channels: ["explicit"] } } },
		outputs: ok,
	},
	{
		name: "takes a payload without braces",
		with: { action: "send_push_notification", payload: '"title": "Bare",\n"badge": 2,' },
		request: { body: { title: "Bare", badge: 2 } },
		outputs: ok,
	},
	{
		name: "says when channels mean nothing",
		with: {
			action: "update_metric_value",
			"metric-key": "deploys",
			payload: "value: up",
			channels: "ops",
		},
		request: { body: { value: "up" } },
		outputs: ok,
		says: /^channels is set, and means nothing to update_metric_value$/,
	},
	{
		name: "goes where base-url says",
		with: { action: "send_push_notification", payload: "title: x", "base-url": "http://ops.example/api" },
		request: null,
		outputs: notOk,
		says: /base-url is not an https: URL/,
	},
	{
		name: "needs a key",
		with: { action: "send_push_notification", payload: "title: x", "api-key": "" },
		request: null,
		outputs: notOk,
		says: /api-key is missing.*secret/,
	},
	{
		name: "fails the step when errors says so",
		with: { action: "send_push_notification", errors: "true" },
		request: null,
		outputs: { ...notOk, response: expect.stringContaining("payload is missing") },
		says: /payload is missing: send_push_notification needs it/,
	},
	{
		name: "ends a mirrored job as job-status says",
		with: { action: "mirror_workflow", "job-status": "cancelled", "poll-interval": "0.05" },
		request: {
			operation: "endLiveActivityStream",
			body: { content_state: expect.objectContaining({ color: "red", subtitle: "Cancelled" }) },
		},
		outputs: { ...ok, live_activity_id: id, operation: "started" },
	},
	{
		name: "mirrors the job that job-id says",
		before: async (world) => {
			const { job } = await world.runJob({ key: "other", name: "Other job", steps: [{ name: "Only" }] });
			return { "job-id": String(job.id) };
		},
		with: { action: "mirror_workflow", "poll-interval": "0.05" },
		request: {
			body: { content_state: expect.objectContaining({ title: "CI · Other job", number_of_steps: 1 }) },
		},
		outputs: { ...ok, operation: "started", live_activity_id: id },
	},
	{
		name: "mirrors the time alone without a good github-token",
		with: { action: "mirror_workflow", "github-token": "ghs_expired", "poll-interval": "0.05" },
		request: {
			body: { content_state: expect.objectContaining({ title: "CI · build", type: "timer", color: "green" }) },
		},
		outputs: { ...ok, operation: "started", live_activity_id: id },
		says: /elapsed time is shown: GitHub answered 401 Bad credentials\. .*actions: read/,
	},
];
