/** What may happen to an account, as data: drawn by chance, and done to a service. */
import { type Account, type Caller, Refusal, type Service } from "@activitysmith/core";
import type { ContentStateStart, StreamContentState } from "@activitysmith/schema";
import fc from "fast-check";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type Operation =
	| { kind: "put"; caller: number; key: string; state: StreamContentState; channels?: string[]; alert: boolean }
	| { kind: "delete"; caller: number; key: string }
	| { kind: "start"; caller: number; state: ContentStateStart; channels?: string[]; idempotencyKey?: string }
	| { kind: "update" | "end"; caller: number; activity: number; percentage: number }
	| {
			kind: "push";
			caller: number;
			title: string;
			badge?: number;
			channels?: string[];
			buttons: boolean;
			idempotencyKey?: string;
	  }
	| { kind: "badge"; caller: number; badge: number; channels?: string[] }
	| { kind: "metric"; caller: number; key: string; value: number | string; age: number }
	| { kind: "pause" | "resume"; caller: number; key: string }
	| { kind: "token" | "dismiss" | "sent"; caller: number; activity: number; device: string }
	| { kind: "press"; caller: number; activity: number; device: string }
	| { kind: "wait"; ms: number };

const caller = fc.constantFrom(0, 0, 0, 1, 2);
const key = fc.constantFrom("deploy", "backup");
const activity = fc.nat(9);
const device = fc.constantFrom("anna-phone", "anna-pad", "ben-phone", "cleo-phone", "nobody's");
const channels = fc.constantFrom<string[]>(["ops"], ["mobile"], ["ops", "mobile"], ["nobody"], ["missing"]);
const idempotencyKey = fc.constant("the key");
const percentage = fc.integer({ min: 0, max: 3 });
const title = fc.constantFrom("Deploy", "Ende \u0000 \ud800 🟢 'quoted' \"twice\" $1 ?1 :name");

const progress = fc.record({ title, type: fc.constant("progress" as const), percentage });
const dismissed = fc.record({ title, percentage, auto_dismiss_minutes: fc.constantFrom(0, 60) });
const state = fc.oneof(
	progress,
	dismissed,
	fc.record({ title, percentage }),
	fc.record({ title, type: fc.constant("timer" as const), duration_seconds: fc.constant(600) }),
);

export const operation: fc.Arbitrary<Operation> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record(
			{ kind: fc.constant("put" as const), caller, key, state, channels, alert: fc.boolean() },
			{ requiredKeys: ["kind", "caller", "key", "state", "alert"] },
		),
	},
	fc.record({ kind: fc.constant("delete" as const), caller, key }),
	{
		weight: 3,
		arbitrary: fc.record(
			{ kind: fc.constant("start" as const), caller, state: progress, channels, idempotencyKey },
			{ requiredKeys: ["kind", "caller", "state"] },
		),
	},
	fc.record({ kind: fc.constantFrom("update" as const, "end" as const), caller, activity, percentage }),
	{
		weight: 2,
		arbitrary: fc.record(
			{
				...{ kind: fc.constant("push" as const), caller, title, channels, idempotencyKey },
				...{ badge: fc.nat(2), buttons: fc.boolean() },
			},
			{ requiredKeys: ["kind", "caller", "title", "buttons"] },
		),
	},
	fc.record(
		{ kind: fc.constant("badge" as const), caller, badge: fc.nat(2), channels },
		{ requiredKeys: ["kind", "caller", "badge"] },
	),
	fc.record({
		kind: fc.constant("metric" as const),
		caller,
		key: fc.constantFrom("cpu", "missing"),
		value: fc.constantFrom(7, "7", -0.1, 1e21, "\ud83d"),
		age: fc.constantFrom(0, MINUTE),
	}),
	fc.record({ kind: fc.constantFrom("pause" as const, "resume" as const), caller, key }),
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constantFrom("token" as const, "dismiss" as const, "sent" as const),
			caller,
			activity,
			device,
		}),
	},
	fc.record({ kind: fc.constant("press" as const), caller, activity, device }),
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant("wait" as const),
			ms: fc.constantFrom(1000, MINUTE + 1, 7.5 * HOUR, 8 * HOUR, 25 * HOUR),
		}),
	},
);

export interface Subject {
	service: Service;
	/** A device was sent the newest version. */
	noteSent(activityId: string, deviceId: string): Promise<void>;
}

/** What has happened so far. */
export interface Course {
	now: number;
	/** Ids that were answered, of both accounts. */
	activities: string[];
}

/** The answer, or the refusal with its status and all that it says. */
export async function perform(
	operation: Operation,
	accounts: Account[],
	{ service, noteSent }: Subject,
	{ now, activities }: Course,
): Promise<unknown> {
	try {
		return await answer();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { status: error.status, ...error.body };
	}

	function callerAt(index: number): Caller {
		const [one, two] = accounts as [Account, Account];
		if (index === 2) return { account: two, scope: { kind: "all" } };
		return { account: one, scope: index === 0 ? { kind: "all" } : { kind: "channels", channels: ["ops"] } };
	}

	function idAt(index: number): string {
		return activities[index % Math.max(1, activities.length)] ?? "never\u0000seen";
	}

	async function answer(): Promise<unknown> {
		if (operation.kind === "wait") return service.maintain();
		const who = callerAt(operation.caller);
		switch (operation.kind) {
			case "put": {
				const { key, state, channels, alert } = operation;
				const request = {
					content_state: state,
					...(channels && { channels }),
					...(alert && { alert: { title: "!" } }),
				};
				return service.reconcileStream(who, key, request);
			}
			case "delete":
				return service.endStream(who, operation.key, {});
			case "start": {
				const { state, channels, idempotencyKey: key } = operation;
				const request = { content_state: state, ...(channels && { target: { channels } }) };
				return service.startLiveActivity(who, request, key ? { operation: "startLiveActivity", key } : undefined);
			}
			case "update": {
				const content_state = { title: "Later", percentage: operation.percentage };
				return service.updateLiveActivity(who, { activity_id: idAt(operation.activity), content_state });
			}
			case "end": {
				const content_state = { title: "Last", percentage: operation.percentage };
				return service.endLiveActivity(who, { activity_id: idAt(operation.activity), content_state });
			}
			case "push": {
				const { title, badge, channels, buttons, idempotencyKey: key } = operation;
				const actions = [{ title: "Open", type: "open_url" as const, url: "https://example.com" }];
				const request = {
					title,
					...(badge !== undefined && { badge }),
					...(channels && { target: { channels } }),
					...(buttons && { actions }),
				};
				return service.sendPushNotification(who, request, key ? { operation: "sendPushNotification", key } : undefined);
			}
			case "badge": {
				const { badge, channels } = operation;
				return service.updateBadge(who, { badge, ...(channels && { target: { channels } }) });
			}
			case "metric": {
				const { key, value, age } = operation;
				return service.updateMetric(who, key, { value, ...(age && { timestamp: new Date(now - age).toISOString() }) });
			}
			case "pause":
				return service.pauseStream(who.account, operation.key);
			case "resume":
				return service.resumeStream(who.account, operation.key);
			case "token":
				return service.registerActivityToken(who.account, idAt(operation.activity), operation.device);
			case "dismiss":
				return service.reportDismissed(who.account, idAt(operation.activity), operation.device);
			case "sent":
				return noteSent(idAt(operation.activity), operation.device);
			case "press": {
				const on = { activityId: idAt(operation.activity) };
				return service.press(who.account, { device: operation.device, on, action: "primary" });
			}
		}
	}
}
