/** What processes that share a database tell each other. A hint to look, never more: the rows say what is. */

export interface Listener {
	/** Must not throw. */
	heard(text: string): void;
	/** For a while nothing could be heard: anything may have been said. Must not throw. */
	missed(): void;
}

export interface Signals {
	/** Tells all that listen, this process too, a text of less than 8,000 bytes. */
	send(text: string): Promise<void>;
	/** Resolves when nothing is missed from now on, with a function that ends it. */
	listen(listener: Listener): Promise<() => Promise<void>>;
}

/** For a database that one process serves. */
export function localSignals(): Signals {
	const listeners = new Set<Listener>();
	return {
		async send(text) {
			for (const listener of listeners) listener.heard(text);
		},
		async listen(listener) {
			// Of its own, so that each is ended for itself.
			const one = { ...listener };
			listeners.add(one);
			return async () => void listeners.delete(one);
		},
	};
}
