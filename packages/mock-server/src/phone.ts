/** A simulated iPhone: it takes the bodies that Apple's push service would hand it and shows what they say. */
import type { DeviceContentState, LiveActivityBody, NotificationBody } from "@activitysmith/core";

export interface ShownActivity {
	activityId: string;
	streamKey: string | null;
	/** `stale` when no push has said what is true now; `ended` when it is over but still on the lock screen. */
	status: "active" | "stale" | "ended";
	state: DeviceContentState;
	/** Epoch milliseconds. */
	startedAt: number;
	/** When an ended activity leaves the lock screen, in epoch milliseconds. */
	dismissAt: number | null;
}

export interface LockScreen {
	/** Newest first. */
	activities: ShownActivity[];
}

export type ReceivedPush =
	| { kind: "live-activity"; activityId: string; body: LiveActivityBody }
	| { kind: "notification"; body: NotificationBody }
	| { kind: "badge"; body: { aps: { badge: number } } }
	| { kind: "widgets"; body: { aps: { "content-changed": true } } };

/** What a phone reports to the service. Resolves when the service has acted on it. */
export interface PhoneReports {
	tokenRegistered(activityId: string): Promise<void>;
	dismissed(activityId: string): Promise<void>;
}

export interface PhoneOptions {
	id: string;
	userId: string;
	name: string;
	liveActivities: boolean;
	now: () => number;
	reports: PhoneReports;
	/** Newest value of each metric, as the phone's widgets fetch them. */
	widgets: () => Record<string, number | string>;
}

interface Held {
	streamKey: string | null;
	state: DeviceContentState;
	startedAt: number;
	staleAt: number;
	dismissAt: number | null;
}

const PUSHES_KEPT = 1000;
/** iOS ends a Live Activity after 8 hours by itself, and removes it from the lock screen 4 hours later. */
const LONGEST_SHOWN_MS = 12 * 60 * 60 * 1000;

function isGone({ startedAt, dismissAt }: Held, now: number): boolean {
	return now >= (dismissAt ?? startedAt + LONGEST_SHOWN_MS);
}

export class Phone {
	readonly id: string;
	readonly userId: string;
	readonly name: string;
	readonly liveActivities: boolean;
	/**
	 * When the phone registers its token for a new activity: at once, or only when `registerTokens()` is called. Until
	 * then updates wait for it.
	 * @default "immediate"
	 */
	tokens: "immediate" | "held" = "immediate";
	/** Number on the app icon. */
	badge = 0;
	/** Everything that arrived, oldest first; the last thousand are kept. */
	readonly pushes: ReceivedPush[] = [];

	readonly #now: () => number;
	readonly #reports: PhoneReports;
	readonly #widgets: () => Record<string, number | string>;
	readonly #activities = new Map<string, Held>();
	readonly #notifications = new Map<string, NotificationBody>();
	readonly #unregistered = new Set<string>();

	constructor({ id, userId, name, liveActivities, now, reports, widgets }: PhoneOptions) {
		this.id = id;
		this.userId = userId;
		this.name = name;
		this.liveActivities = liveActivities;
		this.#now = now;
		this.#reports = reports;
		this.#widgets = widgets;
	}

	/** What the user sees now. */
	lockScreen(): LockScreen {
		const now = this.#now();
		const activities: ShownActivity[] = [];
		for (const [activityId, held] of this.#activities) {
			if (isGone(held, now)) continue;
			const { streamKey, state, startedAt, staleAt, dismissAt } = held;
			const status = dismissAt !== null ? "ended" : staleAt <= now ? "stale" : "active";
			activities.push({ activityId, streamKey, status, state, startedAt, dismissAt });
		}
		return { activities: activities.reverse() };
	}

	/** Notifications that arrived, newest first. */
	notifications(): NotificationBody[] {
		return [...this.#notifications.values()].reverse();
	}

	/** Newest values of the metrics that lock screen widgets can show. */
	get widgets(): Record<string, number | string> {
		return this.#widgets();
	}

	/** Swipes a Live Activity away. */
	async dismiss(activityId: string): Promise<void> {
		this.#forgetGone();
		if (this.#activities.delete(activityId)) await this.#reports.dismissed(activityId);
	}

	/** Registers the tokens that were held back; resolves when what waited for them has arrived. */
	async registerTokens(): Promise<void> {
		this.#forgetGone();
		const held = [...this.#unregistered];
		this.#unregistered.clear();
		await Promise.all(held.map((activityId) => this.#reports.tokenRegistered(activityId)));
	}

	receive(push: ReceivedPush): void {
		this.pushes.push(push);
		if (this.pushes.length > 2 * PUSHES_KEPT) this.pushes.splice(0, PUSHES_KEPT);
		switch (push.kind) {
			case "live-activity":
				this.#apply(push.activityId, push.body);
				break;
			case "notification":
				// Delivered again under the same id, it replaces itself.
				this.#notifications.set(push.body.activitysmith.id, push.body);
				this.#forgetOldest();
				if (push.body.aps.badge !== undefined) this.badge = push.body.aps.badge;
				break;
			case "badge":
				this.badge = push.body.aps.badge;
				break;
			case "widgets":
		}
	}

	#forgetOldest(): void {
		const [oldest] = this.#notifications.keys();
		if (oldest !== undefined && this.#notifications.size > PUSHES_KEPT) this.#notifications.delete(oldest);
	}

	#apply(activityId: string, { aps }: LiveActivityBody): void {
		const state = aps["content-state"];
		if (aps.event === "start" && aps.attributes) {
			const { streamKey = null, startedAt } = aps.attributes;
			const staleAt = (aps["stale-date"] ?? Number.POSITIVE_INFINITY) * 1000;
			this.#activities.set(activityId, { streamKey, state, startedAt: startedAt * 1000, staleAt, dismissAt: null });
			if (this.tokens === "immediate") void this.#reports.tokenRegistered(activityId);
			else this.#unregistered.add(activityId);
			return;
		}
		const held = this.#activities.get(activityId);
		if (!held) return;
		held.state = state;
		if (aps["stale-date"] !== undefined) held.staleAt = aps["stale-date"] * 1000;
		if (aps.event !== "end") return;
		held.dismissAt = (aps["dismissal-date"] ?? 0) * 1000;
		this.#forgetGone();
	}

	/** What has left the lock screen is gone for good, and registers no token. */
	#forgetGone(): void {
		const now = this.#now();
		for (const [id, held] of this.#activities) {
			if (!isGone(held, now)) continue;
			this.#activities.delete(id);
			this.#unregistered.delete(id);
		}
	}
}
