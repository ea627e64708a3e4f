/** What a row of the drawer says. */
import type { PushEvent, RequestEvent } from "../../protocol.ts";
import type { Row } from "../rows.ts";

const operations: Record<string, string> = {
	sendPushNotification: "Push notification",
	reconcileLiveActivityStream: "Stream",
	endLiveActivityStream: "End stream",
	startLiveActivity: "Start",
	updateLiveActivity: "Update",
	endLiveActivity: "End",
	updateMetricValue: "Metric",
	updateAppIconBadgeCount: "Badge",
};

const kinds: Record<PushEvent["kind"], string> = {
	"live-activity": "Live Activity",
	notification: "Notification",
	badge: "Badge",
	widgets: "Widgets",
};

/** Such as `Stream`; of what is no operation, the method and the path. */
export function operationTitle({ operation, method, path }: RequestEvent): string {
	return (operation !== null && operations[operation]) || `${method} ${path}`;
}

/** Such as `Live Activity, update`. */
export function pushTitle({ kind, body }: PushEvent): string {
	const { event } = Object(Object(body).aps) as { event?: unknown };
	return kind === "live-activity" && typeof event === "string" ? `${kinds[kind]}, ${event}` : kinds[kind];
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export function timeText(at: number): string {
	return clock.format(at);
}

export function rowTime({ request, pushes: [push] }: Row): number {
	return request?.at ?? push?.at ?? 0;
}

export function rowTitle({ request, pushes: [push] }: Row): string {
	if (request) return operationTitle(request);
	return push ? pushTitle(push) : "";
}

/** Of the Live Activity, where the row's key is only its id: what the request or its first push says. */
export function activityTitle({ request, pushes: [push] }: Row): string | null {
	if (request === null || !BY_ID.has(request.operation ?? "")) return null;
	const stated = [Object(request.body).content_state, Object(Object(push?.body).aps)["content-state"]];
	const titles: unknown[] = stated.map((state) => Object(state).title);
	return titles.find((title): title is string => typeof title === "string" && title !== "") ?? null;
}

const BY_ID: ReadonlySet<string> = new Set(["startLiveActivity", "updateLiveActivity", "endLiveActivity"]);

const numbers = new Intl.NumberFormat("en-US");

/** Such as `812 of 4,096 bytes`. */
export function sizeText(bytes: number, limit: number): string {
	return `${numbers.format(bytes)} of ${numbers.format(limit)} bytes`;
}

/** `low`, `near` the limit, or `over` it. */
export function sizeLevel(bytes: number, limit: number): "low" | "near" | "over" {
	if (bytes > limit) return "over";
	return bytes > 0.85 * limit ? "near" : "low";
}

const searched = new WeakMap<Row, string>();

function searchText(row: Row): string {
	const known = searched.get(row);
	if (known !== undefined) return known;
	const { request, pushes } = row;
	const of = request && [request.method, request.path, request.key, request.status, request.decision, request.because];
	const parts = [rowTitle(row), request?.operation, ...(of ?? []), request?.body, request?.response, pushes[0]?.body];
	const text = parts
		.map((part) => (typeof part === "object" ? JSON.stringify(part) : String(part ?? "")))
		.join("\n")
		.toLowerCase();
	searched.set(row, text);
	return text;
}

/** Every word of the filter is somewhere in what arrived. */
export function filterRows(rows: readonly Row[], filter: string): readonly Row[] {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return rows;
	return rows.filter((row) => words.every((word) => searchText(row).includes(word)));
}
