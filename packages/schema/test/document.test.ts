/** The OpenAPI document as other clients are generated from it: names, operations, statuses, headers, mappings. */
import { describe, expect, test } from "vitest";
import { errors, operations } from "../src/index.ts";
import { buildOpenApiDocument } from "../src/openapi.ts";
import { document } from "./json-schema.ts";

interface Response {
	headers: Record<string, { $ref: string }>;
	content: Record<string, { schema: Record<string, unknown> }>;
}

interface Endpoint {
	operationId: string;
	tags: string[];
	security: unknown[];
	parameters?: { name: string; in: string; required: boolean }[];
	requestBody: { required: boolean };
	responses: Record<string, Response>;
}

const { schemas } = document.components as { schemas: Record<string, Record<string, unknown>> };

const endpoints = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, endpoint]) => ({ path, method, ...(endpoint as Endpoint) })),
);

function schemaRefs(response: Response | undefined): unknown[] {
	const schema = response?.content["application/json"]?.schema ?? {};
	const members = (schema.anyOf ?? [schema]) as { $ref: string }[];
	return members.map(({ $ref }) => $ref?.replace("#/components/schemas/", ""));
}

/** Every object below `node` that has the key. */
function holders(node: unknown, key: string): Record<string, unknown>[] {
	if (typeof node !== "object" || node === null) return [];
	const below = Object.values(node).flatMap((value) => holders(value, key));
	return key in node ? [node as Record<string, unknown>, ...below] : below;
}

test("every name that clients are generated from is there", () => {
	expect(Object.keys(schemas)).toEqual(
		expect.arrayContaining([
			...["PushNotificationResponse", "LiveActivityStreamPutResponse", "LiveActivityStreamDeleteResponse"],
			...["LiveActivityStartResponse", "LiveActivityUpdateResponse", "LiveActivityEndResponse"],
			...["MetricValueUpdateResponse", "AppIconBadgeCountUpdateResponse"],
			...["ContentStateStart", "ContentStateUpdate", "ContentStateEnd", "StreamContentState", "ActivityMetric"],
			...["ActivityMetricValue", "AlertPayload", "ChannelTarget", "LiveActivityAction", "LiveActivityActionType"],
			...["LiveActivityWebhookMethod", "LiveActivityAlertIcon", "LiveActivityAlertBadge", "LiveActivityColor"],
			...["PushNotificationAction", "PushNotificationActionType", "PushNotificationWebhookMethod"],
			...["PushNotificationRequest", "LiveActivityStartRequest", "LiveActivityUpdateRequest"],
			...["LiveActivityEndRequest", "LiveActivityStreamRequest", "LiveActivityStreamDeleteRequest"],
			...["MetricValueUpdateRequest", "AppIconBadgeCountUpdateRequest"],
			...["BadRequestError", "UnauthorizedError", "ForbiddenError", "NotFoundError", "NoRecipientsError"],
			...["RateLimitError", "LiveActivityLimitError", "MetricError", "ConflictError", "UnprocessableError"],
			...["PayloadTooLargeError", "UnsupportedMediaTypeError", "InternalServerError"],
		]),
	);
});

const everywhere = {
	401: ["UnauthorizedError"],
	413: ["PayloadTooLargeError"],
	415: ["UnsupportedMediaTypeError"],
	429: ["RateLimitError"],
	500: ["InternalServerError"],
};
const badRequest = { 400: ["BadRequestError"] };
const forbidden = { 403: ["ForbiddenError"] };
const noRecipients = { 404: ["NoRecipientsError"] };
const notFound = { 404: ["NotFoundError"] };
const idempotency = { 409: ["ConflictError"], 422: ["UnprocessableError"] };
const limit = { 429: ["RateLimitError", "LiveActivityLimitError"] };

interface Row {
	id: string;
	route: string;
	tag: string;
	success: string;
	refusals: Record<string, string[]>;
}

const table: Row[] = [
	{
		id: "sendPushNotification",
		route: "post /push-notification",
		tag: "PushNotifications",
		success: "PushNotificationResponse",
		refusals: { ...badRequest, ...forbidden, ...noRecipients, ...idempotency },
	},
	{
		id: "reconcileLiveActivityStream",
		route: "put /live-activity/stream/{stream_key}",
		tag: "LiveActivities",
		success: "LiveActivityStreamPutResponse",
		refusals: { ...badRequest, ...forbidden, ...noRecipients, ...limit },
	},
	{
		id: "endLiveActivityStream",
		route: "delete /live-activity/stream/{stream_key}",
		tag: "LiveActivities",
		success: "LiveActivityStreamDeleteResponse",
		refusals: { ...badRequest, ...forbidden, ...notFound },
	},
	{
		id: "startLiveActivity",
		route: "post /live-activity/start",
		tag: "LiveActivities",
		success: "LiveActivityStartResponse",
		refusals: { ...badRequest, ...forbidden, ...noRecipients, ...idempotency, ...limit },
	},
	{
		id: "updateLiveActivity",
		route: "post /live-activity/update",
		tag: "LiveActivities",
		success: "LiveActivityUpdateResponse",
		refusals: { ...badRequest, ...forbidden, ...notFound },
	},
	{
		id: "endLiveActivity",
		route: "post /live-activity/end",
		tag: "LiveActivities",
		success: "LiveActivityEndResponse",
		refusals: { ...badRequest, ...forbidden, ...notFound },
	},
	{
		id: "updateMetricValue",
		route: "post /metrics/{key}/value",
		tag: "Metrics",
		success: "MetricValueUpdateResponse",
		refusals: { ...badRequest, 404: ["MetricError"] },
	},
	{
		id: "updateAppIconBadgeCount",
		route: "post /badge",
		tag: "AppIconBadges",
		success: "AppIconBadgeCountUpdateResponse",
		refusals: { ...badRequest, ...forbidden, ...noRecipients },
	},
];

test.each(table)("$id is $route", ({ id, route, tag, success, refusals }) => {
	const endpoint = endpoints.find(({ operationId }) => operationId === id);
	expect(`${endpoint?.method} ${endpoint?.path}`).toBe(route);
	expect(endpoint?.tags).toEqual([tag]);
	const answers = Object.entries(endpoint?.responses ?? {}).map(([status, answer]) => [status, schemaRefs(answer)]);
	expect(Object.fromEntries(answers)).toEqual({ 200: [success], ...everywhere, ...refusals });
});

test("there are these eight operations and no others", () => {
	expect(endpoints).toHaveLength(8);
	expect(endpoints.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(operations).sort());
});

describe.each(endpoints)("$operationId", ({ responses, requestBody, operationId, security, parameters = [] }) => {
	test("takes an API key", () => expect(security).toEqual([{ apiKeyAuth: [] }]));

	test("names the headers of its answers", () => {
		for (const [status, { headers }] of Object.entries(responses)) {
			const names = Object.keys(headers);
			const shared = ["X-Request-Id", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];
			expect(names, status).toEqual(expect.arrayContaining(shared));
			expect(names.includes("Retry-After"), status).toBe(status === "429");
			expect(names.includes("WWW-Authenticate"), status).toBe(status === "401");
			for (const [name, { $ref }] of Object.entries(headers)) {
				expect($ref).toBe(`#/components/headers/${name}`);
				expect(document.components.headers).toHaveProperty([name]);
			}
		}
	});

	test("requires a body, but for the end of a stream", () => {
		expect(requestBody.required).toBe(operationId !== "endLiveActivityStream");
	});

	test("takes an Idempotency-Key when it is a push or a start", () => {
		const takes = parameters.some(({ name, in: place, required }) => {
			return name === "Idempotency-Key" && place === "header" && !required;
		});
		expect(takes).toBe(["sendPushNotification", "startLiveActivity"].includes(operationId));
		expect(Object.keys(responses[200]?.headers ?? {}).includes("Idempotent-Replayed")).toBe(takes);
	});
});

test("every discriminator maps each member of its union", () => {
	const unions = holders(document, "discriminator");
	expect(unions.length).toBe(3);
	for (const { discriminator, oneOf } of unions) {
		const { propertyName, mapping } = discriminator as { propertyName: string; mapping: Record<string, string> };
		expect(propertyName).toBe("type");
		expect(Object.values(mapping)).toEqual((oneOf as { $ref: string }[]).map(({ $ref }) => $ref));
		for (const [tag, $ref] of Object.entries(mapping)) {
			const member = schemas[$ref.replace("#/components/schemas/", "")] as { properties: Record<string, unknown> };
			expect(member.properties.type).toEqual({ type: "string", enum: [tag] });
		}
	}
});

test("the two bodies of a 429 can be told apart by `error`", () => {
	const title = (name: string) => (schemas[name] as { properties: Record<string, unknown> }).properties.error;
	expect(title("RateLimitError")).toMatchObject({ enum: ["Rate limit exceeded"] });
	expect(title("LiveActivityLimitError")).toMatchObject({ enum: ["Live Activity limit reached"] });
	expect(errors.rateLimited.error).not.toBe(errors.activityLimit(4, 4).error);
});

test("every reference leads somewhere", () => {
	for (const { $ref } of holders(document, "$ref")) {
		const path = String($ref).replace("#/", "").split("/");
		expect(document).toHaveProperty(path);
	}
});

test("no mark of ours and no word of zod's is left in it", () => {
	expect(JSON.stringify(document)).not.toMatch(/x-component|x-nullable|\$schema|~standard/);
});

test("what is legacy is marked as deprecated", () => {
	const deprecated = Object.keys(schemas).filter((name) => schemas[name]?.deprecated);
	expect(deprecated).toEqual(["CountdownContentState", "CounterContentState"]);
	const timer = schemas.TimerContentState as { properties: Record<string, { deprecated?: boolean }> };
	const legacy = Object.keys(timer.properties).filter((field) => timer.properties[field]?.deprecated);
	expect(legacy).toEqual(["number_of_steps", "current_step", "step_color", "step_colors"]);
});

test("defaults are stated", () => {
	const field = (schema: string, name: string) =>
		(schemas[schema] as { properties: Record<string, { default?: unknown }> }).properties[name]?.default;
	expect(field("ContentStateEnd", "auto_dismiss_minutes")).toBe(3);
	expect(field("StreamContentState", "auto_dismiss_minutes")).toBe(2);
	expect(field("TimerContentState", "counts_down")).toBe(true);
	expect(field("TimerContentState", "is_running")).toBe(true);
	expect(schemas.LiveActivityWebhookMethod?.default).toBe("POST");
	expect(schemas.PushNotificationWebhookMethod?.default).toBe("POST");
});

test("everything says what it is for", () => {
	for (const [name, schema] of Object.entries(schemas)) {
		expect(schema.description, name).toEqual(expect.stringMatching(/\S/));
		for (const [field, property] of Object.entries((schema.properties ?? {}) as Record<string, object>)) {
			const speaks = "description" in property || "$ref" in property || "enum" in property;
			expect(speaks, `${name}.${field}`).toBe(true);
		}
	}
});

test("building it twice gives the same bytes, and these are the published ones", async () => {
	const text = `${JSON.stringify(buildOpenApiDocument(), null, "\t")}\n`;
	expect(`${JSON.stringify(buildOpenApiDocument(), null, "\t")}\n`).toBe(text);
	await expect(text).toMatchFileSnapshot("../../../openapi/openapi.json");
});
