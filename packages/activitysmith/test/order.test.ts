import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AbortError } from "../src/index.ts";
import { reply, stubClient } from "./stub-fetch.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const state = (percentage: number) => ({ content_state: { title: "T", type: "progress" as const, percentage } });
const percentages = (sent: { method: string; body: unknown }[]) =>
	sent.map(({ method, body }) => (body as ReturnType<typeof state>)?.content_state.percentage ?? method);

/** A reply that comes when the test says so. */
function held() {
	let answer: (response: Response) => void = () => undefined;
	const response = new Promise<Response>((resolve) => {
		answer = resolve;
	});
	return { reply: () => response, answer };
}

test("an old state is not sent again when there is a newer one", async () => {
	const { client, sent } = stubClient([reply(500, { error: "Internal server error" })]);
	const older = client.liveActivities.stream("k", state(1)).catch((error) => error);
	await vi.advanceTimersByTimeAsync(100);
	const newer = client.liveActivities.stream("k", state(2));
	await newer;
	// It doesn't wait for its turn to be told.
	expect(await older).toMatchObject({ name: "InternalServerError", attempts: 1 });
	await vi.runAllTimersAsync();
	expect(percentages(sent)).toEqual([1, 2]);
});

test("a stream that was ended is not started again by an old state", async () => {
	const { client, sent } = stubClient([reply(500, {})]);
	const older = client.liveActivities.stream("k", state(1)).catch((error) => error.name);
	await vi.advanceTimersByTimeAsync(100);
	await client.liveActivities.endStream("k");
	await vi.runAllTimersAsync();
	expect(await older).toBe("InternalServerError");
	expect(percentages(sent)).toEqual([1, "DELETE"]);
});

test("a request under way is waited for, so that the newest arrives last", async () => {
	const first = held();
	const { client, sent } = stubClient([first.reply]);
	const calls = [1, 2, 3].map((value) => client.liveActivities.stream("k", state(value)));
	await vi.advanceTimersByTimeAsync(1000);
	expect(percentages(sent)).toEqual([1]);
	first.answer(reply(200, {}));
	await Promise.all(calls);
	expect(percentages(sent)).toEqual([1, 2, 3]);
});

test("an aborted call in between doesn't let the next one overtake the first", async () => {
	const first = held();
	const controller = new AbortController();
	const { client, sent } = stubClient([first.reply]);
	const calls = [
		client.liveActivities.stream("k", state(1)),
		client.liveActivities.stream("k", state(2), { signal: controller.signal }).catch((error) => error),
		client.liveActivities.stream("k", state(3)),
	];
	await vi.advanceTimersByTimeAsync(1);
	controller.abort();
	expect(await calls[1]).toBeInstanceOf(AbortError);
	expect(percentages(sent)).toEqual([1]);
	first.answer(reply(200, {}));
	await Promise.all(calls);
	expect(percentages(sent)).toEqual([1, 3]);
});

test("different keys don't wait for each other", async () => {
	const first = held();
	const { client, sent } = stubClient([first.reply]);
	const waiting = client.liveActivities.stream("a", state(1));
	await client.liveActivities.stream("b", state(2));
	await client.badgeCount(1);
	await client.metrics.update("a", 1);
	expect(sent).toHaveLength(4);
	first.answer(reply(200, {}));
	await waiting;
});

test("activities by id and metrics are in order too, notifications are not", async () => {
	const update = { activity_id: "a", content_state: { title: "T" } };
	const first = held();
	const later = async () => (await first.reply()).clone();
	const { client, sent } = stubClient([later, later, later, later]);
	const calls = [
		client.liveActivities.update(update),
		client.liveActivities.end(update),
		client.metrics.update("cpu", 1),
		client.metrics.update("cpu", 2),
		client.notifications.send({ title: "1" }),
		client.notifications.send({ title: "2" }),
	];
	await vi.advanceTimersByTimeAsync(1);
	expect(sent.map(({ url }) => url.replace(/.*\/api/, ""))).toEqual([
		"/live-activity/update",
		"/metrics/cpu/value",
		"/push-notification",
		"/push-notification",
	]);
	first.answer(reply(200, {}));
	await Promise.all(calls);
	expect(sent).toHaveLength(6);
});

test("a failure leaves nothing behind", async () => {
	const { client, sent } = stubClient([reply(400, {}), reply(500, {})]);
	await expect(client.liveActivities.stream("k", state(1))).rejects.toThrow();
	// This one has no newer call and is tried again.
	const call = client.liveActivities.stream("k", state(2));
	await vi.runAllTimersAsync();
	await call;
	expect(percentages(sent)).toEqual([1, 2, 2]);
});
