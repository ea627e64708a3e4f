/** What arrived, as the rows of the drawer: each request with the pushes that it led to. Pure. */
import type { PushEvent, RequestEvent } from "../protocol.ts";

/** `request` is `null` for pushes that no request led to: a device that has caught up, a time that has come. */
export interface Row {
	/** Unique on this page. */
	id: string;
	request: RequestEvent | null;
	pushes: readonly PushEvent[];
}

/** How many rows are kept. */
export const ROWS = 500;
/** Between a push and the answer of the request that led to it, by the server's clock, in milliseconds. */
const NEAR = 1000;
/** How far back a request looks for its pushes, which come shortly before it. */
const LOOKED_THROUGH = 100;

function bounded(rows: readonly Row[]): readonly Row[] {
	return rows.length > ROWS ? rows.slice(0, ROWS) : rows;
}

export const requestKey = ({ run, id }: Pick<RequestEvent, "run" | "id">): string => `${run} ${id}`;
const pushKey = ({ run, id }: PushEvent): string => `push ${run} ${id}`;

/** What tells a request or a push from all others, also when it is told again. */
export function keysOf({ request, pushes }: Row): string[] {
	return [...(request ? [requestKey(request)] : []), ...pushes.map(pushKey)];
}

/** Whether a push, or the request that led to it, is among `keys`. */
export function isPushOf(keys: ReadonlySet<string>, push: PushEvent): boolean {
	const { run, request } = push;
	return keys.has(pushKey(push)) || (typeof request === "string" && keys.has(requestKey({ run, id: request })));
}

function isOf(request: RequestEvent, push: PushEvent): boolean {
	if (push.request !== undefined) return push.run === request.run && push.request === request.id;
	if (request.status >= 400 || request.status === 0 || Math.abs(request.at - push.at) > NEAR) return false;
	switch (push.kind) {
		case "notification":
			return request.operation === "sendPushNotification";
		case "badge":
			return request.operation === "updateAppIconBadgeCount";
		case "widgets":
			return request.operation === "updateMetricValue";
		case "live-activity": {
			const { activity_id: id, previous_activity_id: previous } = Object(request.response) as Record<string, unknown>;
			return push.activityId !== undefined && (push.activityId === id || push.activityId === previous);
		}
	}
}

/** Of two that no request is known for. */
function samePlace(one: PushEvent, other: PushEvent): boolean {
	if (one.request !== undefined) return false;
	return one.device === other.device && one.activityId === other.activityId && one.kind === other.kind;
}

/** Each push comes as a row of its own, until the request that led to it takes it over. */
export function addPush(rows: readonly Row[], push: PushEvent): readonly Row[] {
	const isKnown = ({ pushes }: Row) => pushes.some(({ run, id }) => id === push.id && run === push.run);
	// A server that comes back may tell again what it has told.
	if (rows.some(isKnown)) return rows;
	const answered = push.request ? rows.find(({ request }) => request && isOf(request, push)) : undefined;
	if (answered) {
		const joined = { ...answered, pushes: [...answered.pushes, push] };
		return rows.map((row) => (row === answered ? joined : row));
	}
	const number = Number(rows.find(({ request }) => request === null)?.id.slice("push-".length) ?? 0);
	return bounded([{ id: `push-${number + 1}`, request: null, pushes: [push] }, ...rows]);
}

/** The pushes that came before the answer: of each activity on each device the oldest, for later ones have their own. */
export function addRequest(rows: readonly Row[], request: RequestEvent): readonly Row[] {
	const id = requestKey(request);
	if (rows.some((row) => row.id === id)) return rows;
	const taken = new Set<Row>();
	const pushes: PushEvent[] = [];
	for (const row of rows.slice(0, LOOKED_THROUGH).reverse()) {
		const [push] = row.pushes;
		if (row.request || !push || !isOf(request, push) || pushes.some((other) => samePlace(other, push))) continue;
		taken.add(row);
		pushes.push(push);
	}
	return bounded([{ id, request, pushes }, ...rows.filter((row) => !taken.has(row))]);
}
