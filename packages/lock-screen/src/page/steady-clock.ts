/** A clock that goes on while the machine sleeps, and is never set back. */

/** The wall clock is corrected in smaller steps than this, in milliseconds. */
const SLEEP_MS = 1000;

/**
 * In milliseconds from any beginning. `performance.now()` stands still on most systems while the machine sleeps, and a
 * connection to a server on the same machine outlives that: only the wall clock shows how long it was.
 */
export function steadyClock(
	monotonic: () => number = () => performance.now(),
	wall: () => number = () => Date.now(),
): () => number {
	let slept = 0;
	let apart = wall() - monotonic();
	return () => {
		const gap = wall() - monotonic();
		if (gap - apart > SLEEP_MS) slept += gap - apart;
		apart = gap;
		return monotonic() + slept;
	};
}

export const reading = steadyClock();
