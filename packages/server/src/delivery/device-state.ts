/**
 * The badge of a device, or the reload of its widgets: the latest is sent to every device that lags. Claimed before it
 * is sent, as all that is delivered, so that processes that share a database do not send the same.
 */
import { createHash } from "node:crypto";
import { badgeOnly, type Device, type PushRequest, reloadWidgets, retryDelay } from "@activitysmith/apns";
import { badgeBody, widgetBody } from "@activitysmith/core";
import type { Database } from "../database/database.ts";
import { dropToken } from "../store/tokens.ts";
import { log } from "./delivery-log.ts";
import { AWAY, type LaggingDevice, type SettledRow, statements, type What } from "./device-state-statements.ts";
import type { Claimed, Lane } from "./lane.ts";
import { type AddressRow, type BrowserPush, deadSince, type Push, type Settled } from "./push.ts";
import { runRows } from "./rows.ts";
import { LEASE_MS, MENDED_MS, WIDGETS_MS } from "./timing.ts";

class StatePush implements Push {
	readonly key: string;
	readonly address: AddressRow;
	readonly token: string | null;
	readonly attempts: number;
	readonly about = null;
	readonly event: What;
	readonly version: number;
	readonly sent: number;
	readonly apnsId: string;
	readonly #badge: number;
	readonly #now: number;

	constructor(row: LaggingDevice, event: What, now: number) {
		this.key = row.device_id;
		this.address = row;
		this.token = row.kind === "browser" ? null : row.token;
		this.attempts = row.attempts;
		this.event = event;
		this.version = row.version;
		this.sent = row.sent;
		this.apnsId = idOf(`${row.device_id} ${event} ${row.version} ${row.badge}`);
		this.#badge = row.badge;
		this.#now = now;
	}

	get forBrowser(): BrowserPush {
		return this.event === "badge"
			? { kind: "badge", body: badgeBody(this.#badge) }
			: { kind: "widgets", body: widgetBody() };
	}

	forApple(device: Device): PushRequest {
		const options = { apnsId: this.apnsId, now: this.#now };
		return this.event === "badge" ? badgeOnly(device, this.#badge, options) : reloadWidgets(device, options);
	}
}

/** The same for every attempt, and after a crash, with nothing written down: a UUID of the kind that anyone may make. */
function idOf(text: string): string {
	const hex = createHash("sha256").update(text).digest("hex");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface DeviceStateOptions {
	database: Database;
	now(): number;
	/** Something is due then. */
	dueAt(time: number): void;
}

export class DeviceState implements Lane<StatePush> {
	readonly #what: What;
	readonly #options: DeviceStateOptions;
	/** Devices that can be reached again. */
	readonly #woken = new Set<string>();

	constructor(what: What, options: DeviceStateOptions) {
		this.#what = what;
		this.#options = options;
	}

	wakeDevice(id: string): void {
		this.#woken.add(id);
	}

	async claim(limit: number): Promise<Claimed<StatePush>> {
		const now = this.#options.now();
		const { findLagging, claimRows, wakeDevices } = statements[this.#what];
		const woken = [...this.#woken];
		this.#woken.clear();
		try {
			return await this.#options.database.transaction(async (session) => {
				if (woken.length > 0) await session.run(wakeDevices, { ids: JSON.stringify(woken), now });
				const rows = await session.all(findLagging, { now, limit });
				const until = now + LEASE_MS;
				const claimed = rows.map(({ device_id }) => ({ device_id, claimed_until: until }));
				await runRows(session, claimRows, claimed);
				return { pushes: rows.map((row) => new StatePush(row, this.#what, now)), more: rows.length === limit };
			});
		} catch (error) {
			for (const id of woken) this.#woken.add(id);
			throw error;
		}
	}

	async settle(settled: readonly Settled<StatePush>[]): Promise<[]> {
		const now = this.#options.now();
		const rows = settled.map((one) => this.#settledRow(one, now));
		await this.#options.database.transaction(async (session) => {
			await runRows(session, statements[this.#what].settleRows, rows);
			for (const { push, outcome } of settled) {
				if (outcome.advice !== "drop-token" || push.token === null) continue;
				const kind = this.#what === "badge" ? "push" : "widget";
				await dropToken(session, push.key, kind, push.token, deadSince(outcome, now));
			}
			await log(session, settled, now);
		});
		for (const { next_attempt_at: at } of rows) if (at > now && at < AWAY) this.#options.dueAt(at);
		return [];
	}

	#settledRow({ push, outcome }: Settled<StatePush>, now: number): SettledRow {
		const attempts = push.attempts + 1;
		const row = {
			device_id: push.key,
			version: push.version,
			before: push.sent,
			sent: 0 as const,
			next_attempt_at: 0,
			attempts,
		};
		const later = (delay: number) => ({ ...row, next_attempt_at: now + delay });
		switch (outcome.advice) {
			case "delivered":
				return { ...row, sent: 1, attempts: 0, next_attempt_at: this.#what === "badge" ? 0 : now + WIDGETS_MS };
			case "retry-later":
				return later(outcome.retryAfter ?? 0);
			case "ambiguous":
			case "drop-token":
				return later(retryDelay({ status: null, reason: null, attempt: attempts, now }));
			case "drop-message":
				// It can never be sent: what comes next may be.
				return { ...row, sent: 1, attempts: 0 };
			case "fix-configuration":
				return later(MENDED_MS);
			case "away":
				return { ...row, attempts: push.attempts, next_attempt_at: AWAY };
		}
	}
}
