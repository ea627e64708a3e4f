/** A simulated device with one app on it: what Apple's 200 comes to. */
import type { Environment } from "../../request.ts";
import type { MovableClock } from "../clock.ts";
import { type Delivery, type DropReason, dropped, type Outcome } from "../delivery.ts";
import { newToken, type TokenKind, type TokenRecord, type Tokens } from "../tokens.ts";
import { type ActivityStart, SimulatedActivity } from "./activity.ts";
import type { ActivityTypes } from "./activity-types.ts";
import { Budget } from "./budget.ts";
import { applyLiveActivity, type Screen } from "./live-activity.ts";
import { applyNotification, type Home, type ShownNotification } from "./notification.ts";
import type { DeviceOptions } from "./options.ts";
import type { Report } from "./report.ts";

export interface AppliedPush {
	at: number;
	pushType: string;
	event: string | null;
	activityId: string | null;
	payload: Readonly<Record<string, unknown>>;
}

export interface DroppedPush extends AppliedPush {
	why: DropReason;
	detail?: string;
}

export interface World {
	clock: MovableClock;
	tokens: Tokens<SimulatedDevice>;
	types: ActivityTypes | "any";
	report(report: Omit<Report, "number">): void;
}

interface Stored {
	delivery: Delivery;
	settle(outcome: Outcome): void;
}

/** At least so many of the newest are kept. */
const KEPT = 1000;

function keep<T>(list: T[], item: T): void {
	list.push(item);
	if (list.length >= 2 * KEPT) list.splice(0, KEPT);
}

type Fixed = "device" | "push-to-start" | "widget";

export class SimulatedDevice implements Home {
	readonly id: string;
	readonly environment: Environment;
	readonly bundleId: string;
	badge = 0;
	widgetReloads = 0;
	backgroundWakes = 0;
	readonly notifications: ShownNotification[] = [];
	/** Pushes that changed something, oldest first. */
	readonly applied: AppliedPush[] = [];
	/** Pushes that Apple took and that changed nothing, and why. */
	readonly dropped: DroppedPush[] = [];
	readonly #world: World;
	readonly #screen: Screen;
	readonly #updateTokens: NonNullable<DeviceOptions["updateTokens"]>;
	readonly #activities = new Map<string, SimulatedActivity>();
	readonly #fixed = new Map<Fixed, string>();
	/** Activities whose update token comes when the app is in the foreground. */
	#waiting: SimulatedActivity[] = [];
	/** One, whatever is sent: a later push takes the place of an earlier one. */
	#stored: Stored | null = null;
	#online: boolean;
	#activitiesMade = 0;

	constructor(world: World, id: string, bundleId: string, options: DeviceOptions) {
		this.#world = world;
		this.id = id;
		this.bundleId = bundleId;
		this.environment = options.environment ?? "development";
		this.#updateTokens = options.updateTokens ?? "at-once";
		this.#online = options.online ?? true;
		this.#screen = {
			iosVersion: options.iosVersion ?? 18,
			maxActivities: options.maxActivities === undefined ? 5 : options.maxActivities,
			pastToleranceMs: options.pastToleranceMs ?? 60_000,
			types: world.types,
			starts: new Budget(options.startBudget === undefined ? 10 : options.startBudget),
			updates: new Budget(options.updateBudget ?? null),
			runningActivities: () => this.activities.filter(({ isRunning }) => isRunning).length,
			activity: (activityId) => this.#activities.get(activityId ?? ""),
			begin: (start, timestamp, wantsToken) => this.#begin(start, timestamp, wantsToken ? this.#updateTokens : "never"),
		};
		for (const kind of ["device", "push-to-start", "widget"] as const) this.#give(kind);
	}

	/** What its app got at the start, and would report. */
	get tokens(): { device: string; pushToStart: string; widget: string } {
		const token = (kind: Fixed) => this.#fixed.get(kind) ?? "";
		return { device: token("device"), pushToStart: token("push-to-start"), widget: token("widget") };
	}

	/** Those that have been dismissed are among them. */
	get activities(): SimulatedActivity[] {
		return [...this.#activities.values()];
	}

	activity(id: string): SimulatedActivity | undefined {
		return this.#activities.get(id);
	}

	get isOnline(): boolean {
		return this.#online;
	}

	/** Apple keeps the last push for it, if that may be kept. */
	goOffline(): void {
		this.#online = false;
	}

	/** What Apple has kept arrives, unless it has expired. */
	goOnline(): void {
		this.#online = true;
		const stored = this.#stored;
		this.#stored = null;
		if (!stored) return;
		const { expiration } = stored.delivery;
		const hasExpired = expiration !== null && expiration * 1000 < this.#world.clock.now();
		stored.settle(hasExpired ? this.#drop(stored.delivery, dropped("expired")) : this.#apply(stored.delivery));
	}

	/** The app is opened: update tokens that have waited for that are reported. */
	bringToForeground(): void {
		const waiting = this.#waiting;
		this.#waiting = [];
		for (const activity of waiting) this.#giveAwaitedToken(activity);
	}

	/** The app starts a Live Activity by itself and has its update token at once. */
	startActivity(start: Partial<ActivityStart> & Pick<ActivityStart, "contentState">): SimulatedActivity {
		const { attributesType = "ActivitySmithAttributes", attributes = {} } = start;
		const timestamp = Math.floor(this.#world.clock.now() / 1000);
		return this.#begin({ ...start, attributesType, attributes }, timestamp, "at-once");
	}

	owns(token: string): boolean {
		return this.#world.tokens.get(token)?.owner === this;
	}

	/** The system replaces a token, and the app reports the new one: the old one is dead from now on. */
	replaceToken(token: string): string {
		const record = this.#world.tokens.get(token);
		if (record?.owner !== this) throw new TypeError(`${this.id} has no such token`);
		this.#kill(record);
		const activity = record.activityId === undefined ? undefined : this.#activities.get(record.activityId);
		return activity ? this.#giveUpdateToken(activity) : this.#give(record.kind as Fixed);
	}

	/** The app is removed: all of its tokens are dead, and its activities are gone. */
	uninstall(): void {
		for (const record of this.#world.tokens.of(this)) this.#kill(record);
		for (const activity of this.activities) activity.dismiss();
		this.#waiting = [];
		const stored = this.#stored;
		this.#stored = null;
		stored?.settle(this.#drop(stored.delivery, dropped("uninstalled")));
	}

	/** What Apple has taken for it. `settle` tells later what became of a push that is kept. */
	receive(delivery: Delivery, settle: (outcome: Outcome) => void): Outcome {
		if (this.#online) return this.#apply(delivery);
		const { expiration, sentAt } = delivery;
		if (expiration !== null && expiration * 1000 < sentAt) return this.#drop(delivery, dropped("expired"));
		const earlier = this.#stored;
		this.#stored = { delivery, settle };
		earlier?.settle(this.#drop(earlier.delivery, dropped("replaced-while-offline")));
		return { result: "stored" };
	}

	toJSON(): object {
		const { id, environment, bundleId, isOnline, tokens, activities, badge, notifications } = this;
		const { widgetReloads, backgroundWakes, applied, dropped: notApplied } = this;
		return {
			...{ id, environment, bundleId, isOnline, tokens, activities, badge, notifications },
			...{ widgetReloads, backgroundWakes, applied, dropped: notApplied },
		};
	}

	#apply(delivery: Delivery): Outcome {
		const { aps } = delivery.payload;
		const isObject = typeof aps === "object" && aps !== null && !Array.isArray(aps);
		const fields = isObject ? (aps as Record<string, unknown>) : {};
		const outcome =
			delivery.pushType === "liveactivity"
				? applyLiveActivity(this.#screen, delivery, fields)
				: applyNotification(this, delivery, fields, this.#world.clock.now());
		if (outcome.result === "dropped") return this.#drop(delivery, outcome);
		keep(this.applied, this.#entry(delivery, outcome));
		return outcome;
	}

	#drop(delivery: Delivery, outcome: Outcome): Outcome {
		if (outcome.result !== "dropped") return outcome;
		const { why, detail } = outcome;
		keep(this.dropped, { ...this.#entry(delivery, outcome), why, ...(detail !== undefined && { detail }) });
		return outcome;
	}

	#entry({ pushType, payload, activityId }: Delivery, outcome: Outcome): AppliedPush {
		const event = (payload.aps as { event?: unknown } | undefined)?.event;
		const applied = outcome.result === "applied" ? outcome.activityId : undefined;
		return {
			at: this.#world.clock.now(),
			pushType,
			event: typeof event === "string" ? event : null,
			activityId: applied ?? activityId,
			payload,
		};
	}

	#begin(start: ActivityStart, timestamp: number, policy: NonNullable<DeviceOptions["updateTokens"]>) {
		const { clock } = this.#world;
		this.#activitiesMade += 1;
		const id = `${this.id}-activity-${this.#activitiesMade}`;
		const activity = new SimulatedActivity(id, start, timestamp, () => clock.now());
		this.#activities.set(id, activity);
		if (policy === "at-once") this.#giveUpdateToken(activity);
		else if (policy === "in-foreground") this.#waiting.push(activity);
		else if (policy !== "never") clock.at(clock.now() + policy.afterMs, () => this.#giveAwaitedToken(activity));
		return activity;
	}

	#give(kind: Fixed): string {
		const replaces = this.#fixed.get(kind) ?? null;
		const token = this.#register(kind);
		this.#fixed.set(kind, token);
		this.#report(kind, token, replaces, null);
		return token;
	}

	/** For an activity that has ended meanwhile the system makes none. */
	#giveAwaitedToken(activity: SimulatedActivity): void {
		if (activity.isRunning) this.#giveUpdateToken(activity);
	}

	#giveUpdateToken(activity: SimulatedActivity): string {
		const replaces = activity.updateToken;
		const token = this.#register("update", activity.id);
		activity.updateToken = token;
		this.#report("update", token, replaces, activity);
		return token;
	}

	#register(kind: TokenKind, activityId?: string): string {
		const { environment, bundleId } = this;
		const record = { token: newToken(kind), kind, environment, bundleId, owner: this };
		return this.#world.tokens.add({ ...record, ...(activityId !== undefined && { activityId }) }).token;
	}

	#report(kind: TokenKind, token: string, replaces: string | null, activity: SimulatedActivity | null): void {
		const { id: device, environment, bundleId } = this;
		const { id, attributesType, attributes } = activity ?? { id: "", attributesType: "", attributes: null };
		const at = this.#world.clock.now();
		const about = activity ? { id, attributesType, attributes } : null;
		this.#world.report({ type: "token", device, environment, bundleId, kind, token, replaces, activity: about, at });
	}

	#kill(record: TokenRecord<SimulatedDevice>): void {
		if (record.state !== "alive") return;
		record.state = "Unregistered";
		record.since = this.#world.clock.now();
	}
}
