/** What apps on simulated devices tell their server. */
import type { Environment } from "../../request.ts";
import type { TokenKind } from "../tokens.ts";

/** A token that the system has given to the app. */
export interface Report {
	/** Counts up from 1 since the start or the last reset. */
	number: number;
	type: "token";
	device: string;
	environment: Environment;
	bundleId: string;
	kind: TokenKind;
	token: string;
	/** The one that it takes the place of, which is dead now. */
	replaces: string | null;
	/** Of an update token: the activity on the device, and what it was started with. */
	activity: { id: string; attributesType: string; attributes: unknown } | null;
	/** Epoch milliseconds. */
	at: number;
}

/** More than that nobody reads back: the oldest go. */
const MOST_KEPT = 10_000;

export type ReportListener = (report: Report) => void;

export class Reports {
	readonly #listeners = new Set<ReportListener>();
	#kept: Report[] = [];
	#total = 0;

	add(report: Omit<Report, "number">): void {
		this.#total += 1;
		const numbered = { ...report, number: this.#total };
		this.#kept.push(numbered);
		if (this.#kept.length >= 2 * MOST_KEPT) this.#kept.splice(0, MOST_KEPT);
		for (const listener of this.#listeners) listener(numbered);
	}

	/** Those after the one with this number, oldest first. */
	list(after = 0): Report[] {
		return this.#kept.filter(({ number }) => number > after);
	}

	/** Calls back with each that comes, until the function that it returns is called. */
	listen(listener: ReportListener): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	clear(): void {
		this.#kept = [];
		this.#total = 0;
	}
}
