/** A program in another language as the suite's client: what is said to it, and what comes of its troubles. */
import { expect, test } from "vitest";
import { CallFailure, type Case, DriverProcess, runSuite } from "../src/index.ts";
import { fakeTarget, metricStored, storesAMetric } from "./fakes.ts";

/** A driver whose answer to each line is the expression's. */
const driver = (answer: string) => ({
	command: process.execPath,
	args: [
		"-e",
		`console.log(JSON.stringify({ ready: { language: "js", version: "1.0.0" } }));
		require("node:readline").createInterface({ input: process.stdin }).on("line", async (text) => {
			const line = JSON.parse(text);
			console.log(JSON.stringify({ id: line.id, ...await (${answer})(line) }));
		});`,
	],
});
const client = { baseURL: "http://127.0.0.1:9/api", apiKey: "ask_a" };
const badge = { operation: "updateAppIconBadgeCount", body: { badge: 3 } } as const;

test("a call is a line, its answer another, whichever comes first", async () => {
	// The first is answered when the second has been.
	const late = `(line) => line.id === 1
		? new Promise((resolve) => { globalThis.answer = () => resolve({ result: line }); })
		: (setTimeout(() => globalThis.answer()), { result: line })`;
	const process = await DriverProcess.start(driver(late));
	expect(await process.ready).toEqual({ language: "js", version: "1.0.0" });
	const order: number[] = [];
	const calls = [1, 2].map(async () => {
		const line = await process.call(client, badge);
		order.push(line.id as number);
		return line;
	});
	expect(await Promise.all(calls)).toEqual([1, 2].map((id) => ({ id, client, ...badge })));
	expect(order).toEqual([2, 1]);
	await process.close();
});

test("an error is told in the words of the protocol", async () => {
	const error = {
		class: "RateLimitError",
		status: 429,
		message: "slowly",
		body: { error: "R" },
		retryAfter: 3,
		attempts: 2,
	};
	const process = await DriverProcess.start(driver(`() => (${JSON.stringify({ error })})`));
	const failure = await process.call(client, badge).catch((reason: unknown) => reason);
	expect(failure).toBeInstanceOf(CallFailure);
	expect(failure).toMatchObject(error);
	await process.close();
});

test("a program that ends fails the calls that wait for it, with what it said", async () => {
	const process = await DriverProcess.start(driver(`() => { console.error("out of paper"); process.exit(3); }`));
	await expect(process.call(client, badge)).rejects.toThrow("The driver ended with 3: out of paper");
	await process.close();
});

test("a program that cannot be started says so", async () => {
	await expect(DriverProcess.start({ command: "/nowhere/driver" })).rejects.toThrow("could not be started");
	const silent = { command: process.execPath, args: ["-e", "console.error('no SDK here')"] };
	await expect(DriverProcess.start(silent)).rejects.toThrow("The driver ended with 0: no SDK here");
});

/** Makes the request of a metric by itself, as an SDK would. */
const FETCHES = `async ({ client, params, body }) => {
	const { baseURL, apiKey } = client;
	const headers = { authorization: "Bearer " + apiKey, "content-type": "application/json" };
	const url = baseURL + "/metrics/" + params.key + "/value";
	try {
		const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
		return { result: await response.json() };
	} catch {
		return { error: { class: "ConnectionError", message: "broken" } };
	}
}`;

test("through `connect` a case's requests reach the target, and its answers are held against the document", async () => {
	const process = await DriverProcess.start(driver(FETCHES));
	const seen: unknown[] = [];
	const target = fakeTarget((url, { method, headers, body }) => {
		seen.push([method, url.href, new Headers(headers).get("authorization"), body]);
		return metricStored();
	});
	const { connect } = process;
	expect(await runSuite(target, { cases: [storesAMetric], connect })).toMatchObject({ ok: true });
	expect(seen).toEqual([["POST", "https://fake.test/api/metrics/m/value", "Bearer ask_secret", '{"value":1}']]);

	const bare = fakeTarget(() => new Response('{"success":true}'));
	const { results } = await runSuite(bare, { cases: [storesAMetric], connect });
	expect(results[0]?.problems.join()).toContain("has no X-Request-Id");
	await process.close();
});

test("through `connect` a connection that breaks is one that breaks for the SDK", async () => {
	const process = await DriverProcess.start(driver(FETCHES));
	const target = fakeTarget(() => Promise.reject(new TypeError("fetch failed")));
	const breaks: Case = {
		...storesAMetric,
		async run({ metric, refused }) {
			expect(await refused(metric("m", { value: 1 }))).toMatchObject({ class: "ConnectionError", status: undefined });
		},
	};
	expect(await runSuite(target, { cases: [breaks], connect: process.connect })).toMatchObject({ ok: true });
	await process.close();
});
