/** `createMock()`: the service of `@activitysmith/core` over memory, with simulated phones. */
import {
	type App,
	bearerToken,
	type Caller,
	createApp,
	type Exchange,
	isWhole,
	type Limits,
} from "@activitysmith/core";
import { Accounts } from "./accounts.ts";
import { type ClockKind, type MockClock, SharedClock } from "./clock.ts";
import type { Control } from "./control/control.ts";
import { logOf } from "./control/event-log.ts";
import { parseTime } from "./duration.ts";
import { explain } from "./explain.ts";
import type { FaultRule } from "./fault-rule.ts";
import { FaultList, type Faults } from "./faults.ts";
import { generator, seededIds } from "./ids.ts";
import { type Installed, type InstallOptions, install } from "./install.ts";
import { type Journal, type JournalEntry, RecentJournal, toEntry } from "./journal.ts";
import type { Listening, ListenOptions, Peer, Serve } from "./listen.ts";
import { type MockAccount, viewOf } from "./mock-account.ts";
import type { ReceivedPush } from "./phone.ts";
import type { ServePage } from "./screens/page.ts";
import type { AccountSeed } from "./seed.ts";
import { Striker } from "./striker.ts";
import { type Tenant, tenantOf } from "./tenant.ts";
import { type CallWebhook, sendBy, type WebhookOptions } from "./webhooks/send.ts";

export interface MockOptions extends WebhookOptions {
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
	clock?: ClockKind;
	/** Where the clock begins. @default 2026-01-01T00:00:00Z for a frozen one, else the machine's time */
	now?: Date | number | string;
	/** Ids and chances are the same in every run with the same seed. @default 1 */
	seed?: number;
	/** Faults from the start, for every account. */
	faults?: FaultRule[];
	/** How many requests the journal keeps, of each account and of all together. @default 1000 */
	journalEntries?: number;
	/** Gets the errors behind a 500. @default they are thrown away: the answer has the request id */
	onError?: (error: unknown, requestId: string) => void;
}

export type MockEvent =
	| { type: "request"; entry: JournalEntry }
	/**
	 * `at`: epoch milliseconds, by the clock of the account. `request`: id of the request that led to it, `null` when none
	 * did; where there is no Node, nobody knows.
	 */
	| { type: "push"; at: number; account: string; device: string; request?: string | null; push: ReceivedPush }
	/** Of one account, or with `null` of everything. */
	| { type: "reset"; account: string | null };

/** Beside its own members it has those of its first account; clock, faults and journal are those of all accounts. */
export interface Mock extends MockAccount, AsyncDisposable {
	/** Answers a request in process, without a port: pass it to the SDK as its `fetch`. */
	readonly fetch: typeof globalThis.fetch;
	/** Moves the clock of every account. */
	readonly clock: MockClock;
	/** Faults for every account. Those of an account come first. */
	readonly faults: Faults;
	/** Every request, those with a wrong key or to an unknown route among them. */
	readonly journal: Journal;
	/** Every account there is now, the first one first. */
	readonly accounts: readonly MockAccount[];
	/** The account of a key, which is made when any key is taken and this one is new. */
	account(apiKey: string): MockAccount;
	/** Adds an account. A seed that cannot be is a `TypeError` that names the field. */
	addAccount(seed: AccountSeed): MockAccount;
	/**
	 * Makes everything as it was when the mock was created. Phones are new ones: look them up again.
	 *
	 * @param options.accounts Takes the place of the accounts that the mock was created with, also at later resets.
	 */
	reset(options?: { accounts?: AccountSeed[] }): void;
	/** Calls `listener` for everything that happens; the function that it returns ends that. */
	subscribe(listener: (event: MockEvent) => void): () => void;
	/**
	 * Calls `listener` with the id of an account after what its screens show may have changed: by a push, a swipe, a move
	 * of the clock, a new channel, a reset. What a real clock changes by going on is told by each phone's
	 * `nextScreenChangeAt()`. Calls come in bursts, so look at the screens when the turn is over. The function that it
	 * returns ends that.
	 */
	watch(listener: (account: string) => void): () => void;
	/** Serves the API over HTTP, and at `/` the lock screens as a page. */
	listen(options?: ListenOptions): Promise<Listening>;
	/** Takes over `globalThis.fetch`, so that a client finds the mock that takes neither a `fetch` nor a base URL. */
	install(options?: InstallOptions): Installed;
	/** Closes every server it listens with, uninstalls it, and ends every request that is still waiting. */
	close(): Promise<void>;
}

/** How often a mock with a real clock looks for what is due. */
const MAINTENANCE_MS = 1000;
const DEFAULT_START = Date.UTC(2026, 0, 1);

/** What is outside of the mock, and not the same in Node and in a browser. */
export interface Outside {
	/** Listens on a port, where there are ports. */
	listen: Serve;
	/** Calls webhooks, where there is a network to do so. */
	call: CallWebhook;
	/** Answers with a file of the page; `undefined` when there is no such file. */
	page: ServePage;
	/** Knows while work is done, and what follows from it, which request it is done for. */
	cause?: Cause;
}

/** Which request something is done for. */
export interface Cause {
	/** @param waits Whether the work may wait for something: else it ends with the call, which is cheaper to follow. */
	run<T>(requestId: string, work: () => T, waits: boolean): T;
	getStore(): string | undefined;
}

function caused<T>(cause: Cause, { request, requestId }: Exchange, work: () => T): () => T {
	const waits = !isWhole(request) || request.headers.get("idempotency-key") !== null;
	return () => cause.run(requestId, work, waits);
}

export function buildMock(options: MockOptions, { listen: serve, call, page, cause }: Outside): Mock {
	const kind = options.clock ?? "frozen";
	const limits = { requestsPerMinute: null, ...options.limits };
	const { seed = 1, journalEntries = 1000 } = options;
	const send = sendBy(options, call);
	const listeners = new Set<(event: MockEvent) => void>();
	const emit = (event: MockEvent) => {
		for (const listener of listeners) listener(event);
	};
	const watchers = new Set<(account: string) => void>();

	function begin(seeds: readonly AccountSeed[]) {
		const start = options.now === undefined ? DEFAULT_START : parseTime(options.now, "now");
		const now = kind === "real" && options.now === undefined ? Date.now() : start;
		const clock: SharedClock = new SharedClock(kind, now, () => [...accounts.all].map((tenant) => tenant.clock));
		const accounts: Accounts = new Accounts({
			seeds,
			strict: options.strictAccounts ?? false,
			limits,
			seed,
			clock: kind,
			now: () => clock.now(),
			journalEntries,
			send,
			onPush: ({ account, clock }, phone, push) => {
				if (listeners.size === 0) return;
				const request = cause && { request: cause.getStore() ?? null };
				emit({ type: "push", at: clock.now(), account: account.id, device: phone.id, ...request, push });
			},
			onChange: ({ account }) => {
				for (const watcher of watchers) watcher(account.id);
			},
		});
		const faults = new FaultList("fault-", generator(`${seed}:faults`));
		for (const rule of options.faults ?? []) faults.add(rule);
		return { clock, accounts, faults, journal: new RecentJournal(journalEntries), ids: seededIds(String(seed)) };
	}
	let seeds = options.accounts ?? [];
	let state = begin(seeds);

	function record(exchange: Exchange, more?: Partial<JournalEntry>): void {
		const { accounts, clock, journal } = state;
		// A route that is unknown is refused before anybody asks whose key it is.
		const caller = exchange.caller ?? callerOf(accounts, exchange);
		const tenant = caller && tenantOf(caller.account);
		const entry = toEntry(exchange, (tenant?.clock ?? clock).now(), tenant?.account.id ?? null);
		if (tenant) entry.because ??= explain(tenant.world, exchange);
		Object.assign(entry, more);
		tenant?.journal.add(entry);
		// One that began before a reset belongs to what was before it.
		if (tenant && !accounts.has(tenant)) return;
		journal.add(entry);
		emit({ type: "request", entry });
	}

	const striker = new Striker({ faults: () => state.faults, record });
	const app = createApp({
		serviceOf: (account) => tenantOf(account).service,
		keys: { find: (token) => state.accounts.find(token) },
		rates: { take: (account, limit) => tenantOf(account).takeRate(limit) },
		ids: { request: () => state.ids.request() },
		requestsPerMinute: limits.requestsPerMinute,
		onExchange: (exchange) => striker.answered(exchange),
		// Following a request costs a little, and is for those who listen.
		around: (exchange, next) =>
			striker.around(exchange, cause && listeners.size > 0 ? caused(cause, exchange, next) : next),
		...(options.onError && { onError: options.onError }),
	});

	const inBackground = () => {
		for (const tenant of state.accounts.all) {
			tenant.maintain().catch((error: unknown) => options.onError?.(error, "maintenance"));
		}
	};
	const timer = kind === "real" ? setInterval(inBackground, MAINTENANCE_MS) : undefined;
	// A browser's timer is a number, and ends with its page.
	if (typeof timer === "object") timer.unref();
	const servers = new Set<Listening>();
	const installations = new Set<Installed>();

	let control: Promise<Control> | undefined;
	async function answerControl(request: Request, peer?: Peer): Promise<Response> {
		control ??= import("./control/control.ts").then(({ createControl }) => createControl(mock));
		return (await control).handle(request, peer);
	}

	async function close(): Promise<void> {
		clearInterval(timer);
		for (const installed of installations) installed.uninstall();
		retire(state, "closed");
		striker.release();
		(await control)?.release();
		await Promise.all([...servers].map((server) => server.close()));
	}

	/** Ends every wait for requests that won't come any more. */
	function retire({ journal, accounts }: typeof state, why: string): void {
		const reason = new Error(`The mock was ${why}`);
		for (const each of [journal, ...Array.from(accounts.all, (tenant) => tenant.journal)]) each.retire(reason);
	}

	function renew(tenant: Tenant): void {
		const reason = new Error("The account was reset");
		tenant.lifetime.abort(reason);
		tenant.journal.retire(reason);
		state.accounts.renew(tenant);
		emit({ type: "reset", account: tenant.account.id });
	}

	const first = viewOf(() => state.accounts.primary, renew);
	const { device, setChannel, pauseStream, resumeStream } = first;
	const mock: Mock = {
		get id() {
			return first.id;
		},
		get devices() {
			return first.devices;
		},
		device,
		get presses() {
			return first.presses;
		},
		get webhookSecret() {
			return first.webhookSecret;
		},
		get streams() {
			return first.streams;
		},
		setChannel,
		pauseStream,
		resumeStream,
		clock: {
			kind,
			now: () => state.clock.now(),
			advance: (duration) => state.clock.advance(duration),
			set: (time) => state.clock.set(time),
		},
		get faults() {
			return state.faults;
		},
		get journal() {
			return state.journal;
		},
		fetch: (input, init) => fetchInProcess({ app, striker, control: answerControl }, input, init),
		account(apiKey) {
			const find = () => {
				const caller = state.accounts.find(apiKey);
				if (caller) return tenantOf(caller.account);
				throw new Error("The mock has no account with this API key: name it in the option accounts");
			};
			find();
			return viewOf(find, renew);
		},
		addAccount(seed) {
			const { accounts } = state;
			const { id } = accounts.add(seed).account;
			return viewOf(() => accounts.byId(id), renew);
		},
		get accounts() {
			const { accounts } = state;
			return Array.from(accounts.all, ({ account: { id } }) => viewOf(() => accounts.byId(id), renew));
		},
		reset({ accounts = seeds } = {}) {
			const before = state;
			state = begin(accounts);
			seeds = accounts;
			retire(before, "reset");
			striker.release();
			emit({ type: "reset", account: null });
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		watch(watcher) {
			watchers.add(watcher);
			return () => watchers.delete(watcher);
		},
		async listen(listenOptions) {
			const off = listenOptions?.control === "off";
			const handle = async (request: Request, peer: Peer) => {
				if (off) return app.handle(request);
				if (isControl(request)) return answerControl(request, peer);
				const shown = isPage(request) && (await page(request, peer, { anyKey: seeds.length === 0 }));
				return shown || app.handle(request);
			};
			const server = await serve({ handle, answer: app.answer }, listenOptions);
			// Whoever comes later is told what has happened since.
			if (!off) logOf(mock);
			servers.add(server);
			return { ...server, close: () => server.close().finally(() => servers.delete(server)) };
		},
		install(installOptions) {
			const installed = install(mock.fetch, installOptions);
			installations.add(installed);
			return installed;
		},
		close,
		[Symbol.asyncDispose]: close,
	};
	return mock;
}

/** Whether it may be for the page of the lock screens: one of its files, right below the root. */
function isPage({ method, url }: Request): boolean {
	return (method === "GET" || method === "HEAD") && /^[^/]*\/\/[^/]*(?:\/[\w-]*(?:\.\w+)?)?(?:[?#]|$)/.test(url);
}

/** Whether the path begins with `/_mock`. */
function isControl({ url }: Request): boolean {
	const start = url.indexOf("/", url.indexOf("//") + 2);
	return start !== -1 && url.startsWith("/_mock", start) && ["", "/", "?", "#"].includes(url.charAt(start + 6));
}

function callerOf(accounts: Accounts, { operation, request }: Exchange): Caller | undefined {
	const key = operation === null ? bearerToken(request) : undefined;
	return key === undefined ? undefined : accounts.find(key);
}

/** An answer takes no time unless a fault says so, so a signal matters before, and to faults. */
async function fetchInProcess(
	{ app, striker, control }: { app: App; striker: Striker; control: (request: Request) => Promise<Response> },
	input: Parameters<typeof fetch>[0],
	{ signal, ...init }: RequestInit = {},
): Promise<Response> {
	signal?.throwIfAborted();
	const request = new Request(input, init);
	request.signal.throwIfAborted();
	const controls = isControl(request);
	if (signal && !controls) striker.follow(request, signal);
	const response = controls
		? await control(signal ? new Request(request, { signal }) : request)
		: await app.fetch(request);
	if (response.type !== "error") return response;
	signal?.throwIfAborted();
	request.signal.throwIfAborted();
	// As Node's own fetch says it.
	const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
	throw new TypeError("fetch failed", { cause });
}
