/** What was sent, what came of it, and why a device shows something or does not. */
import type { z } from "zod";
import type * as explainShapes from "../../http/manage/explain-shapes.ts";
import type * as shapes from "../../http/manage/history-shapes.ts";
import { type Command, type Given, needed, type Option, UsageError } from "../command.ts";
import type { Ask } from "../connect.ts";
import { plain, table, time } from "../table.ts";
import { deviceId, devices } from "./named.ts";

type Delivery = z.output<typeof shapes.Delivery>;
type SentNotification = z.output<typeof shapes.SentNotification>;
type StartedActivity = z.output<typeof shapes.StartedActivity>;
type Explanation = z.output<typeof explainShapes.Explanation>;

const FEW = 50;
const MOST = 100_000;
const PAGE = 1000;

const period = {
	from: { argument: "time", help: "Not before: a time of ISO 8601, or so long ago as 90s, 30m, 2h, 7d" },
	to: { argument: "time", help: "Not after, in the same words" },
	limit: { argument: "number", help: `How many at most (default: ${FEW})` },
} as const satisfies Record<string, Option>;

const filter = {
	tag: { argument: "tag", help: "With this tag" },
	channel: { argument: "slug", help: "To this channel" },
	...period,
} as const;

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function moment(given: Given, name: "from" | "to"): string | undefined {
	const text = given.text(name);
	const [, count, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text ?? "") ?? [];
	if (count === undefined) return text;
	return new Date(Date.now() - Number(count) * (UNITS[unit] ?? 0)).toISOString();
}

function limitOf(given: Given): number {
	const text = given.text("limit") ?? String(FEW);
	const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
	if (limit < 1 || limit > MOST) throw new UsageError(`--limit must be a whole number from 1 to ${MOST}`);
	return limit;
}

/** As many as were asked for, page by page. */
async function pages<T>(
	ask: Ask,
	path: "/deliveries" | "/notifications" | "/activities",
	query: Record<string, string | undefined>,
	given: Given,
) {
	const name = path.slice(1);
	const items: T[] = [];
	const wanted = limitOf(given);
	const when = { from: moment(given, "from"), to: moment(given, "to") };
	let cursor: string | undefined;
	do {
		const limit = Math.min(PAGE, wanted - items.length);
		const asked = { query: { ...query, ...when, limit, cursor } };
		const page = await ask<Record<string, T[]> & { next_cursor: string | null }>("GET", path, asked);
		items.push(...(page[name] ?? []));
		cursor = page.next_cursor ?? undefined;
	} while (cursor !== undefined && items.length < wanted);
	return {
		items,
		json: { [name]: items, next_cursor: cursor ?? null },
		more: cursor === undefined ? "" : "\n\nThere is more: --limit",
	};
}

const words = (all: readonly string[]) => all.join(", ");
const audience = (channels: readonly string[] | null) => (channels === null ? "everybody" : words(channels));

export const historyCommands: readonly Command[] = [
	{
		name: "log",
		options: {
			device: { argument: "device", help: "Of one device, by name or id" },
			about: { argument: "id", help: "About one Live Activity or notification" },
			kind: { argument: "kind", help: "start, update, end, notification, badge or widgets" },
			failed: { help: "Only what did not arrive" },
			...period,
		},
		summary: "The delivery log: every attempt, newest first",
		examples: ['log --device "Ada\'s iPhone"', "log --failed --from 2h"],
		async run(ask, given) {
			const device = given.text("device");
			const query = {
				device_id: device && (await deviceId(ask, device)),
				about: given.text("about"),
				kind: given.text("kind"),
				failed: given.isSet("failed") ? "true" : undefined,
			};
			const { items, json, more } = await pages<Delivery>(ask, "/deliveries", query, given);
			const names = new Map((await devices(ask)).map(({ id, name }) => [id, name]));
			const rows = items.map((row) => [
				time(row.at),
				names.get(row.device_id) ?? row.device_id,
				row.kind,
				row.version,
				row.delivered ? "delivered" : "failed",
				row.status,
				row.reason,
				row.attempt,
				row.about,
			]);
			const head = ["time", "device", "kind", "version", "outcome", "status", "reason", "attempt", "about"];
			return { json, text: table(head, rows, "Nothing was sent.") + more };
		},
	},
	{
		name: "history notifications",
		options: filter,
		summary: "Notifications, newest first",
		examples: ["history notifications --tag deploy --from 7d"],
		async run(ask, given) {
			const query = { tag: given.text("tag"), channel: given.text("channel") };
			const { items, json, more } = await pages<SentNotification>(ask, "/notifications", query, given);
			const rows = items.map(({ sent_at, title, channels, tags, devices }) => [
				time(sent_at),
				title,
				audience(channels),
				words(tags),
				devices.sent,
				devices.queued,
				devices.failed + devices.expired,
			]);
			const head = ["time", "title", "to", "tags", "sent", "queued", "failed"];
			return { json, text: table(head, rows, "No notification was sent.") + more };
		},
	},
	{
		name: "history activities",
		options: { stream: { argument: "key", help: "Of one stream" }, ...filter },
		summary: "Live Activities with what has happened to them, newest first",
		examples: ["history activities --stream nightly-backup", "history activities --channel ops --limit 10"],
		async run(ask, given) {
			const query = { stream_key: given.text("stream"), tag: given.text("tag"), channel: given.text("channel") };
			const { items, json, more } = await pages<StartedActivity>(ask, "/activities", query, given);
			const rows = items.map((activity) => [
				time(activity.started_at),
				activity.stream_key ?? activity.activity_id,
				activity.title,
				activity.type,
				activity.status,
				activity.version,
				audience(activity.channels),
				words(activity.tags),
				`${activity.devices.latest} of ${activity.devices.total}`,
			]);
			const head = ["started", "stream or id", "title", "type", "status", "version", "to", "tags", "latest on"];
			return { json, text: table(head, rows, "No Live Activity was started.") + more };
		},
	},
	{
		name: "explain",
		arguments: ["<key>"],
		options: { device: { argument: "device", help: "Only about this device, by name or id" } },
		summary: "Why each device shows a stream or a Live Activity, or does not",
		description: "The key is that of a stream, or the id of a Live Activity.",
		examples: ["explain nightly-backup", 'explain nightly-backup --device "Ada\'s iPhone"'],
		async run(ask, given) {
			const path = `/explain/${encodeURIComponent(needed(given))}`;
			const device = given.text("device");
			const query = { device_id: device && (await deviceId(ask, device)), limit: PAGE };
			const json = await ask<Explanation>("GET", path, { query });
			for (let cursor = json.next_cursor; cursor !== null; ) {
				const page = await ask<Explanation>("GET", path, { query: { ...query, cursor } });
				json.devices.push(...page.devices);
				cursor = page.next_cursor;
			}
			const rows = json.devices.map(({ name, verdict, sentence }) => [name, verdict.replace("_", " "), sentence]);
			const devicesText = table(["device", "verdict", "why"], rows, "");
			return {
				json: { ...json, next_cursor: null },
				text: [plain(json.summary), devicesText].filter(Boolean).join("\n\n"),
			};
		},
	},
];
