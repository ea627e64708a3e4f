/**
 * A gateway of Apple's push service to test against, with simulated devices behind it: it refuses what Apple refuses, and
 * its devices ignore what iPhones ignore.
 */
export type { Channel, Channels } from "./channels.ts";
export type { GatewayClock } from "./clock.ts";
export type { Connection } from "./connection.ts";
export { type Control, startControl } from "./control/server.ts";
export type { DropReason, Outcome } from "./delivery.ts";
export type { ActivityState, SimulatedActivity } from "./device/activity.ts";
export type { ActivityType, ActivityTypes } from "./device/activity-types.ts";
export type { AppliedPush, DroppedPush, SimulatedDevice } from "./device/device.ts";
export type { ShownNotification } from "./device/notification.ts";
export type { DeviceOptions } from "./device/options.ts";
export type { Report, ReportListener, Reports } from "./device/report.ts";
export type { Shape } from "./device/swift.ts";
export type { Effect, ErrorCode, FaultRule, FaultTarget, GoAway } from "./fault.ts";
export type { FaultState, Faults } from "./faults.ts";
export { type FakeApns, type FakeApnsOptions, startFakeApns } from "./gateway.ts";
export type { Journal, PushEntry, PushQuery } from "./journal.ts";
export type { ProviderKey, ProviderKeyOptions } from "./provider-keys.ts";
export { CHANNEL_REASONS, PUSH_REASONS, type Reason } from "./reasons.ts";
export type { TokenKind } from "./tokens.ts";
