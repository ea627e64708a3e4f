/** What the gateway knows of one connection: how many streams it may open, and whose provider token it goes by. */
import type { Http2Session } from "node:http2";
import type { Socket } from "node:net";
import type { Environment } from "../request.ts";
import { errorCode, type GoAway } from "./fault.ts";
import type { ProviderToken } from "./provider-keys.ts";
import { type Answer, refuse } from "./reasons.ts";
import type { Wire } from "./wire.ts";

/** What is below the session. Looked up when it is needed: a relayed connection may be known before its wire is. */
export interface Transport {
	wire(): Wire | undefined;
	socket(): Socket | undefined;
}

const MINUTE_MS = 60_000;
/** A provider token is good for an hour. */
const LONGEST_AGE_MS = 60 * MINUTE_MS;
/** And may be replaced once in 20 minutes. */
const SHORTEST_USE_MS = 20 * MINUTE_MS;

/** The number that no stream exceeds: nothing is given up yet. */
const HIGHEST_STREAM = 2 ** 31 - 1;

/** Streams that a client opens have odd numbers. */
export function lastStream({ lastStreamId = "this" }: GoAway, streamId: number): number {
	if (lastStreamId === "this") return streamId;
	return lastStreamId === "previous" ? Math.max(0, streamId - 2) : lastStreamId;
}

export class Connection {
	readonly id: number;
	readonly environment: Environment;
	readonly secure: boolean;
	readonly session: Http2Session;
	/** Requests that have arrived. */
	requests = 0;
	/** Streams above it are not looked at any more: a GOAWAY has said so. */
	lastStreamId = Number.POSITIVE_INFINITY;
	/** How many streams at once it has been told. */
	streams = 1;
	#isOpenedUp = false;
	/** Its stream of the highest number so far. */
	newestStreamId = 0;
	readonly #transport: Transport;
	#draining = false;
	/** Requests that have not been answered. */
	#open = 0;
	/** Those it has been used with, and when first. */
	readonly #tokens = new Map<string, { token: ProviderToken; since: number }>();
	#current: { token: ProviderToken; since: number } | undefined;

	constructor(id: number, environment: Environment, secure: boolean, session: Http2Session, transport: Transport) {
		this.id = id;
		this.environment = environment;
		this.secure = secure;
		this.session = session;
		this.#transport = transport;
	}

	/** Whether Apple takes this provider token, here and now. `null`: it does. */
	refuseToken(jwt: string, token: ProviderToken, now: number): Answer | null {
		const issuedAt = token.issuedAt * 1000;
		// For a token from the future no reason is documented: clocks that are wrong by an hour have been seen to lead to this.
		if (issuedAt > now + LONGEST_AGE_MS) return refuse("InvalidProviderToken");
		if (issuedAt < now - LONGEST_AGE_MS) return refuse("ExpiredProviderToken");
		const { environment, keyId, teamId } = token.key;
		if (environment !== null && environment !== this.environment) return refuse("BadEnvironmentKeyInToken");
		const bound = this.#current?.token.key;
		if (bound && bound.teamId !== teamId) return refuse("InvalidProviderToken");
		if (bound && bound.keyId !== keyId) return refuse("UnrelatedKeyIdInToken");
		if (this.#tokens.has(jwt)) return null;
		if (this.#current && this.#isTooSoon(this.#current, issuedAt, now)) return refuse("TooManyProviderTokenUpdates");
		this.#current = { token, since: now };
		this.#tokens.set(jwt, this.#current);
		this.#forgetExpired(now);
		return null;
	}

	/** A provider token has been accepted: the single stream of the beginning is over, once and for all. */
	openUp(streams: number): void {
		if (this.#isOpenedUp) return;
		this.#isOpenedUp = true;
		this.announceStreams(streams);
	}

	/** Tells the client how many streams it may have open at once from now on. */
	announceStreams(streams: number): void {
		const { session } = this;
		if (this.streams === streams || session.destroyed || session.closed) return;
		this.streams = streams;
		try {
			session.settings({ maxConcurrentStreams: streams });
		} catch {
			// A client that acknowledges no settings must not have any more of them.
			session.destroy();
		}
	}

	/** Breaks it as a network does: no GOAWAY, no end of TLS. */
	drop(): void {
		const wire = this.#transport.wire();
		if (wire) wire.drop();
		else this.session.destroy();
	}

	/** Nothing comes in and nothing goes out any more, not even the answer to a PING, and it stays open. */
	silence(): void {
		this.#transport.wire()?.silence();
	}

	/** Tells the client to go away. `streamId` is what `this` stands for: the request's own, or else the last one. */
	goAway(goAway: GoAway = {}, streamId: number = this.newestStreamId): void {
		const { session } = this;
		const { code = "NO_ERROR", reason, warnFirst = false, close = "when-drained" } = goAway;
		if (session.destroyed) return;
		const last = lastStream(goAway, streamId);
		this.lastStreamId = last;
		const data = reason === undefined ? undefined : Buffer.from(JSON.stringify({ reason }));
		if (warnFirst) session.goaway(0, HIGHEST_STREAM);
		session.goaway(errorCode(code), last, data);
		if (close === "at-once") setImmediate(() => this.#end());
		this.#draining = close === "when-drained";
		this.#endWhenDrained();
	}

	/** A request has come that will be answered. */
	opened(streamId: number): void {
		this.requests += 1;
		this.newestStreamId = Math.max(this.newestStreamId, streamId);
		this.#open += 1;
	}

	/** It is over, in whatever way. */
	closed(): void {
		this.#open -= 1;
		this.#endWhenDrained();
	}

	#endWhenDrained(): void {
		if (this.#draining && this.#open === 0) setImmediate(() => this.#end());
	}

	/** The session would say goodbye in its own words. What has been written still leaves. */
	#end(): void {
		const socket = this.#transport.socket();
		if (socket) socket.destroySoon();
		else this.session.destroy();
	}

	/** A connection that was opened with an old token may go on to a new one at once. */
	#isTooSoon(last: { token: ProviderToken; since: number }, issuedAt: number, now: number): boolean {
		return now - last.since < SHORTEST_USE_MS && issuedAt - last.token.issuedAt * 1000 < SHORTEST_USE_MS;
	}

	#forgetExpired(now: number): void {
		for (const [jwt, { token }] of this.#tokens) {
			if (token.issuedAt * 1000 < now - LONGEST_AGE_MS) this.#tokens.delete(jwt);
		}
	}
}
