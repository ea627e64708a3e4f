/** Something that has one state at a time, and that one client changes: what it may be, going by the answers. */
export class Register<T> {
	#possible: readonly T[];

	constructor(state: T) {
		this.#possible = [state];
	}

	/** The last state that was acknowledged, and those asked for since of which nobody knows. */
	get possible(): readonly T[] {
		return this.#possible;
	}

	/** From now on it may be this one, too. */
	ask(state: T): void {
		this.#possible = [...this.#possible, state];
	}

	/** The state asked for last is the state. */
	acknowledge(): void {
		this.#possible = this.#possible.slice(-1);
	}

	/** The state asked for last was refused, and is not. */
	refuse(): void {
		this.#possible = this.#possible.slice(0, -1);
	}
}
