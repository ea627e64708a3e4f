/** A simulated iPhone: it takes the bodies that Apple's push service would hand it and shows what they say. */
import type { DeviceContentState, LiveActivityBody, NotificationBody, Press, PressOutcome } from "@activitysmith/core";
import { lockScreenText } from "@activitysmith/lock-screen";
import type { Screen, ShownActivity, ShownNotification, ShownWidget } from "@activitysmith/lock-screen/page";
import { type Duration, parseDuration } from "./duration.ts";
import { buttonsOf, noButton, notificationButtons } from "./webhooks/buttons.ts";

export type { ShownActivity };

export interface LockScreen {
	/** On the lock screen now, newest first. */
	activities: ShownActivity[];
	/** No longer on it, as they were last seen, the last to leave first; the last hundred are kept. */
	dismissed: ShownActivity[];
}

/** Why Apple's push service refuses a push with a status of 410. */
export type Gone = "app-gone" | "activity-gone";

export type ReceivedPush =
	| { kind: "live-activity"; activityId: string; body: LiveActivityBody }
	| { kind: "notification"; body: NotificationBody }
	| { kind: "badge"; body: { aps: { badge: number } } }
	| { kind: "widgets"; body: { aps: { "content-changed": true } } };

/** What a phone reports to the service. Resolves when the service has acted on it. */
export interface PhoneReports {
	tokenRegistered(activityId: string): Promise<void>;
	dismissed(activityId: string): Promise<void>;
	pressed(press: Pick<Press, "on" | "action">): Promise<PressOutcome>;
}

export interface PhoneOptions {
	id: string;
	userId: string;
	name: string;
	liveActivities: boolean;
	now: () => number;
	reports: PhoneReports;
	/** Newest value of each metric, as the phone's widgets fetch them. */
	widgets: () => ShownWidget[];
	/** Slugs of the channels that the phone is in, as far as somebody has described them. */
	channels: () => string[];
	/** Called after what the phone shows has changed, but for what changes by time alone. */
	onChange: () => void;
}

interface Held {
	streamKey: string | null;
	state: DeviceContentState;
	startedAt: number;
	staleAt: number;
	dismissAt: number | null;
}

const PUSHES_KEPT = 1000;
const DISMISSED_KEPT = 100;
/** More notifications than these nobody scrolls to. */
const NOTIFICATIONS_ON_SCREEN = 50;
/** iOS ends a Live Activity after 8 hours by itself, and removes it from the lock screen 4 hours later. */
const LONGEST_SHOWN_MS = 12 * 60 * 60 * 1000;

function goneAt({ startedAt, dismissAt }: Held): number {
	return dismissAt ?? startedAt + LONGEST_SHOWN_MS;
}

function isGone(held: Held, now: number): boolean {
	return now >= goneAt(held);
}

function statusAt({ dismissAt, staleAt }: Held, now: number): ShownActivity["status"] {
	if (dismissAt !== null) return "ended";
	return staleAt <= now ? "stale" : "active";
}

export class Phone {
	readonly id: string;
	readonly userId: string;
	readonly name: string;
	readonly liveActivities: boolean;
	/**
	 * When the phone registers its token for a new activity: at once, so much later by the mock's clock, or only when
	 * `registerTokens()` is called. Until then updates wait for it.
	 * @default "immediate"
	 */
	get tokens(): "immediate" | "held" | Duration {
		return this.#tokens;
	}

	set tokens(when: "immediate" | "held" | Duration) {
		if (when !== "immediate" && when !== "held") parseDuration(when);
		this.#tokens = when;
	}

	/** Whether the service still has the phone's tokens. */
	registered = true;
	/** Number on the app icon. */
	get badge(): number {
		return this.#badge;
	}

	/** Everything that arrived, oldest first; the last thousand are kept. */
	readonly pushes: ReceivedPush[] = [];

	readonly #now: () => number;
	readonly #reports: PhoneReports;
	readonly #widgets: () => ShownWidget[];
	readonly #channels: () => string[];
	readonly #onChange: () => void;
	readonly #activities = new Map<string, Held>();
	readonly #notifications = new Map<string, ShownNotification>();
	#badge = 0;
	/** Activities whose token is still to be registered, with the time when it will, if that is known. */
	readonly #unregistered = new Map<string, number>();
	#tokens: "immediate" | "held" | Duration = "immediate";
	readonly #dismissed: ShownActivity[] = [];
	/** What it has to report when it returns. */
	#unreported: (() => Promise<void>)[] = [];
	/** Swiped away without the app having reported it. */
	readonly #swiped = new Set<string>();
	#installed = true;
	/** What its widgets have fetched before it went offline. */
	#fetched: ShownWidget[] = [];
	/** What came while the phone was offline; `null` while it is not. */
	#waiting: ReceivedPush[] | null = null;

	constructor({ id, userId, name, liveActivities, now, reports, widgets, channels, onChange }: PhoneOptions) {
		this.id = id;
		this.userId = userId;
		this.name = name;
		this.liveActivities = liveActivities;
		this.#now = now;
		this.#reports = reports;
		this.#widgets = widgets;
		this.#channels = channels;
		this.#onChange = onChange;
	}

	/** What the user sees now. */
	lockScreen(): LockScreen;
	/** The same as lines of text that look alike in every run: for snapshots, and for people. */
	lockScreen(options: { as: "text" }): string;
	lockScreen(options?: { as: "text" }): LockScreen | string {
		this.#forgetGone();
		const now = this.#now();
		const activities: ShownActivity[] = [];
		for (const [activityId, held] of this.#activities) activities.unshift(shown(activityId, held, statusAt(held, now)));
		return options?.as === "text"
			? lockScreenText({ activities }, now)
			: { activities, dismissed: [...this.#dismissed] };
	}

	/** Notifications that arrived, newest first. */
	notifications(): NotificationBody[] {
		return Array.from(this.#notifications.values(), ({ body }) => body).reverse();
	}

	/** Everything that the user sees, for a renderer of `@activitysmith/lock-screen`; the newest 50 notifications. */
	screen(): Screen {
		const { id, name, offline, badge } = this;
		return {
			id,
			name,
			// Word by word, so that a name that only contains it is none.
			model: /\bipad/i.test(`${name} ${id}`) ? "ipad" : "iphone",
			channels: this.#channels(),
			offline,
			activities: this.lockScreen().activities,
			notifications: [...this.#notifications.values()].slice(-NOTIFICATIONS_ON_SCREEN).reverse(),
			badge,
			widgets: this.#shownWidgets(),
		};
	}

	/** When the screen changes next if nothing arrives; `undefined` when it doesn't. */
	nextScreenChangeAt(): number | undefined {
		const now = this.#now();
		const times = [...this.#activities.values()].flatMap((held) => {
			const { dismissAt, staleAt } = held;
			return dismissAt === null && staleAt > now ? [staleAt, goneAt(held)] : [goneAt(held)];
		});
		return times.length > 0 ? Math.min(...times) : undefined;
	}

	/** Newest values of the metrics that lock screen widgets can show. */
	get widgets(): Record<string, number | string> {
		return Object.fromEntries(this.#shownWidgets().map(({ key, value }) => [key, value]));
	}

	/**
	 * Swipes a Live Activity away.
	 *
	 * @param options.reported `false`: the app does not come to report it, so that the service learns of it when its next
	 * push is refused. @default true
	 */
	async dismiss(activityId: string, { reported = true }: { reported?: boolean } = {}): Promise<void> {
		this.#forgetGone();
		if (!this.#activities.has(activityId)) return;
		this.#forget(activityId);
		this.#onChange();
		if (!reported) this.#swiped.add(activityId);
		else if (this.offline) this.#unreported.push(() => this.#reports.dismissed(activityId));
		else await this.#reports.dismissed(activityId);
	}

	/**
	 * Presses a button. A webhook is called as the mock's option `webhooks` says, and the press is in `presses` of the
	 * account. Rejects when the phone shows no such button.
	 *
	 * @param action `primary` or `secondary` of a Live Activity, `action-1` to `action-4` of a notification.
	 */
	async press(on: Press["on"], action: string): Promise<PressOutcome> {
		this.#forgetGone();
		const shown = "activityId" in on ? this.#activities.get(on.activityId) : this.#notifications.get(on.notificationId);
		const buttons = !shown ? [] : "state" in shown ? buttonsOf(shown.state) : notificationButtons(shown.body);
		if (!buttons.includes(action)) throw noButton(this.name, on, shown && buttons, action);
		if (this.offline) return { status: null, message: `${this.name} is offline: nobody has learned of the press.` };
		return this.#reports.pressed({ on, action });
	}

	/** Registers the tokens that were held back; resolves when what waited for them has arrived. */
	async registerTokens(): Promise<void> {
		if (this.offline) this.#unreported.push(() => this.#register(Number.POSITIVE_INFINITY));
		else await this.#register(Number.POSITIVE_INFINITY);
	}

	/** When the next token that comes late is due. */
	nextDueAt(): number | undefined {
		if (this.offline) return undefined;
		const times = [...this.#unregistered.values()].filter(Number.isFinite);
		return times.length > 0 ? Math.min(...times) : undefined;
	}

	/** Registers the tokens that are due by now. */
	async maintain(): Promise<void> {
		if (this.#unregistered.size > 0 && !this.offline) await this.#register(this.#now());
	}

	/** Whether pushes wait until the phone returns. @default false */
	get offline(): boolean {
		return this.#waiting !== null;
	}

	/** Takes the phone off the network. Apple's push service keeps what is sent to it. */
	goOffline(): void {
		if (!this.offline) this.#fetched = this.#widgets();
		this.#waiting ??= [];
		this.#onChange();
	}

	/**
	 * Brings the phone back: what was kept for it arrives, of each activity only the newest state. Resolves when what
	 * follows from that has arrived too.
	 */
	async goOnline(): Promise<void> {
		const waiting = this.#waiting ?? [];
		const unreported = this.#unreported;
		this.#waiting = null;
		this.#unreported = [];
		this.#onChange();
		await Promise.all(waiting.map((push) => this.#arrive(push)));
		for (const report of unreported) await report();
		await this.maintain();
	}

	/** Removes the app: the next push to it is refused, and the service forgets the phone. */
	uninstall(): void {
		this.#installed = false;
		for (const id of this.#activities.keys()) this.#forget(id);
		this.#notifications.clear();
		this.#waiting = null;
		this.#unreported = [];
		this.#badge = 0;
		this.#onChange();
	}

	/** Whether Apple's push service would refuse the push. */
	refuses(push: ReceivedPush): Gone | undefined {
		if (!this.#installed) return "app-gone";
		return push.kind === "live-activity" && this.#swiped.has(push.activityId) ? "activity-gone" : undefined;
	}

	/** Takes a push that is not refused, as Apple's push service hands it over. */
	receive(push: ReceivedPush): void {
		if (this.#waiting) {
			// Of notifications every one counts.
			if (push.kind !== "notification") this.#waiting = this.#waiting.filter((older) => !isOutdated(older, push));
			this.#waiting.push(push);
		} else void this.#arrive(push);
	}

	/** @returns what resolves when the service has acted on what the phone reports, if it reports something. */
	#arrive(push: ReceivedPush): Promise<void> | undefined {
		this.pushes.push(push);
		// Some at a time: to take out the first moves all others.
		if (this.pushes.length > 1.1 * PUSHES_KEPT) this.pushes.splice(0, this.pushes.length - PUSHES_KEPT);
		const reported = this.#take(push);
		this.#onChange();
		return reported;
	}

	#take(push: ReceivedPush): Promise<void> | undefined {
		switch (push.kind) {
			case "live-activity":
				return this.#apply(push.activityId, push.body);
			case "notification":
				// Delivered again under the same id, it replaces itself.
				this.#notifications.set(push.body.activitysmith.id, { receivedAt: this.#now(), body: push.body });
				this.#forgetOldest();
				if (push.body.aps.badge !== undefined) this.#badge = push.body.aps.badge;
				break;
			case "badge":
				this.#badge = push.body.aps.badge;
				break;
			case "widgets":
		}
		return undefined;
	}

	#forgetOldest(): void {
		const [oldest] = this.#notifications.keys();
		if (oldest !== undefined && this.#notifications.size > PUSHES_KEPT) this.#notifications.delete(oldest);
	}

	#apply(activityId: string, { aps }: LiveActivityBody): Promise<void> | undefined {
		const state = aps["content-state"];
		if (aps.event === "start" && aps.attributes) {
			const { streamKey = null, startedAt } = aps.attributes;
			const staleAt = (aps["stale-date"] ?? Number.POSITIVE_INFINITY) * 1000;
			this.#activities.set(activityId, { streamKey, state, startedAt: startedAt * 1000, staleAt, dismissAt: null });
			if (this.tokens === "immediate") return this.#reports.tokenRegistered(activityId);
			this.#unregistered.set(activityId, this.#tokenDueAt());
			return undefined;
		}
		const held = this.#activities.get(activityId);
		if (!held) return undefined;
		held.state = state;
		if (aps["stale-date"] !== undefined) held.staleAt = aps["stale-date"] * 1000;
		if (aps.event !== "end") return undefined;
		held.dismissAt = (aps["dismissal-date"] ?? 0) * 1000;
		if (isGone(held, this.#now())) this.#forget(activityId);
		return undefined;
	}

	#shownWidgets(): ShownWidget[] {
		// Widgets go with their app.
		if (!this.#installed) return [];
		return this.offline ? this.#fetched : this.#widgets();
	}

	/** What has left the lock screen is gone for good, and registers no token. */
	#forgetGone(): void {
		const now = this.#now();
		for (const [id, held] of this.#activities) {
			if (isGone(held, now)) this.#forget(id);
		}
	}

	#forget(id: string): void {
		const held = this.#activities.get(id);
		if (held) this.#dismissed.unshift(shown(id, held, "dismissed"));
		if (this.#dismissed.length > DISMISSED_KEPT) this.#dismissed.pop();
		this.#activities.delete(id);
		this.#unregistered.delete(id);
	}

	#tokenDueAt(): number {
		if (this.tokens === "held" || this.tokens === "immediate") return Number.POSITIVE_INFINITY;
		return this.#now() + parseDuration(this.tokens);
	}

	async #register(until: number): Promise<void> {
		this.#forgetGone();
		const due = [...this.#unregistered].filter(([, at]) => at <= until).map(([id]) => id);
		for (const id of due) this.#unregistered.delete(id);
		await Promise.all(due.map((activityId) => this.#reports.tokenRegistered(activityId)));
	}
}

function shown(activityId: string, held: Held, status: ShownActivity["status"]): ShownActivity {
	const { streamKey, state, startedAt, dismissAt } = held;
	return { activityId, streamKey, status, state, startedAt, dismissAt };
}

/** Of an activity's changes the newest is enough; that it began is not one of them. */
function isOutdated(older: ReceivedPush, newer: ReceivedPush): boolean {
	if (older.kind !== newer.kind) return false;
	if (older.kind === "live-activity" && newer.kind === "live-activity") {
		return older.activityId === newer.activityId && older.body.aps.event !== "start";
	}
	return older.kind === "badge" || older.kind === "widgets";
}
