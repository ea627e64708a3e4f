/** Webhooks over the network: to a server on this machine, as if it were anywhere. */
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { WebhookRequest } from "@activitysmith/core";
import { createWebhookSender } from "@activitysmith/webhooks";
import { afterEach, describe, expect, test, vi } from "vitest";
import { receiver } from "./hooks.ts";

const trusted = getCACertificates("default");
const trust = (authority: string) => setDefaultCACertificates([...trusted, authority]);
afterEach(() => {
	setDefaultCACertificates(trusted);
	vi.unstubAllEnvs();
});

const HOST = "hooks.test";
const here = async () => ["127.0.0.1"];

function post(url: string, more: Partial<WebhookRequest> = {}): WebhookRequest {
	return { method: "POST", url, headers: { "webhook-id": "msg_1" }, body: '{"job":"ü"}', ...more };
}

test("a request arrives as it was made, and its status comes back", async () => {
	await using hooks = await receiver(HOST, (_, response) => void response.writeHead(204).end());
	trust(hooks.authority);
	const send = createWebhookSender({ allow: ["127.0.0.1/32"], lookup: here });
	expect(await send(post(`${hooks.url}/jobs/1?force=1`))).toEqual({ status: 204 });
	expect(hooks.received).toEqual([
		{
			method: "POST",
			url: "/jobs/1?force=1",
			headers: {
				host: `${HOST}:${hooks.port}`,
				connection: "close",
				"content-length": "12",
				"webhook-id": "msg_1",
			},
			body: '{"job":"ü"}',
		},
	]);
});

test("a GET, which has no body", async () => {
	await using hooks = await receiver(HOST);
	trust(hooks.authority);
	const send = createWebhookSender({ allow: ["127.0.0.1/32"], lookup: here });
	expect(await send(post(hooks.url, { method: "GET", body: null }))).toEqual({ status: 200 });
	expect(hooks.received[0]).toMatchObject({ method: "GET", url: "/", body: "" });
});

describe("who may be reached", () => {
	test("this machine may not, unless its range is allowed", async () => {
		await using hooks = await receiver(HOST);
		trust(hooks.authority);
		const send = createWebhookSender({ lookup: here });
		const outcome = await send(post(hooks.url));
		expect(outcome).toEqual({ status: null, message: "hooks.test is at an address that webhooks may not reach." });
		expect(hooks.connections).toBe(0);
	});

	test.each(["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433", "127.1"])(
		"an address in the URL is one, however it is written: %s",
		async (host) => {
			await using hooks = await receiver(HOST);
			const asked: string[] = [];
			const send = createWebhookSender({
				lookup: async (name) => {
					asked.push(name);
					return ["1.1.1.1"];
				},
			});
			const { status, message } = await send(post(`https://${host}:${hooks.port}/`));
			expect([status, message]).toEqual([null, expect.stringContaining("webhooks may not reach")]);
			expect([hooks.connections, asked]).toEqual([0, []]);
		},
	);

	test("one address among several that may not be reached is enough to refuse", async () => {
		await using hooks = await receiver(HOST);
		const send = createWebhookSender({ lookup: async () => ["1.1.1.1", "127.0.0.1"] });
		expect((await send(post(hooks.url))).status).toBeNull();
		expect(hooks.connections).toBe(0);
	});

	test("a name that means something else by the time of the connection is not asked again", async () => {
		await using hooks = await receiver(HOST);
		trust(hooks.authority);
		let asked = 0;
		// Nothing listens at the second.
		const lookup = async () => [asked++ === 0 ? "127.0.0.1" : "127.0.0.2"];
		const send = createWebhookSender({ allow: ["127.0.0.0/8"], lookup });
		expect(await send(post(hooks.url))).toEqual({ status: 200 });
		expect(asked).toBe(1);
	});

	test("http is refused, whoever it is", async () => {
		const send = createWebhookSender({ allow: ["0.0.0.0/0"], lookup: here });
		expect(await send(post("http://hooks.test/"))).toEqual({ status: null, message: expect.stringContaining("https") });
	});

	test("so is a certificate of another name, and one that nobody trusts", async () => {
		await using hooks = await receiver(HOST);
		const send = createWebhookSender({ allow: ["127.0.0.1/32"], lookup: here });
		const unknown = await send(post(hooks.url));
		trust(hooks.authority);
		const other = await send(post(hooks.url.replace(HOST, "other.test")));
		expect(unknown.message).toMatch(/^hooks\.test could not be reached: [A-Z_]+\.$/);
		expect(other).toEqual({
			status: null,
			message: "other.test could not be reached: ERR_TLS_CERT_ALTNAME_INVALID.",
		});
		expect(hooks.received).toEqual([]);
	});

	test("a range that is none is refused when the sender is made", () => {
		expect(() => createWebhookSender({ allow: ["everything"] })).toThrow(TypeError);
	});
});

test("a redirect is the outcome: it is not followed", async () => {
	await using hooks = await receiver(HOST, (request, response) => {
		response.writeHead(307, { location: `${request.url}elsewhere` }).end();
	});
	trust(hooks.authority);
	const send = createWebhookSender({ allow: ["127.0.0.1/32"], lookup: here });
	expect(await send(post(`${hooks.url}/`))).toEqual({ status: 307 });
	expect(hooks.received.map(({ url }) => url)).toEqual(["/"]);
});

test("a proxy of the environment is not used", async () => {
	await using hooks = await receiver(HOST);
	await using proxy = await receiver("proxy.test");
	trust(hooks.authority);
	for (const name of ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"]) vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
	vi.stubEnv("NODE_USE_ENV_PROXY", "1");
	const send = createWebhookSender({ allow: ["127.0.0.1/32"], lookup: here });
	expect(await send(post(hooks.url))).toEqual({ status: 200 });
	expect(proxy.connections).toBe(0);
});

describe("the deadline", () => {
	test("a server that does not answer", async () => {
		await using hooks = await receiver(HOST, () => undefined);
		trust(hooks.authority);
		const send = createWebhookSender({ allow: ["127.0.0.1/32"], lookup: here, timeout: 300 });
		expect(await send(post(hooks.url))).toEqual({ status: null, message: "hooks.test did not answer within 0.3 s." });
	});

	test("a name that nobody resolves", async () => {
		const send = createWebhookSender({ lookup: () => new Promise(() => undefined), timeout: 50 });
		expect(await send(post("https://hooks.test/"))).toEqual({
			status: null,
			message: "hooks.test did not answer within 0.05 s.",
		});
	});
});

test("an endless answer is cut off", async () => {
	const { promise: cut, resolve } = Promise.withResolvers<number>();
	await using hooks = await receiver(HOST, (_, response) => {
		let sent = 0;
		const piece = Buffer.alloc(64 * 1024);
		const more = () => {
			while (!response.destroyed) {
				sent += piece.length;
				if (!response.write(piece)) break;
			}
		};
		response.on("drain", more);
		response.on("close", () => resolve(sent));
		more();
	});
	trust(hooks.authority);
	const send = createWebhookSender({ allow: ["127.0.0.1/32"], lookup: here, timeout: 60_000 });
	expect(await send(post(hooks.url))).toEqual({ status: 200 });
	// What the sockets' buffers take is sent before anybody reads it.
	expect(await cut).toBeLessThan(64 * 1024 * 1024);
});

test("what cannot be reached is said with the host and a code, and nothing else of the URL", async () => {
	const hooks = await receiver(HOST);
	await hooks[Symbol.asyncDispose]();
	const send = createWebhookSender({ allow: ["127.0.0.1/32"], lookup: here });
	const outcome = await send(post(`${hooks.url}/T0/secret-path?token=secret`));
	expect(outcome).toEqual({ status: null, message: "hooks.test could not be reached: ECONNREFUSED." });
	const nowhere = createWebhookSender({
		lookup: () => Promise.reject(Object.assign(new Error("getaddrinfo ENOTFOUND hooks.test"), { code: "ENOTFOUND" })),
	});
	expect((await nowhere(post("https://hooks.test/"))).message).toBe("hooks.test could not be reached: ENOTFOUND.");
	const empty = createWebhookSender({ lookup: async () => [] });
	expect((await empty(post("https://hooks.test/"))).message).toBe("hooks.test has no address.");
});
