/** Section 1: the operations, and that a refusal leaves everything as it was. */
import { type Answer, type Case, type Context, casesOf, type RawRequest } from "../case.ts";
import { expect } from "../expect.ts";
import { operations } from "../operations.ts";
import { seen } from "./looks.ts";
import { change, progress } from "./states.ts";

const { cases, anywhere, needing } = casesOf(1);

/** Every operation as a raw request, with what `more` says. */
async function sendEach({ request, streamKey }: Context, more: Partial<RawRequest>): Promise<Answer[]> {
	const answers = [];
	for (const { method, path } of operations) {
		const filled = path.replace("{stream_key}", streamKey).replace("{key}", "deploys");
		answers.push(await request({ method, path: filled, ...more }));
	}
	return answers;
}

async function eachAnswers(context: Context, more: Partial<RawRequest>, status: number, error: string): Promise<void> {
	for (const answer of await sendEach(context, more)) expect(answer).toMatchObject({ status, body: { error } });
}

needing(["accounts"], "operation.each.answers", "All eight operations answer under the base URL", async (context) => {
	const { push, put, del, start, update, end, metric, badge, streamKey } = context;
	expect(await push({ title: "T" })).toMatchObject({ success: true });
	expect(await put(streamKey, progress(1))).toMatchObject({ success: true });
	expect(await del(streamKey)).toMatchObject({ success: true });
	const { activity_id } = await start(progress(1));
	expect(await update({ activity_id, ...change() })).toMatchObject({ success: true });
	expect(await end({ activity_id, ...change() })).toMatchObject({ success: true });
	expect(await metric("deploys", { value: 1 })).toMatchObject({ success: true });
	expect(await badge({ badge: 1 })).toMatchObject({ success: true });
});

anywhere("operation.each.needs-a-key", "Every operation without a key is a 401", (context) =>
	eachAnswers(context, { apiKey: null, body: {} }, 401, "Unauthorized"),
);

anywhere("operation.each.validates", "Every operation refuses a field that it does not have with a 400", (context) =>
	eachAnswers(context, { body: { nonsense: 1 } }, 400, "Bad request"),
);

anywhere("operation.each.limits-the-size", "Every operation refuses a body of more than 64 KiB with a 413", (context) =>
	eachAnswers(context, { body: { title: "x".repeat(64 * 1024) } }, 413, "Payload too large"),
);

anywhere("operation.each.takes-json-only", "Every operation refuses a body that is not JSON with a 415", (context) =>
	eachAnswers(context, { body: "title=T", headers: { "content-type": "text/plain" } }, 415, "Unsupported media type"),
);

needing(
	["accounts"],
	"operation.each.counts-for-the-rate",
	"Every operation is refused with a 429 when the rate is used up",
	async (context) => {
		const spent = await context.account({ limits: { requestsPerMinute: 1 } });
		await spent.badge({ badge: 0 });
		const [key = ""] = Object.values(spent.keys);
		await eachAnswers(context, { apiKey: key, body: {} }, 429, "Rate limit exceeded");
	},
);

anywhere(
	"operation.each.other-methods",
	"Another method on the path of an operation is a 405 that names those it takes",
	async (context) => {
		const { request, streamKey } = context;
		for (const path of ["/push-notification", "/badge", "/live-activity/start", "/metrics/deploys/value"]) {
			const answer = await request({ method: "PATCH", path, body: {} });
			expect(answer).toMatchObject({ status: 405, body: { error: "Method not allowed" } });
			expect(answer.headers.get("allow")).toBe("POST");
		}
		const stream = await request({ method: "GET", path: `/live-activity/stream/${streamKey}` });
		expect(stream.status).toBe(405);
		expect(stream.headers.get("allow")?.split(", ").sort()).toEqual(["DELETE", "PUT"]);
	},
);

needing(
	seen,
	"refusal.leaves-everything",
	"Any 4xx leaves streams, activities, tags and devices as they were",
	async (context) => {
		const { put, del, start, request, refused, phones, streamKey, unique } = context;
		await put(streamKey, { ...progress(42), tags: ["a"] });
		const { activity_id } = await start(progress(7));
		const before = await phones.look();
		const unknown = unique("unknown");
		const long = "s".repeat(4096);
		const stream = `/live-activity/stream/${streamKey}`;
		const refusals: RawRequest[] = [
			{ method: "PUT", path: stream, body: progress(101) },
			{ method: "PUT", path: stream, body: { ...progress(50, { subtitle: long }), tags: ["b"] } },
			{ method: "PUT", path: stream, body: { content_state: { title: "T", type: "value" } } },
			{ method: "PUT", path: stream, body: { ...progress(50), target: { channels: ["nobody"] } } },
			{ method: "PUT", path: stream, body: { ...progress(50), target: { channels: ["never-made"] } } },
			{ method: "PUT", path: `/live-activity/stream/${unknown}`, body: change() },
			{ method: "DELETE", path: stream, body: change({ percentage: 101 }) },
			{ method: "DELETE", path: stream, body: change({ subtitle: long }) },
			{ method: "POST", path: "/live-activity/update", body: { activity_id, ...change({ current_step: 1 }) } },
			{ method: "POST", path: "/live-activity/end", body: { activity_id, ...change({ subtitle: long }) } },
			{ method: "POST", path: "/live-activity/start", body: progress(-1) },
			{ method: "POST", path: "/push-notification", body: { title: "T", message: long } },
			{ method: "POST", path: "/push-notification", body: { title: "T", target: { channels: ["nobody"] } } },
			{ method: "POST", path: "/badge", body: { badge: -1 } },
			{ method: "POST", path: "/metrics/deploys/value", body: { value: null } },
			{ method: "POST", path: "/badge", body: { badge: 3 }, apiKey: null },
		];
		for (const refusal of refusals) {
			const { status } = await request(refusal);
			expect(status).toBeGreaterThanOrEqual(400);
			expect(status).toBeLessThan(500);
		}
		expect(await phones.look()).toEqual(before);
		expect(await put(streamKey, progress(42))).toMatchObject({ operation: "noop", tags: ["a"] });
		expect(await refused(del(unknown))).toMatchObject({ status: 404 });
	},
);

needing(
	["accounts"],
	"refusal.counts-for-the-rate",
	"A request that is refused counts against the rate when its key is good",
	async (context) => {
		const { request } = context;
		const remaining = async (sent: Partial<RawRequest>) => {
			const { headers } = await request({ method: "POST", path: "/badge", body: { badge: 0 }, ...sent });
			return Number(headers.get("ratelimit-remaining"));
		};
		const first = await remaining({});
		expect(await remaining({ body: { badge: -1 } })).toBe(first - 1);
		expect(await remaining({ body: "{" })).toBe(first - 2);
		expect(await remaining({ body: { badge: 0, target: { channels: ["nobody"] } } })).toBe(first - 3);
		await remaining({ apiKey: null });
		await remaining({ path: "/nothing-here" });
		await remaining({ method: "PATCH" });
		expect(await remaining({})).toBe(first - 4);
	},
);

export const operationCases: readonly Case[] = cases;
