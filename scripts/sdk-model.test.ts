/** What the printers of the languages read out of the flat document. */
import { buildOpenApiDocument, flattenDocument, type OpenApiDocument } from "@activitysmith/schema/openapi";
import { describe, expect, test } from "vitest";
import { goTag, languages, phpTag } from "./sdk/languages.ts";
import { fieldsOf, readApi } from "./sdk/model.ts";
import { placeOf, snakeCase } from "./sdk/surface.ts";

const api = readApi(flattenDocument(buildOpenApiDocument()));
const operation = (id: string) => api.operations.find((one) => one.id === id);
const field = (schema: string, name: string) => fieldsOf(api, schema).find((one) => one.name === name);

describe("operations", () => {
	test("have what a method needs", () => {
		expect(operation("endLiveActivityStream")).toMatchObject({
			method: "DELETE",
			path: "/live-activity/stream/{stream_key}",
			key: "stream_key",
			body: "LiveActivityStreamDeleteRequest",
			bodyRequired: false,
			response: "LiveActivityStreamDeleteResponse",
			idempotent: false,
			doc: expect.stringMatching(/^End a stream\. /),
		});
		expect(operation("startLiveActivity")).toMatchObject({ key: undefined, bodyRequired: true, idempotent: true });
	});

	test("have a place each, and no two the same", () => {
		const places = api.operations.map(({ id }) => JSON.stringify(placeOf(id)));
		expect(new Set(places).size).toBe(8);
		expect(() => placeOf("sendFax")).toThrow("no place for sendFax");
	});
});

describe("types", () => {
	test("that differ in limits alone are one", () => {
		expect(field("LiveActivityAction", "url")).toMatchObject({ type: { kind: "string" }, required: true });
	});

	test("that are one of several are unions, null among them", () => {
		const value = { kind: "union", members: [{ kind: "number" }, { kind: "string" }, { kind: "null" }] };
		expect(field("ContentStateUpdate", "value")).toMatchObject({ type: value, required: false });
		expect(field("ContentStateUpdate", "color")?.type).toEqual({
			kind: "union",
			members: [{ kind: "named", name: "LiveActivityColor" }, { kind: "null" }],
		});
	});

	test("know moments, lists, free objects and words", () => {
		expect(field("LiveActivityStartResponse", "timestamp")?.type).toEqual({ kind: "timestamp" });
		expect(field("ChannelTarget", "channels")?.type).toEqual({ kind: "list", items: { kind: "string" } });
		expect(field("PushNotificationRequest", "payload")?.type).toEqual({ kind: "map", values: { kind: "json" } });
		expect(field("PushNotificationRequest", "interruption_level")?.type).toEqual({
			kind: "literals",
			values: ["passive", "active", "time-sensitive"],
		});
	});

	test("come after those that they are made of", () => {
		const names = api.requests.map(({ name }) => name);
		expect(names.indexOf("LiveActivityColor")).toBeLessThan(names.indexOf("ActivityMetric"));
		expect(names.indexOf("ActivityMetric")).toBeLessThan(names.indexOf("ContentStateStart"));
		expect(names.indexOf("ContentStateStart")).toBeLessThan(names.indexOf("LiveActivityStartRequest"));
		expect(new Set(names).size).toBe(names.length);
	});
});

test("a document that no printer could print is refused", () => {
	const broken = (change: (text: string) => string) =>
		JSON.parse(change(JSON.stringify(flattenDocument(buildOpenApiDocument())))) as OpenApiDocument;
	expect(() => readApi(broken((text) => text.replaceAll("schemas/ChannelTarget", "schemas/Elsewhere")))).toThrow(
		"the document has no schema Elsewhere",
	);
});

test("names are written in words", () => {
	expect(snakeCase("LiveActivityStreamDeleteRequest")).toBe("live_activity_stream_delete_request");
	expect(snakeCase("startLiveActivity")).toBe("start_live_activity");
});

test("each language writes the version in its own way, and one that comes before a release stays before it", () => {
	const written = (version: string) => languages.map((language) => language.version.write(version));
	expect(written("2.3.1")).toEqual(["2.3.1", "2.3.1", "2.3.1", "2.3.1"]);
	expect(written("2.0.0-next.3")).toEqual(["2.0.0.dev3", "2.0.0-next.3", "2.0.0-alpha.3", "2.0.0.next.3"]);
	expect([goTag("2.3.1"), goTag("3.0.0-next.0"), phpTag("2.0.0-next.3")]).toEqual([
		"v1.203.1",
		"v1.300.0-next.0",
		"v2.0.0-alpha.3",
	]);
});
