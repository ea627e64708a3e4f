/**
 * The service: every use-case in a transaction of its own, and delivery told after the commit. Nothing else opens a
 * transaction, and nothing in here looks at a clock, a network or a database but through the ports.
 */
import type * as schema from "@activitysmith/schema";
import { type Answer, type Idempotency, once } from "./idempotency.ts";
import type { Account, Caller } from "./model.ts";
import type { Awaitable, Change, Ports, Transaction } from "./ports.ts";
import { complete, type Steps, step } from "./steps.ts";
import type { Context } from "./use-cases/context.ts";
import { meetDeadline } from "./use-cases/deadline.ts";
import { registerActivityToken, reportDismissed } from "./use-cases/device.ts";
import { endLiveActivity, startLiveActivity, updateLiveActivity } from "./use-cases/live-activity.ts";
import { sendPushNotification, updateBadge, updateMetric } from "./use-cases/notification.ts";
import { type Press, pressAction } from "./use-cases/press.ts";
import { endStream, pauseStream, reconcileStream, resumeStream } from "./use-cases/stream.ts";

export type Service = ReturnType<typeof createService>;

export function createService({ clock, ids, store, delivery }: Ports) {
	/** @param before Done in the same transaction, last. */
	function perform<T>(
		caller: Caller,
		work: (context: Context) => Steps<T>,
		before?: (tx: Transaction, result: T) => Awaitable<void>,
	): Awaitable<Answer<T>> {
		const changes: Change[] = [];
		function* inside(tx: Transaction): Steps<Answer<T>> {
			const context: Context = { caller, tx, ids, now: clock.now(), changes, because: null };
			const body = yield* work(context);
			if (before) yield* step(before(tx, body));
			return { body, replayed: false, because: context.because };
		}
		const committed = (answer: Answer<T>) => {
			if (changes.length > 0) delivery.committed(changes);
			return answer;
		};
		const done = store.transaction(caller.account, (tx) => complete(inside(tx)));
		return done instanceof Promise ? done.then(committed) : committed(done);
	}

	/** Runs once for an `Idempotency-Key`, if the request has one. */
	function performOnce<T>(
		caller: Caller,
		idempotency: Idempotency | undefined,
		request: unknown,
		work: (context: Context) => Steps<T>,
	): Awaitable<Answer<T>> {
		if (!idempotency) return perform(caller, work);
		const { account } = caller;
		return complete(once(store, account, idempotency, request, clock.now(), (keep) => perform(caller, work, keep)));
	}

	/** Acts for the account itself, beyond the scope of any key. */
	async function performAsOwner<T>(account: Account, work: (context: Context) => Steps<T>): Promise<T> {
		return (await perform({ account, scope: { kind: "all" } }, work)).body;
	}

	return {
		sendPushNotification: (caller: Caller, request: schema.PushNotificationRequest, idempotency?: Idempotency) =>
			performOnce(caller, idempotency, request, (context) => sendPushNotification(context, request)),
		startLiveActivity: (caller: Caller, request: schema.LiveActivityStartRequest, idempotency?: Idempotency) =>
			performOnce(caller, idempotency, request, (context) => startLiveActivity(context, request)),
		updateLiveActivity: (caller: Caller, request: schema.LiveActivityUpdateRequest) =>
			perform(caller, (context) => updateLiveActivity(context, request)),
		endLiveActivity: (caller: Caller, request: schema.LiveActivityEndRequest) =>
			perform(caller, (context) => endLiveActivity(context, request)),
		reconcileStream: (caller: Caller, key: string, request: schema.LiveActivityStreamRequest) =>
			perform(caller, (context) => reconcileStream(context, key, request)),
		endStream: (caller: Caller, key: string, request: schema.LiveActivityStreamDeleteRequest) =>
			perform(caller, (context) => endStream(context, key, request)),
		updateMetric: (caller: Caller, key: string, request: schema.MetricValueUpdateRequest) =>
			perform(caller, (context) => updateMetric(context, key, request)),
		updateBadge: (caller: Caller, request: schema.AppIconBadgeCountUpdateRequest) =>
			perform(caller, (context) => updateBadge(context, request)),

		/** An operator takes a stream off the screens; its state is kept. */
		pauseStream: (account: Account, key: string) => performAsOwner(account, (context) => pauseStream(context, key)),
		/** The next PUT starts the stream again. */
		resumeStream: (account: Account, key: string) => performAsOwner(account, (context) => resumeStream(context, key)),

		/** A device has its token for an activity: what waited for it is delivered. */
		registerActivityToken: (account: Account, activityId: string, deviceId: string) =>
			performAsOwner(account, (context) => registerActivityToken(context, activityId, deviceId)),
		/** Somebody swiped the activity away on a device. */
		reportDismissed: (account: Account, activityId: string, deviceId: string) =>
			performAsOwner(account, (context) => reportDismissed(context, activityId, deviceId)),
		/** Somebody pressed a button on a device: the webhook to call, `null` for what the device opens itself. */
		press: (account: Account, press: Press) => performAsOwner(account, (context) => pressAction(context, press)),

		/** Does what is due by now: rotates streams before iOS ends their activity, ends what is 8 hours old. */
		async maintain(): Promise<void> {
			for (const { account, activityId } of await store.due(clock.now())) {
				await performAsOwner(account, (context) => meetDeadline(context, activityId));
			}
		},
	};
}
