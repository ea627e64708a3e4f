/** What was asked of the mock, what it answered, and why. */
import { type Exchange, sentPath } from "@activitysmith/core";
import type { OperationId } from "@activitysmith/schema";
import { type Duration, parseWait } from "./duration.ts";

export interface JournalEntry {
	/** `X-Request-Id` of the answer. */
	id: string;
	/** Epoch milliseconds, by the clock of the account. */
	at: number;
	/** `null` when the API key was refused, or there was none. */
	account: string | null;
	/** The last four characters of the API key, such as `…3f2a`; `null` without one. */
	apiKey: string | null;
	/** The header `X-ActivitySmith-SDK`, which the published clients send, such as `node-v1.10.0`. */
	client: string | null;
	method: string;
	path: string;
	/** `null` when there is no such route or method. */
	operation: OperationId | null;
	/** What it is about: the key of the stream or the metric, or the id of the activity. */
	key: string | null;
	/** Parsed; `undefined` when there was none or it could not be read. */
	body: unknown;
	status: number;
	response: unknown;
	/**
	 * What came of it: `started`, `updated`, `rotated`, `noop`, `paused`, `ended`, `sent`, `stored`, `replayed`,
	 * `refused`, or `fault` when the answer was made by one.
	 */
	decision: string;
	/** Why, where the answer does not say it. */
	because: string | null;
	/** Id of the fault that struck, whatever it did. */
	fault: string | null;
}

/** All of what is given must hold. */
export interface JournalQuery {
	operation?: OperationId;
	/** Stream key, metric key or activity id. */
	key?: string;
	status?: number;
	decision?: string;
	where?: (entry: JournalEntry) => boolean;
}

export interface Wait {
	/** @default 1 */
	count?: number;
	/** How long to wait at most, in real time. @default "5s" */
	timeout?: Duration;
	/** Ends the wait early: it rejects with the signal's reason. */
	signal?: AbortSignal;
}

export interface Journal {
	/** Oldest first; as many of the newest are kept as the option `journalEntries` says. */
	entries(query?: JournalQuery): JournalEntry[];
	/** The newest that matches. */
	last(query?: JournalQuery): JournalEntry | undefined;
	count(query?: JournalQuery): number;
	/** Resolves when as many match as are wanted, those that came before among them; rejects after the timeout. */
	waitFor(query: JournalQuery, wait?: Wait): Promise<JournalEntry[]>;
	/**
	 * Throws when a request was refused for what it asked: an unknown route, a wrong key, an invalid body, no recipients
	 * and every other 4xx, except a limit (429), a request that still ran (409), and what a fault has made.
	 */
	expectNoUnexpectedRequests(except?: JournalQuery): void;
	/** Those that `expectNoUnexpectedRequests` would throw for. */
	unexpected(except?: JournalQuery): JournalEntry[];
	clear(): void;
}

function matches(entry: JournalEntry, { where, ...fields }: JournalQuery): boolean {
	for (const [field, wanted] of Object.entries(fields)) {
		if (wanted !== undefined && entry[field as keyof JournalEntry] !== wanted) return false;
	}
	return where?.(entry) ?? true;
}

function isUnexpected({ status, fault }: JournalEntry): boolean {
	return fault === null && status >= 400 && status < 500 && status !== 409 && status !== 429;
}

/** One line for people: `PUT /api/live-activity/stream/k → 200 noop: state, actions … last accepted`. */
export function describeEntry({ method, path, status, decision, because, response }: JournalEntry): string {
	const message = (response as { message?: unknown } | undefined)?.message;
	const reasons = [status >= 400 && typeof message === "string" ? message : null, because].filter(Boolean);
	const said = reasons.length > 0 ? `: ${reasons.join(" ")}` : "";
	return `${method} ${path} → ${status || "no answer"} ${decision}${said}`;
}

function list(entries: readonly JournalEntry[]): string {
	return entries.map((entry) => `\n  ${describeEntry(entry)}`).join("");
}

function describeQuery({ where, ...fields }: JournalQuery): string {
	const wanted = Object.entries(fields).filter(([, value]) => value !== undefined);
	const text = wanted.map(([field, value]) => `${field} ${String(value)}`).join(", ");
	return [text, where && "the given condition"].filter(Boolean).join(" and ") || "anything";
}

const SHOWN_IN_ERRORS = 10;

/** `The mock refused 2 requests:` and a line for each, as far as anybody would read. */
export function describeUnexpected(unexpected: readonly JournalEntry[]): string {
	const more = unexpected.length - SHOWN_IN_ERRORS;
	const shown = `${list(unexpected.slice(0, SHOWN_IN_ERRORS))}${more > 0 ? `\n  and ${more} more` : ""}`;
	return `The mock refused ${unexpected.length === 1 ? "a request" : `${unexpected.length} requests`}:${shown}`;
}

export class RecentJournal implements Journal {
	readonly #capacity: number;
	/** A ring: when it is full, the next entry takes the place of the oldest. */
	#ring: JournalEntry[] = [];
	#next = 0;
	/** Looks again, or with a reason gives up. */
	readonly #waiting = new Set<(ended?: Error) => void>();

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	add(entry: JournalEntry): void {
		if (this.#capacity > 0) {
			this.#ring[this.#next] = entry;
			this.#next = (this.#next + 1) % this.#capacity;
		}
		for (const look of this.#waiting) look();
	}

	entries(query: JournalQuery = {}): JournalEntry[] {
		const full = this.#ring.length === this.#capacity;
		const ordered = full ? [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)] : this.#ring;
		return ordered.filter((entry) => matches(entry, query));
	}

	last(query?: JournalQuery): JournalEntry | undefined {
		return this.entries(query).at(-1);
	}

	count(query?: JournalQuery): number {
		return this.entries(query).length;
	}

	async waitFor(query: JournalQuery, { count = 1, timeout = "5s", signal }: Wait = {}): Promise<JournalEntry[]> {
		const milliseconds = parseWait(timeout);
		return new Promise((resolve, reject) => {
			signal?.throwIfAborted();
			const done = () => {
				clearTimeout(timer);
				this.#waiting.delete(look);
				signal?.removeEventListener("abort", abort);
			};
			const abort = () => {
				done();
				reject(signal?.reason);
			};
			const look = (ended?: Error) => {
				if (ended) {
					done();
					reject(ended);
					return;
				}
				const found = this.entries(query);
				if (found.length < count) return;
				done();
				resolve(found);
			};
			const timer = setTimeout(() => {
				done();
				const came = this.count(query);
				const others = this.entries().slice(-SHOWN_IN_ERRORS);
				const seen = others.length > 0 ? ` The last requests were:${list(others)}` : " There was no request at all.";
				const wanted = `${count} ${count === 1 ? "request" : "requests"} with ${describeQuery(query)}`;
				reject(new Error(`Waited ${milliseconds} ms for ${wanted}, and ${came} came.${seen}`));
			}, milliseconds);
			this.#waiting.add(look);
			signal?.addEventListener("abort", abort, { once: true });
			look();
		});
	}

	unexpected(except?: JournalQuery): JournalEntry[] {
		return this.entries().filter((entry) => isUnexpected(entry) && !(except !== undefined && matches(entry, except)));
	}

	expectNoUnexpectedRequests(except?: JournalQuery): void {
		const unexpected = this.unexpected(except);
		if (unexpected.length > 0) throw new Error(describeUnexpected(unexpected));
	}

	/** No more requests come: whoever waits for one is told why. */
	retire(reason: Error): void {
		for (const look of this.#waiting) look(reason);
	}

	clear(): void {
		this.#ring = [];
		this.#next = 0;
	}
}

/** Enough to tell keys apart. Of a short one nothing is left to guess. */
function redactKey(authorization: string | null): string | null {
	if (authorization === null) return null;
	// Each request makes a text of its own of the header: what it is compared with is the last one's.
	if (lastKey.authorization !== authorization) {
		const token = authorization.replace(/^\S+\s+/, "").trim();
		lastKey = { authorization, redacted: token.length >= 12 ? `…${token.slice(-4)}` : "…" };
	}
	return lastKey.redacted;
}

let lastKey = { authorization: "", redacted: "…" };

function keyOf({ params, body }: Exchange): string | null {
	const named = params.stream_key ?? params.key ?? (body as { activity_id?: unknown } | undefined)?.activity_id;
	return typeof named === "string" ? named : null;
}

function decisionOf({ operation, status, answer, replayed }: Exchange): string {
	if (status >= 400) return "refused";
	if (replayed) return "replayed";
	switch (operation) {
		case "reconcileLiveActivityStream":
		case "endLiveActivityStream":
			// Where a fault has answered, or nobody.
			return (answer as { operation?: string } | undefined)?.operation ?? "fault";
		case "startLiveActivity":
			return "started";
		case "updateLiveActivity":
			return "updated";
		case "endLiveActivity":
			return "ended";
		case "updateMetricValue":
			return "stored";
		default:
			return "sent";
	}
}

export function toEntry(exchange: Exchange, at: number, account: string | null): JournalEntry {
	const { request, requestId, operation, body, status, answer, because } = exchange;
	const { headers } = request;
	return {
		id: requestId,
		at,
		account,
		apiKey: redactKey(headers.get("authorization")),
		client: headers.get("x-activitysmith-sdk"),
		method: request.method,
		path: sentPath(request),
		operation,
		key: keyOf(exchange),
		body,
		status,
		response: answer,
		decision: decisionOf(exchange),
		because,
		fault: null,
	};
}
