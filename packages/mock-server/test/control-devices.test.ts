/** The control routes for devices, channels, streams, time and faults: what can be seen, moved and broken. */
import { describe, expect, test } from "vitest";
import { send } from "./api.ts";
import { controlled } from "./control-api.ts";

const badge = { method: "POST", path: "/badge", body: { badge: 1 } };

describe("devices", () => {
	test("the state of an account is that of its key", async () => {
		await using kit = await controlled();
		await kit.put("ask_one", 42);
		await kit.put("ask_two", 7, "other");
		await send(fetch, { ...badge, key: "ask_two" }, kit.url);
		const { body } = await kit.control("GET", "/state", { key: "ask_two" });
		expect(body.streams).toEqual([{ key: "other", status: "active", activityId: expect.any(String) }]);
		expect(body.devices[0]).toMatchObject({
			id: "iphone",
			name: "iPhone",
			userId: "user-1",
			lockScreen: { activities: [{ status: "active", state: { percentage: 7 } }], dismissed: [] },
			badge: 1,
			tokens: "immediate",
			offline: false,
		});
		const first = await kit.control("GET", "/state");
		expect(first.body.devices[0].lockScreen.activities[0]?.state.percentage).toBe(42);
	});

	test("a lock screen as JSON and as text", async () => {
		await using kit = await controlled();
		await kit.put("ask_one", 42);
		const asked = { key: "ask_one" };
		const path = "/devices/ipad/lock-screen";
		expect((await kit.control("GET", path, asked)).body.activities).toHaveLength(1);
		const text = await kit.control("GET", path, { ...asked, headers: { accept: "text/plain" } });
		expect(text.headers.get("content-type")).toBe("text/plain; charset=utf-8");
		expect(text.body).toBe(`${kit.mock.device("ipad").lockScreen({ as: "text" })}\n`);
	});

	test("tokens are held back, then registered", async () => {
		await using kit = await controlled();
		const held = await kit.control("PATCH", "/devices/iphone", { body: { tokens: "held" } });
		expect(held.body.tokens).toBe("held");
		await kit.put("ask_one", 1);
		expect((await kit.put("ask_one", 2)).body).toMatchObject({ devices_notified: 1, devices_queued: 1 });
		const { body } = await kit.control("POST", "/devices/iphone/register-tokens");
		expect(body.lockScreen).toMatchObject({ activities: [{ state: { percentage: 2 } }] });
		await kit.control("PATCH", "/devices/iphone", { body: { tokens: "90s" } });
		await kit.put("ask_one", 1, "slow");
		expect((await kit.put("ask_one", 2, "slow")).body.devices_queued).toBe(1);
		await kit.control("POST", "/clock", { body: { advance: "90s" } });
		expect((await kit.put("ask_one", 3, "slow")).body.devices_queued).toBe(0);
	});

	test("one that is offline gets what was sent when it returns", async () => {
		await using kit = await controlled();
		expect((await kit.control("PATCH", "/devices/iphone", { body: { offline: true } })).body.offline).toBe(true);
		await kit.put("ask_one", 1);
		// It waits for the token, which the device registers when it knows of the activity.
		expect((await kit.put("ask_one", 2)).body.devices_queued).toBe(1);
		expect((await kit.control("GET", "/state")).body.devices[0].pushes).toEqual([]);
		const back = await kit.control("PATCH", "/devices/iphone", { body: { offline: false } });
		expect(back.body.lockScreen).toMatchObject({ activities: [{ state: { percentage: 2 } }] });
	});

	test("a Live Activity is swiped away, with and without a report", async () => {
		await using kit = await controlled();
		const { activity_id } = (await kit.put("ask_one")).body;
		await kit.control("POST", "/devices/ipad/dismiss", { body: { activity_id } });
		expect((await kit.put("ask_one", 2)).body.devices_notified).toBe(1);
		await kit.control("POST", "/devices/iphone/dismiss", { body: { activity_id, reported: false } });
		// Its push is refused, and only then the service knows.
		expect((await kit.put("ask_one", 3)).body).toMatchObject({ operation: "updated", devices_notified: 1 });
		expect((await kit.put("ask_one", 4)).body.operation).toBe("started");
	});

	test("the app is removed from one: it is reached no more", async () => {
		await using kit = await controlled();
		expect((await kit.control("DELETE", "/devices/ipad")).status).toBe(204);
		await kit.put("ask_one");
		expect((await kit.put("ask_one", 2)).body.devices_notified).toBe(1);
	});

	test("an unknown device is a 404 that names the others", async () => {
		await using kit = await controlled();
		for (const [method, path] of [
			["GET", "/devices/watch/lock-screen"],
			["PATCH", "/devices/watch"],
			["DELETE", "/devices/watch"],
			["POST", "/devices/watch/register-tokens"],
			["POST", "/devices/watch/dismiss"],
		] as const) {
			const body = method === "PATCH" ? {} : path.endsWith("dismiss") ? { activity_id: "x" } : undefined;
			const answer = await kit.control(method, path, { body });
			expect(answer.status).toBe(404);
			expect(answer.body.message).toBe("There is no device watch. The account's devices: iphone, ipad.");
		}
	});

	test.each([
		[{ tokens: "later" }, "tokens must be immediate, held, or a duration"],
		[{ offline: "yes" }, "offline must be a boolean"],
		[{ token: "held" }, "token is not a field: allowed are tokens, offline"],
	])("%j is refused", async (body, message) => {
		await using kit = await controlled();
		expect((await kit.control("PATCH", "/devices/iphone", { body })).body.message).toContain(message);
	});
});

describe("channels and streams", () => {
	test("a channel is described, and removed", async () => {
		await using kit = await controlled();
		const push = {
			method: "POST",
			path: "/push-notification",
			body: { title: "T", channels: ["ops"] },
			key: "ask_one",
		};
		const count = async () => (await send(fetch, push, kit.url)).body.devices_notified;
		await kit.control("PUT", "/channels/ops", { key: "ask_one", body: { devices: ["ipad"] } });
		expect(await count()).toBe(1);
		expect((await kit.control("DELETE", "/channels/ops", { key: "ask_one" })).status).toBe(204);
		expect(await count()).toBe(2);
		const wrong = await kit.control("PUT", "/channels/ops", { key: "ask_one", body: { users: ["nobody"] } });
		expect(wrong.body.message).toMatch(/^channel names nobody: the account has the users user-1/);
	});

	test("a stream is paused, and resumed", async () => {
		await using kit = await controlled();
		await kit.put("ask_one");
		expect((await kit.control("POST", "/streams/k/pause", { key: "ask_one" })).status).toBe(204);
		expect((await kit.put("ask_one", 2)).body.operation).toBe("paused");
		expect((await kit.control("GET", "/state", { key: "ask_one" })).body.streams).toEqual([
			{ key: "k", status: "paused", activityId: null },
		]);
		expect((await kit.control("POST", "/streams/k/resume", { key: "ask_one" })).status).toBe(204);
		expect((await kit.put("ask_one", 3)).body.operation).toBe("started");
		const unknown = await kit.control("POST", "/streams/never/pause", { key: "ask_one" });
		expect([unknown.status, unknown.body.error]).toEqual([404, "Live Activity stream not found"]);
		expect((await kit.control("POST", "/streams/never/resume", { key: "ask_one" })).status).toBe(404);
	});
});

describe("time", () => {
	test("moves for all accounts, or for one", async () => {
		await using kit = await controlled();
		const advanced = await kit.control("POST", "/clock", { body: { advance: "8h" } });
		expect([advanced.status, advanced.body]).toEqual([200, { now: "2026-01-01T08:00:00.000Z" }]);
		await kit.control("POST", "/clock", { body: { set: "2026-01-02T00:00:00Z" } });
		expect((await kit.control("GET", "/clock")).body).toEqual({ now: "2026-01-02T00:00:00.000Z" });
		await kit.control("POST", "/clock", { key: "ask_one", body: { advance: 1500 } });
		expect((await kit.control("GET", "/clock", { key: "ask_one" })).body.now).toBe("2026-01-02T00:00:01.500Z");
		expect((await kit.control("GET", "/clock")).body.now).toBe("2026-01-02T00:00:00.000Z");
	});

	test("what is due on the way has happened when it is answered", async () => {
		await using kit = await controlled();
		await kit.put("ask_one");
		await kit.control("POST", "/clock", { body: { advance: "20h" } });
		const { body } = await kit.control("GET", "/state");
		expect(body.streams).toEqual([{ key: "k", status: "inactive", activityId: null }]);
	});

	test.each([
		[{}, "The request body must have either advance or set"],
		[{ advance: "1h", set: "2026-01-02T00:00:00Z" }, "The request body must have either advance or set"],
		[{ advance: "soon" }, "advance must be milliseconds, or text such as"],
		[{ advance: -1 }, "advance must be milliseconds"],
		[{ set: "tomorrow" }, "set must be a time, such as 2026-01-01T00:00:00Z"],
		[{ set: "2020-01-01T00:00:00Z" }, "The clock cannot go back: it is 2026-01-01T00:00:00.000Z"],
	])("%j is refused", async (body, message) => {
		await using kit = await controlled();
		const answer = await kit.control("POST", "/clock", { body });
		expect([answer.status, answer.body.error]).toEqual([400, "Bad request"]);
		expect(answer.body.message).toContain(message);
	});
});

describe("faults", () => {
	test("one is added, strikes, and is removed", async () => {
		await using kit = await controlled();
		const added = await kit.control("POST", "/faults", { key: "ask_one", body: { status: 503 } });
		expect([added.status, added.body]).toEqual([201, { id: expect.any(String), rule: { status: 503 }, struck: 0 }]);
		const headers = { authorization: "Bearer ask_one" };
		expect((await fetch(`${kit.url}/api/badge`, { method: "POST", headers })).status).toBe(503);
		expect((await kit.control("GET", "/faults", { key: "ask_one" })).body.faults).toEqual([
			{ id: added.body.id, rule: { status: 503 }, struck: 1 },
		]);
		expect((await kit.control("GET", "/faults")).body.faults).toEqual([]);
		const path = `/faults/${added.body.id}`;
		expect((await kit.control("DELETE", path, { key: "ask_one" })).status).toBe(204);
		expect((await kit.control("DELETE", path, { key: "ask_one" })).status).toBe(404);
		expect((await send(fetch, { ...badge, key: "ask_one" }, kit.url)).status).toBe(200);
	});

	test("without a key they strike every account; all go at once", async () => {
		await using kit = await controlled();
		await kit.control("POST", "/faults", { body: { status: 500, operation: ["updateAppIconBadgeCount"] } });
		for (const key of ["ask_one", "ask_two"]) expect((await send(fetch, { ...badge, key }, kit.url)).status).toBe(500);
		expect((await kit.control("DELETE", "/faults")).status).toBe(204);
		expect((await send(fetch, { ...badge, key: "ask_one" }, kit.url)).status).toBe(200);
	});

	test("a rule that cannot be is refused by field", async () => {
		await using kit = await controlled();
		const { body } = await kit.control("POST", "/faults", { body: { status: 999, operation: "push" } });
		expect(body.issues.map(({ path }) => path)).toEqual(["operation", "status"]);
	});
});
