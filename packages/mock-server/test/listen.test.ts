/** The mock over real HTTP. */
import { execFile } from "node:child_process";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { progress, send, shows } from "./api.ts";

interface Reply {
	status: number;
	/** As they came, names and values in turns. */
	rawHeaders: string[];
	text: string;
	port: number | undefined;
}

/** One request with the client of Node itself, which shows headers as they are. */
function call(url: string, agent: Agent, body?: string): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const headers = { Authorization: "Bearer ask_test", "Content-Type": "application/json" };
		const sent = request(url, { method: "PUT", agent, headers }, (incoming: IncomingMessage) => {
			const port = incoming.socket.localPort;
			let text = "";
			incoming.on("data", (chunk) => {
				text += chunk;
			});
			incoming.on("end", () =>
				resolve({ status: incoming.statusCode ?? 0, rawHeaders: incoming.rawHeaders, text, port }),
			);
		});
		sent.on("error", reject);
		sent.end(body);
	});
}

function values({ rawHeaders }: Reply, name: string): string[] {
	return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

describe("headers", () => {
	test("each comes once, on answers and errors alike, and the connection is kept", async () => {
		await using mock = createMock({ limits: { requestsPerMinute: 60 } });
		const { baseURL } = await mock.listen();
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		const state = JSON.stringify(progress(1));
		const replies = [
			await call(`${baseURL}/live-activity/stream/k`, agent, state),
			await call(`${baseURL}/live-activity/stream/a.b`, agent, state),
			await call(`${baseURL}/live-activity/stream/k`, agent, "{"),
			await call(`${baseURL}/live-activity/stream/k`, agent, "x".repeat(100_000)),
			await call(`${baseURL}/nothing`, agent),
			await call(`${baseURL}/badge`, agent),
		];
		agent.destroy();
		expect(replies.map(({ status }) => status)).toEqual([200, 400, 400, 413, 404, 405]);
		const ids = replies.map((reply) => {
			expect(values(reply, "keep-alive")).toEqual(["timeout=65"]);
			expect(values(reply, "connection")).toEqual(["keep-alive"]);
			expect(values(reply, "content-type")).toEqual(["application/json"]);
			expect(values(reply, "content-length")).toEqual([String(Buffer.byteLength(reply.text))]);
			expect(values(reply, "transfer-encoding")).toEqual([]);
			expect(values(reply, "ratelimit-limit")).toEqual(["60"]);
			expect(values(reply, "ratelimit-remaining")).toHaveLength(1);
			expect(values(reply, "ratelimit-reset")).toHaveLength(1);
			return values(reply, "x-request-id");
		});
		expect(new Set(ids.flat()).size).toBe(replies.length);
		// One connection for all of them.
		expect(new Set(replies.map(({ port }) => port)).size).toBe(1);
	});
});

describe("listening", () => {
	test("on a free port; the url is what clients take", async () => {
		await using mock = createMock();
		const first = await mock.listen();
		const second = await mock.listen();
		expect(first.url).toBe(`http://127.0.0.1:${first.port}`);
		expect(first.baseURL).toBe(`${first.url}/api`);
		expect(second.port).not.toBe(first.port);
		expect(second.instance).not.toBe(first.instance);
		// Both serve the same accounts.
		const put = { method: "PUT", path: "/live-activity/stream/k", body: progress(1) };
		expect((await send(fetch, put, first.url)).body.operation).toBe("started");
		expect((await send(fetch, put, second.url)).body.operation).toBe("noop");
		expect(shows(mock)).toHaveLength(1);
	});

	test("on an address of IPv6", async () => {
		await using mock = createMock();
		const { url } = await mock.listen({ host: "::1" });
		expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/);
		expect((await send(fetch, { method: "POST", path: "/badge", body: { badge: 1 } }, url)).status).toBe(200);
	});

	test("on a port that is taken fails", async () => {
		await using mock = createMock();
		const { port } = await mock.listen();
		await expect(mock.listen({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
	});

	/** What a server answers to a request line that no client library would send. */
	async function answerTo(line: string): Promise<string> {
		await using mock = createMock();
		const { port } = await mock.listen();
		return await new Promise<string>((resolve) => {
			const socket = connect(port, "127.0.0.1");
			socket.end(`${line} HTTP/1.1\r\nHost: elsewhere.test\r\nConnection: close\r\n\r\n`);
			let text = "";
			socket.on("data", (chunk) => {
				text += chunk;
			});
			socket.on("close", () => resolve(text));
		});
	}

	test("a target in absolute form is found, by whatever name", async () => {
		expect(await answerTo("GET http://elsewhere.test/api/badge")).toMatch(/^HTTP\/1\.1 405 /);
	});

	test.each([
		{ line: "TRACE /api/badge", status: 405 },
		{ line: "OPTIONS *", status: 400 },
		{ line: "GET http://[", status: 400 },
	])("$line is refused in JSON", async ({ line, status }) => {
		const [head = "", body = ""] = (await answerTo(line)).split("\r\n\r\n");
		expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*content-type: application/json`, "i"));
		expect(JSON.parse(body)).toEqual({ error: expect.any(String), message: expect.any(String) });
	});
});

describe("closing", () => {
	test("leaves no handle, though a client keeps its connection; then it goes on in process", async () => {
		// In a process of its own, which ends only if nothing is left.
		const program = `
			import { createMock } from "@activitysmith/mock-server";
			import { connect } from "node:net";
			const mock = createMock({ clock: "real" });
			const { port } = await mock.listen();
			const other = await mock.listen();
			const client = connect(port, "127.0.0.1");
			client.write("GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n");
			await new Promise((resolve) => client.once("data", resolve));
			const closed = new Promise((resolve) => client.once("close", resolve));
			await mock.close();
			await Promise.all([closed, other.close(), mock.close(), mock[Symbol.asyncDispose]()]);
			const left = process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name));
			const { status } = await mock.fetch("http://mock.test/");
			console.log(JSON.stringify({ left, status }));
		`;
		const args = ["--conditions=@activitysmith/source", "--input-type=module", "--eval", program];
		const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 15_000, cwd: import.meta.dirname });
		expect(JSON.parse(stdout)).toEqual({ left: [], status: 404 });
	});

	test("a mock that nobody closes keeps no process alive until it listens", async () => {
		const program = `
			import { createMock } from "@activitysmith/mock-server";
			await createMock({ clock: "real" }).fetch("http://mock.test/");
		`;
		const args = ["--conditions=@activitysmith/source", "--input-type=module", "--eval", program];
		await promisify(execFile)(process.execPath, args, { timeout: 15_000, cwd: import.meta.dirname });
	});

	test("one of two leaves the other", async () => {
		await using mock = createMock();
		const first = await mock.listen();
		const second = await mock.listen();
		await first.close();
		await expect(fetch(first.url)).rejects.toThrow();
		expect((await fetch(second.baseURL)).status).toBe(404);
	});
});
