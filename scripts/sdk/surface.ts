/** Where each operation is in the SDKs of all languages. Printers write the words as their language does. */

export interface Place {
	/** The property of the client; none for a method of the client itself. */
	resource?: "notifications" | "live_activities" | "metrics";
	method: string;
}

const surface: Record<string, Place> = {
	sendPushNotification: { resource: "notifications", method: "send" },
	startLiveActivity: { resource: "live_activities", method: "start" },
	updateLiveActivity: { resource: "live_activities", method: "update" },
	endLiveActivity: { resource: "live_activities", method: "end" },
	reconcileLiveActivityStream: { resource: "live_activities", method: "stream" },
	endLiveActivityStream: { resource: "live_activities", method: "end_stream" },
	updateMetricValue: { resource: "metrics", method: "update" },
	updateAppIconBadgeCount: { method: "badge_count" },
};

export function placeOf(operationId: string): Place {
	const place = surface[operationId];
	if (!place) throw new TypeError(`scripts/sdk/surface.ts has no place for ${operationId}`);
	return place;
}

/** `LiveActivityStartRequest` and `startLiveActivity` as words between underscores. */
export function snakeCase(name: string): string {
	return name.replace(/(?<=[a-z0-9])[A-Z]/g, "_$&").toLowerCase();
}
