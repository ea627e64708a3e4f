/**
 * The work of one account waits for its turn here, not on a connection: so that a busy account does not keep all of them
 * from the others.
 */
export class Queues {
	readonly #last = new Map<string, Promise<unknown>>();

	/** Runs when all that came before with this name is done. */
	run<T>(name: string, task: () => Promise<T>): Promise<T> {
		const before = this.#last.get(name);
		const result = before ? before.then(task, task) : task();
		this.#last.set(name, result);
		const forget = () => {
			if (this.#last.get(name) === result) this.#last.delete(name);
		};
		result.then(forget, forget);
		return result;
	}
}
