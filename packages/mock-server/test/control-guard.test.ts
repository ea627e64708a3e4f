/** Who may use the control routes. */
import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { refusal } from "../src/control/guard.ts";
import { createMock, type ListenOptions } from "../src/index.ts";
import { send } from "./api.ts";

function from(
	address: string | undefined,
	headers: Record<string, string> = {},
	control: "loopback" | "anywhere" = "loopback",
) {
	const asked = new Request("http://127.0.0.1:4010/_mock/reset", { method: "POST", headers });
	return refusal(asked, { address, instance: "", control, disconnect: () => undefined });
}

describe("addresses", () => {
	test.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "::FFFF:127.0.0.1"])(
		"%s is this machine",
		(address) => {
			expect(from(address)).toBeUndefined();
		},
	);

	test.each(["192.168.1.20", "10.0.0.1", "::ffff:10.0.0.1", "fe80::1", "2001:db8::1", "128.0.0.1", "1127.0.0.1"])(
		"%s is another",
		(address) => {
			expect(from(address)).toMatch(/answer programs on this machine only\. Listen with control: "anywhere"/);
			expect(from(address, {}, "anywhere")).toBeUndefined();
		},
	);
});

/** With headers that `fetch` would not let a program set. */
function post(url: string, headers: Record<string, string>): Promise<{ status: number; message: string }> {
	return new Promise((resolve, reject) => {
		const sent = request(url, { method: "POST", headers }, (answer) => {
			let text = "";
			answer.on("data", (chunk) => {
				text += chunk;
			});
			answer.on("end", () => {
				const message = text === "" ? "" : (JSON.parse(text) as { message: string }).message;
				resolve({ status: answer.statusCode ?? 0, message });
			});
		});
		sent.on("error", reject).end();
	});
}

async function served(options?: ListenOptions) {
	const mock = createMock();
	const { url, port } = await mock.listen(options);
	const badge = () => send(fetch, { method: "POST", path: "/badge", body: { badge: 3 } }, url);
	const reset = (headers: Record<string, string>) => post(`${url}/_mock/reset`, headers);
	return { mock, url, port, badge, reset, [Symbol.asyncDispose]: () => mock.close() };
}

describe("over HTTP", () => {
	test.each([
		(port: number) => ({ host: `127.0.0.1:${port}` }),
		(port: number) => ({ host: `localhost:${port}` }),
		(port: number) => ({ host: `LOCALHOST:${port}` }),
		(port: number) => ({ host: `mock.localhost:${port}` }),
		(port: number) => ({ host: `[::1]:${port}` }),
		(port: number) => ({ host: `localhost:${port}`, origin: `http://localhost:${port}` }),
	])("%s may", async (headers) => {
		await using kit = await served();
		await kit.badge();
		expect((await kit.reset(headers(kit.port))).status).toBe(204);
		expect(kit.mock.devices[0]?.badge).toBe(0);
	});

	test.each([
		[{ host: "rebound.test" }, /names of this machine only/],
		[{ host: "localhost.rebound.test:4010" }, /names of this machine only/],
		[{ host: "127.0.0.1.rebound.test" }, /names of this machine only/],
		[{ host: "activitysmith.com" }, /names of this machine only/],
		[{ origin: "https://elsewhere.test" }, /pages from elsewhere/],
		[{ origin: "http://127.0.0.1:1" }, /pages from elsewhere/],
		[{ origin: "null" }, /pages from elsewhere/],
	])("%j may not, and nothing happens", async (headers, message) => {
		await using kit = await served();
		await kit.badge();
		const refused = await kit.reset(headers);
		expect(refused.status).toBe(403);
		expect(refused.message).toMatch(message);
		expect(kit.mock.devices[0]?.badge).toBe(3);
	});

	test("the API itself answers whoever asks", async () => {
		await using kit = await served();
		const { status } = await post(`${kit.url}/api/badge`, { host: "rebound.test", origin: "https://elsewhere.test" });
		expect(status).toBe(401);
	});

	test('control: "anywhere" lets every program, by every name, and no page from elsewhere', async () => {
		await using kit = await served({ control: "anywhere" });
		expect((await kit.reset({ host: "mock.test" })).status).toBe(204);
		expect((await kit.reset({ host: "mock.test:4010", origin: "http://mock.test:4010" })).status).toBe(204);
		await kit.badge();
		for (const origin of ["https://elsewhere.test", "http://mock.test:4011", "null"]) {
			const refused = await kit.reset({ host: "mock.test:4010", origin });
			expect(refused).toEqual({ status: 403, message: "The control routes don't answer pages from elsewhere." });
		}
		expect(kit.mock.devices[0]?.badge).toBe(3);
	});

	test('control: "off" has none', async () => {
		await using kit = await served({ control: "off" });
		await kit.badge();
		expect((await kit.reset({})).status).toBe(404);
		expect(kit.mock.devices[0]?.badge).toBe(3);
		expect(kit.mock.journal.last()?.path).toBe("/_mock/reset");
	});
});
