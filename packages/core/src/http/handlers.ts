/** Each operation's use-case. The body has been validated by the operation's schema, so its type is known here. */
import type * as schema from "@activitysmith/schema";
import type { Answer } from "../idempotency.ts";
import type { Caller } from "../model.ts";
import type { Awaitable } from "../ports.ts";
import type { Service } from "../service.ts";
import type { ParsedRequest } from "./parse.ts";

type Handler = (service: Service, caller: Caller, request: ParsedRequest) => Awaitable<Answer<unknown>>;

export const handlers: Record<schema.OperationId, Handler> = {
	sendPushNotification: (service, caller, { body, idempotency }) =>
		service.sendPushNotification(caller, body as schema.PushNotificationRequest, idempotency),
	startLiveActivity: (service, caller, { body, idempotency }) =>
		service.startLiveActivity(caller, body as schema.LiveActivityStartRequest, idempotency),
	updateLiveActivity: (service, caller, { body }) =>
		service.updateLiveActivity(caller, body as schema.LiveActivityUpdateRequest),
	endLiveActivity: (service, caller, { body }) =>
		service.endLiveActivity(caller, body as schema.LiveActivityEndRequest),
	reconcileLiveActivityStream: (service, caller, { params, body }) =>
		service.reconcileStream(caller, params.stream_key ?? "", body as schema.LiveActivityStreamRequest),
	endLiveActivityStream: (service, caller, { params, body }) =>
		service.endStream(caller, params.stream_key ?? "", body as schema.LiveActivityStreamDeleteRequest),
	updateMetricValue: (service, caller, { params, body }) =>
		service.updateMetric(caller, params.key ?? "", body as schema.MetricValueUpdateRequest),
	updateAppIconBadgeCount: (service, caller, { body }) =>
		service.updateBadge(caller, body as schema.AppIconBadgeCountUpdateRequest),
};
