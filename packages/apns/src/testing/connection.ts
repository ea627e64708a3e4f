/** What the gateway knows of one connection: how many streams it may open, and whose provider token it goes by. */
import type { Http2Session } from "node:http2";
import type { Socket } from "node:net";
import type { Environment } from "../request.ts";
import type { ProviderToken } from "./provider-keys.ts";
import { type Answer, refuse } from "./reasons.ts";

const MINUTE_MS = 60_000;
/** A provider token is good for an hour. */
const LONGEST_AGE_MS = 60 * MINUTE_MS;
/** And may be replaced once in 20 minutes. */
const SHORTEST_USE_MS = 20 * MINUTE_MS;

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
	readonly #socket: Socket | undefined;
	/** Those it has been used with, and when first. */
	readonly #tokens = new Map<string, { token: ProviderToken; since: number }>();
	#current: { token: ProviderToken; since: number } | undefined;

	constructor(
		id: number,
		environment: Environment,
		secure: boolean,
		session: Http2Session,
		socket: Socket | undefined,
	) {
		this.id = id;
		this.environment = environment;
		this.secure = secure;
		this.session = session;
		this.#socket = socket;
	}

	get isOpen(): boolean {
		return !this.session.destroyed && !this.session.closed;
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

	/** Tells the client how many streams it may have open at once from now on. */
	announceStreams(streams: number): void {
		if (this.streams === streams || this.session.destroyed) return;
		this.streams = streams;
		this.session.settings({ maxConcurrentStreams: streams });
	}

	/** Breaks it as a network does: no GOAWAY, no end of TLS. */
	drop(): void {
		if (this.#socket) this.#socket.resetAndDestroy();
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
