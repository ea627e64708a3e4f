import type { Environment } from "../request.ts";
import type { ClockTimer } from "./clock.ts";
import { Connection, type ConnectionOwner, type ConnectionSettings, type Goaway } from "./connection.ts";
import { Deque } from "./deque.ts";
import type { ConnectionEvent } from "./events.ts";
import type { Fate } from "./fate.ts";
import type { Job, LocalReason, Outcome } from "./job.ts";
import { outcomeOfAnswer, outcomeWithoutAnswer, parseRefusal } from "./outcome.ts";
import type { ProviderToken } from "./provider-token.ts";

export interface PoolSettings extends ConnectionSettings {
	environment: Environment;
	token: ProviderToken;
	maxConnections: number;
	/** Ends a job, once. */
	settle(job: Job, outcome: Outcome): void;
	report(event: ConnectionEvent): void;
}

/** How often an attempt that was not looked at is repeated. */
const REPLAYS_MAX = 10;
/** How often an attempt whose outcome is unknown is repeated, where that does no harm. */
const RESENDS_MAX = 2;
const SHUTDOWNS_MAX = 2;
const TOKEN_RETRIES_MAX = 3;

const BACKOFF_FIRST = 500;
const BACKOFF_MAX = 60_000;
/** Apple takes connections that come and go quickly for an attack. One that lasted or worked was none. */
const LASTED = 60_000;
const WORKED = 100;
/** The load must outlast this before it gets another connection. */
const GROW_AFTER = 1_000;

/** The connections to one origin with one key, and what waits for them: Apple ties a connection to the team and key. */
export class Pool implements ConnectionOwner {
	readonly #settings: PoolSettings;
	readonly #queue = new Deque<Job>();
	/** Those that take requests, and those that are only finishing. */
	readonly #serving: Connection[] = [];
	readonly #leaving = new Set<Connection>();
	#strikes = 0;
	#openNotBefore = Number.NEGATIVE_INFINITY;
	#openTimer: ClockTimer | undefined;
	#crowdedSince = Number.POSITIVE_INFINITY;
	/** The token that did not get better by another connection. */
	#hopelessToken = "";
	/** Why there is no connection. */
	#obstacle: string | undefined;
	#closed = false;
	#onEmpty: (() => void) | undefined;

	constructor(settings: PoolSettings) {
		this.#settings = settings;
	}

	get connections(): number {
		return this.#serving.length + this.#leaving.size;
	}

	/** What the last connection ended with, unless one has been opened since. */
	get obstacle(): string | undefined {
		return this.#obstacle;
	}

	add(job: Job): void {
		job.pool = this;
		this.#queue.push(job);
		this.onRoom();
	}

	/** Writes as much as there is room for. */
	onRoom(): void {
		const queue = this.#queue;
		for (;;) {
			this.forget();
			const job = queue.peek();
			if (job === undefined) {
				this.#crowdedSince = Number.POSITIVE_INFINITY;
				return;
			}
			const connection = this.#withRoom();
			if (connection === undefined) {
				this.#considerOpening();
				return;
			}
			queue.shift();
			this.#write(connection, job);
		}
	}

	/** Lets go of what has ended while it waited. */
	forget(): void {
		while (this.#queue.peek()?.settled) this.#queue.shift();
		if (this.#queue.length > 0 || this.#openTimer === undefined) return;
		this.#settings.clock.clearTimeout(this.#openTimer);
		this.#openTimer = undefined;
	}

	/** Ends the connections: gracefully, unless that takes longer than `timeout` milliseconds. */
	async close(timeout: number): Promise<void> {
		const { clock } = this.#settings;
		this.#closed = true;
		if (this.#openTimer !== undefined) clock.clearTimeout(this.#openTimer);
		for (const connection of [...this.#serving]) connection.retire();
		if (this.connections === 0) return;
		const timer = clock.setTimeout(() => {
			for (const connection of this.#leaving) connection.destroy(null);
		}, timeout);
		await new Promise<void>((resolve) => {
			this.#onEmpty = resolve;
		});
		clock.clearTimeout(timer);
	}

	onOpen(_: Connection): void {
		this.#obstacle = undefined;
		this.#report({ type: "open" });
	}

	onGoaway(_: Connection, goaway: Goaway): void {
		this.#report({ type: "goaway", ...goaway });
	}

	onLeave(connection: Connection): void {
		const index = this.#serving.indexOf(connection);
		if (index >= 0) this.#serving.splice(index, 1);
		this.#leaving.add(connection);
		const now = this.#settings.clock.monotonic();
		const { proven, answered, openedAt } = connection;
		if (answered >= WORKED || now - openedAt >= LASTED) this.#strikes = 0;
		const steps = this.#strikes++ - (proven ? 1 : 0);
		this.#openNotBefore = steps < 0 ? now : now + Math.min(BACKOFF_FIRST * 2 ** Math.min(steps, 16), BACKOFF_MAX);
		this.onRoom();
	}

	onClosed(connection: Connection, error: Error | null): void {
		this.#leaving.delete(connection);
		if (error !== null) this.#obstacle = error.message;
		this.#report({ type: "close", error, answered: connection.answered });
		if (this.connections === 0) this.#onEmpty?.();
	}

	onDone(connection: Connection, job: Job, fate: Fate): void {
		if (!job.settled) this.#judge(connection, job, fate);
		this.onRoom();
	}

	/** The first one with room, so that those beyond what is needed stay idle. */
	#withRoom(): Connection | undefined {
		for (const connection of this.#serving) if (connection.hasRoom()) return connection;
		return undefined;
	}

	#judge(connection: Connection, job: Job, fate: Fate): void {
		job.stream = undefined;
		if (fate === "answered") this.#answered(connection, job);
		else if (fate === "unprocessed") {
			if (job.replays++ < REPLAYS_MAX) this.#queue.unshift(job);
			else this.#settleLocally(job, "RefusedStream");
		} else {
			job.uncertain = true;
			if (job.request.whenAmbiguous === "resend" && job.resends++ < RESENDS_MAX) this.#queue.unshift(job);
			else this.#settleLocally(job, connection.lost ? "ConnectionLost" : "StreamReset");
		}
	}

	#answered(connection: Connection, job: Job): void {
		const { status = 0, body = "" } = job.answer ?? {};
		if (status >= 300) {
			const { reason } = parseRefusal(body);
			if (reason === "TooManyProviderTokenUpdates") this.#settings.token.hold();
			if (reason === "Shutdown") connection.retire();
			if (
				(reason === "Shutdown" && job.shutdowns++ < SHUTDOWNS_MAX) ||
				(status === 403 && this.#isWorthAnotherTry(connection, job, reason))
			) {
				this.#queue.unshift(job);
				return;
			}
		}
		this.#settings.settle(job, outcomeOfAnswer(job, this.#settings.clock.now()));
	}

	/** Whether a refusal was of a token that is not the one to send any more, or of a connection that remembers it. */
	#isWorthAnotherTry(connection: Connection, job: Job, reason: string | null): boolean {
		const { token } = this.#settings;
		if (!reason?.endsWith("ProviderToken") || job.tokenRetries++ >= TOKEN_RETRIES_MAX) return false;
		if (!token.isCurrent(job.authorization)) return true;
		if (reason !== "ExpiredProviderToken") return false;
		if (token.expire(job.authorization)) return true;
		if (this.#hopelessToken === job.authorization) return !this.#serving.includes(connection);
		this.#hopelessToken = job.authorization;
		connection.retire();
		return true;
	}

	#settleLocally(job: Job, reason: LocalReason): void {
		this.#settings.settle(job, outcomeWithoutAnswer(job, reason, this.#settings.clock.now()));
	}

	#write(connection: Connection, job: Job): void {
		try {
			if (!connection.write(job, this.#settings.token.authorization())) {
				this.#queue.unshift(job);
				connection.retire();
			}
		} catch {
			// node:http2 refuses to write a header, and would again. What it says may hold the header's value.
			this.#settings.settle(job, { status: null, reason: "InvalidHeader", advice: "drop-message" });
		}
	}

	#considerOpening(): void {
		const { clock, maxConnections } = this.#settings;
		if (this.#closed || this.#openTimer !== undefined) return;
		const now = clock.monotonic();
		if (this.#serving.length > 0) {
			const room = this.#serving.reduce((sum, { capacity }) => sum + capacity, 0);
			if (!this.#serving.every(({ proven }) => proven) || this.#queue.length < room) {
				this.#crowdedSince = Number.POSITIVE_INFINITY;
				return;
			}
			this.#crowdedSince = Math.min(this.#crowdedSince, now);
			if (this.#serving.length >= maxConnections || now - this.#crowdedSince < GROW_AFTER) return;
		}
		if (now < this.#openNotBefore) {
			this.#openTimer = clock.setTimeout(() => {
				this.#openTimer = undefined;
				this.onRoom();
			}, this.#openNotBefore - now);
			this.#openTimer.unref();
			return;
		}
		this.#crowdedSince = Number.POSITIVE_INFINITY;
		this.#serving.push(new Connection(this.#settings, this));
	}

	#report(
		event:
			| { type: "open" }
			| ({ type: "goaway" } & Goaway)
			| Pick<ConnectionEvent & { type: "close" }, "type" | "error" | "answered">,
	): void {
		const { environment, origin } = this.#settings;
		this.#settings.report({ ...event, environment, origin: origin.origin });
	}
}
