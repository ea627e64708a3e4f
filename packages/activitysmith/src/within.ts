import { AbortError } from "./errors.ts";

/**
 * A promise that `begin` settles; aborting the signal rejects it at once. One timer and one listener, both gone at the
 * end: cheaper than `AbortSignal.any` and `AbortSignal.timeout`.
 *
 * @param begin gets a signal that is aborted when the promise rejects, and may return a timer to clear
 */
export async function within<T>(
	signal: AbortSignal | null | undefined,
	begin: (
		signal: AbortSignal,
		resolve: (value: T | PromiseLike<T>) => void,
		reject: (error: unknown) => void,
	) => ReturnType<typeof setTimeout> | undefined,
): Promise<T> {
	const controller = new AbortController();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let abort!: () => void;
	try {
		return await new Promise<T>((resolve, reject) => {
			abort = () => reject(new AbortError("Aborted", { cause: (signal as AbortSignal).reason }));
			if (signal?.aborted) return abort();
			signal?.addEventListener("abort", abort);
			timer = begin(controller.signal, resolve, reject);
		});
	} catch (error) {
		controller.abort(error);
		throw error;
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener("abort", abort);
	}
}
