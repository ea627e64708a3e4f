/** What has changed on the screens of an account since it was last told. */
import type { Screen, ScreensEvent } from "@activitysmith/lock-screen/page";
import type { Mock } from "../mock.ts";
import type { MockAccount } from "../mock-account.ts";

/** Two readings of a real clock, a few instructions apart. */
const CLOCK_TOLERANCE_MS = 20;

export class ScreensFeed {
	readonly #mock: Mock;
	readonly #id: string;
	/** What was told of each device, as JSON. */
	#told: ReadonlyMap<string, string> | undefined;
	#toldClock = 0;
	#toldAccounts = "";

	/** @param account Its id. After a reset it may be another account of the same id, or none. */
	constructor(mock: Mock, account: string) {
		this.#mock = mock;
		this.#id = account;
	}

	/** The first is complete; `undefined` when nothing has changed since the last. */
	take(): ScreensEvent | undefined {
		const { kind } = this.#mock.clock;
		const account = this.#account();
		const now = (account ?? this.#mock).clock.now();
		// A frozen clock stands until it is moved; a real one goes on, and may be moved against the machine's.
		const clock = kind === "frozen" ? now : now - Date.now();
		const accounts = this.#mock.accounts.map(({ id }) => id);
		const screens = (account?.devices ?? []).map((phone) => phone.screen());
		const before = this.#told;
		const told = new Map(screens.map((screen) => [screen.id, JSON.stringify(screen)]));
		const changed = screens.filter(({ id }) => told.get(id) !== before?.get(id));
		const complete = before === undefined || [...before.keys()].some((id) => !told.has(id));
		const moved = Math.abs(clock - this.#toldClock) > (kind === "frozen" ? 0 : CLOCK_TOLERANCE_MS);
		if (!complete && changed.length === 0 && !moved && accounts.join() === this.#toldAccounts) return undefined;
		this.#told = told;
		this.#toldClock = clock;
		this.#toldAccounts = accounts.join();
		const shown: readonly Screen[] = complete ? screens : changed;
		return { now, clock: kind, account: this.#id, accounts, complete, screens: shown };
	}

	/** In how many milliseconds time alone changes a screen; `undefined` when it doesn't. */
	untilChange(): number | undefined {
		const account = this.#account();
		if (!account || account.clock.kind === "frozen") return undefined;
		const times = account.devices.flatMap((phone) => phone.nextScreenChangeAt() ?? []);
		return times.length > 0 ? Math.max(0, Math.min(...times) - account.clock.now()) : undefined;
	}

	#account(): MockAccount | undefined {
		return this.#mock.accounts.find(({ id }) => id === this.#id);
	}
}
