/** What faults do to a connection over real HTTP: bytes as they come, and what is left on the server afterwards. */
import { execFile } from "node:child_process";
import { connect, type Socket } from "node:net";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createMock, type FaultRule } from "../src/index.ts";
import { progress } from "./api.ts";

async function served(...faults: FaultRule[]) {
	const mock = createMock({ faults });
	const { url, port } = await mock.listen();
	return { mock, url, port, [Symbol.asyncDispose]: () => mock.close() };
}

const STATE = JSON.stringify(progress(42));
const HEAD = [
	"PUT /api/live-activity/stream/k HTTP/1.1",
	"Host: 127.0.0.1",
	"Authorization: Bearer ask_test",
	"Content-Type: application/json",
	`Content-Length: ${Buffer.byteLength(STATE)}`,
].join("\r\n");

/** A connection that has sent a PUT, with what comes back as it comes. */
function put(port: number): { socket: Socket; received: string[]; end: Promise<string> } {
	const socket = connect(port, "127.0.0.1");
	socket.setEncoding("latin1").write(`${HEAD}\r\n\r\n${STATE}`);
	const received: string[] = [];
	socket.on("data", (text: string) => received.push(text));
	const end = new Promise<string>((resolve) => {
		let code = "closed";
		socket.on("error", (error: NodeJS.ErrnoException) => {
			code = error.code ?? error.message;
		});
		socket.on("close", () => resolve(code));
	});
	return { socket, received, end };
}

function fetchPut(url: string, init: RequestInit = {}) {
	return fetch(`${url}/api/live-activity/stream/k`, {
		method: "PUT",
		headers: { authorization: "Bearer ask_test", "content-type": "application/json" },
		body: STATE,
		...init,
	});
}

describe("a reset connection", () => {
	test("is one: no byte of an answer, ECONNRESET", async () => {
		await using kit = await served({ connection: "reset" });
		const { received, end } = put(kit.port);
		expect(await end).toBe("ECONNRESET");
		expect(received).toEqual([]);
		expect(kit.mock.journal.last()).toMatchObject({ decision: "fault", status: 0 });
	});

	test("a client's fetch says so, and its next request is answered", async () => {
		await using kit = await served({ connection: "reset", times: 1 });
		await expect(fetchPut(kit.url)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
		expect((await fetchPut(kit.url)).status).toBe(200);
	});
});

describe("a truncated body", () => {
	test("has its head and half of what the head promises, then the connection ends", async () => {
		await using kit = await served({ connection: "truncate" });
		const { received, end } = put(kit.port);
		expect(await end).toBe("closed");
		const [head = "", body = ""] = received.join("").split("\r\n\r\n");
		const promised = Number(/content-length: (\d+)/i.exec(head)?.[1]);
		expect(head).toMatch(/^HTTP\/1\.1 200 /);
		expect(body).toHaveLength(Math.floor(promised / 2));
		expect(body).toMatch(/^\{"success":true/);
	});

	test("a client's fetch has the answer, and fails at its body", async () => {
		await using kit = await served({ connection: "truncate" });
		const response = await fetchPut(kit.url);
		expect(response.status).toBe(200);
		await expect(response.text()).rejects.toThrow("terminated");
		expect(kit.mock.devices[0]?.lockScreen().activities).toHaveLength(1);
	});

	test("nothing of it is written on the console of whoever serves", async () => {
		const program = `
			import { createMock } from "@activitysmith/mock-server";
			const mock = createMock({ faults: [{ connection: "truncate" }, ] });
			const { baseURL } = await mock.listen();
			const response = await fetch(baseURL + "/badge", {
				method: "POST", body: '{"badge":1}',
				headers: { authorization: "Bearer ask_test", "content-type": "application/json" },
			});
			await response.text().catch(() => console.log("cut"));
			await mock.close();
		`;
		const args = ["--conditions=@activitysmith/source", "--input-type=module", "--eval", program];
		const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
		expect({ stdout, stderr }).toEqual({ stdout: "cut\n", stderr: "" });
	});
});

describe("a slow body", () => {
	test("comes in pieces, after its head, and is whole", async () => {
		await using kit = await served({ slowBody: 50 });
		const response = await fetchPut(kit.url);
		expect(response.headers.get("x-mock-fault")).toBe("fault-1");
		const pieces: Uint8Array[] = [];
		for await (const piece of response.body ?? []) pieces.push(piece);
		expect(pieces.length).toBeGreaterThan(1);
		expect(JSON.parse(Buffer.concat(pieces).toString())).toMatchObject({ operation: "started" });
	});
});

test.each([
	{ when: "in the middle of a slow body", fault: { slowBody: "10m" }, gone: 'await once(socket, "data")' },
	{ when: "before a late answer", fault: { delay: "10m" }, gone: "await struck()" },
	{ when: "before an answer that never comes", fault: { connection: "never" }, gone: "await struck()" },
])(
	"a client that goes $when leaves nothing behind",
	async ({ fault, gone }) => {
		// In a process of its own, which ends by itself only if no timer is left.
		const program = `
		import { createMock } from "@activitysmith/mock-server";
		import { once } from "node:events";
		import { connect } from "node:net";
		import { setImmediate } from "node:timers/promises";
		const mock = createMock({ faults: [${JSON.stringify(fault)}] });
		const server = await mock.listen();
		const socket = connect(server.port, "127.0.0.1");
		socket.write(${JSON.stringify(`${HEAD}\r\n\r\n${STATE}`)});
		const struck = async () => {
			while (mock.faults.list()[0].struck === 0) await setImmediate();
		};
		${gone};
		socket.destroy();
		await once(socket, "close");
		// Not mock.close(), which would end what waits.
		await server.close();
		console.log("over");
	`;
		const args = ["--conditions=@activitysmith/source", "--input-type=module", "--eval", program];
		const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 15_000, cwd: import.meta.dirname });
		expect(stdout).toBe("over\n");
	},
	20_000,
);

describe("an answer that never comes", () => {
	test("a client that gives up is noted, and keeps nothing waiting", async () => {
		await using kit = await served({ connection: "never", times: 1 });
		const controller = new AbortController();
		const answer = fetchPut(kit.url, { signal: controller.signal });
		const noted = kit.mock.journal.waitFor({ decision: "fault" });
		// The request is there when the fault has struck.
		await expect.poll(() => kit.mock.faults.list()[0]?.struck).toBe(1);
		controller.abort();
		await expect(answer).rejects.toThrow("aborted");
		expect((await noted)[0]).toMatchObject({ because: "the caller did not wait for an answer", fault: "fault-1" });
		expect((await fetchPut(kit.url)).status).toBe(200);
	});

	test("the end of the mock is its end", async () => {
		await using kit = await served({ connection: "never" });
		const { end } = put(kit.port);
		await expect.poll(() => kit.mock.faults.list()[0]?.struck).toBe(1);
		await kit.mock.close();
		expect(await end).toMatch(/^(ECONNRESET|closed)$/);
	});

	test("so is a reset of its account", async () => {
		await using kit = await served();
		kit.mock.account("ask_test").faults.add({ connection: "never" });
		const { end } = put(kit.port);
		await expect.poll(() => kit.mock.account("ask_test").faults.list()[0]?.struck).toBe(1);
		kit.mock.account("ask_test").reset();
		expect(await end).toBe("ECONNRESET");
		expect((await fetchPut(kit.url)).status).toBe(200);
	});
});

test("a status by a fault comes with the API's own body over HTTP", async () => {
	await using kit = await served({ status: 429, retryAfter: 7 });
	const response = await fetchPut(kit.url);
	expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
	expect(await response.json()).toMatchObject({ error: "Rate limit exceeded" });
});
