/** Requests as they arrive over a connection: whole, in pieces, several at a time, from a client that says no more. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { progress } from "./api.ts";

const KEY = "Authorization: Bearer ask_test";

function head(line: string, ...fields: string[]): string {
	return [`${line} HTTP/1.1`, "Host: localhost:4010", ...fields, "", ""].join("\r\n");
}

function put(key: string, percentage: number, ...fields: string[]): string {
	const body = JSON.stringify(progress(percentage));
	return head(`PUT /api/live-activity/stream/${key}`, KEY, `Content-Length: ${body.length}`, ...fields) + body;
}

/** What has been received, until it has so many answers. */
async function answers(socket: Socket, count: number): Promise<{ status: number; body: Record<string, unknown> }[]> {
	let text = "";
	for await (const chunk of socket.setEncoding("utf8")) {
		text += chunk;
		const found = [...text.matchAll(/HTTP\/1\.1 (\d+) [^{]*?\r\n\r\n(\{.*?\})(?=HTTP|$)/gs)];
		if (found.length === count) {
			return found.map(([, status, body = ""]) => ({ status: Number(status), body: JSON.parse(body) }));
		}
	}
	throw new Error(`The connection was closed after ${text}`);
}

async function connection(mock: ReturnType<typeof createMock>): Promise<Socket> {
	const { port } = await mock.listen();
	const socket = connect(port, "127.0.0.1");
	await once(socket, "connect");
	return socket;
}

describe("a request is answered", () => {
	test("when its body comes after its head, in pieces", async () => {
		await using mock = createMock();
		const socket = await connection(mock);
		const text = put("k", 42);
		const middle = text.indexOf("\r\n\r\n") + 10;
		socket.write(text.slice(0, middle));
		// Another connection is answered meanwhile.
		await answers((await connection(mock)).end(put("other", 1)), 1);
		socket.write(text.slice(middle));
		expect(await answers(socket, 1)).toMatchObject([{ status: 200, body: { operation: "started", stream_key: "k" } }]);
	});

	test("when it is refused, before its body has come", async () => {
		await using mock = createMock();
		const socket = await connection(mock);
		socket.write(head("PUT /api/live-activity/stream/k", "Content-Length: 100"));
		expect(await answers(socket, 1)).toMatchObject([{ status: 401 }]);
	});

	test("when its length is not said", async () => {
		await using mock = createMock();
		const socket = await connection(mock);
		const body = JSON.stringify(progress(42));
		const begun = head("PUT /api/live-activity/stream/k", KEY, "Transfer-Encoding: chunked");
		socket.write(`${begun}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
		expect(await answers(socket, 1)).toMatchObject([{ status: 200, body: { operation: "started" } }]);
		expect(mock.journal.last()?.body).toEqual(progress(42));
	});

	test("after those before it on its connection, in their order", async () => {
		await using mock = createMock();
		const socket = await connection(mock);
		socket.write(put("k", 1) + put("k", 2) + put("k", 2));
		const operations = (await answers(socket, 3)).map(({ body }) => body.operation);
		expect(operations).toEqual(["started", "updated", "noop"]);
	});

	test("when the client has said that it sends no more", async () => {
		await using mock = createMock();
		const socket = await connection(mock);
		socket.end(put("k", 42));
		expect(await answers(socket, 1)).toMatchObject([{ status: 200, body: { operation: "started" } }]);
	});
});

test("a header that comes twice has both values, as in any client's Headers", async () => {
	await using mock = createMock();
	const socket = await connection(mock);
	socket.write(put("k", 42, "authorization: Bearer ask_other"));
	expect(await answers(socket, 1)).toMatchObject([
		{ status: 401, body: { message: expect.stringMatching(/must have the form/) } },
	]);
});
