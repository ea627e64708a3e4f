/** One process of the server: the application over its own connections to the database, and what it delivers by. */
import type { ApnsClient } from "@activitysmith/apns";
import { type App, type Clock, createApp, createService, type Service } from "@activitysmith/core";
import { createReconciler, type Reconciler } from "../../src/delivery/reconciler.ts";
import { createKeys, createRateWindows, createStore, type Database } from "../../src/index.ts";
import { randomIds } from "../../src/store/ids.ts";

export interface Instance {
	database: Database;
	app: App;
	service: Service;
	delivery: Reconciler;
}

export const BASE_PATH = "/api";

/** Gets what went wrong behind the scenes. */
type OnError = (error: unknown) => void;

export function createInstance(database: Database, clock: Clock, apns: ApnsClient, onError: OnError): Instance {
	const delivery = createReconciler({ database, clock, apns, onError });
	const service = createService({ clock, ids: randomIds, store: createStore(database), delivery });
	const app = createApp({
		serviceOf: () => service,
		keys: createKeys(database),
		rates: createRateWindows(database, clock),
		ids: randomIds,
		basePath: BASE_PATH,
		onError,
	});
	return { database, app, service, delivery };
}
