/** A failed call in the words of the protocol. */
import { CallError } from "../driver.ts";
import type { Failure } from "./protocol.ts";

export class CallFailure extends CallError {
	/** How many requests were sent; `undefined` when none was. */
	readonly attempts: number | undefined;

	constructor(failure: Failure) {
		super(failure);
		this.attempts = failure.attempts;
	}
}
