/** `createMock()`: the service of `@activitysmith/core` over memory, with simulated phones. */
import {
	type Account,
	createApp,
	createService,
	type Limits,
	type RateWindow,
	type RateWindows,
	takeFromWindow,
} from "@activitysmith/core";
import { type AccountSeed, Accounts } from "./accounts.ts";
import { frozenClock, type MockClock, realClock } from "./clock.ts";
import { PhoneDelivery } from "./delivery.ts";
import { seededIds } from "./ids.ts";
import { type Listening, type ListenOptions, listen } from "./listen.ts";
import { MemoryStore } from "./memory-store.ts";
import type { Phone, PhoneReports } from "./phone.ts";
import type { World } from "./world.ts";

export interface MockOptions {
	/**
	 * Accounts with their keys; other keys are refused. Without any, every key is taken and has an account of its own,
	 * so that parallel tests with different keys never see each other.
	 */
	accounts?: AccountSeed[];
	/**
	 * Channels and metrics must have been described in `accounts`; otherwise they exist from the moment a request names
	 * them.
	 * @default false
	 */
	strictAccounts?: boolean;
	/** Limits of every account. @default { requestsPerMinute: null, liveActivities: 4 } */
	limits?: Partial<Limits>;
	/** `"frozen"`: time stands still but for `mock.clock.advance()`. @default "frozen" */
	clock?: "frozen" | "real";
	/** Where a frozen clock begins. @default 2026-01-01T00:00:00Z */
	now?: Date | number | string;
	/** Ids are the same in every run with the same seed. @default 1 */
	seed?: number;
	/** Gets the errors behind a 500. @default they are thrown away: the answer has the request id */
	onError?: (error: unknown, requestId: string) => void;
}

export interface MockAccount {
	readonly devices: readonly Phone[];
	/** Takes a stream off the screens, as an operator would. */
	pauseStream(streamKey: string): Promise<void>;
	/** The next PUT starts the stream again. */
	resumeStream(streamKey: string): Promise<void>;
}

export interface Mock extends MockAccount, AsyncDisposable {
	/** Answers a request in process, without a port: pass it to the SDK as its `fetch`. */
	readonly fetch: typeof globalThis.fetch;
	readonly clock: MockClock;
	/** The account of a key. Those on the mock itself are the first account's. */
	account(apiKey: string): MockAccount;
	/** Serves the API over HTTP. */
	listen(options?: ListenOptions): Promise<Listening>;
	/** Closes every server it listens with. */
	close(): Promise<void>;
}

/** How often a mock with a real clock looks for what is due. */
const MAINTENANCE_MS = 1000;
const DEFAULT_START = Date.UTC(2026, 0, 1);

function startOf(now: MockOptions["now"]): number {
	const start = now === undefined ? DEFAULT_START : new Date(now).getTime();
	if (Number.isNaN(start)) throw new TypeError(`now must be a time, such as 2026-01-01T00:00:00Z, not ${String(now)}`);
	return start;
}

class MemoryRates implements RateWindows {
	readonly #windows = new Map<string, RateWindow>();

	take(accountId: string, limit: number, now: number) {
		const { window, decision } = takeFromWindow(this.#windows.get(accountId), limit, now);
		this.#windows.set(accountId, window);
		return decision;
	}
}

export function createMock(options: MockOptions = {}): Mock {
	const limits = { requestsPerMinute: null, ...options.limits };
	const store = new MemoryStore();
	/** Phones report while a push is delivered to them. An answer waits for that, so that it finds all of it done. */
	const reporting = new Set<Promise<void>>();
	const settled = async () => {
		if (reporting.size > 0) await Promise.all(reporting);
	};
	const maintain = async () => {
		await service.maintain();
		await settled();
		store.prune(clock.now());
	};
	const clock: MockClock =
		options.clock === "real"
			? realClock()
			: frozenClock(startOf(options.now), () => ({ nextDueAt: () => store.nextDueAt(), maintain }));
	const ids = seededIds(options.seed ?? 1);
	const service = createService({ clock, ids, store, delivery: new PhoneDelivery(store, clock) });

	const reports = (account: Account, deviceId: string): PhoneReports => ({
		async tokenRegistered(activityId) {
			const report = service.registerActivityToken(account, activityId, deviceId);
			reporting.add(report);
			await report.finally(() => reporting.delete(report));
		},
		dismissed: (activityId) => service.reportDismissed(account, activityId, deviceId),
	});
	const accounts = new Accounts({
		seeds: options.accounts ?? [],
		strict: options.strictAccounts ?? false,
		limits,
		store,
		now: () => clock.now(),
		reports,
	});
	const app = createApp({
		service,
		keys: accounts,
		rates: new MemoryRates(),
		clock,
		ids,
		requestsPerMinute: limits.requestsPerMinute,
		...(options.onError && { onError: options.onError }),
	});

	const handle = async (request: Request) => {
		const response = await app.fetch(request);
		await settled();
		return response;
	};
	const view = (world: World): MockAccount => ({
		devices: world.phones,
		pauseStream: (key) => service.pauseStream(world.account, key),
		resumeStream: (key) => service.resumeStream(world.account, key),
	});
	const inBackground = () => {
		maintain().catch((error: unknown) => options.onError?.(error, "maintenance"));
	};
	const servers = new Set<Listening>();
	const timer = clock.kind === "real" ? setInterval(inBackground, MAINTENANCE_MS).unref() : undefined;

	async function close(): Promise<void> {
		clearInterval(timer);
		await Promise.all([...servers].map((server) => server.close()));
	}

	return {
		...view(accounts.primary),
		clock,
		fetch: (input, init) => fetchInProcess(handle, input, init),
		account(apiKey) {
			const caller = accounts.find(apiKey);
			if (!caller) throw new Error("The mock has no account with this API key: name it in the option accounts");
			return view(store.world(caller.account));
		},
		async listen(listenOptions) {
			const server = await listen(handle, listenOptions);
			servers.add(server);
			return { ...server, close: () => server.close().finally(() => servers.delete(server)) };
		},
		close,
		[Symbol.asyncDispose]: close,
	};
}

/** An answer takes no time, so a signal only matters before: a `Request` that follows one costs more than all the rest. */
async function fetchInProcess(
	handle: (request: Request) => Promise<Response>,
	input: Parameters<typeof fetch>[0],
	{ signal, ...init }: RequestInit = {},
): Promise<Response> {
	signal?.throwIfAborted();
	const request = new Request(input, init);
	request.signal.throwIfAborted();
	return handle(request);
}
