/**
 * The ActivitySmith SDK. Web standards only: no Node modules, no dependencies. The operations in `generated/` are called
 * through `transport.ts`; everything else is made of those two.
 */
export { ActivitySmith, ActivitySmith as default, type WithResponse } from "./client.ts";
export type {
	ContentStateEnd,
	ContentStateStart,
	ContentStateUpdate,
	LiveActivityType,
	ProgressContentState,
	StreamContentState,
	StreamContentStateEnd,
	TimerContentState,
} from "./content-state.ts";
export {
	AbortError,
	ActivitySmithError,
	APIError,
	AuthenticationError,
	BadRequestError,
	ConnectionError,
	InternalServerError,
	LiveActivityLimitError,
	NoRecipientsError,
	NotFoundError,
	PermissionDeniedError,
	RateLimitError,
	TimeoutError,
	ValidationError,
} from "./errors.ts";
export type {
	ActivityMetric,
	AlertContentState,
	AlertPayload,
	AppIconBadgeCountUpdateResponse,
	ChannelTarget,
	LiveActivityAction,
	LiveActivityAlertBadge,
	LiveActivityAlertIcon,
	LiveActivityColor,
	LiveActivityEndResponse,
	LiveActivityStartResponse,
	LiveActivityStreamDeleteResponse,
	LiveActivityStreamPutResponse,
	LiveActivityUpdateResponse,
	MetricsContentState,
	MetricValueUpdateRequest,
	MetricValueUpdateResponse,
	PushNotificationAction,
	PushNotificationResponse,
	SegmentedProgressContentState,
	StatsContentState,
	ValueContentState,
} from "./generated/types.gen.ts";
export type { LiveActivitiesResource } from "./live-activities.ts";
export type { MetricsResource } from "./metrics.ts";
export type { NotificationsResource } from "./notifications.ts";
export type {
	ActivitySmithOptions,
	CallContext,
	CallInit,
	CallOptions,
	Fetch,
	Hooks,
	RequestEvent,
	ResponseEvent,
	RetryEvent,
} from "./options.ts";
export type {
	Audience,
	LiveActivityEndRequest,
	LiveActivityStartRequest,
	LiveActivityStreamDeleteRequest,
	LiveActivityStreamRequest,
	LiveActivityUpdateRequest,
	PushNotificationRequest,
} from "./requests.ts";
export type { RawResult } from "./resource.ts";
export type { LiveActivityTracker, TrackOptions, TrackPatch } from "./track.ts";
export type { RateLimit, ResponseResult } from "./transport.ts";
