import { afterEach, describe, expect, test, vi } from "vitest";
import type { RequestEvent, ResponseEvent, RetryEvent } from "../src/index.ts";
import { ValidationError } from "../src/index.ts";
import { reply, stubClient } from "./stub-fetch.ts";

afterEach(() => vi.useRealTimers());

const start = { content_state: { title: "T", type: "value" as const, value: 1 } };

describe("options of a call", () => {
	test("headers replace those of the client, whatever their case", async () => {
		const { client, sent } = stubClient([], { headers: { "X-Team": "a", "X-Env": "prod" } });
		await client.badgeCount(1, {}, { headers: { "x-team": "b", "CONTENT-TYPE": "application/json; charset=utf-8" } });
		expect(sent[0]?.headers).toMatchObject({
			"x-team": "b",
			"x-env": "prod",
			"content-type": "application/json; charset=utf-8",
			authorization: "Bearer ask_secret",
		});
	});

	test.each([
		["a Headers object", new Headers({ "X-A": "1" })],
		["pairs", [["X-A", "1"]] as [string, string][]],
		["an object", { "X-A": "1" }],
	])("headers may be %s", async (_, headers) => {
		const { client, sent } = stubClient();
		await client.metrics.update("cpu", 1, {}, { headers });
		expect(sent[0]?.headers).toMatchObject({ "x-a": "1", authorization: "Bearer ask_secret" });
	});

	test("a client's own Authorization replaces the key's", async () => {
		const { client, sent } = stubClient([], { headers: { Authorization: "Bearer other" } });
		await client.badgeCount(1);
		expect(sent[0]?.headers.authorization).toBe("Bearer other");
	});

	test("other fields of RequestInit reach fetch, but redirects stay refused", async () => {
		const { client, sent } = stubClient();
		const dispatcher = {};
		const options = { keepalive: true, cache: "no-store" as const, redirect: "follow" as const, dispatcher };
		await client.badgeCount(1, {}, options);
		expect(sent[0]?.init).toMatchObject({ keepalive: true, cache: "no-store", redirect: "manual" });
		expect(sent[0]?.init).toHaveProperty("dispatcher", dispatcher);
		for (const ours of ["timeout", "maxRetries", "idempotencyKey", "apiKey"])
			expect(sent[0]?.init).not.toHaveProperty(ours);
	});

	test("a function gets the request, without the key, and gives options", async () => {
		const { client, sent } = stubClient();
		const seen: unknown[] = [];
		await client.metrics.update("cpu", 7, undefined, async (request) => {
			seen.push(request);
			return { headers: { "x-a": "1" }, method: "PUT", body: { value: 8 } as unknown as BodyInit };
		});
		const described = { method: "POST", headers: { "content-type": "application/json" }, body: { value: 7 } };
		expect(seen).toEqual([
			{
				init: expect.objectContaining(described),
				context: expect.objectContaining({ ...described, path: "/metrics/{key}/value" }),
			},
		]);
		expect(sent[0]).toMatchObject({
			method: "PUT",
			body: { value: 8 },
			url: expect.stringMatching(/\/metrics\/cpu\/value$/),
		});
		expect(sent[0]?.headers).toMatchObject({ "x-a": "1", authorization: "Bearer ask_secret" });
	});

	test("an error of that function is the call's, and nothing is sent", async () => {
		const { client, sent } = stubClient();
		const failing = () => {
			throw new Error("mine");
		};
		await expect(client.badgeCount(1, {}, failing)).rejects.toThrow("mine");
		expect(sent).toHaveLength(0);
	});
});

describe("mistakes are rejections, and nothing is sent", () => {
	const circular: Record<string, unknown> = {};
	circular.self = circular;
	const { client, sent } = stubClient();
	const mistakes: [string, () => Promise<unknown>][] = [
		["no channels", () => client.notifications.send({ title: "T", channels: [] })],
		["null for channels", () => client.notifications.send({ title: "T", channels: null as unknown as string[] })],
		["nothing for channels", () => client.badgeCount(1, { channels: "" as unknown as string[] })],
		["a header with a line break", () => client.badgeCount(1, {}, { headers: { "x-key": "ask_secret\nx" } })],
		["no channels for a start", () => client.liveActivities.start({ ...start, channels: [] })],
		["no channels for a badge", () => client.badgeCount(1, { channels: [] })],
		[
			"channels beside another target",
			() => client.notifications.send({ title: "T", channels: ["a"], target: { channels: ["b"] } } as never),
		],
		[
			"media beside actions",
			() => client.notifications.send({ title: "T", media: "https://a.example/a.png", actions: [{}] } as never),
		],
		["a circular payload", () => client.notifications.send({ title: "T", payload: circular })],
		["a BigInt", () => client.metrics.update("cpu", 1n as never)],
		["no key", () => client.metrics.update(undefined as never, 1)],
		["an empty key", () => client.liveActivities.endStream("")],
		["a key that climbs the path", () => client.metrics.update("..", 1)],
		["half a surrogate pair", () => client.liveActivities.endStream("\ud83d")],
	];
	test.each(mistakes)("%s", async (_, call) => {
		// Called outside of anything that would catch a throw.
		const promise = call();
		await expect(promise).rejects.toBeInstanceOf(ValidationError);
		expect(sent).toHaveLength(0);
	});

	test.each([
		["no request", () => client.notifications.send(undefined as never)],
		["no parameters", () => client.notifications.sendPushNotification(undefined as never)],
		["no parameters of a Raw form", () => client.liveActivities.startLiveActivityRaw(undefined as never)],
	])("%s doesn't throw", async (_, call) => {
		const promise = call();
		expect(promise).toBeInstanceOf(Promise);
		await promise.catch(() => undefined);
	});

	test("media with an empty list of actions, and channels equal to the target, are no mistakes", async () => {
		const fine = stubClient();
		await fine.client.notifications.send({ title: "T", media: "https://a.example/a.png", actions: [] });
		await fine.client.badgeCount(1, { channels: ["a"], target: { channels: ["a"] } } as never);
		expect(fine.sent[1]?.body).toEqual({ badge: 1, target: { channels: ["a"] } });
	});
});

describe("hooks", () => {
	test("see every try, in order", async () => {
		vi.useFakeTimers();
		const events: [string, RequestEvent | ResponseEvent | RetryEvent][] = [];
		const { client } = stubClient([reply(500, {}), new Error("reset"), reply(200, {}, { "x-request-id": "r" })], {
			hooks: {
				onRequest: (event) => events.push(["request", event]),
				onResponse: (event) => events.push(["response", event]),
				onRetry: (event) => events.push(["retry", event]),
			},
		});
		const call = client.badgeCount(1);
		await vi.runAllTimersAsync();
		await call;
		expect(events.map(([name, { attempt }]) => `${name} ${attempt}`)).toEqual([
			"request 1",
			"response 1",
			"retry 1",
			"request 2",
			"retry 2",
			"request 3",
			"response 3",
		]);
		const request = { method: "POST", url: "https://own.example/api/badge" };
		expect(events[0]?.[1]).toEqual({ ...request, attempt: 1 });
		expect(events[1]?.[1]).toEqual({ ...request, attempt: 1, status: 500, headers: expect.any(Headers) });
		expect(events[2]?.[1]).toEqual({ ...request, attempt: 1, error: expect.any(Error), delay: expect.any(Number) });
		const last = events[6]?.[1] as ResponseEvent | undefined;
		expect(last?.headers.get("x-request-id")).toBe("r");
	});

	test("that fail, now or later, don't break the call", async () => {
		const unhandled = vi.fn();
		process.on("unhandledRejection", unhandled);
		const { client } = stubClient([], {
			hooks: {
				onRequest() {
					throw new Error("now");
				},
				onResponse: async () => {
					throw new Error("later");
				},
			},
		});
		expect(await client.badgeCount(1)).toEqual({ success: true });
		await new Promise((resolve) => setImmediate(resolve));
		process.off("unhandledRejection", unhandled);
		expect(unhandled).not.toHaveBeenCalled();
	});
});

test("nothing is written to the console", async () => {
	const methods = ["log", "info", "warn", "error", "debug"] as const;
	const spies = methods.map((method) => vi.spyOn(console, method));
	const { client } = stubClient([reply(400, {})]);
	await client.badgeCount(1).catch(() => undefined);
	await client.badgeCount(1);
	for (const spy of spies) expect(spy).not.toHaveBeenCalled();
	vi.restoreAllMocks();
});
