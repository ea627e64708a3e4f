/** Clients that ask one thing after the other, each of its own, and remember what must have come of it. */
import type { Client } from "./client.ts";
import { Register } from "./register.ts";

/** Numbers from 0, below 1. */
export type Chance = () => number;

/** Text that a Live Activity shows; `null` when it is on no screen. */
type Shown = string | null;

/** What the phones must show, going by the answers. */
export class Expected {
	/** By the title of the Live Activity. */
	readonly activities = new Map<string, Register<Shown>>();
	/** By the title: those of which nobody knows may be shown. */
	readonly notifications = new Map<string, "acknowledged" | "unknown">();
	readonly badge = new Register(0);
	readonly metric = new Register<number | undefined>(undefined);
	/** How many pushes there had been when the last acknowledged value of the metric was sent off. */
	metricMark = 0;

	activity(title: string): Register<Shown> {
		const shown = new Register<Shown>(null);
		this.activities.set(title, shown);
		return shown;
	}
}

export const METRIC = "temperature";

/** Whether it is known what came of it. */
type Ask = () => Promise<boolean>;

/** One client. What it does not know the outcome of, and what cannot be left like that, it asks for again. */
export class Worker {
	readonly #next: (chance: Chance) => { ask: Ask; again: boolean };
	#pending: Ask | undefined;

	constructor(next: (chance: Chance) => { ask: Ask; again: boolean }) {
		this.#next = next;
	}

	async step(chance: Chance): Promise<void> {
		if (this.#pending) {
			if (await this.#pending()) this.#pending = undefined;
			return;
		}
		const { ask, again } = this.#next(chance);
		if (!(await ask()) && again) this.#pending = ask;
	}
}

const content = (title: string, value: number) => ({ title, type: "value", value: String(value) });

/** Asks for a state of a register. Asked again, it is the same state: nothing else has been asked for in between. */
function asking<T>(register: Register<T>, state: T, ask: () => Promise<{ known: boolean }>): Ask {
	register.ask(state);
	return async () => {
		const { known } = await ask();
		if (known) register.acknowledge();
		return known;
	};
}

function streamWorker(client: Client, expected: Expected, key: string): Worker {
	const shown = expected.activity(key);
	const path = `/live-activity/stream/${key}`;
	let count = 0;
	return new Worker((chance) => {
		if (count > 0 && chance() < 0.1) {
			return { ask: asking(shown, null, () => client.ask("DELETE", path)), again: chance() < 0.5 };
		}
		count += 1;
		const body = { content_state: content(key, count), ...(chance() < 0.2 && { alert: { title: "Look" } }) };
		// Before the first one is there, none can be ended.
		const again = count === 1 || chance() < 0.5;
		return { ask: asking(shown, String(count), () => client.ask("PUT", path, body)), again };
	});
}

/** Starts, updates and ends by the id. */
function activityWorker(client: Client, expected: Expected, name: string): Worker {
	let made = 0;
	let count = 0;
	let id: string | undefined;
	let title = "";
	let shown: Register<Shown>;
	return new Worker((chance) => {
		if (id === undefined) {
			made += 1;
			count = 1;
			title = `${name}-${made}`;
			shown = expected.activity(title);
			const body = { content_state: content(title, count) };
			const key = `start ${title}`;
			const start = async () => {
				const answer = await client.ask("POST", "/live-activity/start", body, key);
				if (answer.known) id = String(answer.body.activity_id);
				return answer;
			};
			return { ask: asking(shown, String(count), start), again: true };
		}
		const activity_id = id;
		const isLast = chance() < 0.15;
		count += 1;
		const content_state = content(title, count);
		if (!isLast) {
			const update = () => client.ask("POST", "/live-activity/update", { activity_id, content_state });
			return { ask: asking(shown, String(count), update), again: chance() < 0.5 };
		}
		const end = async () => {
			const answer = await client.ask("POST", "/live-activity/end", { activity_id, content_state });
			if (answer.known) id = undefined;
			return answer;
		};
		return { ask: asking(shown, null, end), again: true };
	});
}

function notificationWorker(client: Client, { notifications }: Expected, name: string): Worker {
	let made = 0;
	return new Worker(() => {
		made += 1;
		const title = `${name}-${made}`;
		notifications.set(title, "unknown");
		const ask = async () => {
			const { known } = await client.ask("POST", "/push-notification", { title }, `send ${title}`);
			if (known) notifications.set(title, "acknowledged");
			return known;
		};
		return { ask, again: true };
	});
}

function badgeWorker(client: Client, { badge }: Expected): Worker {
	let count = 0;
	return new Worker(() => {
		count += 1;
		const body = { badge: count };
		return { ask: asking(badge, count, () => client.ask("POST", "/badge", body)), again: false };
	});
}

function metricWorker(client: Client, expected: Expected, pushes: () => number): Worker {
	let count = 0;
	return new Worker(() => {
		count += 1;
		const body = { value: count };
		const ask = async () => {
			const mark = pushes();
			const answer = await client.ask("POST", `/metrics/${METRIC}/value`, body);
			if (answer.known) expected.metricMark = mark;
			return answer;
		};
		return { ask: asking(expected.metric, count, ask), again: false };
	});
}

export function createWorkers(client: Client, expected: Expected, pushes: () => number): Worker[] {
	return [
		...["stream-1", "stream-2", "stream-3"].map((key) => streamWorker(client, expected, key)),
		...["activity-1", "activity-2"].map((name) => activityWorker(client, expected, name)),
		...["note-1", "note-2"].map((name) => notificationWorker(client, expected, name)),
		badgeWorker(client, expected),
		metricWorker(client, expected, pushes),
	];
}
