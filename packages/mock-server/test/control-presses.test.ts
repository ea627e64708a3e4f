/** Presses by control routes: what the page does, and what tests in other languages read. */
import { expect, test } from "vitest";
import { controlled } from "./control-api.ts";

const action = { title: "Pause", type: "webhook", url: "https://ops.example.com/hooks/pause", body: { job_id: "j" } };

async function notified(...keys: string[]) {
	const kit = await controlled({
		accounts: keys.map((key) => ({ keys: [key] })),
		webhooks: async () => new Response(null, { status: 202 }),
	});
	for (const key of keys) {
		await fetch(`${kit.url}/api/push-notification`, {
			method: "POST",
			headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
			body: JSON.stringify({ title: "Failed", actions: [action] }),
		});
	}
	const notificationId = (account: { devices: typeof kit.mock.devices }) =>
		account.devices[0]?.notifications()[0]?.activitysmith.id ?? "";
	const press = (key: string) => ({
		device: "iphone",
		on: { notificationId: notificationId(kit.mock.account(key)) },
		action: "action-1",
	});
	return { ...kit, press };
}

test("a button is pressed on the first account, or on the one that is named", async () => {
	await using kit = await notified("ask_one", "ask_two");
	const first = await kit.control("POST", "/screens/press", { body: kit.press("ask_one") });
	expect([first.status, first.body]).toEqual([200, { status: 202 }]);
	await kit.control("POST", "/screens/press?account=account-2", { body: kit.press("ask_two") });
	const { device, ...button } = kit.press("ask_two");
	await kit.control("POST", `/devices/${device}/press`, { key: "ask_two", body: button });
	const { body } = await kit.control("GET", "/presses", { key: "ask_two" });
	const pressed = {
		...kit.press("ask_two"),
		request: { url: action.url, body: '{"job_id":"j"}' },
		outcome: { status: 202 },
	};
	expect(body).toMatchObject({
		webhookSecret: kit.mock.account("ask_two").webhookSecret,
		presses: [pressed, pressed],
	});
});

test("what is not there is a 404 that says what is", async () => {
	await using kit = await notified("ask_one");
	const press = kit.press("ask_one");
	const answers = [
		await kit.control("POST", "/screens/press", { body: { ...press, device: "watch" } }),
		await kit.control("POST", "/screens/press", { body: { ...press, action: "action-2" } }),
		await kit.control("POST", "/screens/press", { body: { ...press, on: { activityId: "a" } } }),
		await kit.control("POST", "/screens/press?account=account-9", { body: press }),
	];
	expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
	expect(answers.map(({ body }) => body.message)).toEqual([
		expect.stringContaining("iphone, ipad"),
		expect.stringContaining("Its actions: action-1"),
		"iPhone shows no Live Activity with activity_id a",
		expect.stringContaining("account-1"),
	]);
});

test.each([
	[{ device: "iphone", on: {}, action: "primary" }, "on must be { activityId } or { notificationId }"],
	[{ device: "iphone", on: { activityId: "a", notificationId: "b" }, action: "primary" }, "on must be"],
	[{ on: { activityId: "a" }, action: "primary" }, "device"],
])("%j is refused", async (body, message) => {
	await using kit = await notified("ask_one");
	const answer = await kit.control("POST", "/screens/press", { body });
	expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(message)]);
});
