/** A mock of the ActivitySmith API: the real rules over memory, with simulated phones to assert on. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Serve } from "./listen.ts";
import { buildMock, type Mock, type MockOptions } from "./mock.ts";
import type { ServePage } from "./screens/page.ts";
import type { CallWebhook } from "./webhooks/send.ts";

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

/** Most tests open no port, and Node's HTTP server takes longer to load than all the rest. */
const listen: Serve = async (served, options) => {
	const server = await import("./listen.ts");
	return server.listen(served, options);
};

/** Most tests call no webhook either. */
const call: CallWebhook = async (request, allow) => {
	const { callWebhook } = await import("./webhooks/call.ts");
	return callWebhook(request, allow);
};

/** Nor does anybody look at a page. */
const page: ServePage = async (request, peer, about) => {
	const { servePage } = await import("./screens/page.ts");
	return servePage(request, peer, about);
};

/** A mock with a world of its own, ready at once; it opens no port unless `listen()` is called. */
export function createMock(options: MockOptions = {}): Mock {
	return buildMock(options, { listen, call, page, cause: new AsyncLocalStorage<string>() });
}
