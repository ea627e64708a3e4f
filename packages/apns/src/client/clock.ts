/** Time as the client sees it, so that a test can turn it. */
export interface Clock {
	/** Epoch milliseconds: what a provider token states. */
	now(): number;
	/** Milliseconds since whenever: what timeouts are measured with, because it never jumps. */
	monotonic(): number;
	setTimeout(run: () => void, ms: number): ClockTimer;
	clearTimeout(timer: ClockTimer): void;
}

/** As Node's timers: one that is referenced keeps the process alive. */
export interface ClockTimer {
	ref(): unknown;
	unref(): unknown;
}

export const systemClock: Clock = {
	now: Date.now,
	monotonic: () => performance.now(),
	setTimeout: (run, ms) => setTimeout(run, ms),
	clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
