/**
 * Values that stand for an error or a state, for those who can reach no control route. Keys of accounts that are
 * described mean nothing but themselves.
 */
import { errors, type OperationId } from "@activitysmith/schema";
import type { FaultRule } from "./fault-rule.ts";

/** A key to show in examples when any is taken. It stands for nothing. */
export const ANY_KEY = "ask_mock";

export interface MagicValue {
	/** Where it is written. */
	in: "API key" | "channel" | "stream key" | "metric key";
	/** What the value is or begins with. */
	value: string;
	means: string;
}

interface MagicKey {
	means: string;
	fault?: FaultRule;
	/** The account has no devices. */
	empty?: true;
}

const { status: limitStatus, ...limitBody } = errors.activityLimit(4, 4);

const keys: Record<string, MagicKey> = {
	ask_mock_unauthorized: { means: "401: the key is unknown", fault: { status: 401 } },
	ask_mock_forbidden: { means: "403: the key may not do this", fault: { status: 403 } },
	ask_mock_no_devices: { means: "404: the account has no devices", empty: true },
	ask_mock_rate_limited: { means: "429: too many requests, try again in a second", fault: { status: 429 } },
	ask_mock_limit_reached: {
		means: "429: as many Live Activities run as may",
		fault: {
			operation: ["startLiveActivity", "reconcileLiveActivityStream"],
			status: limitStatus,
			body: limitBody,
		},
	},
	ask_mock_server_error: { means: "500 on every request", fault: { status: 500 } },
	ask_mock_unavailable: { means: "503 on every request", fault: { status: 503 } },
	ask_mock_flaky: { means: "503 on the first two requests, then all is well", fault: { status: 503, times: 2 } },
	ask_mock_slow: { means: "every answer comes after 3 seconds", fault: { delay: "3s" } },
	ask_mock_reset: { means: "the connection breaks on every request", fault: { connection: "reset" } },
	ask_mock_never: { means: "no request is ever answered", fault: { connection: "never" } },
};

const NO_DEVICES = "mock-no-devices";
const PAUSED = "mock-paused-";
const LIMIT = "mock-limit-";
const UNKNOWN_METRIC = "mock-unknown-";

export const magicValues: readonly MagicValue[] = [
	...Object.entries(keys).map(([value, { means }]) => ({ in: "API key" as const, value, means })),
	{ in: "channel", value: NO_DEVICES, means: "404: no device is in it" },
	{ in: "stream key", value: PAUSED, means: "the stream is paused: every PUT answers paused" },
	{ in: "stream key", value: LIMIT, means: "429: as many Live Activities run as may" },
	{ in: "metric key", value: UNKNOWN_METRIC, means: "404: there is no such metric" },
];

/** A key may go on after the magic value, so that each test has an account of its own. */
export function magicKey(token: string): MagicKey | undefined {
	if (!token.startsWith("ask_mock_")) return undefined;
	return Object.entries(keys).find(([value]) => token.startsWith(value))?.[1];
}

const limitFault: FaultRule = { status: limitStatus, body: limitBody };

/** The fault that a stream key stands for. */
export function magicFault(operation: OperationId, key: string | null): FaultRule | undefined {
	return operation === "reconcileLiveActivityStream" && key?.startsWith(LIMIT) ? limitFault : undefined;
}

export const isMagicallyPaused = (streamKey: string) => streamKey.startsWith(PAUSED);
export const isMagicallyEmpty = (slug: string) => slug === NO_DEVICES;
export const isMagicallyUnknown = (metricKey: string) => metricKey.startsWith(UNKNOWN_METRIC);
