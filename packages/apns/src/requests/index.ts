/**
 * Builders of pushes: each puts the headers that Apple wants around a body, checks both, and throws before anything is
 * sent. They send nothing: give what they return to a client.
 */
export { collapseId } from "./collapse-id.ts";
export type { Device, PushOptions } from "./headers.ts";
export {
	type BroadcastOptions,
	broadcastLiveActivity,
	type EndOptions,
	endLiveActivity,
	type LiveActivityOptions,
	type StartOptions,
	startLiveActivity,
	updateLiveActivity,
} from "./live-activity.ts";
export type { AlertText, LiveActivityAlert, LiveActivityAps, LiveActivityPayload } from "./live-activity-body.ts";
export {
	type AlertAps,
	type AlertBody,
	type AlertContent,
	alertNotification,
	background,
	badgeOnly,
	reloadWidgets,
} from "./notification.ts";
export { MAX_BROADCAST_BYTES, PayloadTooLargeError } from "./payload-size.ts";
export { nextTimestamp } from "./timestamp.ts";
