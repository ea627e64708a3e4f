/** The document of the control routes: whether it says what they do. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { api, progress } from "./api.ts";
import { answered, controlDocument, controlled } from "./control-api.ts";

test("is the one in the repository", () => {
	const file = new URL("../../../openapi/mock-control.json", import.meta.url);
	expect(controlDocument).toEqual(JSON.parse(readFileSync(file, "utf8")));
});

test("describes every field that a test may send", () => {
	const { schemas } = controlDocument.components;
	for (const name of [
		"AccountSeed",
		"Accounts",
		"Channel",
		"ClockChange",
		"DeviceChange",
		"Dismissal",
		"FaultRule",
		"Button",
		"Press",
	]) {
		const { properties } = schemas[name] as { properties: Record<string, { description?: string }> };
		for (const [field, { description }] of Object.entries(properties)) {
			expect(description, `${name}.${field}`).toMatch(/\.$/);
		}
	}
});

test("promises nothing but what the routes answer", async () => {
	await using kit = await controlled();
	const key = "ask_one";
	const action = { title: "Pause", type: "webhook", url: "https://ops.example.com/hooks/pause" };
	await api(kit.mock, key).put("k", { ...progress(1), action });
	const { body } = await kit.control("GET", "/state", { key });
	const activity_id = body.devices[0].lockScreen.activities[0]?.activityId;
	const button = { on: { activityId: activity_id }, action: "primary" };
	const calls: [string, string, unknown?][] = [
		["GET", "/"],
		["GET", "/health"],
		["GET", "/magic"],
		["GET", "/openapi.json"],
		["GET", "/devices/ipad/lock-screen"],
		["PATCH", "/devices/ipad", { tokens: 90_000, offline: false }],
		["POST", "/devices/ipad/register-tokens"],
		["POST", "/devices/ipad/dismiss", { activity_id }],
		["POST", "/devices/iphone/press", button],
		["POST", "/screens/press", { device: "iphone", ...button }],
		["GET", "/presses"],
		["POST", "/screens/dismiss", { device: "iphone", activityId: activity_id }],
		["DELETE", "/devices/ipad"],
		["PUT", "/channels/ops", { users: ["user-1"] }],
		["DELETE", "/channels/ops"],
		["POST", "/streams/k/pause"],
		["POST", "/streams/k/resume"],
		["GET", "/clock"],
		["POST", "/clock", { advance: "1m" }],
		["POST", "/faults", { status: 503, delay: "1ms" }],
		["GET", "/faults"],
		["DELETE", "/faults/account-1-fault-1"],
		["DELETE", "/faults"],
		["GET", "/journal?wait=1s"],
		["GET", "/journal/unexpected"],
		["DELETE", "/journal"],
		["POST", "/accounts", { keys: ["ask_two"] }],
		["PUT", "/accounts", { accounts: [{ keys: [key] }] }],
		["POST", "/reset"],
	];
	// Each answer is compared with the document on the way.
	for (const [method, path, sent] of calls) await kit.control(method, path, { key, body: sent });
	const promised = Object.values(controlDocument.paths).flatMap((operations) =>
		Object.values(operations).flatMap(({ operationId, responses }) =>
			Object.keys(responses)
				.filter((status) => status.startsWith("2"))
				.map((status) => `${operationId} ${status}`),
		),
	);
	// Events have tests of their own.
	expect(promised.filter((promise) => !answered.has(promise))).toEqual(["getScreens 200", "getEvents 200"]);
});
