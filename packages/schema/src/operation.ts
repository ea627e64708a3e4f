/**
 * The operations of the API, once. The OpenAPI document, the generated client, the service's routes and its checks are
 * all read from this table.
 */
import * as z from "zod";
import * as error from "./error.ts";
import * as request from "./request.ts";
import * as response from "./response.ts";
import { IdempotencyKey, MetricKey, StreamKey } from "./text.ts";

export type OperationId =
	| "sendPushNotification"
	| "reconcileLiveActivityStream"
	| "endLiveActivityStream"
	| "startLiveActivity"
	| "updateLiveActivity"
	| "endLiveActivity"
	| "updateMetricValue"
	| "updateAppIconBadgeCount";

export interface Operation {
	id: OperationId;
	method: "POST" | "PUT" | "DELETE";
	/** Below the base URL, with parameters in braces. */
	path: string;
	tag: "PushNotifications" | "LiveActivities" | "Metrics" | "AppIconBadges";
	summary: string;
	description: string;
	params: Record<string, z.ZodType<string>>;
	body: z.ZodType;
	/** Only the end of a stream may come without a body. */
	bodyRequired: boolean;
	success: z.ZodType;
	/** Bodies by status, beside those that every operation can answer. */
	errors: Partial<Record<number, z.ZodType[]>>;
	/** Counts against the account's requests a minute. */
	rateLimited: boolean;
	/** Takes an `Idempotency-Key`. */
	idempotent: boolean;
}

/** Statuses that every operation can answer. */
export const sharedErrors: Record<number, z.ZodType[]> = {
	400: [error.BadRequestError],
	401: [error.UnauthorizedError],
	413: [error.PayloadTooLargeError],
	415: [error.UnsupportedMediaTypeError],
	429: [error.RateLimitError],
	500: [error.InternalServerError],
};

const forbidden = { 403: [error.ForbiddenError] };
const noRecipients = { 404: [error.NoRecipientsError] };
const notFound = { 404: [error.NotFoundError] };
const idempotency = { 409: [error.ConflictError], 422: [error.UnprocessableError] };
const activityLimit = { 429: [error.LiveActivityLimitError] };

const streamKey = { stream_key: StreamKey };

export const operations = {
	sendPushNotification: {
		id: "sendPushNotification",
		method: "POST",
		path: "/push-notification",
		tag: "PushNotifications",
		summary: "Send a push notification",
		description:
			"Sends a notification to the devices in the scope of the API key, or in the channels that are named. It can open a link, show media when it is expanded, or carry up to four buttons.",
		params: {},
		body: request.PushNotificationRequest,
		bodyRequired: true,
		success: response.PushNotificationResponse,
		errors: { ...forbidden, ...noRecipients, ...idempotency },
		rateLimited: true,
		idempotent: true,
	},
	reconcileLiveActivityStream: {
		id: "reconcileLiveActivityStream",
		method: "PUT",
		path: "/live-activity/stream/{stream_key}",
		tag: "LiveActivities",
		summary: "Show the newest state of a stream",
		description:
			"Give each thing that you watch a stable key and send its newest state whenever it changes. The first request starts a Live Activity, later ones update it; it is replaced by a fresh one before iOS ends it after 8 hours. A state that changes nothing is answered with `noop` and not sent.",
		params: streamKey,
		body: request.LiveActivityStreamRequest,
		bodyRequired: true,
		success: response.LiveActivityStreamPutResponse,
		errors: { ...forbidden, ...noRecipients, ...activityLimit },
		rateLimited: true,
		idempotent: false,
	},
	endLiveActivityStream: {
		id: "endLiveActivityStream",
		method: "DELETE",
		path: "/live-activity/stream/{stream_key}",
		tag: "LiveActivities",
		summary: "End a stream",
		description:
			"Ends the stream's Live Activity, if wanted with a last state. It leaves the lock screen after 2 minutes unless the state says otherwise. A body is optional.",
		params: streamKey,
		body: request.LiveActivityStreamDeleteRequest,
		bodyRequired: false,
		success: response.LiveActivityStreamDeleteResponse,
		errors: { ...forbidden, ...notFound },
		rateLimited: true,
		idempotent: false,
	},
	startLiveActivity: {
		id: "startLiveActivity",
		method: "POST",
		path: "/live-activity/start",
		tag: "LiveActivities",
		summary: "Start a Live Activity",
		description:
			"Starts a Live Activity whose life you manage yourself, by its id. A stream needs less: it starts, updates and replaces activities by itself.",
		params: {},
		body: request.LiveActivityStartRequest,
		bodyRequired: true,
		success: response.LiveActivityStartResponse,
		errors: { ...forbidden, ...noRecipients, ...idempotency, ...activityLimit },
		rateLimited: true,
		idempotent: true,
	},
	updateLiveActivity: {
		id: "updateLiveActivity",
		method: "POST",
		path: "/live-activity/update",
		tag: "LiveActivities",
		summary: "Update a Live Activity",
		description:
			"Changes a running Live Activity. Fields that are left out keep their values. Devices that have not registered a token for the activity yet get the newest state when they do.",
		params: {},
		body: request.LiveActivityUpdateRequest,
		bodyRequired: true,
		success: response.LiveActivityUpdateResponse,
		errors: { ...forbidden, ...notFound },
		rateLimited: true,
		idempotent: false,
	},
	endLiveActivity: {
		id: "endLiveActivity",
		method: "POST",
		path: "/live-activity/end",
		tag: "LiveActivities",
		summary: "End a Live Activity",
		description:
			"Ends a Live Activity with a last state. It leaves the lock screen after 3 minutes unless the state says otherwise. Ending it again is no error.",
		params: {},
		body: request.LiveActivityEndRequest,
		bodyRequired: true,
		success: response.LiveActivityEndResponse,
		errors: { ...forbidden, ...notFound },
		rateLimited: true,
		idempotent: false,
	},
	updateMetricValue: {
		id: "updateMetricValue",
		method: "POST",
		path: "/metrics/{key}/value",
		tag: "Metrics",
		summary: "Update the value of a metric",
		description: "Stores the newest value of a metric that lock screen widgets show.",
		params: { key: MetricKey },
		body: request.MetricValueUpdateRequest,
		bodyRequired: true,
		success: response.MetricValueUpdateResponse,
		errors: { 404: [error.MetricError] },
		rateLimited: true,
		idempotent: false,
	},
	updateAppIconBadgeCount: {
		id: "updateAppIconBadgeCount",
		method: "POST",
		path: "/badge",
		tag: "AppIconBadges",
		summary: "Set the number on the app icon",
		description: "Shows a number on the app icon; 0 clears it.",
		params: {},
		body: request.AppIconBadgeCountUpdateRequest,
		bodyRequired: true,
		success: response.AppIconBadgeCountUpdateResponse,
		errors: { ...forbidden, ...noRecipients },
		rateLimited: true,
		idempotent: false,
	},
} as const satisfies { [Id in OperationId]: Operation & { id: Id } };

/** Headers that are read, by operation. */
export const requestHeaders = z.object({ "Idempotency-Key": IdempotencyKey.optional() });

export function errorSchemas(operation: Operation): Record<number, z.ZodType[]> {
	const all: Record<number, z.ZodType[]> = {};
	for (const source of [sharedErrors, operation.errors]) {
		for (const [status, schemas] of Object.entries(source)) {
			all[Number(status)] = [...(all[Number(status)] ?? []), ...(schemas ?? [])];
		}
	}
	return all;
}
