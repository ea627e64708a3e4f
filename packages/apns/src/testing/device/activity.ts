/** A Live Activity on one simulated device. */

const HOUR_MS = 3_600_000;
/** https://developer.apple.com/documentation/activitykit/displaying-live-data-with-live-activities */
const LONGEST_RUN_MS = 8 * HOUR_MS;
const LONGEST_ON_LOCK_SCREEN_MS = 4 * HOUR_MS;

/** As ActivityKit's `ActivityState` has it: ended is still on the lock screen, dismissed is not. */
export type ActivityState = "active" | "stale" | "ended" | "dismissed";

export interface ActivityStart {
	attributesType: string;
	attributes: unknown;
	contentState: unknown;
	/** Epoch seconds. */
	staleDate?: number | undefined;
	/** Orders activities; the highest has the Dynamic Island. */
	relevanceScore?: number | undefined;
	/** The broadcast channel that it listens to. */
	channelId?: string | undefined;
}

export class SimulatedActivity {
	/** What ActivityKit calls it: no business of the server, unless the app reports it. */
	readonly id: string;
	readonly attributesType: string;
	readonly attributes: unknown;
	readonly channelId: string | null;
	/** Epoch milliseconds. */
	readonly startedAt: number;
	/** The one that its app would report now; `null` as long as there is none. */
	updateToken: string | null = null;
	contentState: unknown;
	/** Epoch milliseconds; `null`: never. */
	staleAt: number | null;
	relevanceScore: number | null;
	/** `timestamp` of the last push that was applied, in epoch seconds. */
	lastTimestamp: number;
	#ended: { at: number; dismissalAt: number } | null = null;
	readonly #now: () => number;

	constructor(id: string, start: ActivityStart, timestamp: number, now: () => number) {
		this.id = id;
		this.attributesType = start.attributesType;
		this.attributes = start.attributes;
		this.contentState = start.contentState;
		this.channelId = start.channelId ?? null;
		this.staleAt = start.staleDate === undefined ? null : start.staleDate * 1000;
		this.relevanceScore = start.relevanceScore ?? null;
		this.lastTimestamp = timestamp;
		this.startedAt = now();
		this.#now = now;
	}

	get activityState(): ActivityState {
		const now = this.#now();
		const { endedAt } = this;
		if (endedAt !== null) return now >= this.#dismissalAt(endedAt) ? "dismissed" : "ended";
		return this.staleAt !== null && now >= this.staleAt ? "stale" : "active";
	}

	get isRunning(): boolean {
		return this.endedAt === null;
	}

	/** When it was ended, by a push, by its user, or by the system after 8 hours; `null` while it runs. */
	get endedAt(): number | null {
		const last = this.startedAt + LONGEST_RUN_MS;
		return this.#ended?.at ?? (this.#now() >= last ? last : null);
	}

	/** `dismissalDate` in epoch seconds: in the past at once, else within 4 hours; without one after 4 hours. */
	end(dismissalDate: number | undefined): void {
		const at = this.#now();
		const latest = at + LONGEST_ON_LOCK_SCREEN_MS;
		this.#ended = { at, dismissalAt: dismissalDate === undefined ? latest : Math.min(latest, dismissalDate * 1000) };
	}

	/** Swiped away by its user. */
	dismiss(): void {
		this.#ended = { at: this.endedAt ?? this.#now(), dismissalAt: this.#now() };
	}

	#dismissalAt(endedAt: number): number {
		return this.#ended?.dismissalAt ?? endedAt + LONGEST_ON_LOCK_SCREEN_MS;
	}

	toJSON(): object {
		const { id, attributesType, attributes, contentState, activityState, startedAt, endedAt, updateToken } = this;
		const { channelId, relevanceScore, lastTimestamp, staleAt } = this;
		return {
			...{ id, activityState, attributesType, attributes, contentState, startedAt, endedAt, staleAt },
			...{ updateToken, channelId, relevanceScore, lastTimestamp },
		};
	}
}
