/** What a client needs to send pushes, as `apns-server.ts` writes it down beside `ca.pem`. */
export interface Target {
	origin: string;
	p8: string;
	keyId: string;
	teamId: string;
	topic: string;
	tokens: string[];
}

export interface Task {
	pushes: number;
	/** How many are under way at once. */
	concurrency: number;
}

export interface Done {
	delivered: number;
	/** From the first push to the last answer. */
	seconds: number;
	/** Microseconds of processor time for a push, of all threads of the process. */
	cpu: number;
	/** The most bytes that were ever resident. */
	maxRSS: number;
	/** Why some were not delivered, and how many. */
	failures: Record<string, number>;
}
