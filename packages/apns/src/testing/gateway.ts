/** The gateway as a whole: what it is started with, and what a test sees of it. */
import type { Environment } from "../request.ts";
import { AUTHORITY } from "./certificate.ts";
import { Channels } from "./channels.ts";
import { type GatewayClock, MovableClock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import { ACTIVITY_SMITH, type ActivityTypes } from "./device/activity-types.ts";
import { SimulatedDevice, type World } from "./device/device.ts";
import { checkDevice, type DeviceOptions } from "./device/options.ts";
import { type ReportListener, Reports } from "./device/report.ts";
import { createExchange } from "./exchange.ts";
import { Faults } from "./faults.ts";
import { Journal } from "./journal.ts";
import { Listener } from "./listener.ts";
import { type ProviderKey, type ProviderKeyOptions, ProviderKeys } from "./provider-keys.ts";
import { createResolver } from "./resolve.ts";
import { Tokens } from "./tokens.ts";

export interface FakeApnsOptions {
	/** @default "127.0.0.1" */
	host?: string;
	/** Ports to listen on; 0 takes any free one. @default 0 for each */
	ports?: Partial<Record<"development" | "production" | "h2cDevelopment" | "h2cProduction", number>>;
	/** HTTP/2 in clear text as well, for clients that can be given no authority. @default true */
	h2c?: boolean;
	/** Apps of the team. The first is what devices have unless they say otherwise. @default ["com.activitysmith.app"] */
	bundleIds?: readonly string[];
	/** The team's key. @default a new one */
	key?: ProviderKeyOptions;
	/**
	 * `real`, a time in epoch milliseconds at which it stands still until it is moved, or a clock of the test's own.
	 * @default "real"
	 */
	clock?: "real" | number | { now(): number };
	/** Streams at once on a connection that has shown a good provider token; before that it is one. @default 1000 */
	streams?: number;
	/** Milliseconds of real time before every answer. @default 0 */
	answerDelayMs?: number;
	/** How many of the newest requests the journal keeps. @default 10000 */
	journalEntries?: number;
	/** Live Activity types that the app knows, beside `ActivitySmithAttributes`; `any`: all, and nothing is decoded. */
	activityTypes?: ActivityTypes | "any";
	/** Whether the apps have the Broadcast capability. @default true */
	broadcast?: boolean;
	/** Passes connections on in the process, so that they can fall silent; costs some speed. @default false */
	relay?: boolean;
	/** Called when the app on a simulated device tells its server about a token. */
	onReport?: ReportListener;
}

export interface FakeApns extends AsyncDisposable {
	/** Of the development environment, which Apple calls the sandbox, over TLS: `https://127.0.0.1:…`. */
	readonly origin: string;
	/** Both environments, over TLS. Channels are managed, and broadcasts sent, at the same origins. */
	readonly origins: Readonly<Record<Environment, string>>;
	/** Of the development environment, in clear text. */
	readonly h2cOrigin?: string;
	readonly h2cOrigins?: Readonly<Record<Environment, string>>;
	/** The authority to trust, in PEM. */
	readonly ca: string;
	/** The team's private key, as in Apple's `.p8` file. */
	readonly p8: string;
	readonly keyId: string;
	readonly teamId: string;
	readonly bundleIds: readonly string[];
	readonly clock: GatewayClock;
	/** Every request, oldest first. */
	readonly pushes: Journal;
	/** By id. */
	readonly devices: ReadonlyMap<string, SimulatedDevice>;
	readonly channels: Channels;
	readonly faults: Faults;
	/** Those that are open. */
	readonly connections: readonly Connection[];
	addDevice(options?: DeviceOptions): SimulatedDevice;
	/** A token dies, as when its app is removed: 410 from now on. `since` in epoch milliseconds. */
	killToken(token: string, options?: { reason?: "Unregistered" | "ExpiredToken"; since?: number }): void;
	/** One more key: of another team, for one environment, or for some of the apps. */
	addKey(options?: ProviderKeyOptions): ProviderKey;
	/** Tokens signed with it are refused from now on. */
	revokeKey(keyId: string): void;
	/** What the apps have told their server. */
	readonly reports: Reports;
	/** Nobody is there for new connections; those that are open stay. */
	refuseConnections(): Promise<void>;
	acceptConnections(): Promise<void>;
	/** Forgets devices, tokens, reports, channels, faults and the journal. Keys, connections and the time stay. */
	reset(): void;
	/** Breaks all connections and frees the ports. */
	close(): Promise<void>;
}

const ENVIRONMENTS = ["development", "production"] as const;
const DEFAULT_BUNDLE_ID = "com.activitysmith.app";
const TEAM_ID = "FAKETEAM01";

/** The ports and who is connected to them. */
class Ports {
	readonly connections = new Set<Connection>();
	readonly #listeners: Listener[];
	#connectionsMade = 0;

	constructor(options: FakeApnsOptions, onRequest: ReturnType<typeof createExchange>) {
		const { host = "127.0.0.1", ports = {}, h2c = true, relay = false } = options;
		this.#listeners = ENVIRONMENTS.flatMap((environment) =>
			(h2c ? [true, false] : [true]).map((secure) => {
				const clear = environment === "development" ? "h2cDevelopment" : "h2cProduction";
				return new Listener({
					...{ environment, secure, host, relay, onRequest },
					port: ports[secure ? environment : clear] ?? 0,
					nextConnection: () => {
						this.#connectionsMade += 1;
						return this.#connectionsMade;
					},
					onConnection: (connection) => {
						this.connections.add(connection);
						connection.session.once("close", () => this.connections.delete(connection));
					},
				});
			}),
		);
	}

	async each(task: (listener: Listener) => Promise<void>): Promise<void> {
		await Promise.all(this.#listeners.map(task));
	}

	origins(secure: boolean): Record<Environment, string> {
		const [development = "", production = ""] = ENVIRONMENTS.map(
			(environment) =>
				this.#listeners.find((listener) => listener.environment === environment && listener.secure === secure)?.origin,
		);
		return { development, production };
	}
}

/** Everything that a reset forgets, and the rules over it. */
function createState(options: FakeApnsOptions, clock: MovableClock) {
	const { bundleIds = [DEFAULT_BUNDLE_ID], activityTypes } = options;
	const reports = new Reports();
	if (options.onReport) reports.listen(options.onReport);
	const tokens = new Tokens<SimulatedDevice>();
	const devices = new Map<string, SimulatedDevice>();
	const world: World = {
		clock,
		tokens,
		types: activityTypes === "any" ? "any" : { ...ACTIVITY_SMITH, ...activityTypes },
		report: (report) => reports.add(report),
	};
	let made = 0;
	function addDevice(device: DeviceOptions = {}): SimulatedDevice {
		checkDevice(device);
		made += 1;
		const { id = `device-${made}`, bundleId = bundleIds[0] ?? DEFAULT_BUNDLE_ID } = device;
		if (devices.has(id)) throw new TypeError(`There is a device ${id} already`);
		if (!bundleIds.includes(bundleId)) throw new TypeError(`${bundleId} is none of the gateway's bundle ids`);
		const added = new SimulatedDevice(world, id, bundleId, device);
		devices.set(id, added);
		return added;
	}
	return { bundleIds, reports, tokens, devices, addDevice };
}

/**
 * Starts a gateway of Apple's push service on this machine: HTTP/2, the checks, statuses and reasons that Apple documents,
 * and simulated devices behind it.
 *
 * @throws TypeError when an option is wrong; the system's error when a port cannot be had.
 */
export async function startFakeApns(options: FakeApnsOptions = {}): Promise<FakeApns> {
	const clock = new MovableClock(options.clock ?? "real");
	const { bundleIds, reports, tokens, devices, addDevice } = createState(options, clock);
	const keys = new ProviderKeys(options.key?.teamId ?? TEAM_ID);
	const { p8, keyId, teamId } = keys.add(options.key);
	const channels = new Channels();
	const faults = new Faults();
	const pushes = new Journal(options.journalEntries ?? 10_000);
	const decide = createResolver({
		...{ keys, tokens, devices, channels },
		isBundle: (bundleId) => bundleIds.includes(bundleId),
		hasFeature: () => options.broadcast ?? true,
	});
	const { streams = 1000, answerDelayMs = 0 } = options;
	const ports = new Ports(options, createExchange({ clock, faults, journal: pushes, streams, answerDelayMs, decide }));
	try {
		await ports.each((listener) => listener.listen());
	} catch (error) {
		await ports.each((listener) => listener.close());
		throw error;
	}
	const origins = ports.origins(true);
	const h2cOrigins = ports.origins(false);
	const close = async () => {
		clock.clear();
		await ports.each((listener) => listener.close());
	};
	return {
		...{ origin: origins.development, origins, ca: AUTHORITY, p8, keyId, teamId, bundleIds: [...bundleIds] },
		...((options.h2c ?? true) && { h2cOrigin: h2cOrigins.development, h2cOrigins }),
		...{ clock, pushes, devices, reports, channels, faults, addDevice, close },
		get connections() {
			return [...ports.connections];
		},
		killToken(token, { reason = "Unregistered", since = clock.now() } = {}) {
			const record = tokens.get(token);
			if (!record) throw new TypeError("Nobody has this token");
			record.state = reason;
			record.since = since;
		},
		addKey: (key) => keys.add(key),
		revokeKey: (id) => keys.revoke(id),
		refuseConnections: () => ports.each((listener) => listener.refuseConnections()),
		acceptConnections: () => ports.each((listener) => listener.acceptConnections()),
		reset() {
			clock.clear();
			for (const store of [tokens, devices, reports, channels, faults, pushes]) store.clear();
		},
		close,
		[Symbol.asyncDispose]: close,
	};
}
