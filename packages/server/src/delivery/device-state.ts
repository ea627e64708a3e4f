/**
 * The badge of a device, or the reload of its widgets: the latest is sent to every device that lags. To send either
 * twice changes nothing, so that a process keeps in memory when it tries again.
 */
import { randomUUID } from "node:crypto";
import { badgeOnly, type Device, type PushRequest, reloadWidgets, retryDelay } from "@activitysmith/apns";
import { badgeBody, widgetBody } from "@activitysmith/core";
import type { Database } from "../database/database.ts";
import { dropToken } from "../store/tokens.ts";
import { log } from "./delivery-log.ts";
import * as statements from "./device-state-statements.ts";
import type { Claimed, Lane } from "./lane.ts";
import { type AddressRow, type BrowserPush, deadSince, type Push, type Settled } from "./push.ts";
import { runRows } from "./rows.ts";
import { MENDED_MS, WIDGETS_MS } from "./timing.ts";

type What = "badge" | "widgets";

class StatePush implements Push {
	readonly key: string;
	readonly address: AddressRow;
	readonly token: string | null;
	readonly attempts: number;
	readonly about = null;
	readonly event: What;
	readonly version: number;
	readonly sent: number;
	readonly apnsId = randomUUID();
	readonly #badge: number;

	constructor(row: statements.LaggingDevice, event: What, attempts: number) {
		this.key = row.device_id;
		this.address = row;
		this.token = row.kind === "browser" ? null : row.token;
		this.attempts = attempts;
		this.event = event;
		this.version = row.version;
		this.sent = row.sent;
		this.#badge = row.badge;
	}

	get forBrowser(): BrowserPush {
		return this.event === "badge"
			? { kind: "badge", body: badgeBody(this.#badge) }
			: { kind: "widgets", body: widgetBody() };
	}

	forApple(device: Device): PushRequest {
		const { apnsId } = this;
		return this.event === "badge" ? badgeOnly(device, this.#badge, { apnsId }) : reloadWidgets(device, { apnsId });
	}
}

export interface DeviceStateOptions {
	database: Database;
	now(): number;
	/** Something is due then. */
	dueAt(time: number): void;
}

/** Why a device is left alone for a while. */
interface Rest {
	until: number;
	attempts: number;
	/** Of what was refused; something newer is tried at once. */
	refused: number | null;
}

export class DeviceState implements Lane<StatePush> {
	readonly #what: What;
	readonly #options: DeviceStateOptions;
	readonly #resting = new Map<string, Rest>();
	#after = "";

	constructor(what: What, options: DeviceStateOptions) {
		this.#what = what;
		this.#options = options;
	}

	/** The device can be reached again. */
	wakeDevice(id: string): void {
		const rest = this.#resting.get(id);
		// A pause between two reloads stays.
		if (rest && (rest.attempts > 0 || rest.until === Number.POSITIVE_INFINITY)) this.#resting.delete(id);
	}

	/** Those that listen to nothing may do so by now. */
	wakeAway(): void {
		for (const [id, { until }] of this.#resting) if (until === Number.POSITIVE_INFINITY) this.#resting.delete(id);
	}

	/** Looks at all that lag, page by page, from the first. */
	restart(): void {
		this.#after = "";
	}

	async claim(limit: number): Promise<Claimed<StatePush>> {
		const now = this.#options.now();
		for (const [id, { until, attempts }] of this.#resting) if (until <= now && attempts === 0) this.#resting.delete(id);
		const page = { after: this.#after, limit };
		const rows = await this.#options.database.reader.all(statements.findLagging[this.#what], page);
		this.#after = rows.length === limit ? (rows.at(-1)?.device_id ?? "") : "";
		const pushes = rows.flatMap((row) => {
			const rest = this.#resting.get(row.device_id);
			const isResting = rest && rest.until > now && !(rest.refused !== null && row.version > rest.refused);
			return isResting ? [] : new StatePush(row, this.#what, rest?.attempts ?? 0);
		});
		return { pushes, more: rows.length === limit };
	}

	async settle(settled: readonly Settled<StatePush>[]): Promise<[]> {
		const now = this.#options.now();
		await this.#options.database.transaction(async (session) => {
			const delivered = settled.filter(({ outcome }) => outcome.advice === "delivered");
			const rows = delivered.map(
				({ push }): statements.SentRow => ({ device_id: push.key, version: push.version, before: push.sent }),
			);
			await runRows(session, statements.noteSent[this.#what], rows);
			for (const { push, outcome } of settled) {
				if (outcome.advice !== "drop-token" || push.token === null) continue;
				const kind = this.#what === "badge" ? "push" : "widget";
				await dropToken(session, push.key, kind, push.token, deadSince(outcome, now));
			}
			await log(session, settled, now);
		});
		for (const one of settled) this.#settleOne(one, now);
		return [];
	}

	#settleOne({ push, outcome }: Settled<StatePush>, now: number): void {
		const { key, version } = push;
		const attempts = push.attempts + 1;
		const rest = (delay: number, more: Partial<Rest> = {}) => {
			const until = now + delay;
			this.#resting.set(key, { until, attempts, refused: null, ...more });
			if (Number.isFinite(until)) this.#options.dueAt(until);
		};
		switch (outcome.advice) {
			case "delivered":
				if (this.#what === "badge") this.#resting.delete(key);
				else rest(WIDGETS_MS, { attempts: 0 });
				break;
			case "retry-later":
				rest(outcome.retryAfter ?? 0);
				break;
			case "ambiguous":
			case "drop-token":
				rest(retryDelay({ status: null, reason: null, attempt: attempts, now }));
				break;
			case "drop-message":
				rest(Number.MAX_SAFE_INTEGER, { refused: version });
				break;
			case "fix-configuration":
				rest(MENDED_MS, { refused: version });
				break;
			case "away":
				rest(Number.POSITIVE_INFINITY, { attempts: push.attempts });
				break;
		}
	}
}
