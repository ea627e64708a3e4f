/** A mock of the ActivitySmith API: the real rules over memory, with simulated phones to assert on. */
import { buildMock, type Mock, type MockOptions } from "./mock.ts";
import { outside } from "./outside.ts";

export type { MockClock } from "./clock.ts";
export type { Duration } from "./duration.ts";
export type { FaultRule } from "./fault-rule.ts";
export type { Fault, Faults } from "./faults.ts";
export type { Installed, InstallOptions } from "./install.ts";
export type { Journal, JournalEntry, JournalQuery, Wait } from "./journal.ts";
export type { Listening, ListenOptions } from "./listen.ts";
export { type MagicValue, magicValues } from "./magic.ts";
export type { Mock, MockEvent, MockOptions } from "./mock.ts";
export type { MockAccount } from "./mock-account.ts";
export type { LockScreen, Phone, ReceivedPush, ShownActivity } from "./phone.ts";
export type { AccountSeed, ChannelSeed, DeviceSeed, UserSeed } from "./seed.ts";
export type { PressRecord } from "./webhooks/presses.ts";
export type { WebhookOptions } from "./webhooks/send.ts";

/** A mock with a world of its own, ready at once; it opens no port unless `listen()` is called. */
export function createMock(options: MockOptions = {}): Mock {
	return buildMock(options, outside());
}
