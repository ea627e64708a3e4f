/** A request that is answered with an error of the contract. Thrown inside a transaction it undoes everything. */
import { errors, formatIssue, type Issue } from "@activitysmith/schema";

export interface ErrorBody {
	status: number;
	error: string;
	message: string;
	[extra: string]: unknown;
}

export class Refusal extends Error {
	readonly status: number;
	/** What the answer says, `status` apart. */
	readonly body: Record<string, unknown>;
	readonly headers: Record<string, string>;

	constructor({ status, ...body }: ErrorBody, headers: Record<string, string> = {}) {
		super(body.message);
		this.name = "Refusal";
		this.status = status;
		this.body = body;
		this.headers = headers;
	}
}

function isTargeting(path: string): boolean {
	return /^(?:target|channels)(?:[.[]|$)/.test(path);
}

/** A 400 that lists every issue; title and message are those of the first. */
export function invalid(issues: readonly [Issue, ...Issue[]]): Refusal {
	const [first] = issues;
	const message = formatIssue(first);
	const base = isTargeting(first.path) ? errors.invalidTargeting(message) : errors.badRequest(message);
	return new Refusal({ ...base, issues: issues.map(({ path, message }) => ({ path, message })) });
}

export function invalidField(path: string, message: string): Refusal {
	return invalid([{ path, message }]);
}
