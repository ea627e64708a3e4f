/** The operations and the types of their answers. */
import type {
	AppIconBadgeCountUpdateResponse,
	LiveActivityEndResponse,
	LiveActivityStartResponse,
	LiveActivityStreamDeleteResponse,
	LiveActivityStreamPutResponse,
	LiveActivityUpdateResponse,
	MetricValueUpdateResponse,
	PushNotificationResponse,
} from "activitysmith";
import document from "../../../openapi/openapi.json" with { type: "json" };

/** What each operation answers with a 200. */
export interface Answers {
	sendPushNotification: PushNotificationResponse;
	reconcileLiveActivityStream: LiveActivityStreamPutResponse;
	endLiveActivityStream: LiveActivityStreamDeleteResponse;
	startLiveActivity: LiveActivityStartResponse;
	updateLiveActivity: LiveActivityUpdateResponse;
	endLiveActivity: LiveActivityEndResponse;
	updateMetricValue: MetricValueUpdateResponse;
	updateAppIconBadgeCount: AppIconBadgeCountUpdateResponse;
}

export type OperationId = keyof Answers;

export interface Operation {
	id: OperationId;
	method: string;
	/** Below the base URL, with parameters in braces. */
	path: string;
	/** Statuses that the document names. */
	statuses: number[];
}

interface PathItem {
	[method: string]: { operationId: string; responses: Record<string, unknown> };
}

/** Every operation of the published document. */
export const operations: Operation[] = Object.entries(document.paths as unknown as Record<string, PathItem>).flatMap(
	([path, item]) =>
		Object.entries(item).map(([method, { operationId, responses }]) => ({
			id: operationId as OperationId,
			method: method.toUpperCase(),
			path,
			statuses: Object.keys(responses).map(Number),
		})),
);

/** The operation that a request is for; `undefined` for a route or a method that the API does not have. */
export function operationAt(method: string, path: string): Operation | undefined {
	return operations.find(
		(operation) =>
			operation.method === method && new RegExp(`^${operation.path.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
	);
}

export { document };
