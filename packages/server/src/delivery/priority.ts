/**
 * How urgent an update is. What lights the screen, or shows something of another kind, is sent at once; iOS counts such
 * pushes, so each activity has a number of them in an hour. The rest may wait for the device, and costs nothing.
 */

const HOUR_MS = 3_600_000;
const URGENT_IN_AN_HOUR = 60;
/** Activities that are remembered. One that is not has its number anew. */
const KEPT = 20_000;

interface Known {
	type: string;
	/** Since which version it is of this type. */
	since: number;
	/** Whether it was of another one before. */
	changed: boolean;
	hour: number;
	/** Versions of this hour that were urgent. */
	urgent: Set<number>;
}

export interface Tick {
	activityId: string;
	version: number;
	/** The version that the device shows. */
	shownVersion: number;
	/** Type of the content. */
	type: string;
	hasAlert: boolean;
}

export class Priorities {
	readonly #known = new Map<string, Known>();

	/** Notes what an activity shows. */
	note(activityId: string, version: number, type: string, now: number): void {
		const known = this.#get(activityId, version, type, now);
		if (known.type !== type && version > known.since) Object.assign(known, { type, since: version, changed: true });
	}

	of({ activityId, version, shownVersion, type, hasAlert }: Tick, now: number): 10 | 5 {
		this.note(activityId, version, type, now);
		const known = this.#get(activityId, version, type, now);
		const isOfOtherKind = known.changed && shownVersion < known.since;
		if (!hasAlert && !isOfOtherKind) return 5;
		const hour = Math.floor(now / HOUR_MS);
		if (known.hour !== hour) Object.assign(known, { hour, urgent: new Set() });
		if (known.urgent.size >= URGENT_IN_AN_HOUR && !known.urgent.has(version)) return 5;
		known.urgent.add(version);
		return 10;
	}

	#get(activityId: string, version: number, type: string, now: number): Known {
		const found = this.#known.get(activityId);
		if (found) return found;
		const [oldest] = this.#known.keys();
		if (oldest !== undefined && this.#known.size >= KEPT) this.#known.delete(oldest);
		const known = { type, since: version, changed: false, hour: Math.floor(now / HOUR_MS), urgent: new Set<number>() };
		this.#known.set(activityId, known);
		return known;
	}
}
