/** An example for every request and every answer, shown in the OpenAPI document. A test validates each of them. */
import { errors } from "./error.ts";
import type { OperationId } from "./operation.ts";

type Examples = Record<string, { summary: string; value: unknown }>;

const timestamp = "2026-03-19T08:30:00.000Z";
const activity_id = "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034";
const previous_activity_id = "Zr1kB0qVxJ5mPq7sT2uW9yA3cE6gHnLd";
const counts = { devices_notified: 2, users_notified: 1 };
const everyone = { effective_channel_slugs: null };

export const requestExamples: Record<OperationId, Examples> = {
	sendPushNotification: {
		message: {
			summary: "A message",
			value: { title: "New subscription 💸", message: "Customer upgraded to Pro plan", tags: ["billing"] },
		},
		media: {
			summary: "An image that opens a page",
			value: {
				title: "Homepage ready",
				message: "Your agent finished the redesign.",
				media: "https://cdn.example.com/output/homepage-v2.png",
				redirection: "https://github.com/acme/web/pull/482",
			},
		},
		actions: {
			summary: "Buttons, for one channel",
			value: {
				title: "Deploy waits for approval",
				message: "payments-api 4f1c9e2",
				actions: [
					{ title: "Open pipeline", type: "open_url", url: "https://ci.example.com/pipelines/812" },
					{
						title: "Approve",
						type: "webhook",
						url: "https://ci.example.com/hooks/approve",
						method: "POST",
						body: { pipeline: 812 },
					},
				],
				target: { channels: ["ops"] },
				metadata: { commit: "4f1c9e2", attempt: 1 },
			},
		},
	},
	reconcileLiveActivityStream: {
		segmented_progress: {
			summary: "A backup in steps",
			value: {
				content_state: {
					title: "Nightly Backup",
					subtitle: "upload archive",
					type: "segmented_progress",
					number_of_steps: 3,
					current_step: 2,
				},
			},
		},
		metrics: {
			summary: "Server health with a button",
			value: {
				content_state: {
					title: "Server Health",
					subtitle: "prod-web-1",
					type: "metrics",
					icon: { symbol: "server.rack", color: "blue" },
					metrics: [
						{ label: "CPU", value: 9, unit: "%" },
						{ label: "MEM", value: 45, unit: "%" },
					],
				},
				action: { title: "Dashboard", type: "open_url", url: "https://ops.example.com/servers/prod-web-1" },
				channels: ["ops"],
			},
		},
		update: { summary: "Only what changed", value: { content_state: { title: "Nightly Backup", current_step: 3 } } },
	},
	endLiveActivityStream: {
		final: {
			summary: "With a last state",
			value: {
				content_state: { title: "Nightly Backup", subtitle: "done", current_step: 3, auto_dismiss_minutes: 5 },
			},
		},
		now: {
			summary: "Remove it at once",
			value: { content_state: { title: "Nightly Backup", auto_dismiss_seconds: 0 } },
		},
	},
	startLiveActivity: {
		progress: {
			summary: "A charging car",
			value: {
				content_state: {
					title: "EV Charging",
					subtitle: "Garage",
					type: "progress",
					percentage: 15,
					color: "lime",
				},
				alert: { title: "Charging started", body: "11 kW" },
			},
		},
		limit: {
			summary: "A value of a limit",
			value: {
				content_state: { title: "Upload", type: "progress", value: 21, upper_limit: 50, color: "cyan" },
			},
		},
		stats: {
			summary: "Business numbers",
			value: {
				content_state: {
					title: "Sales",
					subtitle: "last hour",
					type: "stats",
					metrics: [
						{ label: "Revenue", value: "$2430", color: "blue" },
						{ label: "Orders", value: 37, color: "green" },
					],
				},
			},
		},
		alert: {
			summary: "An approval with two buttons",
			value: {
				content_state: {
					title: "Approval Needed",
					message: "Send the follow-up email to Brightlane?",
					type: "alert",
					icon: { symbol: "sparkles", color: "green" },
					badge: { title: "Agent", color: "green" },
				},
				action: {
					title: "Send",
					type: "webhook",
					url: "https://agent.example.com/approve",
					body: { decision: "send" },
				},
				secondary_action: { title: "Deny", type: "webhook", url: "https://agent.example.com/deny", method: "GET" },
			},
		},
		timer: {
			summary: "A countdown of five minutes",
			value: { content_state: { title: "Benchmark Run", type: "timer", duration_seconds: 300, color: "cyan" } },
		},
		value: {
			summary: "One value",
			value: { content_state: { title: "MRR", type: "value", value: "$1,240" } },
		},
	},
	updateLiveActivity: {
		progress: {
			summary: "Only what changed",
			value: { activity_id, content_state: { title: "EV Charging", percentage: 60 } },
		},
	},
	endLiveActivity: {
		progress: {
			summary: "With a last state, removed after a minute",
			value: { activity_id, content_state: { title: "EV Charging", percentage: 100, auto_dismiss_minutes: 1 } },
		},
	},
	updateMetricValue: {
		number: { summary: "A number", value: { value: 99.9 } },
		text: { summary: "A word, with its time", value: { value: "healthy", timestamp: "2026-03-19T08:30:00Z" } },
	},
	updateAppIconBadgeCount: {
		set: { summary: "Set the number", value: { badge: 8333 } },
		clear: { summary: "Clear it for one channel", value: { badge: 0, channels: ["ops"] } },
	},
};

export const responseExamples: Record<OperationId, Examples> = {
	sendPushNotification: {
		sent: { summary: "Sent", value: { success: true, ...counts, ...everyone, tags: ["billing"], timestamp } },
	},
	reconcileLiveActivityStream: {
		started: {
			summary: "The first state started an activity",
			value: {
				success: true,
				operation: "started",
				stream_key: "nightly-backup",
				activity_id,
				devices_queued: 0,
				...counts,
				...everyone,
				tags: [],
				timestamp,
			},
		},
		updated: {
			summary: "One device has it, one gets it when it is ready",
			value: {
				success: true,
				operation: "updated",
				stream_key: "nightly-backup",
				activity_id,
				devices_notified: 1,
				devices_queued: 1,
				users_notified: 1,
				...everyone,
				tags: [],
				timestamp,
			},
		},
		noop: {
			summary: "Nothing changed, nothing was sent",
			value: {
				success: true,
				operation: "noop",
				stream_key: "nightly-backup",
				activity_id,
				devices_notified: 0,
				devices_queued: 0,
				users_notified: 0,
				effective_channel_slugs: ["ops"],
				tags: [],
				timestamp,
			},
		},
		rotated: {
			summary: "A fresh activity replaced one of 7 h 30 min",
			value: {
				success: true,
				operation: "rotated",
				stream_key: "nightly-backup",
				activity_id,
				previous_activity_id,
				devices_queued: 0,
				...counts,
				...everyone,
				tags: [],
				timestamp,
			},
		},
		paused: {
			summary: "Kept, but not shown until the stream is resumed",
			value: {
				success: true,
				operation: "paused",
				stream_key: "nightly-backup",
				activity_id: null,
				devices_notified: 0,
				devices_queued: 0,
				users_notified: 0,
				...everyone,
				tags: [],
				timestamp,
			},
		},
	},
	endLiveActivityStream: {
		ended: {
			summary: "Ended",
			value: {
				success: true,
				operation: "ended",
				stream_key: "nightly-backup",
				activity_id,
				devices_notified: 2,
				devices_queued: 0,
				timestamp,
			},
		},
		inactive: {
			summary: "No activity was running",
			value: {
				success: true,
				operation: "ended",
				stream_key: "nightly-backup",
				activity_id: null,
				devices_notified: 0,
				devices_queued: 0,
				timestamp,
			},
		},
	},
	startLiveActivity: {
		started: {
			summary: "Started",
			value: { success: true, activity_id, ...counts, ...everyone, tags: [], timestamp },
		},
	},
	updateLiveActivity: {
		updated: {
			summary: "One device has it, one gets it when it is ready",
			value: { success: true, activity_id, devices_notified: 1, devices_queued: 1, timestamp },
		},
	},
	endLiveActivity: {
		ended: {
			summary: "Ended",
			value: { success: true, activity_id, devices_notified: 2, devices_queued: 0, timestamp },
		},
	},
	updateMetricValue: { stored: { summary: "Stored", value: { success: true } } },
	updateAppIconBadgeCount: {
		set: { summary: "Set", value: { success: true, badge: 8333, ...counts, ...everyone, timestamp } },
	},
};

/** Examples of errors by the name of their schema. */
export const errorExamples: Record<string, Examples> = Object.fromEntries(
	Object.entries({
		BadRequestError: {
			field: {
				...errors.badRequest("content_state.percentage must be at most 100"),
				issues: [{ path: "content_state.percentage", message: "must be at most 100" }],
			},
			targeting: {
				...errors.invalidTargeting("channels must contain at least one channel"),
				issues: [{ path: "channels", message: "must contain at least one channel" }],
			},
			stream_key: errors.invalidStreamKey("stream_key must contain only letters, numbers, underscores, and hyphens"),
		},
		UnauthorizedError: { missing: errors.missingKey, wrong: errors.wrongKey },
		ForbiddenError: { scope: errors.outOfScope, update: errors.cannotUpdate, end: errors.cannotEnd },
		NotFoundError: { stream: errors.streamNotFound("nightly-backup"), activity: errors.activityNotFound(activity_id) },
		NoRecipientsError: {
			devices: { ...errors.noDevices, effective_channel_slugs: ["ops"] },
			live_activity_devices: { ...errors.noLiveActivityDevices, effective_channel_slugs: null },
		},
		MetricError: { unknown: errors.metricNotFound("deploy.success_rate") },
		RateLimitError: { minute: errors.rateLimited },
		LiveActivityLimitError: { limit: errors.activityLimit(4, 4) },
		ConflictError: { running: errors.idempotencyConflict },
		UnprocessableError: { reused: errors.idempotencyKeyReused },
		PayloadTooLargeError: { body: errors.payloadTooLarge },
		UnsupportedMediaTypeError: { type: errors.unsupportedMediaType },
		InternalServerError: { failed: errors.internal("req_8tUq4mZ1") },
	}).map(([schema, examples]) => [
		schema,
		Object.fromEntries(
			Object.entries(examples).map(([name, { status: _, ...value }]) => [name, { summary: value.error, value }]),
		),
	]),
);
