import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from "node:http2";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Clock, ClockTimer } from "./clock.ts";
import { startExchange } from "./exchange.ts";
import { type Fate, fateOf } from "./fate.ts";
import type { Job } from "./job.ts";
import { parseRefusal } from "./outcome.ts";

export interface ConnectionSettings {
	/** Such as `https://api.push.apple.com:443`. */
	origin: URL;
	/** Authorities to trust instead of the usual ones, in PEM. */
	ca: string | Buffer | (string | Buffer)[] | undefined;
	/** Milliseconds. */
	connectTimeout: number;
	/** Milliseconds without a frame, while requests wait, after which a connection counts as dead. */
	silenceTimeout: number;
	clock: Clock;
}

export interface Goaway {
	code: number;
	lastStreamId: number;
	reason: string | null;
}

export interface ConnectionOwner {
	/** There may be room now. */
	onRoom(): void;
	onOpen(connection: Connection): void;
	onGoaway(connection: Connection, goaway: Goaway): void;
	/** It takes nothing more. Called once, in any case before `onClosed`. */
	onLeave(connection: Connection): void;
	onClosed(connection: Connection, error: Error | null): void;
	onDone(connection: Connection, job: Job, fate: Fate): void;
}

/** For servers that announce more, or no limit at all; Apple announces this many. */
const STREAMS_MAX = 1_000;
/** Apple stopped answering on connections that were idle for long. */
const IDLE_CHECK_AFTER = 60_000;
const PING_EVERY = 3_600_000;
const PING_TIMEOUT = 5_000;
/** How long the other side may take to close a connection that has nothing left to do. */
const LEAVING_CHECK = 5_000;
/** A connection has 2^30 streams. From here on another one is opened, and what is in flight still has an id. */
const LAST_STREAM = 2 ** 31 - 1 - 2 * STREAMS_MAX;
/** Megabytes. Node ends a session above 10, which it counts all open streams into. */
const SESSION_MEMORY = 256;

/**
 * One HTTP/2 session. It never has more streams than the server allows, and only one until an answer shows that the
 * server has accepted the provider token: Apple allows no more before that.
 */
export class Connection {
	readonly #settings: ConnectionSettings;
	readonly #owner: ConnectionOwner;
	readonly #session: ClientHttp2Session;
	#socket: Socket | TLSSocket | undefined;
	#state: "connecting" | "open" | "checking" | "leaving" | "closed" = "connecting";
	#left = false;
	#retiring = false;
	#announced = 1;
	#inFlight = 0;
	#busySince = 0;
	#lastFrameAt: number;
	#highestAnswered = 0;
	/** A request was given up and there has been no frame since it was written. */
	#suspect = false;
	#goaway: Goaway | undefined;
	#error: Error | null = null;
	#connectTimer: ClockTimer | undefined;
	#silenceTimer: ClockTimer | undefined;
	#pingTimer: ClockTimer | undefined;
	#idleTimer: ClockTimer | undefined;
	#leavingTimer: ClockTimer | undefined;

	readonly openedAt: number;
	/** Whether the server has accepted the provider token. */
	proven = false;
	/** How many requests it has answered. */
	answered = 0;

	constructor(settings: ConnectionSettings, owner: ConnectionOwner) {
		const { origin, ca, clock, connectTimeout } = settings;
		this.#settings = settings;
		this.#owner = owner;
		this.openedAt = this.#lastFrameAt = clock.monotonic();
		this.#session = connect(origin, {
			peerMaxConcurrentStreams: 1,
			maxSessionMemory: SESSION_MEMORY,
			settings: { enablePush: false },
			minVersion: "TLSv1.2",
			ALPNProtocols: ["h2"],
			...(ca !== undefined && { ca }),
		});
		// What is pending holds a timer that keeps the process alive; an idle connection must not.
		this.#session.unref();
		this.#connectTimer = this.#after(connectTimeout, () =>
			this.destroy(new Error(`No connection to ${origin.host} within ${connectTimeout} ms`)),
		);
		this.#listen();
	}

	get inFlight(): number {
		return this.#inFlight;
	}

	/** How many streams it may have; 0 while it can't be used. */
	get capacity(): number {
		return this.#state === "open" ? (this.proven ? this.#announced : Math.min(1, this.#announced)) : 0;
	}

	/** Whether it has ended. */
	get lost(): boolean {
		return this.#session.destroyed;
	}

	/** Whether a request can be written now. After a long pause, the answer comes by `onRoom`. */
	hasRoom(): boolean {
		// Between its end and the event that tells of it, there is nobody to ask.
		if (this.#inFlight >= this.capacity || this.lost) return false;
		const isIdle = this.#inFlight === 0 && this.#settings.clock.monotonic() - this.#lastFrameAt >= IDLE_CHECK_AFTER;
		if (!isIdle && !this.#suspect) return true;
		this.#state = "checking";
		this.#ping();
		return false;
	}

	/** Writes a request. Answers false when the session has ended meanwhile; throws what node:http2 says of a header. */
	write(job: Job, authorization: string): boolean {
		const session = this.#session;
		if (session.closed || session.destroyed) return false;
		const { origin, clock } = this.#settings;
		const stream = session.request(job.headers(origin.protocol.slice(0, -1), origin.host, authorization));
		const now = clock.monotonic();
		if (this.#inFlight++ === 0) {
			this.#busySince = now;
			this.#silenceTimer ??= this.#after(this.#settings.silenceTimeout, this.#listenForSilence);
		}
		job.attempts++;
		job.writtenAt = now;
		job.authorization = authorization;
		job.answer = undefined;
		job.stream = stream;
		job.connection = this;
		startExchange(stream, job);
		if (stream.id !== undefined && stream.id >= LAST_STREAM) this.retire();
		return true;
	}

	/** The answer's headers are there. */
	onAnswer(status: number, stream: ClientHttp2Stream): void {
		this.#heard();
		if (stream.id !== undefined && stream.id > this.#highestAnswered) this.#highestAnswered = stream.id;
		this.answered++;
		if (this.proven || status === 403) return;
		this.proven = true;
		this.#owner.onRoom();
	}

	onStreamClosed(stream: ClientHttp2Stream, job: Job): void {
		this.#inFlight--;
		// What we cancel ourselves is no sign of life.
		if (stream.rstCode !== constants.NGHTTP2_CANCEL) this.#heard();
		const fate = fateOf({
			status: job.answer?.status ?? null,
			streamId: stream.id,
			rstCode: stream.rstCode ?? constants.NGHTTP2_CANCEL,
			lastStreamId: this.#goaway?.lastStreamId,
			highestAnswered: this.#highestAnswered,
		});
		this.#owner.onDone(this, job, fate);
		if (this.#retiring) this.#closeWhenDone();
	}

	/** Nobody waits for the answer any more. */
	giveUp(job: Job, stream: ClientHttp2Stream): void {
		// A frame since then would have shown that the other side lives.
		if (this.#lastFrameAt <= job.writtenAt) this.#suspect = true;
		stream.close(constants.NGHTTP2_CANCEL);
	}

	/** Lets what is in flight end, and then ends. */
	retire(): void {
		this.#retiring = true;
		this.#leave();
		this.#closeWhenDone();
	}

	/** Ends at once. */
	destroy(error: Error | null): void {
		this.#error ??= error;
		this.#leave();
		this.#session.destroy();
		// A session that has ended gracefully waits for the other side to close the socket, for as long as that takes.
		this.#socket?.destroy();
	}

	#listen(): void {
		const session = this.#session;
		session.on("connect", (_, socket) => {
			this.#socket = socket;
			this.#cancel(this.#connectTimer);
			const { protocol, host } = this.#settings.origin;
			if (protocol === "https:" && (socket as TLSSocket).alpnProtocol !== "h2") {
				this.destroy(new Error(`${host} does not speak HTTP/2`));
				return;
			}
			if (this.#state !== "connecting") return;
			this.#state = "open";
			this.#heard();
			this.#idleTimer = this.#after(PING_EVERY, this.#pingWhenIdle);
			this.#owner.onOpen(this);
			this.#owner.onRoom();
		});
		session.on("remoteSettings", ({ maxConcurrentStreams }) => {
			this.#heard();
			this.#announced = Math.min(maxConcurrentStreams ?? STREAMS_MAX, STREAMS_MAX);
			this.#owner.onRoom();
		});
		session.on("goaway", (code, lastStreamId, data) => {
			this.#goaway = { code, lastStreamId, reason: data ? parseRefusal(data.toString()).reason : null };
			this.#owner.onGoaway(this, this.#goaway);
			this.#leave();
		});
		session.on("error", (error) => {
			this.#error ??= error;
		});
		session.on("close", () => {
			this.#leave();
			this.#state = "closed";
			for (const timer of [
				this.#connectTimer,
				this.#silenceTimer,
				this.#pingTimer,
				this.#idleTimer,
				this.#leavingTimer,
			])
				this.#cancel(timer);
			this.#owner.onClosed(this, this.#error);
		});
	}

	/** The other side lives. */
	#heard(): void {
		this.#lastFrameAt = this.#settings.clock.monotonic();
		this.#suspect = false;
	}

	#leave(): void {
		if (this.#left) return;
		this.#left = true;
		this.#state = "leaving";
		this.#leavingTimer = this.#after(LEAVING_CHECK, this.#endWhenDone);
		this.#owner.onLeave(this);
	}

	/** Not before: a server that is told may look at nothing more of what it has been sent. */
	#closeWhenDone(): void {
		if (this.#inFlight === 0 && !this.#session.closed && !this.#session.destroyed) this.#session.close();
	}

	#endWhenDone = (): void => {
		if (this.#inFlight === 0) this.destroy(null);
		else this.#leavingTimer = this.#after(LEAVING_CHECK, this.#endWhenDone);
	};

	#ping(): void {
		this.#pingTimer ??= this.#after(PING_TIMEOUT, () =>
			this.destroy(new Error(`No answer to a PING within ${PING_TIMEOUT} ms`)),
		);
		// When it fails, the session's end says so.
		this.#session.ping((error) => {
			if (error) return;
			this.#cancel(this.#pingTimer);
			this.#pingTimer = undefined;
			this.#heard();
			if (this.#state !== "checking") return;
			this.#state = "open";
			this.#owner.onRoom();
		});
	}

	#pingWhenIdle = (): void => {
		const quiet = this.#settings.clock.monotonic() - this.#lastFrameAt;
		if (quiet >= PING_EVERY && this.#pingTimer === undefined && !this.lost) this.#ping();
		this.#idleTimer = this.#after(quiet < PING_EVERY ? PING_EVERY - quiet : PING_EVERY, this.#pingWhenIdle);
	};

	#listenForSilence = (): void => {
		this.#silenceTimer = undefined;
		if (this.#inFlight === 0) return;
		const { clock, silenceTimeout } = this.#settings;
		const silent = clock.monotonic() - Math.max(this.#lastFrameAt, this.#busySince);
		if (silent >= silenceTimeout) this.destroy(new Error(`No frame for ${silenceTimeout} ms while requests waited`));
		else this.#silenceTimer = this.#after(silenceTimeout - silent, this.#listenForSilence);
	};

	#after(ms: number, run: () => void): ClockTimer {
		const timer = this.#settings.clock.setTimeout(run, ms);
		timer.unref();
		return timer;
	}

	#cancel(timer: ClockTimer | undefined): void {
		if (timer !== undefined) this.#settings.clock.clearTimeout(timer);
	}
}
