/** The rules for every answer: each finds what it is there for, and nothing else does. */
import { expect, test } from "vitest";
import { answerRules, runSuite } from "../src/index.ts";
import { fakeCase, fakeTarget, json, metricStored, storesAMetric } from "./fakes.ts";

const asksForARoute = fakeCase(
	"fake.route",
	async ({ request }) => void (await request({ method: "GET", path: "/nothing" })),
);
const triesAMetric = fakeCase("fake.tries", async ({ request }) => {
	await request({ method: "POST", path: "/metrics/m/value", body: { value: 1 } });
});

function without(name: string, response = metricStored()): Response {
	response.headers.delete(name);
	return response;
}

const refused = (message: string) => ({ error: "Unauthorized", message });
const limited = { error: "Rate limit exceeded", message: "Too many requests, please try again later." };
const unauthorized = () => json(401, refused("no"), { "www-authenticate": "Bearer" });

test.each([
	["answer.status", () => json(418, { success: true }), triesAMetric],
	["answer.status", () => json(403, { error: "Forbidden", message: "no" }), triesAMetric],
	["answer.status", () => json(200, { error: "Not found", message: "no" }), asksForARoute],
	["answer.body", () => json(200, { success: true, timestamp: "2026-01-01T00:00:00.000Z" }), storesAMetric],
	["answer.body", () => json(200, { success: false }), storesAMetric],
	["answer.body", () => json(404, { error: "Not found" }), asksForARoute],
	["answer.body", () => json(401, { detail: "no" }, { "www-authenticate": "Bearer" }), triesAMetric],
	["answer.content-type", () => json(200, { success: true }, { "content-type": "text/html" }), storesAMetric],
	["answer.content-type", () => without("content-type"), storesAMetric],
	["answer.request-id", () => without("x-request-id"), storesAMetric],
	["answer.rate-limit", () => without("ratelimit-reset"), storesAMetric],
	["answer.rate-limit", () => json(200, { success: true }, { "ratelimit-remaining": "many" }), storesAMetric],
	["answer.keep-alive", () => without("keep-alive"), storesAMetric],
	["answer.retry-after", () => json(429, limited), triesAMetric],
	["answer.www-authenticate", () => without("www-authenticate", unauthorized()), triesAMetric],
])("%s", async (rule, answer, one) => {
	const report = await runSuite(fakeTarget(answer, "accounts"), { cases: [one] });
	expect(report.results[0]?.exchanges[0]?.violations.map((violation) => violation.rule)).toEqual([rule]);
	expect(report.results[0]).toMatchObject({ verdict: "failed" });
});

test("a good answer breaks none of them", async () => {
	for (const answer of [metricStored, unauthorized, () => json(429, limited, { "retry-after": "1" })]) {
		const report = await runSuite(fakeTarget(answer, "accounts"), { cases: [triesAMetric] });
		expect(report.results[0]).toMatchObject({ verdict: "passed" });
	}
});

test("have ids that no two share", () => {
	expect(new Set(answerRules.map(({ id }) => id)).size).toBe(answerRules.length);
});
