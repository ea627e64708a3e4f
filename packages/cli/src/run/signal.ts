/** Stopping in good order when a signal asks for it. */

const STOPPING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Stopping {
	/** The signal that came. */
	readonly signal: NodeJS.Signals | undefined;
	/** From then on signals do what they usually do. */
	release(): void;
}

/** Calls `stop` at the first signal. A second one ends the process, as it would have at first. */
export function untilSignal(stop: () => void): Stopping {
	let came: NodeJS.Signals | undefined;
	const release = () => {
		for (const signal of STOPPING) process.off(signal, handle);
	};
	const handle = (signal: NodeJS.Signals) => {
		came = signal;
		release();
		stop();
	};
	for (const signal of STOPPING) process.on(signal, handle);
	return {
		get signal() {
			return came;
		},
		release,
	};
}
