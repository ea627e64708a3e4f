/**
 * What a case may do to a service. The interface speaks no language: everything that goes in or comes out is JSON, so that
 * the SDKs of other languages can make the calls, from a process that is written to line by line.
 */
import type { OperationId } from "./operations.ts";

export type { OperationId };

export type Json = Record<string, unknown>;

/** What a target can do beside answering requests. A case that needs more than that is not run. */
export type Capability =
	/** Accounts are made on the spot, with keys, channels, metrics, devices and limits as the case wants them. */
	| "accounts"
	/** Time stands still and can be moved. */
	| "clock"
	/** Devices can be looked at and played with. */
	| "phones"
	/** Streams can be paused and resumed, as an operator does. */
	| "streams"
	/** The members of channels can be changed. */
	| "channels"
	/** Answers can be replaced by faults. */
	| "faults"
	/** Keys that nobody has made are refused. A mock takes any unless it is told to be strict. */
	| "strict-keys";

/** A call of one operation, as an SDK takes it. */
export interface CallInput {
	/** Parameters of the path. */
	params?: Record<string, string>;
	body?: Json;
	idempotencyKey?: string | undefined;
	/** @default the account's first key */
	apiKey?: string | undefined;
}

/** Why a call failed, in words that every language has. */
export class CallError extends Error {
	/** The SDK's class, such as `RateLimitError`. */
	readonly class: string;
	/** `undefined` when there was no answer. */
	readonly status: number | undefined;
	/** The answer's body. */
	readonly body: Json;
	readonly retryAfter: number | undefined;

	constructor(failure: { class: string; message: string; status?: number; body?: Json; retryAfter?: number }) {
		super(failure.message);
		this.name = "CallError";
		this.class = failure.class;
		this.status = failure.status;
		this.body = failure.body ?? {};
		this.retryAfter = failure.retryAfter;
	}
}

/** Makes the calls: an SDK. */
export interface Client {
	/** Resolves to the answer's body, rejects with a {@link CallError}. */
	call(operation: OperationId, input: CallInput): Promise<Json>;
}

export type Connect = (options: { baseURL: string; apiKey: string; fetch: typeof globalThis.fetch }) => Client;

export interface DeviceSeed {
	id: string;
	name?: string;
	/** Whether it can show Live Activities. @default true */
	liveActivities?: boolean;
}

export interface ChannelMembers {
	/** With all their devices. */
	users?: string[];
	devices?: string[];
}

/** An account as a case wants it. */
export interface AccountSeed {
	/** Scopes of the keys, by a name that the case gives them: everything, or some channels. @default { all: "all" } */
	keys?: Record<string, "all" | string[]>;
	/** @default one user with two devices, `iphone` and `ipad` */
	users?: { id: string; devices: DeviceSeed[] }[];
	/** Channels by slug. Others are unknown. */
	channels?: Record<string, ChannelMembers>;
	/** Keys of the metrics that exist. */
	metrics?: string[];
	/** @default { requestsPerMinute: 60, liveActivities: 4 } */
	limits?: { requestsPerMinute?: number; liveActivities?: number };
}

export interface ShownActivity {
	activityId: string;
	streamKey: string | null;
	status: "active" | "stale" | "ended" | "dismissed";
	/** The content state as the app decodes it. */
	state: Json;
	/** Epoch milliseconds. */
	startedAt: number;
	/** When an ended activity leaves the lock screen, in epoch milliseconds. */
	dismissAt: number | null;
}

export interface ReceivedPush {
	kind: "live-activity" | "notification" | "badge" | "widgets";
	activityId?: string;
	/** The body that Apple's push service hands to the device. */
	body: { aps: Json } & Json;
}

/** One device, as it is when it is looked at. */
export interface Phone {
	id: string;
	name: string;
	userId: string;
	/** Newest first. */
	activities: ShownActivity[];
	/** Bodies, newest first. */
	notifications: ({ aps: Json } & Json)[];
	badge: number;
	widgets: Record<string, number | string>;
	/** Everything that arrived, oldest first. */
	pushes: ReceivedPush[];
}

export interface Phones {
	/** The account's devices, in the order of the seed, when nothing is on its way to them any more. */
	look(): Promise<Phone[]>;
	/** When the device registers its token for a new activity: at once, or when `registerTokens` says so. */
	tokens(deviceId: string, when: "immediate" | "held"): Promise<void>;
	/** Registers the tokens that were held back. */
	registerTokens(deviceId: string): Promise<void>;
	/** Takes the device off the network, or brings it back: then it gets what was kept for it. */
	offline(deviceId: string, offline: boolean): Promise<void>;
	/** Swipes a Live Activity away. */
	dismiss(deviceId: string, activityId: string): Promise<void>;
}

/** What goes wrong with a request: it gets another answer than the service's own, or none. */
export interface Fault {
	operation?: OperationId;
	/** How many requests it lets through first. @default 0 */
	after?: number;
	/** How many requests it strikes. @default all that follow */
	times?: number;
	/** Answers with this status, and the API's own body for it. */
	status?: number;
	/** Seconds, as a `Retry-After` header beside `status`. */
	retryAfter?: number;
	/** Breaks the connection before the answer, or in the middle of its body. */
	connection?: "reset" | "truncate";
}

/** What can be done to an account from outside its API. What the target lacks a capability for is never called. */
export interface Controls {
	clock: {
		/** Epoch milliseconds. */
		now(): Promise<number>;
		/** Moves time, such as by `"7h30m"` or by milliseconds; resolves when all that was due has happened. */
		advance(duration: string | number): Promise<void>;
	};
	phones: Phones;
	/** Says who is in a channel from now on. */
	channels: { set(slug: string, members: ChannelMembers): Promise<void> };
	streams: {
		pause(streamKey: string): Promise<void>;
		resume(streamKey: string): Promise<void>;
	};
	faults: { add(fault: Fault): Promise<void> };
}

/** An account at a target: its keys by the names of the seed, and what can be done to it. */
export interface TargetAccount extends Controls {
	keys: Record<string, string>;
}

/** A service that the suite is run against. */
export interface Target {
	/** Such as `mock in process`; file names of known gaps follow from it. */
	readonly name: string;
	/** With the path before the operations, without a slash at the end. */
	readonly baseURL: string;
	readonly fetch: typeof globalThis.fetch;
	readonly capabilities: ReadonlySet<Capability>;
	/** Makes an account, or without the capability `accounts` gives the only one. */
	account(seed: AccountSeed): Promise<TargetAccount>;
}

/** Whether each case can have accounts to itself, so that cases run at the same time. */
export function isolates({ capabilities }: Target): boolean {
	return capabilities.has("accounts");
}
