/** What a page is told of a request. A webhook's address, method and body stay with the server. */
import type { Exchange } from "@activitysmith/core";
import type { RequestEvent } from "@activitysmith/lock-screen/page";

const kept: Partial<Record<NonNullable<Exchange["operation"]>, string>> = {
	sendPushNotification: "sent",
	startLiveActivity: "started",
	updateLiveActivity: "updated",
	endLiveActivity: "ended",
	updateMetricValue: "stored",
	updateAppIconBadgeCount: "sent",
};

function decisionOf({ status, replayed, operation, answer }: Exchange): string {
	if (status >= 400) return "refused";
	if (replayed) return "replayed";
	const said = (answer as { operation?: unknown } | null)?.operation;
	return typeof said === "string" ? said : ((operation && kept[operation]) ?? "answered");
}

/** The body, without what only the server needs to know of webhooks. */
function withoutWebhooks(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutWebhooks);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value);
	const isWebhook = entries.some(([key, said]) => key === "type" && said === "webhook");
	const shown = isWebhook ? entries.filter(([key]) => !["url", "method", "body"].includes(key)) : entries;
	return Object.fromEntries(shown.map(([key, said]) => [key, withoutWebhooks(said)]));
}

function keyOf({ params, body, answer }: Exchange): string | null {
	const named = params.stream_key ?? params.key;
	if (named !== undefined) return named;
	for (const place of [body, answer]) {
		const id = (place as { activity_id?: unknown } | null | undefined)?.activity_id;
		if (typeof id === "string") return id;
	}
	return null;
}

export function requestEvent(exchange: Exchange, at: number): Omit<RequestEvent, "run"> {
	const { request, requestId, operation, body, status, answer, because } = exchange;
	return {
		id: requestId,
		at,
		method: request.method,
		path: new URL(request.url).pathname,
		operation,
		key: keyOf(exchange),
		...(body !== undefined && { body: withoutWebhooks(body) }),
		status,
		response: answer,
		decision: decisionOf(exchange),
		because,
	};
}
