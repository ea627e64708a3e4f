/** Which of the documented statuses of each operation a run has seen. */
import { FAULT_HEADER } from "./exchange.ts";
import { type OperationId, operations } from "./operations.ts";
import type { Result } from "./run.ts";

export interface CoveredStatus {
	operation: OperationId;
	status: number;
	/** Ids of the cases that produced it. */
	cases: string[];
}

/** Every operation with every status that the document names, seen or not. An answer of a fault is not evidence. */
export function coverageOf(results: readonly Result[]): CoveredStatus[] {
	const seen = new Map<string, Set<string>>();
	for (const { case: one, exchanges } of results) {
		for (const { operation, status, headers } of exchanges) {
			if (FAULT_HEADER in headers) continue;
			const key = `${operation?.id} ${status}`;
			seen.set(key, (seen.get(key) ?? new Set()).add(one.id));
		}
	}
	return operations.flatMap(({ id, statuses }) =>
		statuses.map((status) => ({ operation: id, status, cases: [...(seen.get(`${id} ${status}`) ?? [])] })),
	);
}
