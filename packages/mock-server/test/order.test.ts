/** The order of checks: a request with everything wrong is refused for the first of it, then for the next. */
import { describe, expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { api, progress, seen, send } from "./api.ts";

const options = {
	accounts: [
		{
			keys: ["all", { key: "ops", channels: ["ops"] }],
			channels: { ops: {}, sales: { devices: ["iphone"] } },
			limits: { liveActivities: 0, requestsPerMinute: null },
		},
		{ keys: ["spent"], limits: { requestsPerMinute: 0 } },
	],
};

const LARGE = "x".repeat(64 * 1024 + 1);
const text = { "Content-Type": "text/plain" };

describe("each check comes before all later ones", () => {
	test.each<[string, Parameters<typeof send>[1], number, string]>([
		["route", { method: "POST", path: "/nothing", key: null, body: LARGE }, 404, "Not found"],
		["method", { method: "PATCH", path: "/badge", key: null, body: LARGE }, 405, "Method not allowed"],
		["key", { method: "POST", path: "/badge", key: "wrong", body: LARGE, headers: text }, 401, "Unauthorized"],
		["rate", { method: "POST", path: "/badge", key: "spent", body: LARGE, headers: text }, 429, "Rate limit exceeded"],
		["size", { method: "POST", path: "/badge", key: "ops", body: LARGE, headers: text }, 413, "Payload too large"],
		[
			"content type",
			{ method: "PUT", path: "/live-activity/stream/a.b", key: "ops", body: "{", headers: text },
			415,
			"Unsupported media type",
		],
		[
			"stream key",
			{ method: "PUT", path: "/live-activity/stream/a.b", key: "ops", body: { channels: ["sales"] } },
			400,
			"Invalid stream_key",
		],
		[
			"schema",
			{ method: "PUT", path: "/live-activity/stream/k", key: "ops", body: { channels: ["sales"] } },
			400,
			"Bad request",
		],
		[
			"scope",
			{
				method: "PUT",
				path: "/live-activity/stream/k",
				key: "ops",
				body: { content_state: { title: "T" }, channels: ["sales", "unknown"] },
			},
			403,
			"Invalid channel targeting",
		],
		[
			"unknown channel",
			{
				method: "PUT",
				path: "/live-activity/stream/k",
				key: "all",
				body: { content_state: { title: "T" }, channels: ["sales", "unknown"] },
			},
			400,
			"Invalid channel targeting",
		],
		[
			"merged state",
			{
				method: "PUT",
				path: "/live-activity/stream/k",
				key: "all",
				body: { content_state: { title: "T" }, channels: ["ops"] },
			},
			400,
			"Bad request",
		],
		[
			"recipients",
			{ method: "PUT", path: "/live-activity/stream/k", key: "all", body: { ...progress(1), channels: ["ops"] } },
			404,
			"No recipients found",
		],
		[
			"limit",
			{ method: "PUT", path: "/live-activity/stream/k", key: "all", body: { ...progress(1), channels: ["sales"] } },
			429,
			"Live Activity limit reached",
		],
	])("%s", async (_, request, status, error) => {
		const mock = createMock(options);
		const answer = await send(mock.fetch, request);
		expect(answer).toMatchObject({ status, body: { error } });
		expect(answer.headers.get("content-type")).toBe("application/json");
	});

	test("existence, then the owner, then the merged state", async () => {
		const mock = createMock();
		const invalid = { title: "T", type: "value" };
		const call = async (key: string, activity_id: unknown) =>
			(await api(mock, key).update({ activity_id, content_state: invalid })).status;
		const { activity_id } = (await api(mock, "mine").start(progress(1))).body;
		expect(await call("theirs", "unknown")).toBe(404);
		expect(await call("theirs", activity_id)).toBe(403);
		expect(await call("mine", activity_id)).toBe(400);
	});

	test("an activity that is over, before the merged state", async () => {
		const { start, end, update } = api(createMock());
		const { activity_id } = (await start(progress(1))).body;
		await end({ activity_id, content_state: { title: "T" } });
		const invalid = { activity_id, content_state: { title: "T", type: "value" } };
		expect((await update(invalid)).status).toBe(404);
		// A retried end succeeds, whatever it says.
		expect((await end(invalid)).status).toBe(200);
	});
});

describe("a refusal leaves everything as it was", () => {
	test("no request that is refused can be noticed afterwards", async () => {
		const mock = createMock({ limits: { liveActivities: 2 } });
		const { put, del, start, update, end, push, badge, metric } = api(mock);
		await put("k", { ...progress(42), tags: ["a"] });
		const { activity_id } = (await start(progress(7))).body;
		const before = seen(mock);
		const long = "s".repeat(4096);
		const refused = [
			await put("k", progress(101)),
			await put("k", progress(50, { subtitle: long })),
			await put("k", { content_state: { title: "T", type: "value" } }),
			await put("k", { ...progress(50), channels: [] }),
			await put("new", progress(1)),
			await del("k", { content_state: { title: "T", percentage: 101 } }),
			await del("k", { content_state: { title: "T", subtitle: long } }),
			await del("k", { content_state: { title: "T", current_step: 1 } }),
			await update({ activity_id, content_state: { title: "T", subtitle: long } }),
			await update({ activity_id, content_state: { title: "T", current_step: 1 } }),
			await end({ activity_id, content_state: { title: "T", value: 1 } }),
			await end({ activity_id, content_state: { title: "T", subtitle: long } }),
			await start(progress(1)),
			await push({ title: "T", message: long }),
			await push({ title: "" }),
			await badge({ badge: -1 }),
			await metric("m", { value: null }),
		];
		expect(refused.map(({ status }) => status)).toEqual(
			refused.map((_, index) => ([4, 12].includes(index) ? 429 : 400)),
		);
		expect(seen(mock)).toEqual(before);
		expect((await put("k", progress(42))).body).toMatchObject({ operation: "noop", tags: ["a"] });
		expect((await del("new")).status).toBe(404);
	});

	test("too large says by how many bytes", async () => {
		const { put, push } = api(createMock());
		for (const { status, body } of [
			await put("k", progress(50, { subtitle: "s".repeat(4096) })),
			await push({ title: "T", message: "s".repeat(4096) }),
		]) {
			expect(status).toBe(400);
			expect(body).toMatchObject({ error: "Bad request" });
			const [, bytes, over] = /takes (\d+) bytes, (\d+) over/.exec(String(body.message)) ?? [];
			expect(Number(bytes) - Number(over)).toBe(4096);
		}
	});

	test("4096 bytes of a notification pass, one more does not", async () => {
		const mock = createMock();
		const { push } = api(mock);
		await push({ title: "T", message: "" });
		const [first] = mock.devices[0]?.pushes ?? [];
		const room = 4096 - Buffer.byteLength(JSON.stringify(first?.body));
		expect((await push({ title: "T", message: "m".repeat(room) })).status).toBe(200);
		expect(Buffer.byteLength(JSON.stringify(mock.devices[0]?.pushes[1]?.body))).toBe(4096);
		expect((await push({ title: "T", message: "m".repeat(room + 1) })).body.message).toContain("4097 bytes, 1 over");
	});
});
