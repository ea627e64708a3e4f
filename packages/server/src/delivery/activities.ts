/** Live Activities that lag on some device: claimed, and written down when sent. */
import { retryDelay } from "@activitysmith/apns";
import { type Activity, isSuccessorReady } from "@activitysmith/core";
import type { Database, Session } from "../database/database.ts";
import { activityOf } from "../store/rows.ts";
import { dropActivityToken, dropToken } from "../store/tokens.ts";
import { ActivityPush, goneAt, plan } from "./activity-push.ts";
import * as statements from "./activity-statements.ts";
import { wakeActivities, wakeDevices } from "./activity-wake.ts";
import { log } from "./delivery-log.ts";
import { isFresh } from "./in-flight.ts";
import type { Claimed, Lane } from "./lane.ts";
import { Priorities } from "./priority.ts";
import { deadSince, type Settled } from "./push.ts";
import { runRows } from "./rows.ts";
import { DOUBT_MS, LEASE_MS, REFUSED } from "./timing.ts";

export interface ActivityOptions {
	database: Database;
	now(): number;
	/** Something is due then. */
	dueAt(time: number): void;
	/** Somebody should look at these activities again. */
	changed(activityId: string): void;
	/** The activity is not on the device any more, says Apple. */
	gone(accountId: string, activityId: string, deviceId: string): Promise<void>;
}

type Row = statements.LaggingRow;

export class Activities implements Lane<ActivityPush> {
	readonly #options: ActivityOptions;
	readonly #priorities = new Priorities();
	/** Activities and devices to which something has happened that their rows do not say. */
	readonly #woken = { activities: new Set<string>(), devices: new Set<string>() };

	constructor(options: ActivityOptions) {
		this.#options = options;
	}

	wakeActivity(id: string): void {
		this.#woken.activities.add(id);
	}

	wakeDevice(id: string): void {
		this.#woken.devices.add(id);
	}

	async claim(limit: number): Promise<Claimed<ActivityPush>> {
		const now = this.#options.now();
		const [activities, devices] = [this.#woken.activities, this.#woken.devices].map((woken) => {
			const ids = [...woken];
			woken.clear();
			return ids;
		});
		try {
			return await this.#options.database.transaction(async (session) => {
				if (activities?.length) {
					await session.run(wakeActivities, { ids: JSON.stringify(activities), now });
				}
				if (devices?.length) await session.run(wakeDevices, { ids: JSON.stringify(devices), now });
				return this.#claim(session, limit, now);
			});
		} catch (error) {
			for (const id of activities ?? []) this.#woken.activities.add(id);
			for (const id of devices ?? []) this.#woken.devices.add(id);
			throw error;
		}
	}

	async #claim(session: Session, limit: number, now: number): Promise<Claimed<ActivityPush>> {
		const rows = await session.all(statements.findLagging, { now, limit });
		if (rows.length === 0) return { pushes: [], more: false };
		const activities = await loadActivities(session, [...new Set(rows.map((row) => row.activity_id))]);
		const isReady = await successorsReady(session, rows, activities);
		const pushes: ActivityPush[] = [];
		const claimed: statements.ClaimedRow[] = [];
		for (const row of rows) {
			const activity = activities.get(row.activity_id);
			const planned = plan(row, activity, isReady(row), this.#priorities, now);
			claimed.push(claimedRow(row, planned, now));
			if (planned.do === "send" && activity) pushes.push(new ActivityPush(row, planned, activity, now));
			if (planned.do === "wait") this.#options.dueAt(planned.until);
		}
		await runRows(session, statements.claimRows, claimed);
		return { pushes, more: rows.length === limit };
	}

	async settle(settled: readonly Settled<ActivityPush>[]): Promise<Settled<ActivityPush>[]> {
		const now = this.#options.now();
		const { held, later, gone } = await this.#options.database.transaction((session) =>
			this.#settle(session, settled, now),
		);
		for (const { push, outcome } of held) {
			// A browser has its token with the start: what it replaces can go.
			const isReady = push.event === "start" && push.token === null && outcome.advice === "delivered";
			if (isReady && push.activity.replaces !== null) this.#options.changed(push.activity.replaces);
		}
		for (const { address, about } of gone) await this.#options.gone(address.account_id, about, address.device_id);
		return later;
	}

	async #settle(session: Session, settled: readonly Settled<ActivityPush>[], now: number) {
		const { held, later } = await hold(session, settled);
		const gone: ActivityPush[] = [];
		const rows: statements.SettledRow[] = [];
		for (const one of held) {
			const hasLostToken = one.outcome.advice === "drop-token" && (await forgetToken(session, one, now));
			if (hasLostToken && one.push.event !== "start") gone.push(one.push);
			rows.push(settledRow(one, hasLostToken, now));
		}
		await runRows(session, statements.settleRows, rows);
		await log(session, held, now);
		for (const { next_attempt_at: at } of rows) if (at > now && at < REFUSED) this.#options.dueAt(at);
		return { held, later, gone };
	}
}

const keyOf = ({ activity_id, device_id }: Pick<Row, "activity_id" | "device_id">) => `${activity_id} ${device_id}`;

/** What nobody else is writing; the rest comes later. SQLite has one writer. */
async function hold(session: Session, settled: readonly Settled<ActivityPush>[]) {
	if (session.dialect === "sqlite") return { held: settled, later: [] };
	const rows = settled.map(({ push }) => ({ activity_id: push.about, device_id: push.address.device_id }));
	const found = await session.all(statements.holdRows, { rows: JSON.stringify(rows) });
	if (found.length === settled.length) return { held: settled, later: [] };
	const keys = new Set(found.map(keyOf));
	// A device that was removed meanwhile has no row any more.
	const there = new Set((await session.all(statements.findReady, { pairs: JSON.stringify(rows) })).map(keyOf));
	const later = settled.filter(({ push }) => there.has(push.key) && !keys.has(push.key));
	return { held: settled.filter((one) => !later.includes(one)), later };
}

async function loadActivities(session: Session, ids: readonly string[]): Promise<Map<string, Activity>> {
	const rows = await session.all(statements.findActivities, { ids: JSON.stringify(ids) });
	return new Map(rows.map((row) => [row.id, activityOf(row)]));
}

/** Of the replaced ones among the rows: whether what takes their place is on the device. */
async function successorsReady(session: Session, rows: readonly Row[], activities: ReadonlyMap<string, Activity>) {
	const pairs = rows.flatMap(({ activity_id, device_id }) => {
		const successor = activities.get(activity_id)?.replaced?.by;
		return successor === undefined ? [] : [{ activity_id: successor, device_id }];
	});
	if (pairs.length === 0) return () => false;
	const successors = await loadActivities(session, [...new Set(pairs.map(({ activity_id }) => activity_id))]);
	const found = await session.all(statements.findReady, { pairs: JSON.stringify(pairs) });
	const tokens = new Map(found.map((row) => [keyOf(row), row.token_at]));
	return ({ activity_id, device_id, user_id }: Row) => {
		const by = activities.get(activity_id)?.replaced?.by;
		if (by === undefined) return false;
		const tokenAt = tokens.get(`${by} ${device_id}`);
		const device = { activityId: by, deviceId: device_id, userId: user_id, sentVersion: 0, dismissed: false };
		return isSuccessorReady(successors.get(by), tokenAt === undefined ? undefined : { ...device, tokenAt });
	};
}

function claimedRow(row: Row, planned: ReturnType<typeof plan>, now: number): statements.ClaimedRow {
	const { activity_id, device_id, in_flight, last_timestamp, sent_version } = row;
	const same = { activity_id, device_id, in_flight, last_timestamp, sent_version, dismissed: 0 as const };
	switch (planned.do) {
		case "send": {
			const until = now + LEASE_MS;
			const { inFlight, shownVersion } = planned;
			return {
				...same,
				sent_version: shownVersion,
				in_flight: JSON.stringify(inFlight),
				last_timestamp: inFlight.timestamp,
				claimed_until: until,
				next_attempt_at: until,
			};
		}
		case "wait":
			return { ...same, claimed_until: null, next_attempt_at: planned.until };
		case "never":
			return { ...same, in_flight: null, dismissed: 1, claimed_until: null, next_attempt_at: 0 };
		case "shown":
			return { ...same, in_flight: null, sent_version: planned.version, claimed_until: null, next_attempt_at: 0 };
	}
}

/** False when the device has registered it again, or another one, since Apple found it dead. */
async function forgetToken(session: Session, { push, outcome }: Settled<ActivityPush>, now: number): Promise<boolean> {
	const { about, address, token, event } = push;
	if (token === null) return false;
	const since = deadSince(outcome, now);
	if (event === "start") return dropToken(session, address.device_id, "start", token, since);
	return dropActivityToken(session, about, address.device_id, token, since);
}

function settledRow(
	{ push, outcome }: Settled<ActivityPush>,
	hasLostToken: boolean,
	now: number,
): statements.SettledRow {
	const { address, about, inFlight, activity } = push;
	const attempts = push.attempts + 1;
	const row = {
		activity_id: about,
		device_id: address.device_id,
		version: inFlight.version,
		sent: 0 as const,
		sent_to: push.event === "start" ? null : push.token,
		dismissed: 0 as const,
		in_flight: null,
		next_attempt_at: 0,
		attempts,
		token: null,
		at: now,
		status: outcome.status,
		reason: outcome.reason,
	};
	const later = (delay: number) => ({ ...row, next_attempt_at: now + delay });
	const again = () => later(retryDelay({ status: null, reason: null, attempt: attempts, now }));
	switch (outcome.advice) {
		case "delivered": {
			// Apple took it so late, as when this process stood still, that the device has passed over it.
			if (push.event === "update" && push.token !== null && !isFresh(inFlight, now)) return { ...row, attempts: 0 };
			const token = push.token === null && push.event === "start" ? "browser" : null;
			return { ...row, sent: 1, dismissed: push.isLast ? 1 : 0, attempts: 0, token };
		}
		case "retry-later":
			return { ...later(outcome.retryAfter ?? 0), in_flight: JSON.stringify({ ...inFlight, refused: true }) };
		case "ambiguous": {
			const doubt =
				push.event === "start"
					? later(Math.max(DOUBT_MS, retryDelay({ status: 500, reason: null, attempt: attempts, now })))
					: again();
			return { ...doubt, in_flight: JSON.stringify(inFlight), reason: outcome.reason };
		}
		case "drop-token":
			if (!hasLostToken) return again();
			if (push.event === "start") return { ...row, attempts: 0, next_attempt_at: goneAt(activity) };
			return { ...row, dismissed: 1 };
		case "drop-message":
		case "fix-configuration":
			return { ...row, next_attempt_at: REFUSED, reason: outcome.reason ?? outcome.advice };
		case "away":
			return { ...row, attempts: 0, next_attempt_at: goneAt(activity) };
	}
}
