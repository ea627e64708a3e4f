/**
 * The service: every use-case in a transaction of its own, and delivery told after the commit. Nothing else opens a
 * transaction, and nothing in here looks at a clock, a network or a database but through the ports.
 */
import type * as schema from "@activitysmith/schema";
import { type Answer, type Idempotency, once } from "./idempotency.ts";
import type { Account, Caller } from "./model.ts";
import type { Change, Ports, Transaction } from "./ports.ts";
import type { Context } from "./use-cases/context.ts";
import { meetDeadline } from "./use-cases/deadline.ts";
import { registerActivityToken, reportDismissed } from "./use-cases/device.ts";
import { endLiveActivity, startLiveActivity, updateLiveActivity } from "./use-cases/live-activity.ts";
import { sendPushNotification, updateBadge, updateMetric } from "./use-cases/notification.ts";
import { type Press, pressAction } from "./use-cases/press.ts";
import { endStream, pauseStream, reconcileStream, resumeStream } from "./use-cases/stream.ts";

export type Service = ReturnType<typeof createService>;

export function createService({ clock, ids, store, delivery }: Ports) {
	async function run<T>(
		caller: Caller,
		work: (context: Context) => Promise<T>,
		before?: (tx: Transaction, result: T) => Promise<void>,
	): Promise<Answer<T>> {
		const changes: Change[] = [];
		const answer = await store.transaction(caller.account, async (tx) => {
			const context: Context = { caller, tx, ids, now: clock.now(), changes, because: null };
			const body = await work(context);
			await before?.(tx, body);
			return { body, replayed: false, because: context.because };
		});
		if (changes.length > 0) delivery.committed(changes);
		return answer;
	}

	/** Runs once for an `Idempotency-Key`, if the request has one. */
	async function runOnce<T>(
		caller: Caller,
		idempotency: Idempotency | undefined,
		request: unknown,
		work: (context: Context) => Promise<T>,
	): Promise<Answer<T>> {
		if (!idempotency) return run(caller, work);
		return once(store, caller.account, idempotency, request, clock.now(), (keep) => run(caller, work, keep));
	}

	/** Acts for the account itself, beyond the scope of any key. */
	async function runAsOwner<T>(account: Account, work: (context: Context) => Promise<T>): Promise<T> {
		return (await run({ account, scope: { kind: "all" } }, work)).body;
	}

	return {
		sendPushNotification: (caller: Caller, request: schema.PushNotificationRequest, idempotency?: Idempotency) =>
			runOnce(caller, idempotency, request, (context) => sendPushNotification(context, request)),
		startLiveActivity: (caller: Caller, request: schema.LiveActivityStartRequest, idempotency?: Idempotency) =>
			runOnce(caller, idempotency, request, (context) => startLiveActivity(context, request)),
		updateLiveActivity: (caller: Caller, request: schema.LiveActivityUpdateRequest) =>
			run(caller, (context) => updateLiveActivity(context, request)),
		endLiveActivity: (caller: Caller, request: schema.LiveActivityEndRequest) =>
			run(caller, (context) => endLiveActivity(context, request)),
		reconcileStream: (caller: Caller, key: string, request: schema.LiveActivityStreamRequest) =>
			run(caller, (context) => reconcileStream(context, key, request)),
		endStream: (caller: Caller, key: string, request: schema.LiveActivityStreamDeleteRequest) =>
			run(caller, (context) => endStream(context, key, request)),
		updateMetric: (caller: Caller, key: string, request: schema.MetricValueUpdateRequest) =>
			run(caller, (context) => updateMetric(context, key, request)),
		updateBadge: (caller: Caller, request: schema.AppIconBadgeCountUpdateRequest) =>
			run(caller, (context) => updateBadge(context, request)),

		/** An operator takes a stream off the screens; its state is kept. */
		pauseStream: (account: Account, key: string) => runAsOwner(account, (context) => pauseStream(context, key)),
		/** The next PUT starts the stream again. */
		resumeStream: (account: Account, key: string) => runAsOwner(account, (context) => resumeStream(context, key)),

		/** A device has its token for an activity: what waited for it is delivered. */
		registerActivityToken: (account: Account, activityId: string, deviceId: string) =>
			runAsOwner(account, (context) => registerActivityToken(context, activityId, deviceId)),
		/** Somebody swiped the activity away on a device. */
		reportDismissed: (account: Account, activityId: string, deviceId: string) =>
			runAsOwner(account, (context) => reportDismissed(context, activityId, deviceId)),
		/** Somebody pressed a button on a device: the webhook to call, `null` for what the device opens itself. */
		press: (account: Account, press: Press) => runAsOwner(account, (context) => pressAction(context, press)),

		/** Does what is due by now: rotates streams before iOS ends their activity, ends what is 8 hours old. */
		async maintain(): Promise<void> {
			for (const { account, activityId } of await store.due(clock.now())) {
				await runAsOwner(account, (context) => meetDeadline(context, activityId));
			}
		},
	};
}
