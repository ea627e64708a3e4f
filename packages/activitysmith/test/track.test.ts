import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { ActivitySmith, type StreamContentState, type TrackOptions } from "../src/index.ts";
import { json, startServer } from "./server.ts";
import { type Reply, reply, stubClient } from "./stub-fetch.ts";

const first = { title: "Backup", type: "progress" as const, percentage: 0 };

interface Body {
	content_state: Record<string, unknown>;
	alert?: unknown;
	tags?: unknown;
}

/** A tracked stream over a stub, with the times of its requests in milliseconds from the start. */
function tracked(replies: Reply[] = [], options: TrackOptions = {}, state: StreamContentState = first) {
	const began = Date.now();
	const { client, sent, ...stub } = stubClient(replies, { hooks: { onRequest: () => times.push(Date.now() - began) } });
	const times: number[] = [];
	const errors: unknown[] = [];
	const onError = (error: unknown) => errors.push(error);
	const job = client.liveActivities.track("k", state, { onError, ...options });
	const requests = (): (Body & { at?: number; method: string })[] =>
		sent.map(({ method, body }, index) => ({ at: times[index] ?? 0, method, ...(body as Body) }));
	const states = () => requests().map(({ content_state }) => content_state);
	return { job, sent, replies: stub.replies, times, errors, requests, states };
}

describe("in time", () => {
	beforeEach(() => {
		vi.useFakeTimers();
		vi.spyOn(Math, "random").mockReturnValue(1);
	});
	afterEach(() => {
		vi.useRealTimers();
		vi.restoreAllMocks();
	});

	test("the first state goes out at once, the newest of the others every 5 seconds", async () => {
		const { job, requests } = tracked();
		for (let percentage = 1; percentage <= 120; percentage += 1) {
			await vi.advanceTimersByTimeAsync(110);
			job.progress(percentage / 2);
		}
		await vi.runAllTimersAsync();
		expect(requests().map(({ at, content_state }) => [at, content_state.percentage])).toEqual([
			[0, 0],
			[5000, 22.5],
			[10_000, 45],
			[15_000, 60],
		]);
	});

	test("what is reported in the same breath goes out together", async () => {
		const { job, states } = tracked();
		job.progress(10);
		job.update({ subtitle: "files", color: undefined });
		await vi.runAllTimersAsync();
		expect(states()).toEqual([{ ...first, percentage: 10, subtitle: "files" }]);
	});

	test("a quiet job sends nothing, and keeps no timer", async () => {
		const { job, sent } = tracked();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(sent).toHaveLength(1);
		expect(vi.getTimerCount()).toBe(0);
		// After a pause there is nothing to wait for.
		job.progress(50);
		await vi.advanceTimersByTimeAsync(1);
		expect(sent).toHaveLength(2);
	});

	test("the interval is an option", async () => {
		const { job, times } = tracked([], { interval: 250 });
		for (let count = 0; count < 4; count += 1) {
			job.progress(count);
			await vi.advanceTimersByTimeAsync(250);
		}
		expect(times).toEqual([0, 250, 500, 750]);
	});

	test("never two requests at a time, however slow the server", async () => {
		let running = 0;
		let most = 0;
		const slow = async () => {
			running += 1;
			most = Math.max(most, running);
			await new Promise((resolve) => setTimeout(resolve, 9000));
			running -= 1;
			return reply(200, {});
		};
		const { job, states } = tracked([slow, slow, slow], { interval: 1000 });
		for (let percentage = 0; percentage < 40; percentage += 1) {
			job.progress(percentage);
			await vi.advanceTimersByTimeAsync(500);
		}
		const ended = job.end({ percentage: 100 });
		await vi.runAllTimersAsync();
		await ended;
		expect(most).toBe(1);
		expect(states().map(({ percentage }) => percentage)).toEqual([0, 19, 39, 100]);
	});

	test("slower when the server's rate limit runs out", async () => {
		const rate = (remaining: number, reset: number) =>
			reply(200, {}, { "ratelimit-limit": "60", "ratelimit-remaining": `${remaining}`, "ratelimit-reset": `${reset}` });
		const { job, times } = tracked([rate(59, 60), rate(3, 36), rate(0, 20), rate(0, 3600), rate(9, 3)]);
		for (let second = 0; second < 200; second += 1) {
			job.progress(second);
			await vi.advanceTimersByTimeAsync(1000);
		}
		// 5 s as always, a third of 36 s, all of 20 s, a minute at most, 5 s again.
		expect(times.slice(0, 6)).toEqual([0, 5000, 17_000, 37_000, 97_000, 102_000]);
	});

	test("the end sends the last state at once, and ends the stream", async () => {
		const { job, requests } = tracked();
		await vi.advanceTimersByTimeAsync(100);
		job.progress(30);
		await vi.advanceTimersByTimeAsync(100);
		await job.end({ subtitle: "done", auto_dismiss_seconds: 30 });
		expect(requests()).toEqual([
			{ at: 0, method: "PUT", content_state: first },
			{
				at: 200,
				method: "DELETE",
				content_state: { ...first, percentage: 30, subtitle: "done", auto_dismiss_seconds: 30 },
			},
		]);
		expect(vi.getTimerCount()).toBe(0);
	});

	test("the end waits for the request under way", async () => {
		const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(reply(200, {})), 3000));
		const { job, requests } = tracked([slow]);
		await vi.advanceTimersByTimeAsync(10);
		const ended = job.end();
		await vi.advanceTimersByTimeAsync(2900);
		expect(requests()).toHaveLength(1);
		await vi.runAllTimersAsync();
		await ended;
		expect(requests().map(({ method }) => method)).toEqual(["PUT", "DELETE"]);
	});

	test("a job that ends before anything was sent is seen all the same", async () => {
		const { job, requests } = tracked();
		await job.fail(new Error("disk full"));
		const content_state = { ...first, color: "red", subtitle: "disk full" };
		expect(requests()).toMatchObject([
			{ method: "PUT", content_state },
			{ method: "DELETE", content_state },
		]);
	});

	test("after the end nothing is sent, and a second end does nothing", async () => {
		const { job, requests } = tracked();
		await vi.advanceTimersByTimeAsync(1);
		await Promise.all([job.end({ percentage: 100 }), job.end({ percentage: 5 }), job[Symbol.asyncDispose]()]);
		await job.progress(7);
		await job.fail(new Error("late"));
		await vi.runAllTimersAsync();
		expect(requests().map(({ method }) => method)).toEqual(["PUT", "DELETE"]);
		expect(requests()[1]?.content_state.percentage).toBe(100);
	});

	test("what is reported after the end doesn't change the last state", async () => {
		const { job, states } = tracked([() => new Promise((resolve) => setTimeout(() => resolve(reply(200, {})), 500))]);
		await vi.advanceTimersByTimeAsync(1);
		job.progress(100);
		const ended = job.end();
		job.progress(50);
		await vi.runAllTimersAsync();
		await ended;
		expect(states().at(-1)?.percentage).toBe(100);
	});

	test("a progress in one form replaces the other", async () => {
		const { job, states } = tracked([], { interval: 10 });
		await vi.advanceTimersByTimeAsync(10);
		job.progress({ value: 21, upper_limit: 60 });
		await vi.advanceTimersByTimeAsync(10);
		expect(states()[1]).toEqual({ title: "Backup", type: "progress", value: 21, upper_limit: 60 });
	});

	test("steps", async () => {
		const state = { title: "Deploy", type: "segmented_progress" as const, number_of_steps: 3, current_step: 0 };
		const { job, states } = tracked([], { interval: 10 }, state);
		job.step(1);
		await vi.advanceTimersByTimeAsync(10);
		job.step(2, { of: 4, subtitle: "migrate" });
		await vi.advanceTimersByTimeAsync(10);
		expect(states()).toEqual([
			{ ...state, current_step: 1 },
			{ ...state, current_step: 2, number_of_steps: 4, subtitle: "migrate" },
		]);
	});

	test("an alert rings once, and a timer starts once, when they have arrived", async () => {
		const state = { title: "Benchmark", type: "timer" as const, duration_seconds: 300 };
		const { job, requests } = tracked([reply(500, {})], { alert: { title: "Go" }, tags: ["ci"] }, state);
		await vi.advanceTimersByTimeAsync(5000);
		job.update({ subtitle: "warm-up" });
		await vi.advanceTimersByTimeAsync(5000);
		job.update({ duration_seconds: 60 });
		await vi.advanceTimersByTimeAsync(5000);
		job.update({ subtitle: "sampling" });
		await vi.runAllTimersAsync();
		expect(requests().map(({ alert, tags, content_state }) => [alert, tags, content_state.duration_seconds])).toEqual([
			[{ title: "Go" }, ["ci"], 300],
			[{ title: "Go" }, ["ci"], 300],
			[undefined, ["ci"], undefined],
			[undefined, ["ci"], 60],
			[undefined, ["ci"], undefined],
		]);
	});

	test("the state that was handed over stays as it was", async () => {
		const state = Object.freeze({ title: "T", type: "timer" as const, duration_seconds: 5 });
		const options = Object.freeze({ alert: Object.freeze({ title: "A" }) });
		const { job } = tracked([], options, state);
		await vi.runAllTimersAsync();
		await job.end();
		expect(state.duration_seconds).toBe(5);
		expect(options.alert.title).toBe("A");
	});

	test("a failed state is tried again at the usual pace, but a newer one takes its place", async () => {
		const { job, requests, errors } = tracked([reply(500, {}), new Error("reset"), reply(200, {})]);
		await vi.advanceTimersByTimeAsync(6000);
		job.progress(80);
		await vi.runAllTimersAsync();
		expect(requests().map(({ at, content_state }) => [at, content_state.percentage])).toEqual([
			[0, 0],
			[5000, 0],
			[10_000, 80],
		]);
		expect(errors).toHaveLength(2);
	});

	test("a state that fails three times is given up, until there is a newer one", async () => {
		const { job, times } = tracked([1, 2, 3].map(() => reply(500, {})));
		await vi.advanceTimersByTimeAsync(60_000);
		expect(times).toEqual([0, 5000, 10_000]);
		job.progress(1);
		await vi.runAllTimersAsync();
		expect(times).toHaveLength(4);
	});

	test("a state that the server refuses is not tried again", async () => {
		const { errors, times } = tracked([reply(400, { error: "Bad request", message: "m" })]);
		await vi.runAllTimersAsync();
		expect(times).toEqual([0]);
		expect(errors).toMatchObject([{ name: "BadRequestError" }]);
	});

	describe("a server that refuses", () => {
		/** Answers 400 to a percentage above 100, and to fields that an alert doesn't have. */
		function strictTracked(options: TrackOptions = {}, state?: StreamContentState, latency = 0) {
			const check = async (_: AbortSignal, body: unknown) => {
				if (latency) await new Promise((resolve) => setTimeout(resolve, latency));
				const { type, percentage = 0 } = (body as Body | undefined)?.content_state ?? {};
				const refused = (percentage as number) > 100 || (type === "alert" && percentage !== 0);
				return refused ? reply(400, { error: "Bad request", message: "percentage" }) : reply(200, {});
			};
			const job = tracked([], options, state);
			job.replies.push(
				...Array.from({ length: 20 }, (_, index) => (signal: AbortSignal) => check(signal, job.sent[index]?.body)),
			);
			return job;
		}
		const percentages = (states: Record<string, unknown>[]) => states.map(({ percentage }) => percentage);

		test("one state gets the later ones", async () => {
			const { job, states, errors } = strictTracked();
			await vi.advanceTimersByTimeAsync(1);
			job.progress(150);
			await vi.advanceTimersByTimeAsync(5000);
			job.update({ subtitle: "files" });
			await vi.advanceTimersByTimeAsync(5000);
			await job.end({ color: "green" });
			expect(states().slice(2)).toEqual([
				{ ...first, subtitle: "files" },
				{ ...first, subtitle: "files", color: "green" },
			]);
			expect(errors).toMatchObject([{ name: "BadRequestError" }]);
		});

		test("one state keeps what was reported while it was under way", async () => {
			const { job, states } = strictTracked({}, first, 1000);
			await vi.advanceTimersByTimeAsync(1001);
			job.progress(150);
			await vi.advanceTimersByTimeAsync(5500);
			job.update({ subtitle: "meanwhile" });
			await vi.runAllTimersAsync();
			expect(states().at(-1)).toEqual({ ...first, subtitle: "meanwhile" });
		});

		test("what wasn't sent yet still gets the last state of the end", async () => {
			const { job, requests } = strictTracked();
			await vi.advanceTimersByTimeAsync(1);
			job.progress(150);
			await job.end({ subtitle: "done" });
			expect(requests().map(({ method, content_state }) => [method, content_state])).toEqual([
				["PUT", first],
				["DELETE", { ...first, percentage: 150, subtitle: "done" }],
				["DELETE", { ...first, subtitle: "done" }],
			]);
		});

		test("the last state gets an end with the one before it, and hears of it", async () => {
			const { job, requests, errors } = strictTracked({ strict: true });
			await vi.advanceTimersByTimeAsync(1);
			await expect(job.end({ percentage: 101 })).rejects.toMatchObject({ name: "BadRequestError" });
			expect(requests().at(-1)).toMatchObject({ method: "DELETE", content_state: first });
			expect(errors.length).toBeGreaterThan(0);
		});

		test("a job that ends at once is seen and ended all the same", async () => {
			const { job, requests } = strictTracked();
			job.progress(999);
			await job.end();
			expect(requests().map(({ method }) => method)).toEqual(["PUT", "PUT", "DELETE"]);
			expect(requests().at(-1)?.content_state).toEqual(first);
		});

		test("strict rejects the next report, which is sent all the same", async () => {
			const { job, states } = strictTracked({ strict: true });
			await vi.advanceTimersByTimeAsync(1);
			job.progress(150);
			await vi.advanceTimersByTimeAsync(5000);
			await expect(job.progress(60)).rejects.toMatchObject({ name: "BadRequestError" });
			await vi.advanceTimersByTimeAsync(5000);
			await expect(job.progress(70)).resolves.toBeUndefined();
			expect(percentages(states())).toEqual([0, 150, 60]);
		});

		test("another type drops the fields of the old one", async () => {
			const { job, states, errors } = strictTracked({}, { ...first, percentage: 40, badge: { title: "b" } });
			await vi.advanceTimersByTimeAsync(1);
			job.update({ type: "alert", message: "x" });
			await vi.advanceTimersByTimeAsync(5000);
			job.update({ type: "alert", message: "y" });
			await vi.runAllTimersAsync();
			expect(states().slice(1)).toEqual([
				{ title: "Backup", type: "alert", message: "x" },
				{ title: "Backup", type: "alert", message: "y" },
			]);
			expect(errors).toEqual([]);
		});
	});

	test("Retry-After is a longer pause", async () => {
		const { job, times } = tracked([reply(429, {}, { "retry-after": "21" })]);
		await vi.advanceTimersByTimeAsync(1000);
		job.progress(5);
		await vi.runAllTimersAsync();
		expect(times).toEqual([0, 21_000]);
	});

	test("the end is tried again until it has arrived", async () => {
		const { job, requests, errors } = tracked([reply(200, {}), reply(503, {}), new Error("reset")]);
		await vi.advanceTimersByTimeAsync(1);
		const ended = job.end({ percentage: 100 });
		await vi.runAllTimersAsync();
		await ended;
		expect(requests().map(({ method }) => method)).toEqual(["PUT", "DELETE", "DELETE", "DELETE"]);
		expect(errors).toEqual([]);
	});

	test("an error of any kind stays out of the job, also one of onError", async () => {
		const unhandled = vi.fn();
		process.on("unhandledRejection", unhandled);
		const onError = vi.fn(() => {
			throw new Error("of the handler");
		});
		const failures = Array.from({ length: 20 }, () => reply(401, { error: "Unauthorized" }));
		const { job } = tracked(failures, { onError });
		for (const call of [job.progress(1), job.step(1), job.update({ title: "T" })])
			await expect(call).resolves.toBeUndefined();
		await vi.runAllTimersAsync();
		await expect(job.fail(new Error("x"))).resolves.toBeUndefined();
		await vi.runAllTimersAsync();
		process.off("unhandledRejection", unhandled);
		expect(unhandled).not.toHaveBeenCalled();
		expect(onError).toHaveBeenCalledTimes(2);
	});

	test("a bad key or state is reported like any other error", async () => {
		const { client } = stubClient();
		const onError = vi.fn();
		client.liveActivities.track("..", first, { onError });
		await vi.runAllTimersAsync();
		expect(onError).toHaveBeenCalledWith(expect.objectContaining({ name: "ValidationError" }));
	});

	test("strict lets errors into the job: the next report rejects, until a state has arrived", async () => {
		const { job } = tracked([reply(500, {}), reply(200, {})], { strict: true });
		await job.progress(1);
		await vi.advanceTimersByTimeAsync(1);
		await expect(job.progress(2)).rejects.toMatchObject({ name: "InternalServerError" });
		await vi.advanceTimersByTimeAsync(5000);
		await expect(job.progress(3)).resolves.toBeUndefined();
	});

	test("strict lets a lost last state into the job", async () => {
		const { job, errors } = tracked([reply(200, {}), reply(404, {})], { strict: true });
		await vi.advanceTimersByTimeAsync(1);
		await expect(job.end()).rejects.toMatchObject({ name: "NotFoundError" });
		expect(errors).toHaveLength(1);
	});

	test.each([
		["an error", new Error("disk full"), "disk full"],
		["an error without a message", new TypeError(), "TypeError"],
		["a string", "no space", "no space"],
		["nothing", undefined, "undefined"],
		["a long text, cut between characters", "💾".repeat(300), "💾".repeat(200)],
	])("a failure says why: %s", async (_, thrown, subtitle) => {
		const { job, states } = tracked();
		await job.fail(thrown);
		expect(states().at(-1)).toEqual({ ...first, color: "red", subtitle });
	});

	test("a failure of an alert stands beside its message", async () => {
		const state = { title: "Ops", type: "alert" as const, message: "running" };
		const { job, states } = tracked([], {}, state);
		await job.fail(new Error("down"));
		expect(states().at(-1)).toEqual({ ...state, color: "red", subtitle: "down" });
	});

	test("whatever is reported and whatever fails: one request at a time, paced, newest first, the last one last", async () => {
		const step = fc.record({ wait: fc.integer({ min: 0, max: 7000 }), status: fc.constantFrom(200, 200, 500, 429, 0) });
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.integer({ min: 0, max: 3000 }), async (plan, latency) => {
				let running = 0;
				let newest = 0;
				const replies = plan.map(({ status }) => async () => {
					running += 1;
					expect(running).toBe(1);
					await new Promise((resolve) => setTimeout(resolve, latency));
					running -= 1;
					if (status === 0) throw new Error("reset");
					return reply(status, {});
				});
				const { job, requests } = tracked(replies);
				for (const [index, { wait }] of plan.entries()) {
					await vi.advanceTimersByTimeAsync(wait);
					newest = index + 1;
					job.progress(newest);
				}
				const ended = job.end();
				await vi.runAllTimersAsync();
				await ended;
				const all = requests();
				const puts = all.filter(({ method }) => method === "PUT");
				const paced = puts.slice(1).every(({ at = 0 }, index) => at - (puts[index]?.at ?? 0) >= 5000);
				// Only a stream that could not be started is started by its end, and that doesn't wait.
				const startedAtTheEnd = plan.slice(0, puts.length - 1).every(({ status }) => status !== 200);
				expect(paced || startedAtTheEnd).toBe(true);
				const percentages = all.map(({ content_state }) => content_state.percentage as number);
				expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
				expect(percentages.at(-1)).toBe(newest);
			}),
			{ numRuns: 60 },
		);
	});
});

describe("over HTTP", () => {
	async function serve() {
		const server = await startServer();
		onTestFinished(() => server[Symbol.asyncDispose]());
		return { server, client: new ActivitySmith({ apiKey: "k", baseURL: server.baseURL }) };
	}

	test("await using ends the stream, also when the job throws", async () => {
		const { server, client } = await serve();
		const job = async () => {
			await using progress = client.liveActivities.track("nightly", first);
			progress.progress(50);
			throw new Error("of the job");
		};
		await expect(job()).rejects.toThrow("of the job");
		expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
			"PUT /api/live-activity/stream/nightly",
			"DELETE /api/live-activity/stream/nightly",
		]);
		expect(server.received[1]?.body).toMatchObject({ content_state: { percentage: 50 } });
	});

	test("a server that is down leaves the job alone", async () => {
		const errors: unknown[] = [];
		const { server, client } = await serve();
		server.answers.push(...[1, 2, 3, 4, 5].map(() => json(400, { error: "Bad request" })));
		const job = client.liveActivities.track("k", first, { onError: (error) => errors.push(error) });
		await job.progress(1);
		await job.end();
		expect(new Set(errors.map((error) => (error as Error).name))).toEqual(new Set(["BadRequestError"]));
	});

	test("a process that forgets to end still sends the newest state, and then ends", async () => {
		const { server } = await serve();
		const program = `
			import { ActivitySmith } from "activitysmith";
			const client = new ActivitySmith({ apiKey: "k", baseURL: process.argv[1] });
			const job = client.liveActivities.track("k", { title: "T", type: "progress", percentage: 0 }, { interval: 300 });
			setTimeout(() => job.progress(77), 100);
		`;
		const args = ["--conditions=@activitysmith/source", "--input-type=module", "-e", program, server.baseURL];
		await promisify(execFile)(process.execPath, args, {
			cwd: fileURLToPath(new URL("..", import.meta.url)),
			timeout: 15_000,
		});
		expect(server.received.map(({ body }) => (body as Body).content_state.percentage)).toEqual([0, 77]);
	});
});
