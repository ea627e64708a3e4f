/** The request that a press becomes, checked by another implementation of HMAC than the one that makes it. */
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { isWebhookSecret, type WebhookAction, type WebhookCall, webhookRequest } from "../src/index.ts";

const secretOf = (bytes: Uint8Array) => `whsec_${Buffer.from(bytes).toString("base64")}`;
const SECRET = secretOf(Buffer.alloc(32, 7));

const action: WebhookAction = { title: "Pause", type: "webhook", url: "https://ops.example.com/hooks?job=1" };

function call(more: Partial<WebhookAction> = {}, id = "msg_1"): WebhookCall {
	return { id, at: 1_767_225_600_999, action: { ...action, ...more }, pressed: { action: "primary" } };
}

function verifies(secret: string, headers: Record<string, string>, body: string | null): boolean {
	const key = Buffer.from(secret.slice("whsec_".length), "base64");
	const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body ?? ""}`;
	const expected = `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
	return (headers["webhook-signature"] ?? "").split(" ").includes(expected);
}

describe("the request", () => {
	test("is a POST with the body as it was sent, unless the action says otherwise", async () => {
		const { method, url, headers, body } = await webhookRequest(call({ body: { job_id: "a", at: [1, null] } }), [
			SECRET,
		]);
		expect({ method, url, body }).toEqual({
			method: "POST",
			url: "https://ops.example.com/hooks?job=1",
			body: '{"job_id":"a","at":[1,null]}',
		});
		expect(headers).toEqual({
			"content-type": "application/json",
			"user-agent": "ActivitySmith/1",
			"webhook-id": "msg_1",
			"webhook-timestamp": "1767225600",
			"webhook-signature": expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
			"activitysmith-action": "primary",
		});
	});

	test("a GET sends no body, and signs none", async () => {
		const { method, headers, body } = await webhookRequest(call({ method: "GET", body: { a: 1 } }), [SECRET]);
		expect([method, body, headers["content-type"]]).toEqual(["GET", null, undefined]);
		expect(verifies(SECRET, headers, null)).toBe(true);
	});

	test("a POST without a body claims none", async () => {
		const { headers, body } = await webhookRequest(call(), [SECRET]);
		expect([body, headers["content-type"]]).toEqual([null, undefined]);
	});

	test("says what was pressed", async () => {
		const pressed = { action: "secondary", activityId: "A".repeat(32), streamKey: "nightly-backup" };
		const { headers } = await webhookRequest({ ...call(), pressed }, [SECRET]);
		expect(headers).toMatchObject({
			"activitysmith-action": "secondary",
			"activitysmith-activity-id": "A".repeat(32),
			"activitysmith-stream-key": "nightly-backup",
		});
	});

	test("a name and a password of the URL become a header, and leave the URL", async () => {
		const given = "https://ann:p%40ss%C3%BC%zz@ops.example.com/hook#part";
		const { url, headers } = await webhookRequest(call({ url: given }), [SECRET]);
		expect(url).toBe("https://ops.example.com/hook");
		const named = Buffer.from(headers.authorization?.replace("Basic ", "") ?? "", "base64").toString();
		expect(named).toBe("ann:p%40ss%C3%BC%zz");
		const { headers: decoded } = await webhookRequest(call({ url: "https://a%40b:%C3%BC@ops.example.com/" }), [SECRET]);
		expect(decoded.authorization).toBe(`Basic ${Buffer.from("a@b:ü").toString("base64")}`);
	});
});

describe("the signature", () => {
	test("is what the specification's own library makes, and takes", async () => {
		const now = Date.now();
		const { headers, body } = await webhookRequest({ ...call({ body: { job_id: "a" } }), at: now }, [SECRET]);
		const webhook = new Webhook(SECRET);
		expect(headers["webhook-signature"]).toBe(webhook.sign("msg_1", new Date(now), body ?? ""));
		expect(webhook.verify(body ?? "", headers)).toEqual({ job_id: "a" });
	});

	test("holds for any secret, body and time, and for nothing else", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ minLength: 24, maxLength: 64 }),
				fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()),
				fc.integer({ min: 0, max: 4_000_000_000_000 }),
				async (bytes, body, at) => {
					const secret = secretOf(bytes);
					const request = await webhookRequest({ ...call({ body: body as Record<string, never> }), at }, [secret]);
					expect(verifies(secret, request.headers, request.body)).toBe(true);
					expect(verifies(secret, request.headers, `${request.body} `)).toBe(false);
					expect(verifies(secretOf(bytes.map((byte) => byte ^ 1)), request.headers, request.body)).toBe(false);
				},
			),
		);
	});

	test("there is one for each secret while one replaces another", async () => {
		const next = secretOf(Buffer.alloc(24, 1));
		const { headers, body } = await webhookRequest(call({ body: {} }), [next, SECRET]);
		expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
		expect([next, SECRET].map((secret) => verifies(secret, headers, body))).toEqual([true, true]);
	});
});

describe("a secret", () => {
	test.each([24, 32, 64])("may have %i bytes", (length) => {
		expect(isWebhookSecret(secretOf(Buffer.alloc(length, 1)))).toBe(true);
	});

	test.each([
		["too short", secretOf(Buffer.alloc(23))],
		["too long", secretOf(Buffer.alloc(65))],
		["without its prefix", Buffer.alloc(32).toString("base64")],
		["of another alphabet", `whsec_${"-_".repeat(16)}`],
		["cut", SECRET.slice(0, -1)],
		["with a line break", `${SECRET}\n`],
	])("%s is none, and is not repeated in the error", async (_, secret) => {
		expect(isWebhookSecret(secret)).toBe(false);
		const error = await webhookRequest(call(), [secret]).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(TypeError);
		expect(String(error)).not.toContain(secret.slice(6));
	});
});
