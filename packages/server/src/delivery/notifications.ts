/** Notifications that wait for some device: each is delivered at least once, always with the same id. */
import { alertNotification, type Device, type PushRequest, retryDelay } from "@activitysmith/apns";
import { type Notification, type NotificationBody, notificationBody } from "@activitysmith/core";
import type { Database, Session } from "../database/database.ts";
import { notificationOf } from "../store/rows.ts";
import { dropToken } from "../store/tokens.ts";
import { log } from "./delivery-log.ts";
import type { Claimed, Lane } from "./lane.ts";
import * as statements from "./notification-statements.ts";
import { type AddressRow, type BrowserPush, deadSince, type Push, type Settled } from "./push.ts";
import { runRows } from "./rows.ts";
import { LEASE_MS, MENDED_MS, NOTIFICATION_MS } from "./timing.ts";

const expiresAt = ({ sentAt }: Notification) => sentAt + NOTIFICATION_MS;

/** A notification with the body that all of its devices get, made once for a batch of them. */
class Letter {
	readonly notification: Notification;
	readonly #expiration: number;
	#body: NotificationBody | undefined;
	#last: PushRequest | undefined;
	#bundleId: string | undefined;

	constructor(notification: Notification) {
		this.notification = notification;
		this.#expiration = Math.floor(expiresAt(notification) / 1000);
	}

	get body(): NotificationBody {
		this.#body ??= notificationBody(this.notification);
		return this.#body;
	}

	/** As the last one, where only the token differs. */
	forApple(device: Device): PushRequest {
		const { environment, bundleId, deviceToken } = device;
		if (this.#last?.environment === environment && this.#bundleId === bundleId) return { ...this.#last, deviceToken };
		const options = { apnsId: this.notification.id, expiration: this.#expiration };
		this.#last = alertNotification(device, this.body, options);
		this.#bundleId = bundleId;
		return this.#last;
	}
}

class NotificationPush implements Push {
	readonly key: string;
	readonly address: AddressRow;
	readonly token: string | null;
	readonly attempts: number;
	readonly about: string;
	readonly event = "notification";
	readonly version = null;
	readonly #letter: Letter;

	constructor(row: statements.QueuedRow, letter: Letter) {
		this.key = `${row.notification_id} ${row.device_id}`;
		this.address = row;
		this.token = row.kind === "browser" ? null : row.push_token;
		this.attempts = row.attempts;
		this.about = row.notification_id;
		this.#letter = letter;
	}

	get notification(): Notification {
		return this.#letter.notification;
	}

	get apnsId(): string {
		return this.about;
	}

	get forBrowser(): BrowserPush {
		return { kind: "notification", body: this.#letter.body };
	}

	forApple(device: Device): PushRequest {
		return this.#letter.forApple(device);
	}
}

export interface NotificationOptions {
	database: Database;
	now(): number;
	/** Something is due then. */
	dueAt(time: number): void;
}

export class Notifications implements Lane<NotificationPush> {
	readonly #options: NotificationOptions;
	/** Devices that can be reached again. */
	readonly #woken = new Set<string>();

	constructor(options: NotificationOptions) {
		this.#options = options;
	}

	wakeDevice(id: string): void {
		this.#woken.add(id);
	}

	async claim(limit: number): Promise<Claimed<NotificationPush>> {
		const now = this.#options.now();
		const woken = [...this.#woken];
		this.#woken.clear();
		try {
			return await this.#options.database.transaction(async (session) => {
				if (woken.length > 0) await session.run(statements.wakeDevices, { ids: JSON.stringify(woken), now });
				return this.#claim(session, limit, now);
			});
		} catch (error) {
			for (const id of woken) this.#woken.add(id);
			throw error;
		}
	}

	async #claim(session: Session, limit: number, now: number): Promise<Claimed<NotificationPush>> {
		const rows = await session.all(statements.findQueued, { now, limit });
		if (rows.length === 0) return { pushes: [], more: false };
		const ids = JSON.stringify([...new Set(rows.map((row) => row.notification_id))]);
		const found = (await session.all(statements.findNotifications, { ids })).map(notificationOf);
		const letters = new Map(found.map((notification) => [notification.id, new Letter(notification)]));
		const pushes: NotificationPush[] = [];
		const changed: statements.ChangedRow[] = [];
		for (const row of rows) {
			const letter = letters.get(row.notification_id);
			const isOver = !letter || now >= expiresAt(letter.notification);
			const canBeSent = row.kind === "browser" || row.push_token !== null;
			if (!isOver && canBeSent) pushes.push(new NotificationPush(row, letter));
			const until = isOver || canBeSent ? now + LEASE_MS : expiresAt(letter.notification);
			if (!isOver && !canBeSent) this.#options.dueAt(until);
			changed.push({
				notification_id: row.notification_id,
				device_id: row.device_id,
				state: isOver ? "expired" : "queued",
				claimed_until: !isOver && canBeSent ? until : null,
				next_attempt_at: until,
				attempts: row.attempts,
				status: null,
				reason: null,
				at: null,
			});
		}
		await runRows(session, statements.changeRows, changed);
		return { pushes, more: rows.length === limit };
	}

	async settle(settled: readonly Settled<NotificationPush>[]): Promise<[]> {
		const now = this.#options.now();
		await this.#options.database.transaction(async (session) => {
			const rows: statements.ChangedRow[] = [];
			for (const one of settled) {
				const { push, outcome } = one;
				const { token, address } = push;
				const isDead =
					outcome.advice === "drop-token" &&
					token !== null &&
					(await dropToken(session, address.device_id, "push", token, deadSince(outcome, now)));
				const row = changedRow(one, isDead, now);
				if (row.state === "queued") this.#options.dueAt(row.next_attempt_at);
				rows.push(row);
			}
			await runRows(session, statements.changeRows, rows);
			await log(session, settled, now);
		});
		return [];
	}
}

function changedRow({ push, outcome }: Settled<NotificationPush>, isDead: boolean, now: number): statements.ChangedRow {
	const attempts = push.attempts + 1;
	const row: statements.ChangedRow = {
		notification_id: push.about,
		device_id: push.address.device_id,
		state: "queued",
		claimed_until: null,
		next_attempt_at: 0,
		attempts,
		status: outcome.status,
		reason: outcome.reason,
		at: now,
	};
	const last = expiresAt(push.notification);
	const later = (delay: number) => ({ ...row, next_attempt_at: Math.min(now + delay, last) });
	switch (outcome.advice) {
		case "delivered":
			return { ...row, state: "sent" };
		case "drop-message":
			return { ...row, state: "failed" };
		case "drop-token":
			if (isDead) return { ...row, state: "failed" };
			return later(retryDelay({ status: null, reason: null, attempt: attempts, now }));
		case "fix-configuration":
			return later(MENDED_MS);
		case "away":
			return { ...row, attempts: push.attempts, next_attempt_at: last, at: null };
		case "ambiguous":
			return later(retryDelay({ status: null, reason: null, attempt: attempts, now }));
		case "retry-later":
			return later(outcome.retryAfter ?? 0);
	}
}
