/** Seconds that a `Retry-After` header asks to wait, in either of its forms; undefined without a usable one. */
export function retryAfter(value: string): number | undefined {
	const seconds = Number(value);
	// What is no number may be a date. NaN fails both comparisons.
	const wait = seconds >= 0 ? seconds : (Date.parse(value) - Date.now()) / 1000;
	return wait >= 0 ? wait : undefined;
}
