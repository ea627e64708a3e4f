/** Everything that was sent, read in order: nothing goes backwards, and what is sent again is the same push. */
import type { FakeApns, PushEntry } from "@activitysmith/apns/testing";

interface Content {
	title: string;
	text: string;
	version: number;
}

/** What Live Activities and notifications have in their bodies, as far as it is looked at. */
interface Aps {
	event?: string;
	timestamp?: number;
	"content-state"?: Content;
	attributes?: { activityId: string };
	alert?: { title?: string };
	badge?: number;
}

export interface Findings {
	pushes: number;
	/** Pushes with the id of an earlier one to the same device. */
	sentAgain: number;
	/** Of those, what a phone had taken before. */
	duplicates: number;
	/** A sentence each. */
	backwards: string[];
	/** What was made again and is not what it was. */
	changed: string[];
}

/** What one push is about: made again after a crash, it must be the same. */
function subjectOf({ device, deviceToken }: PushEntry, { event, alert, badge, ...aps }: Aps): string | undefined {
	const { title, version } = aps["content-state"] ?? {};
	if (event === "start") return undefined;
	if (event !== undefined) return `${event} ${version} of ${title} to ${deviceToken}`;
	if (alert?.title !== undefined) return `${alert.title} to ${device}`;
	return badge === undefined ? undefined : `badge ${badge} to ${device}`;
}

export class PushRecord {
	readonly findings: Findings = { pushes: 0, sentAgain: 0, duplicates: 0, backwards: [], changed: [] };
	#read = 0;
	/** By device and id: what was sent, and whether the phone has taken it. */
	readonly #sent = new Map<string, { what: string; taken: boolean }>();
	/** By subject, the id. */
	readonly #ids = new Map<string, string>();
	/** Starts of which nobody knows, by device and activity. */
	readonly #doubtful = new Map<string, string>();
	/** By the title, which every activity has for its own but those of streams. */
	readonly #started = new Map<string, string>();
	/** By activity on a phone. */
	readonly #applied = new Map<string, { version: number; timestamp: number }>();
	/** By activity on a phone: what the server calls it. One that was started twice is two on the phone. */
	readonly #activities = new Map<string, string>();
	/** By phone and what the server calls the activity. */
	readonly #texts = new Map<string, number>();

	/** Reads on from where it was. */
	read({ pushes }: FakeApns): void {
		const from = this.#read;
		for (const entry of pushes.entries({ where: ({ number }) => number > from })) {
			this.#read = entry.number;
			const aps = (entry.payload?.aps ?? {}) as Aps;
			this.findings.pushes += 1;
			this.#readId(entry, aps);
			if (aps.event === "start") this.#readStart(entry, aps);
			if (aps.event !== undefined && entry.outcome?.result === "applied") this.#readApplied(entry, aps);
		}
	}

	#readId(entry: PushEntry, aps: Aps): void {
		const { findings } = this;
		const collapseId = entry.headers["apns-collapse-id"];
		const about = aps.attributes?.activityId ?? aps["content-state"]?.title ?? aps.alert?.title ?? aps.badge;
		const what = `${aps.event ?? entry.headers["apns-push-type"]} ${about} (${collapseId})`;
		const key = `${entry.device} ${entry.apnsId}`;
		const taken = entry.outcome?.result === "applied";
		const before = this.#sent.get(key);
		if (before) {
			findings.sentAgain += 1;
			if (before.taken && taken) findings.duplicates += 1;
			if (before.what !== what) findings.changed.push(`${entry.apnsId} was ${before.what}, and is ${what}`);
		}
		this.#sent.set(key, { what, taken: taken || before?.taken === true });
		const subject = subjectOf(entry, aps);
		if (subject === undefined) return;
		const id = this.#ids.get(subject);
		if (id !== undefined && id !== entry.apnsId) findings.changed.push(`${subject} was ${id}, and is ${entry.apnsId}`);
		this.#ids.set(subject, entry.apnsId);
	}

	#readStart(entry: PushEntry, aps: Aps): void {
		const { activityId = "" } = aps.attributes ?? {};
		const { title = "" } = aps["content-state"] ?? {};
		const key = `${entry.device} ${activityId}`;
		const doubtful = this.#doubtful.get(key);
		if (doubtful !== undefined && doubtful !== entry.apnsId) {
			this.findings.changed.push(`The start of ${title} on ${entry.device} was ${doubtful}, and is ${entry.apnsId}`);
		}
		if (entry.status === null) this.#doubtful.set(key, entry.apnsId);
		else this.#doubtful.delete(key);
		const started = this.#started.get(title);
		if (title.startsWith("activity-") && started !== undefined && started !== activityId) {
			this.findings.changed.push(`${title} was started as ${started}, and as ${activityId}`);
		}
		this.#started.set(title, activityId);
	}

	#readApplied(entry: PushEntry, aps: Aps): void {
		const { outcome, device } = entry;
		const state = aps["content-state"];
		if (outcome?.result !== "applied" || !state) return;
		const { version, title, text } = state;
		const timestamp = aps.timestamp ?? 0;
		const key = outcome.activityId ?? "";
		const before = this.#applied.get(key);
		if (before && (version < before.version || timestamp < before.timestamp)) {
			this.findings.backwards.push(`${title} on ${device} went from ${before.version} to ${version}`);
		}
		this.#applied.set(key, { version, timestamp });
		if (aps.attributes) this.#activities.set(key, aps.attributes.activityId);
		const where = `${title} (${this.#activities.get(key)}) on ${device}`;
		const shown = this.#texts.get(where) ?? 0;
		if (Number(text) < shown) this.findings.backwards.push(`${where} went from ${shown} to ${text}`);
		this.#texts.set(where, Math.max(shown, Number(text)));
	}
}
