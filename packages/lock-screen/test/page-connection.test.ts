import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type ConnectionStatus, connect } from "../src/page/connection.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Connects to a server that is played by the test. */
function start() {
	const sources: { url: string; closed: boolean; send: (type: string, data?: unknown) => void }[] = [];
	const events: [string, unknown][] = [];
	const statuses: ConnectionStatus[] = [];
	const connection = connect("/events", {
		open(url) {
			const listeners = new Map<string, (event: { data?: unknown }) => void>();
			const source = {
				url,
				closed: false,
				send: (type: string, data?: unknown) => listeners.get(type)?.({ data: JSON.stringify(data) }),
			};
			sources.push(source);
			return {
				addEventListener: (type, listener) => void listeners.set(type, listener),
				close: () => {
					source.closed = true;
				},
			};
		},
		onEvent: (type, data) => events.push([type, data]),
		onStatus: (status) => statuses.push(status),
	});
	const last = () => sources.at(-1) ?? expect.fail("nothing was opened");
	return { connection, sources, events, statuses, last };
}

it("passes on what comes, and says how it stands", () => {
	const { events, statuses, last } = start();
	last().send("open");
	last().send("screens", { now: 1 });
	last().send("request", { id: "r" });
	last().send("push", { at: 2 });
	expect(events).toEqual([
		["screens", { now: 1 }],
		["request", { id: "r" }],
		["push", { at: 2 }],
	]);
	expect(statuses).toEqual(["connecting", "open"]);
});

it("tries again after a pause that doubles up to five seconds, also when the answer is an error", () => {
	const { sources, statuses, last } = start();
	for (const pause of [250, 500, 1000, 2000, 4000, 5000, 5000]) {
		const opened = sources.length;
		last().send("error");
		expect(last().closed).toBe(true);
		vi.advanceTimersByTime(pause - 1);
		expect(sources).toHaveLength(opened);
		vi.advanceTimersByTime(1);
		expect(sources).toHaveLength(opened + 1);
	}
	expect(statuses.at(-1)).toBe("reconnecting");
});

it("begins with a short pause again once something has come, not when it is only let in", () => {
	const { sources, last } = start();
	last().send("error");
	vi.advanceTimersByTime(250);
	last().send("open");
	last().send("error");
	vi.advanceTimersByTime(250);
	expect(sources).toHaveLength(2);
	vi.advanceTimersByTime(250);
	expect(sources).toHaveLength(3);
	last().send("screens", {});
	last().send("error");
	vi.advanceTimersByTime(250);
	expect(sources).toHaveLength(4);
});

it("tries at once when it is asked to, and only when it is waiting", () => {
	const { connection, sources, last } = start();
	connection.retryNow();
	expect(sources).toHaveLength(1);
	last().send("error");
	connection.retryNow();
	expect(sources).toHaveLength(2);
	vi.advanceTimersByTime(60_000);
	expect(sources).toHaveLength(2);
});

it("hears an old connection no more, and opens none once it is closed", () => {
	const { connection, sources, last } = start();
	const old = last();
	old.send("error");
	old.send("error");
	vi.advanceTimersByTime(250);
	old.send("error");
	vi.advanceTimersByTime(60_000);
	expect(sources).toHaveLength(2);
	last().send("error");
	connection.close();
	vi.advanceTimersByTime(60_000);
	expect(sources).toHaveLength(2);
});

it("rests until it is asked to try again, whether it was connected or waiting", () => {
	const { connection, sources, statuses, last } = start();
	last().send("open");
	connection.rest();
	expect(last().closed).toBe(true);
	last().send("error");
	vi.advanceTimersByTime(60_000);
	expect(sources).toHaveLength(1);
	connection.retryNow();
	expect(sources).toHaveLength(2);
	last().send("open");
	expect(statuses).toEqual(["connecting", "open", "reconnecting", "open"]);
	last().send("error");
	connection.rest();
	vi.advanceTimersByTime(60_000);
	expect(sources).toHaveLength(2);
	connection.retryNow();
	last().send("error");
	vi.advanceTimersByTime(60_000);
	expect(sources).toHaveLength(4);
});
