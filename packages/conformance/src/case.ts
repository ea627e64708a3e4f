/** A case: one sentence of the contract as a program over the driver. */
import type { AccountSeed, CallError, CallInput, Capability, Controls, Json, OperationId } from "./driver.ts";
import type { Answers } from "./operations.ts";

/** The chapters of the contract. */
export const sections = {
	1: "Operations",
	2: "Live Activity types and state",
	3: "Requests",
	4: "Responses",
	5: "Streams and lifecycle",
	6: "Errors",
	7: "Limits, targeting, clients",
	8: "What a device receives",
} as const;

export type Section = keyof typeof sections;

export interface Case {
	/** Words between dots, from the general to the special: `stream.put.noop-when-nothing-changed`. Stays when texts change. */
	id: string;
	section: Section;
	/** The sentence that it proves. */
	title: string;
	needs: readonly Capability[];
	run(context: Context): Promise<void>;
}

/** A request that no SDK would let through, sent as it is. */
export interface RawRequest {
	method: string;
	/** Below the base URL; what begins with `//` is taken from the origin. */
	path: string;
	/** Sent as JSON; text and bytes as they are. */
	body?: unknown;
	headers?: Record<string, string>;
	/** `null` for none. @default the account's first key */
	apiKey?: string | null | undefined;
}

export interface Answer {
	status: number;
	headers: Headers;
	/** Parsed when it is JSON, else an empty object. */
	body: Json;
	text: string;
}

/** For one call. */
export type CallOptions = Pick<CallInput, "apiKey" | "idempotencyKey">;

/** Calls by short names; each resolves to the body of a 200 and rejects with a {@link CallError}. */
export interface Calls {
	push(body: Json, options?: CallOptions): Promise<Answers["sendPushNotification"]>;
	put(streamKey: string, body: Json, options?: CallOptions): Promise<Answers["reconcileLiveActivityStream"]>;
	del(streamKey: string, body?: Json, options?: CallOptions): Promise<Answers["endLiveActivityStream"]>;
	start(body: Json, options?: CallOptions): Promise<Answers["startLiveActivity"]>;
	update(body: Json, options?: CallOptions): Promise<Answers["updateLiveActivity"]>;
	end(body: Json, options?: CallOptions): Promise<Answers["endLiveActivity"]>;
	metric(key: string, body: Json, options?: CallOptions): Promise<Answers["updateMetricValue"]>;
	badge(body: Json, options?: CallOptions): Promise<Answers["updateAppIconBadgeCount"]>;
}

/** An account, and all that a case does with it. */
export interface Account extends Calls, Controls {
	/** The keys by the names of the seed. Not to be printed. */
	keys: Record<string, string>;
	/** Any call by its operation. */
	call<Id extends OperationId>(operation: Id, input: CallInput): Promise<Answers[Id]>;
	/** A call that has to fail: resolves to its error. */
	refused(call: Promise<unknown>): Promise<CallError>;
	/** Sends a request without an SDK. */
	request(request: RawRequest): Promise<Answer>;
}

export interface Context extends Account {
	/** A stream key that no other case uses. */
	streamKey: string;
	/** A name that no other case uses, of letters, digits and hyphens: for further stream keys and idempotency keys. */
	unique(name: string): string;
	/** Makes an account with what the case needs. Its first key is used for calls that name none. */
	account(seed?: AccountSeed): Promise<Account>;
}

type Run = (context: Context) => Promise<void>;

/** Collects the cases of a section. */
export function casesOf(section: Section) {
	const cases: Case[] = [];
	return {
		cases,
		/** Adds a case that any server can be asked. */
		anywhere(id: string, title: string, run: Run) {
			cases.push({ id, section, title, needs: [], run });
		},
		/** Adds a case that needs a target that can do more. */
		needing(needs: readonly Capability[], id: string, title: string, run: Run) {
			cases.push({ id, section, title, needs, run });
		},
	};
}
