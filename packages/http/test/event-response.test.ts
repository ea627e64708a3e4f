import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { eventResponse, eventText } from "../src/event-response.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A stream of what is put into `waiting`; `null` ends it. */
function start(dueIn?: () => number | undefined) {
	const closing = new AbortController();
	const waiting: (string | null)[] = [];
	let asked = 0;
	let wake = () => {};
	let over: AbortSignal | undefined;
	const response = eventResponse(closing.signal, (wakes, left) => {
		wake = wakes;
		over = left;
		return {
			async next() {
				asked++;
				return waiting.shift();
			},
			...(dueIn && { dueIn }),
		};
	});
	const reader = (response.body ?? expect.fail("no body")).getReader();
	return {
		response,
		closing,
		/** The next part, `undefined` after the last. */
		async read() {
			const { value } = await reader.read();
			return value && new TextDecoder().decode(value);
		},
		cancel: () => reader.cancel(),
		put(text: string | null) {
			waiting.push(text);
			wake();
		},
		asked: () => asked,
		over: () => over?.aborted,
	};
}

it("says that it is connected, and what comes after", async () => {
	const { response, read, put } = start();
	expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
	expect(response.headers.get("cache-control")).toBe("no-store");
	expect(await read()).toBe(": connected\n\n");
	const next = read();
	put(eventText("push", "run-1", { title: "Line\nbreak" }));
	expect(await next).toBe('event: push\nid: run-1\ndata: {"title":"Line\\nbreak"}\n\n');
});

it("gives a sign of life every 15 seconds, and asks earlier when something is due", async () => {
	const quiet = start();
	await quiet.read();
	const sign = quiet.read();
	await vi.advanceTimersByTimeAsync(15_000);
	expect(await sign).toBe(": \n\n");

	const due = start(() => 40);
	await due.read();
	const unanswered = due.read();
	await vi.advanceTimersByTimeAsync(0);
	const before = due.asked();
	await vi.advanceTimersByTimeAsync(40);
	expect(due.asked()).toBe(before + 1);
	await due.cancel();
	expect(await unanswered).toBeUndefined();
});

it.each([
	["the server stops", ({ closing }: ReturnType<typeof start>) => closing.abort()],
	["there is nothing to tell any more", ({ put }: ReturnType<typeof start>) => put(null)],
])("ends when %s", async (_, end) => {
	const stream = start();
	await stream.read();
	const next = stream.read();
	end(stream);
	expect(await next).toBeUndefined();
	expect(stream.over()).toBe(true);
});

it("asks nobody any more once the reader has left", async () => {
	const stream = start(() => 40);
	await stream.read();
	await stream.cancel();
	expect(stream.over()).toBe(true);
	const before = stream.asked();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(stream.asked()).toBe(before);
	expect(vi.getTimerCount()).toBe(0);
});
