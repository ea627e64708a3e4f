/** One request and its whole answer, within the timeout and until the caller aborts. */
import { ConnectionError, TimeoutError } from "./errors.ts";
import type { Fetch } from "./options.ts";
import { within } from "./within.ts";

export interface Answer {
	response: Response;
	text: string;
}

export function attempt(fetch: Fetch, url: string, init: RequestInit, timeout: number): Promise<Answer> {
	return within(init.signal, (signal, resolve, reject) => {
		const exchange = async () => {
			const response = await fetch(url, { ...init, signal });
			return { response, text: await response.text() };
		};
		exchange().then(resolve, (cause) => {
			const reason = cause?.cause ?? cause;
			reject(new ConnectionError(`No answer: ${reason?.message || reason}`, { cause }));
		});
		// Rejected here and not by fetch, because one that was passed in may not listen to the signal. A longer delay than
		// timers take would fire at once.
		return setTimeout(() => reject(new TimeoutError(`No answer in ${timeout} ms`)), Math.min(timeout, 2 ** 31 - 1));
	});
}
