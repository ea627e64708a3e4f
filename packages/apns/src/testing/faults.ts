/** The faults that are waiting, and which one strikes a request. */
import { type Call, header } from "./call.ts";
import { checkRule, type Effect, type FaultRule, type FaultTarget } from "./fault.ts";

/** A fault that has struck a request. */
export interface Strike {
	readonly id: string;
	readonly effect: Effect;
	readonly delayMs: number;
}

interface Armed {
	rule: FaultRule & { id: string };
	matched: number;
	struck: number;
	random: () => number;
	/** When each device token was sent to, for a limit. */
	requests: Map<string, number[]>;
}

/** A fault as it stands. */
export interface FaultState extends FaultRule {
	id: string;
	/** How many requests it has been held against. */
	matched: number;
	/** How many of them it has struck. */
	struck: number;
}

/** Mulberry32: small, and the same everywhere for the same seed. */
function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function isAimedAt(target: FaultTarget, call: Call): boolean {
	const { deviceToken, topic, pushType, environment, path } = target;
	return (
		(deviceToken === undefined || call.path.toLowerCase() === `/3/device/${deviceToken.toLowerCase()}`) &&
		(topic === undefined || header(call, "apns-topic") === topic) &&
		(pushType === undefined || header(call, "apns-push-type") === pushType) &&
		(environment === undefined || call.environment === environment) &&
		(path === undefined || call.path.startsWith(path))
	);
}

export class Faults {
	#armed: Armed[] = [];
	#made = 0;

	/**
	 * Adds a fault and returns its id. Faults are tried in the order in which they were added, and the first that strikes is
	 * the only one: those behind it do not count the request.
	 * @throws TypeError when it is not one.
	 */
	add(rule: FaultRule): string {
		checkRule(rule);
		this.#made += 1;
		const id = rule.id ?? `fault-${this.#made}`;
		if (this.#armed.some((other) => other.rule.id === id)) throw new TypeError(`There is a fault ${id} already`);
		const random = seeded(rule.seed ?? 1);
		this.#armed.push({ rule: { ...rule, id }, matched: 0, struck: 0, random, requests: new Map() });
		return id;
	}

	/** Each of the next matching requests takes the next of the effects; `null` is none. */
	script(effects: readonly (Effect | null)[], when: FaultTarget = {}): string {
		return this.add({ script: effects, when });
	}

	remove(id: string): boolean {
		const before = this.#armed.length;
		this.#armed = this.#armed.filter(({ rule }) => rule.id !== id);
		return this.#armed.length < before;
	}

	clear(): void {
		this.#armed = [];
	}

	list(): FaultState[] {
		return this.#armed.map(({ rule, matched, struck }) => ({ ...rule, matched, struck }));
	}

	strike(call: Call): Strike | null {
		for (const armed of this.#armed) {
			if (!isAimedAt(armed.rule.when ?? {}, call)) continue;
			const effect = this.#effect(armed, call);
			if (!effect) continue;
			armed.struck += 1;
			return { id: armed.rule.id, effect, delayMs: this.#delay(armed, effect) };
		}
		return null;
	}

	#effect(armed: Armed, call: Call): Effect | null {
		const { rule } = armed;
		const { after = 0, times = null, probability = 1, script } = rule;
		armed.matched += 1;
		const turn = armed.matched - after;
		if (turn < 1) return null;
		if (script) return script[turn - 1] ?? null;
		if (times !== null && armed.struck >= times) return null;
		if (probability < 1 && armed.random() >= probability) return null;
		return rule.limit && !this.#isOver(armed, rule.limit, call) ? null : rule;
	}

	#isOver({ requests }: Armed, { requests: most, windowMs }: NonNullable<Effect["limit"]>, call: Call): boolean {
		const key = call.path.toLowerCase();
		const recent = (requests.get(key) ?? []).filter((at) => at > call.at - windowMs);
		const isOver = recent.length >= most;
		if (!isOver) recent.push(call.at);
		requests.set(key, recent);
		return isOver;
	}

	#delay({ random }: Armed, { delayMs = 0 }: Effect): number {
		return typeof delayMs === "number" ? delayMs : delayMs.min + random() * (delayMs.max - delayMs.min);
	}
}
