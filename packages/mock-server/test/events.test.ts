/** Server-sent events of the control routes. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { blocks, type ServerSentEvent } from "../../http/test/server-sent.ts";
import { createMock, type MockOptions } from "../src/index.ts";
import { api, progress } from "./api.ts";

async function events(mock: Pick<ReturnType<typeof createMock>, "fetch">, path = "", headers: HeadersInit = {}) {
	const response = await mock.fetch(`http://mock.test/_mock/events${path}`, { headers });
	expect(response.status).toBe(200);
	const read = blocks(response);
	const next = async (): Promise<ServerSentEvent> => {
		const { value } = await read.next();
		if (!value) throw new Error("the stream has ended");
		return value;
	};
	return { response, next, read, end: () => read.return() };
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe("events", () => {
	test("of requests and pushes, as they happen", async () => {
		const mock = createMock();
		const { response, next } = await events(mock);
		expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
		await api(mock, "ask_one").put("k", progress(42));
		const seen = [await next(), await next(), await next()];
		expect(seen.map(({ type }) => type)).toEqual(["push", "push", "request"]);
		expect(seen[0]?.data).toEqual({
			at: mock.clock.now(),
			account: "account-1",
			device: "iphone",
			request: seen[2]?.data.id,
			push: mock.devices[0]?.pushes[0],
		});
		expect(seen[2]?.data).toEqual(JSON.parse(JSON.stringify(mock.journal.last())));
		expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
	});

	test("of a reset of everything, and of one account", async () => {
		const mock = createMock();
		const { next } = await events(mock);
		mock.account("ask_one").reset();
		expect(await next()).toMatchObject({ type: "reset", data: { account: "account-1" } });
		mock.reset();
		expect(await next()).toMatchObject({ type: "reset", data: { account: null } });
	});

	test("with a key are those of its account", async () => {
		const mock = createMock();
		const one = await events(mock, "", bearer("ask_one"));
		await api(mock, "ask_two").badge({ badge: 2 });
		mock.account("ask_two").reset();
		await api(mock, "ask_one").badge({ badge: 1 });
		const seen = [await one.next(), await one.next(), await one.next()];
		expect(seen.map(({ type }) => type)).toEqual(["push", "push", "request"]);
		expect(seen[2]?.data).toMatchObject({ account: "account-1", body: { badge: 1 } });
		// A reset gives accounts new names; the key is still the one that was asked for.
		mock.reset();
		expect((await one.next()).type).toBe("reset");
		await api(mock, "ask_two").badge({ badge: 3 });
		await api(mock, "ask_one").badge({ badge: 4 });
		expect((await one.next()).data).toMatchObject({ device: "iphone", push: { body: { aps: { badge: 4 } } } });
	});

	test("have no key in them", async () => {
		const mock = createMock();
		const { next } = await events(mock);
		await api(mock, "ask_secret_key_of_a_test_3f2a").metric("m", { value: 1 });
		const seen = [await next(), await next(), await next()];
		expect(JSON.stringify(seen)).not.toContain("ask_secret");
		expect(seen[2]?.data.apiKey).toBe("…3f2a");
	});
});

describe("what was before", () => {
	async function busy(options?: MockOptions) {
		const mock = createMock(options);
		for (const badge of [1, 2, 3]) await api(mock, "ask_one").badge({ badge });
		await api(mock, "ask_two").badge({ badge: 9 });
		return mock;
	}
	const badges = (seen: ServerSentEvent[]) => seen.map(({ data }) => (data.body as { badge: number }).badge);

	test("?last= brings the newest requests first, then what happens", async () => {
		const mock = await busy();
		const { next } = await events(mock, "?last=2");
		expect(badges([await next(), await next()])).toEqual([3, 9]);
		await api(mock, "ask_two").badge({ badge: 10 });
		expect((await next()).type).toBe("push");
		const one = await events(mock, "?last=50", bearer("ask_one"));
		expect(badges([await one.next(), await one.next(), await one.next()])).toEqual([1, 2, 3]);
	});

	test("Last-Event-ID goes on where a connection broke, without a gap and without a repetition", async () => {
		const mock = createMock();
		const first = await events(mock);
		const { badge } = api(mock, "ask_one");
		await badge({ badge: 1 });
		const before = [await first.next(), await first.next()];
		await first.end();
		await badge({ badge: 2 });
		const second = await events(mock, "?last=50", { "last-event-id": before[1]?.id ?? "" });
		const after = [await second.next(), await second.next(), await second.next(), await second.next()];
		expect(after.map(({ type }) => type)).toEqual(["request", "push", "push", "request"]);
		expect(badges([after[0], after[3]].filter((event) => event !== undefined))).toEqual([1, 2]);
	});

	test("an id after replayed requests goes on after them", async () => {
		const mock = await busy();
		const first = await events(mock, "?last=1");
		const { id } = await first.next();
		await api(mock, "ask_one").badge({ badge: 4 });
		const second = await events(mock, "", { "last-event-id": id });
		expect((await second.next()).data).toMatchObject({ push: { body: { aps: { badge: 4 } } } });
	});

	test("an id of another mock, or none that can be, goes on from the oldest that is kept", async () => {
		const mock = createMock();
		await (await events(mock)).end();
		await api(mock, "ask_one").badge({ badge: 1 });
		for (const id of ["ffffffff-900", "nonsense", ""]) {
			const { next } = await events(mock, "", { "last-event-id": id });
			expect((await next()).type).toBe("push");
		}
	});

	test("what was before a reset is not repeated", async () => {
		const mock = createMock();
		const first = await events(mock);
		const { badge } = api(mock, "ask_one");
		await badge({ badge: 1 });
		const { id } = await first.next();
		mock.reset();
		await badge({ badge: 2 });
		const second = await events(mock, "", { "last-event-id": id });
		expect((await second.next()).type).toBe("reset");
		expect((await second.next()).data).toMatchObject({ push: { body: { aps: { badge: 2 } } } });
	});
});

describe("the end", () => {
	test("of the mock is that of the stream", async () => {
		const mock = createMock();
		const { read } = await events(mock);
		await mock.close();
		expect((await read.next()).done).toBe(true);
		// In process it goes on.
		const { next } = await events(mock);
		await api(mock).badge({ badge: 1 });
		expect((await next()).type).toBe("push");
	});

	test("closing with readers over HTTP ends them and leaves no handle", async () => {
		const program = `
			import { createMock } from "@activitysmith/mock-server";
			const mock = createMock();
			const { url } = await mock.listen();
			const readers = [];
			for (let count = 0; count < 20; count += 1) {
				const response = await fetch(url + "/_mock/events");
				const reader = response.body.getReader();
				await reader.read();
				readers.push(reader);
			}
			const gone = await fetch(url + "/_mock/events");
			await gone.body.cancel();
			await mock.close();
			for (const reader of readers) await reader.read().catch(() => undefined);
			console.log("over");
		`;
		const args = ["--conditions=@activitysmith/source", "--input-type=module", "--eval", program];
		// It ends by itself, and before a timer for the next sign of life would have let it.
		const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 10_000, cwd: import.meta.dirname });
		expect(stdout).toBe("over\n");
	}, 15_000);

	test("of a reader that does not read comes when it has fallen behind too far", async () => {
		await using mock = createMock();
		const { port, url } = await mock.listen();
		const socket = connect(port, "127.0.0.1");
		socket.write("GET /_mock/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
		await once(socket, "data");
		socket.pause();
		// One that reads stays, however much there is.
		const reading = blocks(await fetch(`${url}/_mock/events`));
		const { push, badge } = api(mock, "ask_one");
		const takes = async (events: number) => {
			for (let count = 0; count < events; count += 1) expect((await reading.next()).done).toBe(false);
		};
		// More than two sockets hold, in requests that are refused: so large a payload fits no push.
		const message = "x".repeat(60_000);
		for (let count = 0; count < 600; count += 1) {
			await push({ title: "T", payload: { message } });
			await takes(1);
		}
		// More events than are kept.
		for (let count = 0; count < 700; count += 1) {
			await badge({ badge: count });
			await takes(3);
		}
		const closed = once(socket, "close");
		socket.on("error", () => undefined);
		socket.resume();
		await closed;
	}, 20_000);
});

test("a sign of life comes when nothing else does", async () => {
	vi.useFakeTimers();
	try {
		const mock = createMock();
		const response = await mock.fetch("http://mock.test/_mock/events");
		const reader = response.body?.getReader();
		const text = async () => new TextDecoder().decode((await reader?.read())?.value);
		expect(await text()).toBe(": connected\n\n");
		const sign = text();
		await vi.advanceTimersByTimeAsync(15_000);
		expect(await sign).toBe(": \n\n");
		await reader?.cancel();
		expect(vi.getTimerCount()).toBe(0);
	} finally {
		vi.useRealTimers();
	}
});
