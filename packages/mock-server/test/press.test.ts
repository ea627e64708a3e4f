/** Presses on the buttons of simulated phones. */
import type { PressOutcome as PagesOutcome, Press as PagesPress } from "@activitysmith/lock-screen/page";
import { Webhook } from "standardwebhooks";
import { describe, expect, expectTypeOf, test } from "vitest";
import { createMock, type MockOptions, type Phone, type PressRecord } from "../src/index.ts";
import { api, progress } from "./api.ts";

const pause = {
	title: "Pause",
	type: "webhook",
	url: "https://ops.example.com/hooks/pause?secret=S3",
	body: { job_id: "nightly" },
};
const cancel = { title: "Cancel", type: "webhook", method: "GET", url: "https://ops.example.com/hooks/cancel" };
const open = { title: "Open", type: "open_url", url: "https://ops.example.com/jobs/1" };

function one(options: MockOptions = {}) {
	const mock = createMock({ ...options, accounts: [{ keys: ["ask_test"] }] });
	return { mock, phone: mock.device("iphone"), ipad: mock.device("ipad"), ...api(mock) };
}

async function shown(options: MockOptions = {}) {
	const kit = one(options);
	const { body } = await kit.put("nightly", { ...progress(42), action: pause, secondary_action: open });
	return { ...kit, on: { activityId: body.activity_id as string } };
}

const refused = (phone: Phone, on: PagesPress["on"], action: string) =>
	phone.press(on, action).then(
		() => "not refused",
		(error: Error) => error.message,
	);

test("the page's types and ours are the same", () => {
	expectTypeOf<Awaited<ReturnType<Phone["press"]>>>().toEqualTypeOf<PagesOutcome>();
	expectTypeOf<Omit<PressRecord, "at" | "request" | "outcome">>().toEqualTypeOf<PagesPress>();
});

describe("a press is recorded", () => {
	test("with the request that the webhook would have got, which verifies", async () => {
		const { mock, phone, on } = await shown();
		const outcome = await phone.press(on, "primary");
		expect(outcome).toEqual({ status: null, message: expect.stringMatching(/^Recorded, and not called/) });
		expect(mock.presses).toEqual([
			{
				device: "iphone",
				on,
				action: "primary",
				at: mock.clock.now(),
				request: {
					method: "POST",
					url: "https://ops.example.com/hooks/pause?secret=S3",
					headers: {
						"content-type": "application/json",
						"user-agent": "ActivitySmith/1",
						"webhook-id": expect.stringMatching(/^msg_\w{24}$/),
						"webhook-timestamp": String(mock.clock.now() / 1000),
						"webhook-signature": expect.stringMatching(/^v1,/),
						"activitysmith-action": "primary",
						"activitysmith-activity-id": on.activityId,
						"activitysmith-stream-key": "nightly",
					},
					body: '{"job_id":"nightly"}',
				},
				outcome,
			},
		]);
		const { headers = {}, body } = mock.presses[0]?.request ?? {};
		const at = new Date(mock.clock.now());
		const expected = new Webhook(mock.webhookSecret).sign(headers["webhook-id"] ?? "", at, body ?? "");
		expect(headers["webhook-signature"]).toBe(expected);
	});

	test("each with an id of its own, also on another device", async () => {
		const { mock, phone, ipad, on } = await shown();
		for (const device of [phone, phone, ipad]) await device.press(on, "primary");
		expect(new Set(mock.presses.map(({ request }) => request?.headers["webhook-id"])).size).toBe(3);
		expect(mock.presses.map(({ device }) => device)).toEqual(["iphone", "iphone", "ipad"]);
	});

	test("the same in every run", async () => {
		const runs = [await shown(), await shown()];
		for (const { phone, on } of runs) await phone.press(on, "primary");
		expect(runs[0]?.mock.presses).toEqual(runs[1]?.mock.presses);
	});

	test("the last thousand, until the mock is reset", async () => {
		const { mock, phone, on } = await shown();
		for (let count = 0; count < 1003; count += 1) await phone.press(on, "secondary");
		await phone.press(on, "primary");
		expect(mock.presses).toHaveLength(1000);
		expect(mock.presses.at(-1)?.action).toBe("primary");
		mock.reset();
		expect(mock.presses).toEqual([]);
	});

	test("a button that opens a link calls nothing", async () => {
		const called: string[] = [];
		const webhooks = async ({ url }: Request) => {
			called.push(url);
			return new Response();
		};
		const { mock, phone, on } = await shown({ webhooks });
		expect(await phone.press(on, "secondary")).toEqual({
			status: null,
			message: expect.stringContaining("nothing to call"),
		});
		expect(mock.presses).toMatchObject([{ action: "secondary", request: null }]);
		expect(called).toEqual([]);
	});
});

describe("which action it is", () => {
	test("the one that the activity has now", async () => {
		const { mock, phone, put, on } = await shown();
		await put("nightly", { ...progress(43), action: cancel });
		await phone.press(on, "primary");
		expect(mock.presses[0]?.request).toMatchObject({
			method: "GET",
			url: "https://ops.example.com/hooks/cancel",
			body: null,
		});
	});

	test("a notification's, by its number", async () => {
		const { mock, phone, push } = one();
		await push({ title: "Failed", actions: [open, pause, cancel] });
		const id = phone.notifications()[0]?.activitysmith.id ?? "";
		await phone.press({ notificationId: id }, "action-3");
		await phone.press({ notificationId: id }, "action-2");
		expect(mock.presses.map(({ request }) => request?.url)).toEqual([cancel.url, pause.url]);
		expect(mock.presses[0]?.request?.headers).toMatchObject({
			"activitysmith-action": "action-3",
			"activitysmith-notification-id": id,
		});
	});

	test("an ended activity keeps its button while it is on the lock screen", async () => {
		const { mock, phone, start, end } = one();
		const { body } = await start({ ...progress(1), action: pause });
		const on = { activityId: body.activity_id as string };
		await end({ activity_id: on.activityId, ...progress(100), action: cancel });
		await phone.press(on, "primary");
		expect(mock.presses[0]?.request?.url).toBe(cancel.url);
		await mock.clock.advance("3m");
		expect(await refused(phone, on, "primary")).toMatch(/^iPhone shows no Live Activity/);
	});
});

describe("what cannot be pressed", () => {
	test("a button that is not there, with those that are", async () => {
		const { mock, phone, on } = await shown();
		expect(await refused(phone, on, "tertiary")).toContain(
			"no action tertiary on iPhone. Its actions: primary, secondary",
		);
		expect(await refused(phone, { activityId: "nope" }, "primary")).toContain("iPhone shows no Live Activity");
		expect(await refused(phone, { notificationId: "nope" }, "action-1")).toBe("iPhone shows no notification nope");
		expect(mock.presses).toEqual([]);
	});

	test("an activity that was swiped away, but on the device that still shows it", async () => {
		const { mock, phone, ipad, on } = await shown();
		await phone.dismiss(on.activityId);
		expect(await refused(phone, on, "primary")).toContain("iPhone shows no Live Activity");
		await ipad.press(on, "primary");
		expect(mock.presses.map(({ device }) => device)).toEqual(["ipad"]);
	});

	test("anything while nobody can be reached", async () => {
		const { mock, phone, on } = await shown();
		phone.goOffline();
		expect(await phone.press(on, "primary")).toEqual({ status: null, message: expect.stringContaining("offline") });
		expect(mock.presses).toEqual([]);
	});

	test("what the device still shows and the service has taken away", async () => {
		const { mock, phone, put } = one();
		phone.tokens = "held";
		const { body } = await put("nightly", { ...progress(42), action: pause, secondary_action: cancel });
		await put("nightly", { ...progress(43), action: null });
		expect(phone.lockScreen().activities[0]?.state.action).toMatchObject({ id: "primary" });
		const message = await refused(phone, { activityId: body.activity_id as string }, "primary");
		expect(message).toBe(
			`The Live Activity with activity_id ${body.activity_id} has no action primary. Its actions: secondary`,
		);
		expect(mock.presses).toEqual([]);
	});
});

describe("in place of the network", () => {
	test("a function gets the request, and its answer is the outcome", async () => {
		const received: { method: string; url: string; body: string; id: string | null }[] = [];
		const { phone, on } = await shown({
			webhooks: async (request) => {
				const { method, url, headers } = request;
				received.push({ method, url, body: await request.text(), id: headers.get("webhook-id") });
				return new Response("no", { status: 503 });
			},
		});
		expect(await phone.press(on, "primary")).toEqual({ status: 503 });
		expect(received).toEqual([
			{ method: "POST", url: pause.url, body: '{"job_id":"nightly"}', id: expect.stringMatching(/^msg_/) },
		]);
	});

	test("one that fails is a webhook that could not be reached", async () => {
		const { mock, phone, on } = await shown({ webhooks: () => Promise.reject(new Error("no route")) });
		expect(await phone.press(on, "primary")).toEqual({ status: null, message: expect.stringContaining("no route") });
		const network = await shown({ webhooks: async () => Response.error() });
		expect((await network.phone.press(network.on, "primary")).status).toBeNull();
		expect(mock.presses[0]?.outcome.status).toBeNull();
	});

	test("a failure does not change what the phones show", async () => {
		const { phone, on } = await shown({ webhooks: async () => new Response(null, { status: 500 }) });
		const before = phone.lockScreen();
		await phone.press(on, "primary");
		expect(phone.lockScreen()).toEqual(before);
	});
});

test("no push tells a device where a webhook is, or what it is sent", async () => {
	const { mock, put, push, phone } = await shown();
	await put("nightly", { ...progress(43), action: { ...pause, method: "POST" } });
	await push({ title: "Failed", actions: [pause, cancel] });
	await mock.clock.advance("7h40m");
	await put("nightly", progress(44));
	const pushed = JSON.stringify(mock.devices.map(({ pushes }) => pushes));
	expect(phone.pushes.length).toBeGreaterThan(4);
	for (const secret of ["hooks/pause", "hooks/cancel", "S3", "job_id", '"method"', mock.webhookSecret]) {
		expect(pushed).not.toContain(secret);
	}
});

describe("secrets", () => {
	test("each account has one of its own, and its seed can give one", async () => {
		const given = `whsec_${"A".repeat(32)}`;
		const mock = createMock({ accounts: [{ keys: ["a"] }, { keys: ["b"] }, { keys: ["c"], webhookSecret: given }] });
		const secrets = ["a", "b", "c"].map((key) => mock.account(key).webhookSecret);
		expect(new Set(secrets).size).toBe(3);
		expect(secrets[2]).toBe(given);
		expect(mock.webhookSecret).toBe(secrets[0]);
	});

	test("one that is none is refused without being repeated", () => {
		const seed = { keys: ["a"], webhookSecret: "whsec_tiny" };
		expect(() => createMock({ accounts: [seed] })).toThrow(/webhookSecret must be whsec_ and 24 to 64 bytes in base64/);
		expect(() => createMock({ accounts: [seed] })).not.toThrow(/tiny/);
	});
});

test("ranges and modes that are none are refused at once", () => {
	expect(() => createMock({ allowWebhooksTo: ["127.0.0.0/8", "localhost"] })).toThrow(
		"allowWebhooksTo[1] must be a range in CIDR notation",
	);
	expect(() => createMock({ webhooks: "off" as "call" })).toThrow(TypeError);
});
