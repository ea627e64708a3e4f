/** One process of the server: the application over its own connections to the database, and what it delivers by. */
import type { ApnsClient } from "@activitysmith/apns";
import { type App, type Clock, createApp, createService, type Service } from "@activitysmith/core";
import { createKeys, createRateWindows, createStore, type Database } from "../../src/index.ts";
import { randomIds } from "../../src/store/ids.ts";
import { createDirectDelivery, type DirectDelivery } from "./direct-delivery.ts";

export interface Instance {
	database: Database;
	app: App;
	service: Service;
	delivery: DirectDelivery;
}

export const BASE_PATH = "/api";

export function createInstance(database: Database, clock: Clock, apns: ApnsClient): Instance {
	const delivery = createDirectDelivery({ database, clock, apns });
	const service = createService({ clock, ids: randomIds, store: createStore(database), delivery });
	const app = createApp({
		serviceOf: () => service,
		keys: createKeys(database),
		rates: createRateWindows(database, clock),
		ids: randomIds,
		basePath: BASE_PATH,
		onError: (error) => console.error(error),
	});
	return { database, app, service, delivery };
}
