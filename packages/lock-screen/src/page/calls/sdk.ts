/** A request as a call of the npm package `activitysmith`. */
import { literal } from "./literal.ts";

export interface SdkCall {
	/** `operationId` of the OpenAPI document. */
	operation: string | null;
	/** Of the stream or metric, where the path has one. */
	key: string | null;
	body?: unknown;
}

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withBody(method: string) {
	return ({ body }: SdkCall) => (isFields(body) ? [method, body] : null);
}

/** What stands in front of the other fields as an argument of its own, and the rest of them only where there is one. */
function taken(body: unknown, name: string): [first: unknown, ...rest: Fields[]] | null {
	if (!isFields(body) || body[name] === undefined) return null;
	const { [name]: first, ...rest } = body;
	return Object.keys(rest).length > 0 ? [first, rest] : [first];
}

/** The method with its arguments; `null` where the body is none that the method could be called with. */
const methods: Record<string, (call: SdkCall) => readonly unknown[] | null> = {
	sendPushNotification: withBody("notifications.send"),
	startLiveActivity: withBody("liveActivities.start"),
	updateLiveActivity: withBody("liveActivities.update"),
	endLiveActivity: withBody("liveActivities.end"),
	reconcileLiveActivityStream: ({ key, body }) =>
		key !== null && isFields(body) ? ["liveActivities.stream", key, body] : null,
	endLiveActivityStream: ({ key, body }) => {
		if (key === null) return null;
		if (body === undefined) return ["liveActivities.endStream", key];
		return isFields(body) ? ["liveActivities.endStream", key, body] : null;
	},
	updateMetricValue: ({ key, body }) => {
		const values = taken(body, "value");
		return key !== null && values ? ["metrics.update", key, ...values] : null;
	},
	updateAppIconBadgeCount: ({ body }) => {
		const values = taken(body, "badge");
		return values && ["badgeCount", ...values];
	},
};

/** `null` when no method sends this request. The client is the `activitysmith` of the package's own documentation. */
export function sdkCallOf(call: SdkCall): string | null {
	const made = call.operation !== null && Object.hasOwn(methods, call.operation) && methods[call.operation]?.(call);
	if (!made) return null;
	const [method, ...values] = made;
	let code = `await activitysmith.${method}(`;
	for (const [index, value] of values.entries()) {
		if (index > 0) code += ", ";
		code += literal(value, "", code.length);
	}
	return `${code});`;
}
