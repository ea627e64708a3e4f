/**
 * Apple's push service over HTTP/2: what a push is, a client that sends it, and what became of it.
 */
export type { ApiResult } from "./client/api-job.ts";
export type { Channel, ChannelRef, Channels, ChannelsOf, NewChannel } from "./client/channels.ts";
export { type ApnsClient, createApnsClient, type SendOptions } from "./client/client.ts";
export type { Clock, ClockTimer } from "./client/clock.ts";
export type { ClientHooks, ConnectionEvent, PushEvent } from "./client/events.ts";
export type { ApnsClientOptions, Origins, PerEnvironment } from "./client/options.ts";
export type { ProviderKey } from "./client/provider-token.ts";
export { type RetryCircumstances, retryDelay } from "./client/retry-delay.ts";
export { adviceOf, isTokenDead, type Reason, reasonNamed, reasons, type TokenFacts } from "./reasons.ts";
export type { BroadcastRequest, Environment, PushHeaders, PushRequest, PushType } from "./request.ts";
export * from "./requests/index.ts";
export type { Advice, PushResult } from "./result.ts";
