/** Faults that wait for requests: which one strikes next. What striking means is in fault-answer.ts. */
import type { OperationId } from "@activitysmith/schema";
import { type FaultRule, parseFaultRule } from "./fault-rule.ts";
import type { Chance } from "./ids.ts";

export interface Fault {
	readonly id: string;
	readonly rule: FaultRule;
	/** How often it has struck. */
	readonly struck: number;
	remove(): void;
}

export interface Faults {
	/**
	 * Adds a fault. Of several that fit a request, the first that was added strikes. A rule that cannot be is a
	 * `TypeError` that names the field.
	 */
	add(rule: FaultRule): Fault;
	list(): Fault[];
	clear(): void;
	/** Throws when a fault has never struck, or less often than its `times`: the test did not meet what it is about. */
	expectAllStruck(): void;
}

interface Armed {
	id: string;
	rule: FaultRule;
	operations: readonly OperationId[] | null;
	seen: number;
	struck: number;
}

const UINT32 = 2 ** 32;

export class FaultList implements Faults {
	readonly #prefix: string;
	readonly #chance: Chance;
	#faults: Armed[] = [];
	#added = 0;

	constructor(prefix: string, chance: Chance) {
		this.#prefix = prefix;
		this.#chance = chance;
	}

	get isEmpty(): boolean {
		return this.#faults.length === 0;
	}

	add(rule: FaultRule): Fault {
		const parsed = parseFaultRule(rule);
		const { operation = null } = parsed;
		this.#added += 1;
		const armed: Armed = {
			id: `${this.#prefix}${this.#added}`,
			rule: parsed,
			operations: typeof operation === "string" ? [operation] : operation,
			seen: 0,
			struck: 0,
		};
		this.#faults.push(armed);
		return this.#view(armed);
	}

	list(): Fault[] {
		return this.#faults.map((armed) => this.#view(armed));
	}

	clear(): void {
		this.#faults = [];
	}

	expectAllStruck(): void {
		const missing = this.#faults.filter(({ rule: { times = 1 }, struck }) => struck < times);
		if (missing.length === 0) return;
		const list = missing.map(
			({ id, rule, struck }) => `\n  ${id} ${JSON.stringify(rule)} struck ${struck} of ${rule.times ?? "at least 1"}`,
		);
		throw new Error(`Faults were not met:${list.join("")}`);
	}

	/** The fault that strikes this request, if one does. */
	strike(operation: OperationId, key: string | null): Fault | undefined {
		for (const armed of this.#faults) {
			const { rule, operations } = armed;
			if (operations && !operations.includes(operation)) continue;
			if (rule.key !== undefined && rule.key !== key) continue;
			armed.seen += 1;
			if (armed.seen <= (rule.after ?? 0)) continue;
			if (rule.times !== undefined && armed.struck >= rule.times) continue;
			if (rule.probability !== undefined && this.#chance() / UINT32 >= rule.probability) continue;
			armed.struck += 1;
			return this.#view(armed);
		}
		return undefined;
	}

	#view(armed: Armed): Fault {
		return {
			id: armed.id,
			rule: armed.rule,
			get struck() {
				return armed.struck;
			},
			remove: () => {
				this.#faults = this.#faults.filter((other) => other !== armed);
			},
		};
	}
}
