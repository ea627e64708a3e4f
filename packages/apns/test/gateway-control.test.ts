/** The control port: all of the gateway, for tests in other languages. */
import { request } from "node:http";
import { type Control, type FakeApns, startControl, startFakeApns } from "@activitysmith/apns/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentState, openClient, start } from "./gateway-client.ts";

const NOW = Date.UTC(2026, 10, 21, 12);

let gateway: FakeApns;
let control: Control;

beforeEach(async () => {
	gateway = await startFakeApns({ clock: NOW, relay: true });
	control = await startControl(gateway);
});
afterEach(async () => {
	await control.close();
	await gateway.close();
});

interface Device {
	id: string;
	tokens: { device: string; pushToStart: string };
	activities: { id: string; activityState: string; updateToken: string }[];
	notifications: unknown[];
}

async function call<T = Record<string, unknown>>(route: string, body?: unknown): Promise<T & { status: number }> {
	const [method = "", path = ""] = route.split(" ");
	const response = await fetch(control.url + path, {
		method,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return { ...((await response.json()) as T), status: response.status };
}

async function push(token: string): Promise<number | string> {
	const client = openClient(gateway);
	const answer = await client.alert(token).then(
		({ status }) => status,
		(error: Error) => error.message,
	);
	client.close();
	return answer;
}

test("devices are added, moved about and looked at", async () => {
	const device = await call<Device>("POST /devices", { id: "phone", updateTokens: "in-foreground" });
	expect(device).toMatchObject({ status: 200, id: "phone", environment: "development" });
	const client = openClient(gateway);
	await client.activity(device.tokens.pushToStart, start());
	client.close();
	await call("POST /devices/phone/foreground");
	const { activities } = await call<Device>("GET /devices/phone");
	expect(activities).toMatchObject([{ activityState: "active", updateToken: expect.stringMatching(/^[\da-f]{160}$/) }]);
	const { reports } = await call<{ reports: { number: number; token: string }[] }>("GET /reports?after=3");
	expect(reports).toMatchObject([{ number: 4, kind: "update", token: activities[0]?.updateToken }]);
	const { token } = await call<{ token: string }>(`POST /tokens/${activities[0]?.updateToken}/replace`);
	expect(gateway.devices.get("phone")?.activities[0]?.updateToken).toBe(token);
	await call(`POST /devices/phone/activities/${activities[0]?.id}/dismiss`);
	expect((await call<Device>("GET /devices/phone")).activities).toMatchObject([{ activityState: "dismissed" }]);
	const own = await call<Device["activities"][0]>("POST /devices/phone/activities", { contentState: contentState() });
	expect(own).toMatchObject({ activityState: "active" });
	await call("POST /devices/phone/uninstall");
	expect(await push(device.tokens.device)).toBe(410);
	expect(await call("GET /devices")).toMatchObject({ devices: [{ id: "phone" }] });
});

test("what was sent is told, and waited for", async () => {
	const { tokens } = await call<Device>("POST /devices", { id: "phone" });
	const waiting = call("GET /pushes?device=phone&count=2");
	await push(tokens.device);
	await push("00");
	await push(tokens.device);
	expect(await waiting).toMatchObject({
		total: 3,
		accepted: 2,
		pushes: [{ status: 200 }, { status: 200, outcome: { result: "applied" } }],
	});
	expect(await call("GET /pushes?status=400&reason=BadDeviceToken")).toMatchObject({ pushes: [{ deviceToken: "00" }] });
	expect(await call("GET /pushes?device=phone&count=9&timeoutMs=1")).toMatchObject({ pushes: [{}, {}] });
	await call("DELETE /pushes");
	expect(await call("GET /pushes")).toMatchObject({ total: 0, pushes: [] });
});

test("faults, tokens, channels, the clock and the connections are in its hand", async () => {
	const { tokens } = await call<Device>("POST /devices");
	const { id } = await call<{ id: string }>("POST /faults", { answer: { reason: "Shutdown" } });
	expect(await push(tokens.device)).toBe(503);
	expect(await call("GET /faults")).toMatchObject({ faults: [{ id, struck: 1 }] });
	await call(`DELETE /faults/${id}`);
	expect(await push(tokens.device)).toBe(200);
	await call("POST /faults", { drop: true });
	await call("DELETE /faults");
	await call(`POST /tokens/${tokens.device}/kill`, { since: 5 });
	expect(gateway.pushes.last()?.status).toBe(200);
	expect(await push(tokens.device)).toBe(410);
	expect(gateway.pushes.last()?.timestamp).toBe(5);
	const channel = await call("POST /channels", { storagePolicy: 0 });
	expect(await call("GET /channels")).toMatchObject({ channels: [{ id: channel.id, storagePolicy: 0 }] });
	await call("DELETE /channels");
	expect(gateway.channels.list()).toEqual([]);
	expect(await call("POST /clock", { advance: 1500 })).toMatchObject({ now: NOW + 1500 });
	expect(await call("POST /clock", { set: NOW })).toMatchObject({ now: NOW });
	expect(await call("GET /clock")).toMatchObject({ now: NOW });
});

test("connections are limited, told to go, dropped, silenced and refused", async () => {
	const { tokens } = await call<Device>("POST /devices");
	const closed = async (route: string) => {
		const client = openClient(gateway);
		await client.alert(tokens.device);
		const gone = new Promise((resolve) => client.session.once("close", resolve));
		const { connections } = await call<{ connections: { id: number }[] }>("GET /connections");
		expect(await call(`POST /connections/${route}`, { id: connections.at(-1)?.id })).toEqual({ status: 200 });
		await gone;
	};
	await closed("go-away");
	await closed("drop");
	const client = openClient(gateway);
	await client.alert(tokens.device);
	await call("POST /connections/streams", { streams: 5 });
	await client.alert(tokens.device);
	expect(client.session.remoteSettings.maxConcurrentStreams).toBe(5);
	expect(await call("POST /connections/silence")).toEqual({ status: 200 });
	client.session.destroy();
	await call("POST /connections/refuse");
	expect(await push(tokens.device)).toContain("ECONNREFUSED");
	await call("POST /connections/accept");
	expect(await push(tokens.device)).toBe(200);
});

test("a reset forgets what tests have made, and keeps the keys", async () => {
	const { tokens } = await call<Device>("POST /devices");
	await call("POST /faults", { drop: true });
	await call("POST /channels", {});
	await call("POST /reset");
	expect(await push(tokens.device)).toBe(400);
	expect(await call("GET /state")).toMatchObject({
		...{ devices: [], faults: 0, pushes: { total: 1, accepted: 0 }, origins: gateway.origins, keyId: gateway.keyId },
	});
	expect(await call("GET /channels")).toMatchObject({ channels: [] });
});

const mistakes: [string, unknown, number, string][] = [
	["POST /devices", { colour: "red" }, 400, 'A device has no field "colour"'],
	["POST /devices", { bundleId: "com.example.stranger" }, 400, "none of the gateway's bundle ids"],
	["POST /devices", { updateTokens: "sometimes" }, 400, "updateTokens is at-once"],
	["POST /devices", [], 400, "The body must be an object"],
	["GET /devices/nobody", undefined, 404, 'There is no device "nobody"'],
	["POST /devices/nobody/offline", {}, 404, 'There is no device "nobody"'],
	["POST /tokens/00/replace", {}, 404, "Nobody has this token"],
	["POST /tokens/00/kill", {}, 400, "Nobody has this token"],
	["POST /faults", { reset: "OOPS" }, 400, '"OOPS" is no error of HTTP/2'],
	["DELETE /faults/none", undefined, 404, 'There is no fault "none"'],
	["GET /pushes?status=x", undefined, 400, "status is a number"],
	["POST /clock", {}, 400, "The clock takes advance"],
	["POST /clock", { advance: -1 }, 400, "advance is a number"],
	["POST /connections/drop", { id: 99 }, 404, "There is no connection 99"],
	["PUT /clock", {}, 405, "No such route"],
	["GET /nothing", undefined, 404, "No such route"],
	["GET /devices/%zz", undefined, 400, "URI malformed"],
];
test.each(mistakes)("%s with %o: %i", async (route, body, status, message) => {
	expect(await call(route, body)).toMatchObject({ status, error: expect.stringContaining(message) });
});

test("a page in a browser may not use it, by its origin or by a name that points here", async () => {
	const { port } = new URL(control.url);
	const status = (headers: Record<string, string>) =>
		new Promise((resolve, reject) => {
			const outgoing = request({ port, host: "127.0.0.1", method: "POST", path: "/reset", headers }, (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			outgoing.on("error", reject).end();
		});
	expect(await status({ origin: "https://example.com" })).toBe(403);
	expect(await status({ host: "rebound.example.com" })).toBe(403);
	expect(await status({ host: `localhost:${port}` })).toBe(200);
});
