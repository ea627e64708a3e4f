/**
 * Everything that the server answers over HTTP: the API at `/api`, the device API at `/device`, the management at
 * `/manage`, the lock screen of a browser at `/`, and how it is at `/health` and `/ready`.
 */
import { type Clock, createApp, type Keys, type RateWindows, type Reply, type Service } from "@activitysmith/core";
import type { WebhookSender } from "@activitysmith/webhooks";
import type { Database } from "../database/database.ts";
import { findAccount } from "../store/accounts.ts";
import { findDeviceBySecret } from "../store/devices.ts";
import { randomIds } from "../store/ids.ts";
import { createRateWindows } from "../store/rates.ts";
import { deviceDocument } from "./device/document.ts";
import { type DeviceCall, type DeviceDesk, deviceRoutes } from "./device/routes.ts";
import { healthRoutes } from "./health.ts";
import type { ManageDesk } from "./manage/desk.ts";
import { manageDocument } from "./manage/document.ts";
import { explainByKeyRoutes, explainDocument } from "./manage/explain.ts";
import { manageRoutes } from "./manage/routes.ts";
import type { Cookie } from "./page/guard.ts";
import { createPage } from "./page/page.ts";
import { requestEvent } from "./page/requests.ts";
import type { Watchers } from "./page/watchers.ts";
import { createPresses } from "./press.ts";
import { createRouter } from "./router.ts";
import { isTokenOf, requireBearer, unauthorized } from "./secret.ts";
import { createSite } from "./site.ts";
import { toldSeldom, unavailable } from "./unavailable.ts";

export interface HttpOptions {
	database: Database;
	clock: Clock;
	service: Service;
	keys: Keys & { forget(): void };
	/** @default those of the database */
	rates?: RateWindows;
	watchers: Watchers;
	/** SHA-256 of the owner token, in hex. */
	ownerHash: string;
	cookie: Cookie;
	/** Where the server is reached from outside, if that was said. */
	origin: string | undefined;
	allowWebhooksTo: readonly string[];
	/** What it takes to say why a device shows something. @default no key of Apple's, and any app shows everything */
	explaining?: ManageDesk["explaining"];
	/** @default over the network */
	sendWebhook?: WebhookSender | undefined;
	/** A device can be reached that could not before. */
	reachable(deviceId: string): void;
	/** Aborted when the server stops: streams of events end. */
	closing: AbortSignal;
	/** Gets what goes wrong, with the id of the request if the answer tells it. */
	onError(error: unknown, requestId?: string): void;
}

export function createHttp(options: HttpOptions): (request: Request) => Promise<Reply | Response> {
	const { database, clock, service, keys, watchers, closing, origin } = options;
	const onError = toldSeldom(options.onError);
	const { rates = createRateWindows(database, clock) } = options;
	const ids = randomIds;
	const press = createPresses({
		database,
		service,
		allow: options.allowWebhooksTo,
		...(options.sendWebhook && { send: options.sendWebhook }),
	});
	const changed = (accountId: string) => watchers.changed(accountId);

	const api = createApp({
		serviceOf: () => service,
		keys,
		rates,
		ids,
		onError,
		unavailable,
		onExchange(exchange) {
			const account = exchange.caller?.account.id;
			if (account !== undefined && watchers.wanted) watchers.requested(account, requestEvent(exchange, clock.now()));
		},
	});

	const desk: DeviceDesk = {
		database,
		clock,
		service,
		press,
		reachable: options.reachable,
		changed,
	};

	async function deviceCall(request: Request): Promise<DeviceCall> {
		const device = await findDeviceBySecret(database.reader, requireBearer(request, "device secret"));
		if (!device) throw unauthorized("This device secret is not valid: the device was unpaired, or paired anew.");
		return {
			desk,
			device: () => device,
			async account() {
				const account = await findAccount(database.reader, device.accountId);
				if (!account) throw unauthorized("The account of this device is gone.");
				return account;
			},
		};
	}

	const nobody = () => {
		throw new Error("This route takes no device secret");
	};
	const unpaired: DeviceCall = { desk, device: nobody, account: nobody };

	const devices = createRouter({
		basePath: "/device",
		routes: deviceRoutes,
		authenticate: async (request, route) => (route.id === "pairDevice" ? unpaired : deviceCall(request)),
		document: deviceDocument,
		ids,
		onError,
	});

	const { explaining = { hasGateway: false, appVersions: {} } } = options;
	const manageDesk: ManageDesk = { database, clock, service, keys, changed, origin, explaining };
	const manage = createRouter({
		basePath: "/manage",
		routes: manageRoutes,
		async authenticate(request) {
			if (isTokenOf(options.ownerHash, requireBearer(request, "owner token"))) return manageDesk;
			throw unauthorized("This owner token is not valid.");
		},
		document: manageDocument,
		ids,
		onError,
	});

	const explain = createRouter({
		basePath: "/api/explain",
		routes: explainByKeyRoutes,
		async authenticate(request) {
			const caller = await keys.find(requireBearer(request, "API key"));
			if (caller) return { desk: manageDesk, caller };
			throw unauthorized("This API key is not valid.");
		},
		document: explainDocument,
		ids,
		onError,
	});

	const { cookie } = options;
	const page = createPage({ database, clock, service, watchers, press, cookie, origin, closing });
	const site = createSite({
		routes: [...page.routes, ...healthRoutes({ database, closing, onError })],
		file: page.file,
		otherwise: (request) => api.handle(request),
		ids,
		onError,
	});

	return (request) => {
		const path = pathOf(request.url);
		if (isBelow(path, "/api/explain")) return explain(request);
		if (isBelow(path, "/api")) return api.handle(request);
		if (isBelow(path, "/device")) return devices(request);
		if (isBelow(path, "/manage")) return manage(request);
		return site(request);
	};
}

/** A URL need not be parsed to see where it goes. */
function pathOf(url: string): string {
	const slash = url.indexOf("/", url.indexOf("://") + 3);
	return slash === -1 ? "/" : url.slice(slash);
}

function isBelow(path: string, base: string): boolean {
	return path.startsWith(base) && [undefined, "/", "?", "#"].includes(path[base.length]);
}
