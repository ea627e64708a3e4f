/** One process of the server: what it answers, over its own connections to the database, and what it delivers by. */
import type { ApnsClient } from "@activitysmith/apns";
import { type Clock, createService, type Service, toResponse } from "@activitysmith/core";
import type { Database } from "../../src/database/database.ts";
import { createReconciler, type Reconciler, type Timers } from "../../src/delivery/reconciler.ts";
import { createHttp } from "../../src/http/app.ts";
import { Watchers } from "../../src/http/page/watchers.ts";
import { hashOf, randomIds } from "../../src/store/ids.ts";
import { createKeys } from "../../src/store/keys.ts";
import { createRateWindows } from "../../src/store/rates.ts";
import { createStore } from "../../src/store/store.ts";

export interface Instance {
	database: Database;
	service: Service;
	delivery: Reconciler;
	/** All that it answers over HTTP: to clients of the API, and to phones. */
	fetch(request: Request): Promise<Response>;
}

/** What is due later comes when a case moves the clock, not when the machine's has moved. */
const LONGEST_WAIT_MS = 1000;
const timers: Timers = {
	setTimeout: (run, milliseconds) => (milliseconds <= LONGEST_WAIT_MS ? setTimeout(run, milliseconds).unref() : null),
	clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** `onError` gets what goes wrong behind the scenes. */
export function createInstance(
	database: Database,
	clock: Clock,
	apns: Pick<ApnsClient, "send"> | undefined,
	onError: (error: unknown, requestId?: string) => void,
): Instance {
	const delivery = createReconciler({ database, clock, apns, onError, timers });
	const service = createService({ clock, ids: randomIds, store: createStore(database), delivery });
	const keys = createKeys(database);
	const rates = createRateWindows(database, clock);
	const handle = createHttp({
		...{ database, clock, service, keys, rates, onError },
		watchers: new Watchers(database.signals, onError),
		ownerHash: hashOf("nobody's"),
		cookie: { name: "activitysmith", secure: true },
		origin: undefined,
		allowWebhooksTo: [],
		reachable: (deviceId) => delivery.reachable(deviceId),
		closing: new AbortController().signal,
	});
	return { database, service, delivery, fetch: async (request) => toResponse(await handle(request)) };
}
