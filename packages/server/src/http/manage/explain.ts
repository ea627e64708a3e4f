/** Why devices show a stream or a Live Activity, or do not: for the owner, and for whoever has an API key. */
import type { Caller } from "@activitysmith/core";
import type * as z from "zod";
import packageJson from "../../../package.json" with { type: "json" };
import { REFUSED } from "../../delivery/timing.ts";
import { type ExplainOptions, explain, type Report } from "../../explain/explain.ts";
import type { ActivityFacts } from "../../explain/facts.ts";
import { type Explanation, verdicts } from "../../explain/verdict.ts";
import { cursorOf, placeOf } from "../../history/scan.ts";
import { buildDocument } from "../document.ts";
import { type Route, routesOf } from "../route.ts";
import { timeOf } from "../shapes.ts";
import { type ManageDesk, theAccount } from "./desk.ts";
import * as shapes from "./explain-shapes.ts";

const timeOrNull = (at: number | null) => (at === null ? null : timeOf(at));

function deviceView({ device, verdict, reason, sentence }: Explanation): z.input<typeof shapes.DeviceVerdict> {
	const { delivery } = device;
	const next = delivery?.nextAttemptAt ?? 0;
	return {
		device_id: device.id,
		name: device.name,
		kind: device.kind,
		verdict,
		reason,
		sentence,
		facts: {
			sent_version: delivery?.sentVersion ?? null,
			token_at: timeOrNull(delivery?.tokenAt ?? null),
			start_token_at: timeOrNull(device.startTokenAt),
			attempts: delivery?.attempts ?? 0,
			next_attempt_at: next > 0 && next < REFUSED ? timeOf(next) : null,
			last_status: delivery?.lastStatus ?? null,
			last_reason: delivery?.lastReason ?? null,
			last_at: timeOrNull(delivery?.lastAt ?? null),
			registered: device.registered,
			live_activities: device.liveActivities,
			frequent_updates: device.frequentUpdates,
			app_version: device.appVersion,
			os_version: device.osVersion,
			channels: [...device.channels],
		},
	};
}

const activityView = (activity: ActivityFacts) => ({
	activity_id: activity.id,
	type: activity.type,
	version: activity.version,
	channels: activity.channels && [...activity.channels],
	started_at: timeOf(activity.startedAt),
	ended_at: timeOrNull(activity.ended?.at ?? null),
	dismiss_at: timeOrNull(activity.ended?.dismissAt ?? null),
	rotates_at: timeOrNull(activity.rotatesAt),
	replaced_by: activity.replacedBy,
});

function countOf(devices: readonly Explanation[]): z.input<typeof shapes.Explanation>["counts"] {
	const counts = { shown: 0, outdated: 0, unconfirmed: 0, not_shown: 0 };
	for (const { verdict } of devices) counts[verdict] += 1;
	return counts;
}

type Query = z.output<typeof shapes.ExplainQuery>;

function view({ subject, phase, summary, devices }: Report, { device_id, verdict, cursor, limit = "100" }: Query) {
	const { name, stream, activity, running } = subject;
	// Whose devices a key does not reach is no news for whoever has it.
	const reached = devices.filter(({ reason }) => reason !== "beyond_key");
	const paired = reached.filter(({ device }) => device.paired);
	const after = cursor === undefined ? undefined : placeOf(cursor);
	const rest = reached
		.filter(({ device: { id, pairedAt } }) => !after || pairedAt > after.at || (pairedAt === after.at && id > after.id))
		.filter(({ device }) => device_id === undefined || device.id === device_id)
		.filter((one) => verdict === undefined || one.verdict === verdict);
	const listed = rest.slice(0, Number(limit));
	const last = listed.at(-1)?.device;
	return {
		key: name,
		summary,
		state: phase,
		stream: stream && { stream_key: stream.key, paused: stream.paused, last_put_at: timeOf(stream.lastPutAt) },
		activity: activity && activityView(activity),
		limits: { live_activities: subject.limit, running },
		apns: subject.hasGateway,
		counts: countOf(paired),
		beyond_key: devices.filter(({ device, reason }) => device.paired && reason === "beyond_key").length,
		devices: listed.map(deviceView),
		next_cursor: last && rest.length > listed.length ? cursorOf({ at: last.pairedAt, id: last.id }) : null,
	};
}

type Known = Pick<ExplainOptions, "account" | "scope">;

async function answer({ database, clock, explaining }: ManageDesk, known: Known, key: string, query: Query) {
	const options = { ...known, name: key, device: query.device_id, now: clock.now(), ...explaining };
	return view(await explain(database.reader, options), query);
}

const about = {
	method: "GET",
	tag: "Explain",
	summary: "Why each device shows a stream or a Live Activity, or does not",
	params: shapes.ExplainParams,
	query: shapes.ExplainQuery,
	answer: shapes.Explanation,
} as const;

const nothing = "There is neither a stream nor a Live Activity of that name. The answer names similar keys.";

export const explainRoute = routesOf<ManageDesk>()({
	...about,
	id: "explain",
	path: "/explain/{key}",
	description: "Whoever has an API key asks the same at `/api/explain/{key}`, and is told what the key reaches.",
	errors: { 404: nothing },
	async handle({ context, params: { key }, query }) {
		const scope = { kind: "all" } as const;
		return answer(context, { account: await theAccount(context), scope }, key, query);
	},
});

/** What somebody who has an API key asks with. */
export interface KeyDesk {
	desk: ManageDesk;
	caller: Caller;
}

/** Beside the API, so that a client that knows its base URL and its key can ask. */
export const explainByKeyRoutes: readonly Route<KeyDesk>[] = [
	routesOf<KeyDesk>()({
		...about,
		id: "explain",
		path: "/{key}",
		description: "Of the key's account, and of what the key reaches. It does not count against the requests a minute.",
		errors: { 403: "It was sent beyond the channels of the key.", 404: nothing },
		handle: ({ context: { desk, caller }, params: { key }, query }) => answer(desk, caller, key, query),
	}),
];

export function explainDocument(): unknown {
	return buildDocument({
		title: "ActivitySmith server: explain",
		version: packageJson.version,
		description: "Why devices show a stream or a Live Activity, for whoever has an API key.",
		basePath: "/api/explain",
		tags: { Explain: `Each device gets one verdict: ${verdicts.join(", ")}.` },
		token: "An API key.",
		named: shapes.explainShapes,
		routes: explainByKeyRoutes as readonly Route<never>[],
	});
}
