/**
 * A handle for code that reports often. It keeps the newest state, sends it at a steady pace, one request at a time, and
 * ends with the last one. The job it reports on goes on whatever happens to the requests.
 */
import { compact, type StreamContentState, type StreamContentStateEnd } from "./content-state.ts";
import { BadRequestError } from "./errors.ts";
import type { StreamContentState as FlatState } from "./generated/types.gen.ts";
import type { CallOptions } from "./options.ts";
import { quietly } from "./quietly.ts";
import type { Audience, LiveActivityStreamRequest } from "./requests.ts";
import { retryDelay } from "./retry.ts";
import type { ResponseResult } from "./transport.ts";

/** Beside the state and the pace: what every request of the stream carries, as `stream` takes it. */
export type TrackOptions = Omit<LiveActivityStreamRequest, "content_state" | "target" | "channels"> & {
	/**
	 * Milliseconds from the end of one request to the next, at least. Longer, up to a minute, when the server's
	 * `RateLimit-*` headers say that little is left. The last request is sent at once.
	 *
	 * @default 5000
	 */
	interval?: number;
	/**
	 * Lets failed requests into the job: the next method that is called rejects, and so does `end` when the last state
	 * could not be delivered.
	 *
	 * @default false
	 */
	strict?: boolean;
	/** Gets every error, also when `strict` is not set. */
	onError?: (error: unknown) => void;
} & Audience;

/** Any fields of a state. What is left out stays as it is. */
export type TrackPatch = { [Field in keyof FlatState]?: FlatState[Field] | undefined };

/**
 * The methods that report resolve at once: nothing waits for the network but `end` and `fail`. They never reject, unless
 * `strict` is set.
 *
 * A process that finishes without `end` stays alive until the newest state is sent (by default 5 seconds at most), but
 * its activity goes on showing that state: end it, or declare the handle with `await using`.
 */
export interface LiveActivityTracker {
	/** Changes some fields. */
	update(patch: TrackPatch): Promise<void>;
	/** Sets the progress, in per cent or as a value with its upper limit. */
	progress(amount: number | { value: number; upper_limit: number }): Promise<void>;
	/** Sets the current step, and if wanted how many there are and what it does. */
	step(current: number, more?: { of?: number; subtitle?: string }): Promise<void>;
	/**
	 * Ends the stream with its last state. Waits for the answer, and tries again when it fails. What is reported afterwards
	 * is ignored, and a second end does nothing.
	 */
	end(final?: TrackPatch): Promise<void>;
	/** Ends the stream in red, with the error's message on it. */
	fail(error: unknown): Promise<void>;
	/** The same as `end`. */
	[Symbol.asyncDispose](): Promise<void>;
}

/** Milliseconds: no pause is longer. */
const longestPause = 60_000;
/** How often a state is tried when no newer one comes. */
const tries = 3;

/** A state with a change. Fields that are undefined are not sent. */
function merge(state: TrackPatch, patch: TrackPatch): TrackPatch {
	return {
		// With another type the service keeps what all types have, and refuses the rest.
		...((patch.type ?? state.type) === state.type ? state : { title: state.title }),
		// It would win over a value.
		...(patch.upper_limit && { percentage: undefined }),
		...compact(patch),
	};
}

export function track(
	put: (request: LiveActivityStreamRequest, options?: CallOptions) => Promise<ResponseResult<unknown>>,
	endStream: (state: StreamContentStateEnd) => Promise<unknown>,
	first: StreamContentState,
	{ interval = 5000, strict, onError, ...request }: TrackOptions = {},
): LiveActivityTracker {
	/** The newest state, and the last one that the server took. Until it has taken one, that is the first. */
	let state: TrackPatch = { ...first };
	let accepted = state;
	/** What the state will be when the one under way is refused. */
	let fallback = state;
	/** There is a state that should be sent. */
	let pending = true;
	let delivered = false;
	let failures = 0;
	let failure: unknown;
	let notBefore = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let sending: Promise<void> | undefined;
	let ended: Promise<void> | undefined;

	/** Whether the server refused the state, and would again. */
	const report = (error: unknown): boolean => {
		failure = error;
		quietly(() => onError?.(error));
		return error instanceof BadRequestError;
	};

	const body = (content_state: TrackPatch) => ({ ...request, content_state }) as LiveActivityStreamRequest;

	const schedule = () => {
		if (!pending || timer || sending || ended) return;
		// Also when it is due: what is reported in the same breath then goes out together.
		timer = setTimeout(
			() => {
				timer = undefined;
				sending = send();
			},
			Math.max(0, notBefore - performance.now()),
		);
	};

	const send = async () => {
		const sent = state;
		let wait = 0;
		pending = false;
		fallback = accepted;
		try {
			// The retries are made here, because by then there may be a newer state.
			const { rateLimit } = await put(body(sent), { maxRetries: 0 });
			if (rateLimit) wait = (rateLimit.reset * 1000) / (rateLimit.remaining || 1);
			delivered = true;
			failure = undefined;
			// These two act each time they are sent: the alert rings, the timer starts anew.
			delete request.alert;
			if (sent.duration_seconds === state.duration_seconds) state = { ...state, duration_seconds: undefined };
			accepted = { ...sent, duration_seconds: undefined };
		} catch (error) {
			const delay = retryDelay(error, ++failures, true);
			pending ||= !!delay && failures < tries;
			wait = delay ?? 0;
			if (report(error)) state = fallback;
		}
		notBefore = performance.now() + Math.max(interval, Math.min(wait, longestPause));
		sending = undefined;
		schedule();
	};

	const change = async (patch: TrackPatch) => {
		if (ended) return;
		state = merge(state, patch);
		fallback = merge(fallback, patch);
		failures = 0;
		pending = true;
		schedule();
		if (strict && failure) throw failure;
	};

	const finish = async (final: TrackPatch) => {
		clearTimeout(timer);
		await sending;
		failure = undefined;
		// An activity that isn't ended would stay, so that after a refusal less is asked for.
		for (const last of [merge(state, final), merge(accepted, final), accepted]) {
			try {
				// A stream that never came to be can't be ended, and its last state would be seen by nobody.
				if (!delivered) await put(body(last));
				delivered = true;
				await endStream(last as StreamContentStateEnd);
				break;
			} catch (error) {
				if (!report(error)) break;
			}
		}
		if (strict && failure) throw failure;
	};

	const end = (final: TrackPatch = {}) => {
		ended ??= finish(final);
		return ended;
	};

	schedule();
	return {
		update: change,
		progress: (amount) => change(typeof amount === "number" ? { percentage: amount } : amount),
		step: (current_step, { of: number_of_steps, subtitle } = {}) => change({ current_step, number_of_steps, subtitle }),
		end,
		fail(error) {
			const text = [...String((error as Error | undefined)?.message || error)].slice(0, 200).join("");
			return end({ color: "red", subtitle: text });
		},
		[Symbol.asyncDispose]: end,
	};
}
