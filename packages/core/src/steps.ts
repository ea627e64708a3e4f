/**
 * Work that waits only where it must. What a port answers may be here at once, as from memory, or come later, as from a
 * database: `yield* step(…)` takes either, as `await` would. What never had to wait ends with a value and not with a
 * promise, so that over memory a whole request is answered in one go.
 */
import type { Awaitable } from "./ports.ts";

/** A use-case in progress: it yields what it waits for. */
export type Steps<T> = Generator<Promise<unknown>, T, unknown>;

/** What one thing comes to, to be had by `yield*`. */
export type Step<T> = Iterable<Promise<unknown>, T, unknown>;

/** A value that is here: an iterator that is over, and the last result of itself. To make it costs next to nothing. */
class Here<T> implements Iterator<never, T>, IteratorReturnResult<T> {
	readonly done = true;
	readonly value: T;

	constructor(value: T) {
		this.value = value;
	}

	[Symbol.iterator](): this {
		return this;
	}

	next(): this {
		return this;
	}
}

function* later<T>(promise: Promise<T>): Steps<T> {
	return (yield promise) as T;
}

/** A promise may be one of another realm, as in Jest. */
function isPromise<T>(value: Awaitable<T>): value is Promise<T> {
	return typeof (value as Partial<Promise<T>> | null | undefined)?.then === "function";
}

export function step<T>(value: Awaitable<T>): Step<T> {
	return isPromise(value) ? later(value) : new Here(value);
}

/** Goes through all steps: at once, or as soon as what they wait for has come. */
export function complete<T>(steps: Steps<T>): Awaitable<T> {
	const first = steps.next();
	return first.done ? first.value : goOn(steps, first.value);
}

async function goOn<T>(steps: Steps<T>, first: Promise<unknown>): Promise<T> {
	for (let waiting = first; ; ) {
		const next = await waiting.then(
			(value) => steps.next(value),
			(error: unknown) => steps.throw(error),
		);
		if (next.done) return next.value;
		waiting = next.value;
	}
}
