import type { BroadcastRequest, Environment, PushRequest } from "../request.ts";
import type { PushResult } from "../result.ts";
import { ApiJob, type ApiRequest, type ApiResult } from "./api-job.ts";
import { Backlog } from "./backlog.ts";
import { appPath, type Channels, createChannels } from "./channels.ts";
import { notify } from "./events.ts";
import type { Answer, Job, LocalReason, Outcome } from "./job.ts";
import { type ApnsClientOptions, readOptions, type Service, type Settings } from "./options.ts";
import { outcomeOfAnswer, outcomeWithoutAnswer } from "./outcome.ts";
import { Pool } from "./pool.ts";
import { isWritable, PushJob } from "./push-job.ts";

export interface SendOptions {
	/** How often it was sent before, as far as `retryAfter` is concerned. @default 0 */
	earlierAttempts?: number;
}

export interface ApnsClient extends AsyncDisposable {
	/**
	 * Sends a push. Whatever Apple or the network does, the promise resolves, at the latest when the deadline is over. It
	 * rejects with a `TypeError` for mistakes of the program: no key for the environment, or a request that is none.
	 *
	 * What was certainly not processed is sent again by itself. What may have been is only sent again when the request's
	 * `whenAmbiguous` says so.
	 */
	send(request: PushRequest, options?: SendOptions): Promise<PushResult>;
	/** Sends to all subscribers of a channel. What may have been processed is not sent again. */
	broadcast(request: BroadcastRequest): Promise<ApiResult>;
	readonly channels: Channels;
	/** How many requests are waiting or on their way. */
	readonly pending: number;
	/** How many more `send()` takes before it answers `QueueFull`. */
	readonly capacity: number;
	/**
	 * Resolves when there is capacity. After a full queue, that is when a quarter of it is free:
	 * `while (client.capacity === 0) await client.ready();`
	 */
	ready(): Promise<void>;
	/**
	 * Takes nothing more, waits for what is under way, and ends the connections. What is not done in `timeout`
	 * milliseconds ends with the reason `ClientClosed`.
	 * @default the deadline
	 */
	close(options?: { timeout?: number }): Promise<void>;
}

const DEVICE_TOKEN = /^[0-9a-f]+$/i;
/** For the other side to end a connection as well. */
const CLOSING = 1_000;

class Client implements ApnsClient {
	readonly channels: Channels;
	readonly #settings: Settings;
	readonly #backlog: Backlog;
	readonly #pools = new Map<string, Pool>();
	/** The same pools, where the hot path finds them. */
	readonly #pushPools: Partial<Record<Environment, Pool>> = {};
	#closed: Promise<void> | undefined;

	constructor(settings: Settings) {
		this.#settings = settings;
		this.#backlog = new Backlog({ ...settings, expire: (job) => this.#cutShort(job, "DeadlineExceeded") });
		this.channels = createChannels((request) => this.#ask("channels", request));
	}

	get pending(): number {
		return this.#backlog.pending;
	}

	get capacity(): number {
		return this.#backlog.capacity;
	}

	ready(): Promise<void> {
		return this.#backlog.room();
	}

	send(request: PushRequest, options?: SendOptions): Promise<PushResult> {
		return new Promise((resolve) => {
			const pool = this.#pushPools[request.environment] ?? this.#pool("push", request.environment);
			const { deviceToken, headers } = request;
			if (typeof deviceToken !== "string" || typeof headers !== "object" || typeof request.body !== "string")
				throw new TypeError("send() takes a PushRequest");
			const now = this.#settings.clock.monotonic();
			const job = new PushJob(request, options?.earlierAttempts ?? 0, now, resolve, this.#pushDone);
			if (!DEVICE_TOKEN.test(deviceToken)) job.complete(refusal("BadDeviceToken", "drop-token"));
			else if (!isWritable(request)) job.complete(refusal("InvalidHeader", "drop-message"));
			else this.#admit(job, pool);
		});
	}

	async broadcast(request: BroadcastRequest): Promise<ApiResult> {
		const { environment, bundleId, channelId, body } = request;
		const { "apns-request-id": requestId, ...headers } = request.headers;
		const { result } = await this.#ask("broadcast", {
			environment,
			method: "POST",
			path: appPath("/4/broadcasts", bundleId, ""),
			headers: { "apns-channel-id": channelId, ...headers },
			body,
			requestId,
			whenAmbiguous: "report",
		});
		return result;
	}

	close({ timeout = this.#settings.deadline }: { timeout?: number } = {}): Promise<void> {
		this.#closed ??= this.#close(timeout);
		return this.#closed;
	}

	[Symbol.asyncDispose](): Promise<void> {
		return this.close();
	}

	async #close(timeout: number): Promise<void> {
		const { clock } = this.#settings;
		const timer = clock.setTimeout(() => this.#backlog.abandon((job) => this.#cutShort(job, "ClientClosed")), timeout);
		await this.#backlog.ended();
		clock.clearTimeout(timer);
		this.#backlog.close();
		await Promise.all([...this.#pools.values()].map((pool) => pool.close(CLOSING)));
	}

	#ask(service: Service, request: ApiRequest): Promise<{ result: ApiResult; answer: Answer | undefined }> {
		return new Promise((resolve) => {
			const pool = this.#pool(service, request.environment);
			this.#admit(new ApiJob(request, (result, answer) => resolve({ result, answer })), pool);
		});
	}

	#admit(job: Job, pool: Pool): void {
		if (this.#closed) job.complete(this.#notTaken(job, "ClientClosed"));
		else if (this.#backlog.capacity <= 0) job.complete(this.#notTaken(job, "QueueFull"));
		else {
			this.#backlog.add(job);
			pool.add(job);
		}
	}

	#notTaken(job: Job, reason: LocalReason): Outcome {
		return outcomeWithoutAnswer(job, reason, this.#settings.clock.now());
	}

	/** Ends a job that may still be on its way. */
	#cutShort(job: Job, reason: LocalReason): void {
		const now = this.#settings.clock.now();
		const { stream } = job;
		if (stream !== undefined) {
			job.uncertain = true;
			job.connection?.giveUp(job, stream);
		}
		// The headers of an answer say enough when its end does not come.
		const answered = stream !== undefined && job.answer !== undefined;
		this.#settle(job, answered ? outcomeOfAnswer(job, now) : outcomeWithoutAnswer(job, reason, now));
		for (const pool of this.#pools.values()) pool.forget();
	}

	#settle = (job: Job, outcome: Outcome): void => {
		job.settled = true;
		this.#backlog.remove(job);
		job.complete(outcome);
	};

	#pushDone = (job: PushJob, result: PushResult): void => {
		const { hooks, clock } = this.#settings;
		if (hooks.onPush !== undefined) {
			const written = job.attempts > 0;
			notify(hooks.onPush, {
				request: job.request,
				result,
				queuedFor: written ? job.writtenAt - job.sentAt : null,
				answeredIn: written ? clock.monotonic() - job.writtenAt : null,
				pending: this.#backlog.pending,
			});
		}
		job.resolve(result);
	};

	#pool(service: Service, environment: Environment): Pool {
		const token = this.#settings.tokens[environment];
		if (token === undefined) throw new TypeError(`There is no key for the environment ${String(environment)}`);
		const origin = this.#settings.origins[environment][service];
		// Apple ties a connection to an environment, a team and a key; what differs in none of these can share it.
		const name = `${environment} ${origin.origin}`;
		let pool = this.#pools.get(name);
		if (pool === undefined) {
			pool = new Pool({
				...this.#settings,
				environment,
				origin,
				token,
				settle: this.#settle,
				report: (event) => notify(this.#settings.hooks.onConnection, event),
			});
			this.#pools.set(name, pool);
		}
		if (service === "push") this.#pushPools[environment] = pool;
		return pool;
	}
}

const refusal = (reason: LocalReason, advice: Outcome["advice"]): Outcome => ({ status: null, reason, advice });

/**
 * A client of Apple's push service: the connections that it needs are opened with the first push.
 *
 * @throws TypeError for options that are wrong; it names the option, and never holds what was given.
 *
 * @example
 * const client = createApnsClient({ providerKey: { keyFile: "AuthKey_ABC123DEFG.p8", keyId: "ABC123DEFG", teamId: "DEF123GHIJ" } });
 * const { advice } = await client.send(request);
 */
export function createApnsClient(options: ApnsClientOptions): ApnsClient {
	return new Client(readOptions(options));
}
