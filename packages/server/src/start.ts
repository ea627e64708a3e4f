/** Starts the server: its database, what delivers, and HTTP; and stops it in the other order. */
import { join, resolve } from "node:path";
import type { ApnsClient } from "@activitysmith/apns";
import { type Clock, createService } from "@activitysmith/core";
import type { WebhookSender } from "@activitysmith/webhooks";
import { apnsClient } from "./apns.ts";
import { ensureInstallation, ensureOwnerToken, lockScreenCode } from "./config/first-start.ts";
import { OWNER_TOKEN_FILE, type Settings, settingsOf } from "./config/settings.ts";
import type { Database } from "./database/database.ts";
import { openDatabase } from "./database/open.ts";
import { createReconciler } from "./delivery/reconciler.ts";
import { createHttp } from "./http/app.ts";
import { createBrowsers } from "./http/browsers.ts";
import { listenAhead } from "./http/listen.ts";
import { Watchers } from "./http/page/watchers.ts";
import { pairingLink } from "./http/pairing.ts";
import { maintain } from "./maintain.ts";
import { randomIds } from "./store/ids.ts";
import { createKeys } from "./store/keys.ts";
import { createStore } from "./store/store.ts";

export interface StartOptions extends Partial<Settings> {
	/** Gets what goes wrong while it runs, with the id of the request if it was one. @default prints it on stderr */
	onError?: (error: unknown, requestId?: string) => void;
	/** @default the machine's */
	clock?: Clock;
	/** Calls webhooks. @default over the network */
	sendWebhook?: WebhookSender;
}

export interface Server extends AsyncDisposable {
	/** Where it is reached, such as `http://127.0.0.1:4020`. */
	readonly url: string;
	/** What clients take as their base URL: the url with `/api`. */
	readonly baseURL: string;
	/** The API key that was made now, at the first start; it is kept nowhere. */
	readonly firstKey: string | undefined;
	/** Opens the first lock screen in a browser: good once, and for an hour. `undefined` when it was removed. */
	readonly lockScreenLink: string | undefined;
	/** The file with the owner token; `undefined` when the token was given. */
	readonly ownerTokenFile: string | undefined;
	/** Where the database is, without secrets. */
	readonly database: string;
	/** Whether iPhones are reached, too. */
	readonly apns: boolean;
	/** Takes no more requests. Resolves when those that have begun are answered and the database is closed. */
	close(): Promise<void>;
}

const DATABASE_FILE = "activitysmith.sqlite";

/**
 * Throws a `DatabaseError` when the database cannot be used, a `SettingsError` when settings do not go together, and what
 * the system says when it cannot listen.
 */
export async function startServer(options: StartOptions = {}): Promise<Server> {
	const {
		onError = (error) => console.error(error),
		clock = { now: () => Date.now() },
		sendWebhook,
		...given
	} = options;
	const settings: Settings = { ...settingsOf({}), ...given };
	const data = resolve(settings.data);
	const apns = settings.apns && apnsClient(settings.apns);
	const database = await openDatabase(
		settings.databaseUrl === undefined
			? { file: join(data, DATABASE_FILE), alone: true }
			: { url: settings.databaseUrl, onError: (error) => onError(error) },
	);
	try {
		return await serve({ settings: { ...settings, data }, database, apns, clock, sendWebhook, onError });
	} catch (error) {
		await apns?.close({ timeout: 0 });
		await database.close();
		throw error;
	}
}

interface Parts {
	settings: Settings;
	database: Database;
	apns: ApnsClient | undefined;
	clock: Clock;
	sendWebhook: WebhookSender | undefined;
	onError: (error: unknown, requestId?: string) => void;
}

async function serve({ settings, database, apns, clock, sendWebhook, ...parts }: Parts): Promise<Server> {
	const now = () => clock.now();
	let isClosed = false;
	/** Once it is closed, that the database does not answer is no news. */
	const onError: Parts["onError"] = (error, requestId) => {
		if (!isClosed) parts.onError(error, requestId);
	};
	const ownerHash = await ensureOwnerToken(database, settings);
	// Before there is a key, which is shown once: without the port nobody would see it.
	const door = await listenAhead(settings);
	const watchers = new Watchers(database.signals, onError);
	const { installation, code, unlisten } = await prepare(database, watchers, now()).catch(async (error) => {
		door.open(async () => new Response(null, { status: 503 }));
		await door.close();
		throw error;
	});
	const browsers = createBrowsers({ database, watchers, now, onError });
	const delivery = createReconciler({ database, clock, apns, browsers, onError });
	const service = createService({ clock, ids: randomIds, store: createStore(database), delivery });
	const closing = new AbortController();
	const origin = settings.publicUrl;
	door.open(
		createHttp({
			database,
			clock,
			service,
			keys: createKeys(database),
			watchers,
			ownerHash,
			cookie: { name: `activitysmith_${installation.id}`, secure: origin?.startsWith("https:") ?? false },
			origin,
			allowWebhooksTo: settings.allowWebhooksTo,
			explaining: { hasGateway: apns !== undefined, appVersions: settings.appVersions },
			sendWebhook,
			reachable: (deviceId) => delivery.reachable(deviceId),
			closing: closing.signal,
			onError,
		}),
	);
	const stopMaintaining = maintain({ database, service, retentionDays: settings.retentionDays, now, onError });
	const url = origin ?? localUrl(door.url);
	let closed: Promise<void> | undefined;

	async function close(): Promise<void> {
		closing.abort();
		await door.close();
		await stopMaintaining();
		await delivery.close();
		await apns?.close();
		await unlisten();
		isClosed = true;
		await database.close();
	}

	const stopped = () => {
		closed ??= close();
		return closed;
	};
	return {
		url,
		baseURL: `${url}/api`,
		firstKey: installation.firstKey,
		lockScreenLink: code && pairingLink(url, code),
		ownerTokenFile: settings.ownerToken === undefined ? join(settings.data, OWNER_TOKEN_FILE) : undefined,
		database: database.where,
		apns: apns !== undefined,
		close: stopped,
		[Symbol.asyncDispose]: stopped,
	};
}

async function prepare(database: Database, watchers: Watchers, now: number) {
	const installation = await ensureInstallation(database, now);
	const code = await lockScreenCode(database, now);
	return { installation, code, unlisten: await watchers.listen() };
}

/** To connect to an address that stands for all of them works on some systems only. */
function localUrl(url: string): string {
	return url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
}
