/**
 * The service without its outside: rules, use-cases and the HTTP application. Databases, Apple's push service and
 * clocks come in through the ports; the mock and the server are this plus adapters, so that they cannot differ.
 */
export { type App, type AppOptions, createApp } from "./http/app.ts";
export { bearerToken } from "./http/bearer.ts";
export { readJson } from "./http/body.ts";
export type { Exchange } from "./http/exchange.ts";
export { type Incoming, isWhole, sentPath, type WholeRequest } from "./http/incoming.ts";
export { nearestRoute } from "./http/nearest.ts";
export { type Reply, toResponse } from "./http/reply.ts";
export { CLAIM_MS, IDEMPOTENCY_MS } from "./idempotency.ts";
export { jsonMistake } from "./json-mistake.ts";
export * from "./model.ts";
export { type DeviceAction, type DeviceContentState, deviceContentState } from "./payload/content-state.ts";
export {
	endBody,
	type LiveActivityBody,
	MAX_PAYLOAD_BYTES,
	payloadBytes,
	startBody,
	updateBody,
} from "./payload/live-activity.ts";
export { badgeBody, type NotificationBody, notificationBody, widgetBody } from "./payload/notification.ts";
export type * from "./ports.ts";
export { type ErrorBody, invalid, Refusal } from "./refusal.ts";
export { isSuccessorReady, type NextPush, nextPush } from "./rules/delivery.ts";
export { isRunning } from "./rules/lifecycle.ts";
export { type RateWindow, takeFromWindow } from "./rules/rate.ts";
export { createService, type Service } from "./service.ts";
export type { Press } from "./use-cases/press.ts";
export {
	isWebhookSecret,
	type PressedButton,
	type PressOutcome,
	type WebhookAction,
	type WebhookCall,
	type WebhookRequest,
	webhookRequest,
} from "./webhook/request.ts";
