/** A mock of the ActivitySmith API: the real rules over memory, with simulated phones to assert on. */
export type { AccountSeed, DeviceSeed, UserSeed } from "./accounts.ts";
export type { Duration, MockClock } from "./clock.ts";
export type { Listening, ListenOptions } from "./listen.ts";
export { createMock, type Mock, type MockAccount, type MockOptions } from "./mock.ts";
export type { LockScreen, Phone, ReceivedPush, ShownActivity } from "./phone.ts";
