/** What the page of the lock screens is told of requests, and of the pushes that they led to. */
import { describe, expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { api, progress } from "./api.ts";
import { stillTime, watch } from "./screens-watch.ts";

type Json = Record<string, unknown>;

describe("the events of requests", () => {
	const { pass } = stillTime();

	test("tell a request, what was pushed for it, and the screens that it has changed", async () => {
		const mock = createMock();
		const { events, of, told } = await watch(mock);
		await pass(16);
		const answer = await api(mock).put("backup", progress(42));
		await pass(16);
		expect(events.map(({ type }) => type).sort()).toEqual(["push", "push", "request", "screens", "screens"]);
		const { id: activityId } = { id: answer.body.activity_id };
		const state = { version: 1, type: "progress", title: "Nightly Backup", color: "blue", percentage: 42 };
		const startedAt = mock.clock.now();
		const shown = { activityId, streamKey: "backup", status: "active", state, startedAt, dismissAt: null };
		expect(told()[1]?.complete).toBe(false);
		expect(told()[1]?.screens.map(({ id, activities }) => [id, activities])).toEqual([
			["iphone", [shown]],
			["ipad", [shown]],
		]);
		expect(of("request")).toEqual([
			{
				run: expect.any(String),
				id: answer.headers.get("x-request-id"),
				at: mock.clock.now(),
				method: "PUT",
				path: "/api/live-activity/stream/backup",
				operation: "reconcileLiveActivityStream",
				key: "backup",
				body: progress(42),
				status: 200,
				response: answer.body,
				decision: "started",
				because: "the stream key was never used",
			},
		]);
		const body = (mock.devices[0]?.pushes[0] as { body: Json } | undefined)?.body;
		const push = { at: mock.clock.now(), kind: "live-activity", activityId, body };
		const bytes = Buffer.byteLength(JSON.stringify(body));
		const [{ run, id: request }] = of("request") as [Json];
		expect(of("push")).toEqual([
			{ run, id: expect.any(String), ...push, device: "iphone", request, bytes },
			{ run, id: expect.any(String), ...push, device: "ipad", request, bytes },
		]);
		expect(new Set(of("push").map(({ id }) => id)).size).toBe(2);
	});

	test("say of each push which request led to it, however many are under way", async () => {
		const mock = createMock({ accounts: [{ keys: ["ask_test"], users: [{ id: "u", devices: [{ id: "a" }] }] }] });
		const { put, badge } = api(mock);
		const { of } = await watch(mock);
		mock.device("a").tokens = "held";
		await put("late", progress(1));
		await put("late", progress(2));
		await mock.device("a").registerTokens();
		mock.device("a").tokens = "immediate";
		await put("k", progress(1));
		await Promise.all([...[2, 3, 4].map((percentage) => put("k", progress(percentage))), badge({ badge: 5 })]);
		await mock.clock.advance("7h31m");
		await put("k", progress(6));
		await pass(16);
		const asked = new Map(of("request").map(({ id, body }) => [id, body]));
		const said = of("push").map(({ request, body }) => {
			const { event, badge, "content-state": state } = (body as { aps: Json }).aps;
			const pushed = event === undefined ? { badge } : progress((state as { percentage: number }).percentage);
			return [event ?? "badge", pushed, request === null ? null : asked.get(request)];
		});
		expect(said.slice(0, 2)).toEqual([
			["start", progress(1), progress(1)],
			// The state that waited for the device's token.
			["update", progress(2), null],
		]);
		const parallel = said.slice(3, -2);
		expect(parallel.map(([event]) => event).sort()).toEqual(["badge", "update", "update", "update"]);
		for (const [, pushed, request] of parallel) expect(request).toEqual(pushed);
		// A rotation: what is replaced ends when the device has reported the token of what replaces it.
		expect(said.slice(-2).map(([event, , request]) => [event, request])).toEqual([
			["start", progress(6)],
			["end", progress(6)],
		]);
	});

	test("tell a request whose key was refused, whoever's it was", async () => {
		const mock = createMock({ accounts: [{ keys: ["ask_known"] }] });
		const { of } = await watch(mock);
		await api(mock, "ask_other").badge({ badge: 1 });
		await pass(16);
		expect(of("request")).toMatchObject([{ status: 401, decision: "refused" }]);
		expect(JSON.stringify(of("request"))).not.toContain("ask_other");
	});

	test("begin with the last requests when asked to, and go on where a reader was", async () => {
		const mock = createMock();
		const { badge } = api(mock);
		for (const number of [1, 2, 3]) await badge({ badge: number });
		const first = await watch(mock, "?last=2");
		await pass(16);
		expect(first.events.map(({ type }) => type)).toEqual(["screens", "request", "request"]);
		expect(first.of("request").map(({ body }) => body)).toEqual([{ badge: 2 }, { badge: 3 }]);
		const seen = first.events.at(-1)?.id ?? "";
		await badge({ badge: 4 });
		const second = await watch(mock, "?last=2", { "last-event-id": seen });
		await pass(16);
		expect(second.events.map(({ type }) => type)).toEqual(["screens", "push", "push", "request"]);
		expect(second.of("request").map(({ body }) => body)).toEqual([{ badge: 4 }]);
	});

	test("of the past have the pushes of its requests, as far back as somebody has listened, and only of the account", async () => {
		const mock = createMock();
		const { badge } = api(mock);
		await badge({ badge: 1 });
		const { reading: _, ...listener } = await watch(mock);
		await badge({ badge: 2 });
		await api(mock, "ask_other").badge({ badge: 9 });
		await badge({ badge: 3 });
		await pass(16);
		const told = async (query: string) => {
			const { events } = await watch(mock, query);
			await pass(16);
			return events.slice(1).map(({ data }) => data);
		};
		const [first] = await told("?last=3");
		expect(first).toMatchObject({ body: { badge: 1 } });
		expect((await told("?last=3")).slice(1)).toEqual(
			listener.events.filter(({ type }) => type !== "screens").map(({ data }) => data),
		);
		expect((await told("?last=1")).map(({ kind, body }) => kind ?? body)).toEqual(["badge", "badge", { badge: 3 }]);
		mock.journal.clear();
		for (const { journal } of mock.accounts) journal.clear();
		expect(await told("?last=3")).toEqual([]);
	});

	test("are of another run after a reset, where ids begin anew", async () => {
		const mock = createMock();
		const { of } = await watch(mock);
		await api(mock).badge({ badge: 1 });
		mock.reset();
		await api(mock).badge({ badge: 1 });
		await pass(16);
		const [before, after] = of("request");
		expect(after?.id).toBe(before?.id);
		expect(of("push").map(({ run }) => run)).toEqual([before?.run, before?.run, after?.run, after?.run]);
		expect(after?.run).not.toBe(before?.run);
	});
});
