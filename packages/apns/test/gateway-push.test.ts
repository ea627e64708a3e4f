/** What the gateway makes of a push: every reason, and which comes first when several things are wrong. */
import { randomUUID } from "node:crypto";
import { type FakeApns, PUSH_REASONS, startFakeApns } from "@activitysmith/apns/testing";
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ACTIVITY_TOPIC, type Answer, BUNDLE_ID, type Client, mint, openClient, type Sent } from "./gateway-client.ts";

let gateway: FakeApns;
let client: Client;

beforeAll(async () => {
	gateway = await startFakeApns({ bundleIds: [BUNDLE_ID, "com.example.other"] });
	client = openClient(gateway);
});
afterAll(async () => {
	client.close();
	await gateway.close();
});
beforeEach(() => gateway.reset());

const said = ({ status, reason }: Answer) => `${status} ${reason}`;
const large = { aps: { alert: "x".repeat(5000) } };

describe("a push that Apple takes", () => {
	test("has an empty answer with its own id", async () => {
		const { tokens, notifications } = gateway.addDevice();
		const id = randomUUID();
		const answer = await client.alert(tokens.device, { headers: { "apns-id": id } });
		expect(answer).toMatchObject({ status: 200, text: "" });
		expect(answer.headers["apns-id"]).toBe(id);
		expect(notifications).toMatchObject([{ title: "Backup", body: "Done" }]);
	});

	test("gets an id when it has none, and in development one for the delivery log", async () => {
		const { tokens } = gateway.addDevice();
		const { headers } = await client.alert(tokens.device);
		expect(headers["apns-id"]).toMatch(/^[\da-f-]{36}$/);
		expect(headers["apns-unique-id"]).toMatch(/^[\da-f-]{36}$/);
		const { tokens: production } = gateway.addDevice({ environment: "production" });
		const other = openClient(gateway, gateway.origins.production);
		const answer = await other.alert(production.device);
		other.close();
		expect(answer.status).toBe(200);
		expect(answer.headers).not.toHaveProperty("apns-unique-id");
	});

	test("may be sent in clear text", async () => {
		const { tokens } = gateway.addDevice();
		const clear = openClient(gateway, gateway.h2cOrigin);
		expect(await clear.alert(tokens.device)).toMatchObject({ status: 200 });
		clear.close();
	});

	test("has exactly 4096 bytes, and not one more", async () => {
		const { tokens } = gateway.addDevice();
		const body = (bytes: number) => {
			const empty = JSON.stringify({ aps: { alert: "" } });
			return JSON.stringify({ aps: { alert: "x".repeat(bytes - empty.length) } });
		};
		expect(said(await client.alert(tokens.device, { body: body(4096) }))).toBe("200 null");
		expect(said(await client.alert(tokens.device, { body: body(4097) }))).toBe("413 PayloadTooLarge");
	});

	test("counts bytes, not characters", async () => {
		const { tokens } = gateway.addDevice();
		const body = { aps: { alert: "ü".repeat(2048) } };
		expect(said(await client.alert(tokens.device, { body }))).toBe("413 PayloadTooLarge");
	});

	test("does not depend on the case of its token", async () => {
		const { tokens } = gateway.addDevice();
		expect(await client.alert(tokens.device.toUpperCase())).toMatchObject({ status: 200 });
	});
});

describe("the order of checks", () => {
	/** Each is wrong in one more way than the one after it; the first way counts. */
	test("is Apple's", async () => {
		const wrong: Sent = {
			method: "GET",
			path: "/3/device/00",
			body: "",
			without: ["authorization"],
			headers: {
				"apns-id": "no-uuid",
				"apns-expiration": "soon",
				"apns-priority": "7",
				"apns-collapse-id": "x".repeat(65),
				"apns-push-type": "carrier-pigeon",
				"apns-topic": "",
			},
		};
		const { tokens } = gateway.addDevice();
		const steps: [string, (sent: Sent) => Sent][] = [
			["405 MethodNotAllowed", (sent) => ({ ...sent, path: "/4/device/00" })],
			["404 BadPath", (sent) => ({ ...sent, method: "POST" })],
			["400 MissingDeviceToken", (sent) => ({ ...sent, path: "/3/device/" })],
			["403 MissingProviderToken", (sent) => ({ ...sent, path: "/3/device/00" })],
			["403 InvalidProviderToken", (sent) => ({ ...auth(sent, "bearer nonsense"), without: [] })],
			["400 BadMessageId", (sent) => auth(sent, `bearer ${mint(gateway, { claims: { iat: shared } })}`)],
			["400 BadExpirationDate", (sent) => set(sent, "apns-id", randomUUID())],
			["400 BadPriority", (sent) => set(sent, "apns-expiration", "0")],
			["400 BadCollapseId", (sent) => set(sent, "apns-priority", "10")],
			["400 InvalidPushType", (sent) => set(sent, "apns-collapse-id", "x".repeat(64))],
			["400 MissingTopic", (sent) => set(sent, "apns-push-type", "alert")],
			["400 TopicDisallowed", (sent) => set(sent, "apns-topic", "com.example.stranger")],
			["400 BadTopic", (sent) => set(sent, "apns-topic", ACTIVITY_TOPIC)],
			["400 PayloadEmpty", (sent) => set(sent, "apns-topic", BUNDLE_ID)],
			["413 PayloadTooLarge", (sent) => ({ ...sent, body: large })],
			["400 BadDeviceToken", (sent) => ({ ...sent, body: { aps: { alert: "x" } } })],
			["200 null", (sent) => ({ ...sent, path: `/3/device/${tokens.device}` })],
		];
		const shared = Math.floor(gateway.clock.now() / 1000);
		const fresh = openClient(gateway);
		let sent = wrong;
		const answers: string[] = [];
		for (const [, mend] of steps) {
			sent = mend(sent);
			answers.push(said(await fresh.send(sent)));
		}
		fresh.close();
		expect(answers).toEqual(steps.map(([answer]) => answer));
	});

	const set = (sent: Sent, name: string, value: string): Sent => ({
		...sent,
		headers: { ...sent.headers, [name]: value },
	});
	const auth = (sent: Sent, value: string): Sent => set(sent, "authorization", value);

	test("refuses headers that come twice before it looks at the provider token", async () => {
		const headers = { "apns-id": [randomUUID(), randomUUID()], authorization: "bearer x" };
		expect(said(await client.send({ path: "/3/device/00", headers }))).toBe("400 DuplicateHeaders");
	});
});

describe("a push that is refused", () => {
	const cases: [string, string, Sent][] = [
		["a path with something after the token", "404 BadPath", { path: "/3/device/00/more" }],
		["a path that is only like one", "404 BadPath", { path: "/3/devices/00" }],
		["no token", "400 MissingDeviceToken", { path: "/3/device" }],
		["an empty id", "400 BadMessageId", { headers: { "apns-id": "" } }],
		["a negative expiration", "400 BadExpirationDate", { headers: { "apns-expiration": "-1" } }],
		["an expiration with a fraction", "400 BadExpirationDate", { headers: { "apns-expiration": "1.5" } }],
		["a priority that there is none of", "400 BadPriority", { headers: { "apns-priority": "010" } }],
		[
			"a background push now",
			"400 BadPriority",
			{ headers: { "apns-push-type": "background", "apns-priority": "10" } },
		],
		["a background push by default", "400 BadPriority", { headers: { "apns-push-type": "background" } }],
		["a collapse id of 65 bytes", "400 BadCollapseId", { headers: { "apns-collapse-id": "x".repeat(65) } }],
		["a topic of another kind", "400 BadTopic", { headers: { "apns-topic": `${BUNDLE_ID}.voip` } }],
		["a topic without its suffix", "400 BadTopic", { headers: { "apns-push-type": "widgets" } }],
		["a topic that is no name", "400 BadTopic", { headers: { "apns-topic": "com example" } }],
		["an app of others", "400 TopicDisallowed", { headers: { "apns-topic": "com.example.stranger" } }],
		["no topic", "400 MissingTopic", { without: ["apns-topic"] }],
		["no body", "400 PayloadEmpty", { body: "" }],
		["a body that is no JSON", "400 PayloadEmpty", { body: "{" }],
		["a body that is no object", "400 PayloadEmpty", { body: "[1]" }],
		["a compressed body", "400 PayloadEmpty", { headers: { "content-encoding": "gzip" } }],
		["an empty provider token", "403 MissingProviderToken", { headers: { authorization: "bearer " } }],
		["another scheme", "403 MissingProviderToken", { headers: { authorization: "Basic YTpi" } }],
	];

	test.each(cases)("for %s: %s", async (_, expected, sent) => {
		const { tokens } = gateway.addDevice();
		const answer = await client.alert(tokens.device, sent);
		expect(said(answer)).toBe(expected);
		expect(answer.headers["apns-id"]).toMatch(/^[\da-f-]{36}$/);
		expect(gateway.pushes.last()).toMatchObject({ status: answer.status, reason: answer.reason, outcome: null });
	});

	test("for a token of the other environment", async () => {
		const { tokens } = gateway.addDevice({ environment: "production" });
		expect(said(await client.alert(tokens.device))).toBe("400 BadDeviceToken");
	});

	test("for a token of another app, or another kind", async () => {
		const { tokens } = gateway.addDevice({ bundleId: "com.example.other" });
		expect(said(await client.alert(tokens.device))).toBe("400 DeviceTokenNotForTopic");
		const own = gateway.addDevice().tokens;
		expect(said(await client.alert(own.pushToStart))).toBe("400 DeviceTokenNotForTopic");
		expect(said(await client.activity(own.device, {}))).toBe("400 DeviceTokenNotForTopic");
		const widgets = { headers: { "apns-push-type": "widgets", "apns-topic": `${BUNDLE_ID}.push-type.widgets` } };
		expect(said(await client.alert(own.device, widgets))).toBe("400 DeviceTokenNotForTopic");
		expect(said(await client.alert(own.widget, widgets))).toBe("200 null");
	});

	test("for a dead token, with the time since when in milliseconds", async () => {
		const device = gateway.addDevice();
		gateway.killToken(device.tokens.device, { since: 1_700_000_000_123 });
		const dead = await client.alert(device.tokens.device);
		expect(dead).toMatchObject({ status: 410, json: { reason: "Unregistered", timestamp: 1_700_000_000_123 } });
		gateway.killToken(device.tokens.pushToStart, { reason: "ExpiredToken" });
		const expired = await client.activity(device.tokens.pushToStart, {});
		expect(said(expired)).toBe("410 ExpiredToken");
		expect(expired.timestamp).toBeGreaterThan(1_700_000_000_123);
	});
});

test("whatever is sent is answered with a status and a reason that Apple documents", async () => {
	const { tokens } = gateway.addDevice();
	const wild = fc.oneof(
		fc.string(),
		fc.constantFrom("0", "5", "10", BUNDLE_ID, ACTIVITY_TOPIC, "liveactivity", "alert"),
	);
	// A header's value is what HTTP allows.
	const value = wild.map((text) => text.replace(/[^\x20-\x7e]/g, "?").trim());
	const name = fc.constantFrom(
		"apns-id",
		"apns-topic",
		"apns-push-type",
		"apns-priority",
		"apns-expiration",
		"apns-collapse-id",
	);
	const path = fc.oneof(
		fc.constantFrom(tokens.device, tokens.pushToStart, "", "zz", "%00").map((token) => `/3/device/${token}`),
		fc.stringMatching(/^[!-~]{0,30}$/).map((text) => `/${text}`),
	);
	const body = fc.oneof(
		fc.string({ maxLength: 200 }),
		fc.jsonValue().map((json) => JSON.stringify({ aps: json })),
	);
	const method = fc.constantFrom("POST", "POST", "POST", "GET", "PUT", "DELETE");
	const known = new Map(
		Object.entries(PUSH_REASONS).flatMap(([status, reasons]) => reasons.map((reason) => [reason, Number(status)])),
	);
	const input = fc.record({ method, path, body, headers: fc.dictionary(name, value) });
	await fc.assert(
		fc.asyncProperty(input, async ({ headers, ...sent }) => {
			const answer = await client.send({ ...sent, headers });
			if (answer.status === 200) expect(answer.text).toBe("");
			else expect(known.get(answer.reason as never)).toBe(answer.status);
			expect(answer.headers["apns-id"]).toBeDefined();
		}),
		{ numRuns: 300 },
	);
});
