/** Section 1: the order of checks. A request with everything wrong is refused for the first of it. */
import { type Case, type Context, casesOf, type RawRequest } from "../case.ts";
import type { AccountSeed, Capability } from "../driver.ts";
import { expect } from "../expect.ts";
import { change, progress } from "./states.ts";

const { cases, anywhere, needing } = casesOf(1);
const accounts: readonly Capability[] = ["accounts"];

const LARGE = "x".repeat(64 * 1024 + 1);
const text = { "content-type": "text/plain" };
const stream = { method: "PUT", path: "/live-activity/stream/k" };

/** An account that has room for no activity, and a channel without devices. */
const full: AccountSeed = {
	keys: { all: "all", ops: ["ops"] },
	channels: { ops: {}, sales: { devices: ["iphone"] } },
	limits: { liveActivities: 0 },
};

async function answers({ request }: Pick<Context, "request">, sent: RawRequest, status: number, error: string) {
	expect(await request(sent)).toMatchObject({ status, body: { error } });
}

anywhere("order.route-first", "The route comes before the key: 404 and 405 need none", async (context) => {
	const { request } = context;
	await answers({ request }, { method: "POST", path: "/nothing", apiKey: null, body: LARGE }, 404, "Not found");
	const patched = { method: "PATCH", path: "/badge", apiKey: null, body: LARGE };
	await answers({ request }, patched, 405, "Method not allowed");
});

anywhere("order.key-before-body", "The key comes before the body's size, type and schema", (context) =>
	answers(context, { method: "POST", path: "/badge", apiKey: null, body: LARGE, headers: text }, 401, "Unauthorized"),
);

needing(
	accounts,
	"order.rate-before-body",
	"The rate comes before the body's size, type and schema",
	async ({ account }) => {
		const spent = await account({ limits: { requestsPerMinute: 1 } });
		await spent.badge({ badge: 0 });
		await answers(spent, { method: "POST", path: "/badge", body: LARGE, headers: text }, 429, "Rate limit exceeded");
	},
);

anywhere(
	"order.body-before-schema",
	"Size and content type come before the schema, the stream key among it",
	async (context) => {
		const sent = { method: "PUT", path: "/live-activity/stream/a.b" };
		await answers(context, { ...sent, body: LARGE }, 413, "Payload too large");
		await answers(context, { ...sent, body: "{", headers: text }, 415, "Unsupported media type");
	},
);

anywhere("order.stream-key-before-body-schema", "The stream key comes before the fields of the body", (context) =>
	answers(context, { method: "PUT", path: "/live-activity/stream/a.b", body: {} }, 400, "Invalid stream_key"),
);

anywhere("order.schema-before-idempotency", "The schema comes before idempotency", async (context) => {
	const { push, unique } = context;
	const idempotencyKey = unique("order");
	await push({ title: "T" }, { idempotencyKey });
	const headers = { "idempotency-key": idempotencyKey };
	await answers(
		context,
		{ method: "POST", path: "/push-notification", body: { title: 1 }, headers },
		400,
		"Bad request",
	);
});

needing(
	accounts,
	"order.idempotency-before-scope",
	"Idempotency comes before the target and the scope",
	async (context) => {
		const { push, keys, unique } = context;
		const idempotencyKey = unique("order");
		await push({ title: "T" }, { idempotencyKey });
		const outside = { title: "T", target: { channels: ["tablet"] } };
		const sent = { apiKey: keys.ops, body: outside, headers: { "idempotency-key": idempotencyKey } };
		await answers(context, { method: "POST", path: "/push-notification", ...sent }, 422, "Idempotency key reused");
	},
);

needing(
	accounts,
	"order.schema-before-scope",
	"The schema comes before the target and the scope",
	async ({ account }) => {
		const own = await account(full);
		await answers(own, { ...stream, apiKey: own.keys.ops, body: { channels: ["sales"] } }, 400, "Bad request");
	},
);

needing(
	accounts,
	"order.scope-before-unknown-slug",
	"The key's scope (403) comes before an unknown slug (400)",
	async ({ account }) => {
		const own = await account(full);
		const body = { ...change(), target: { channels: ["sales", "unknown"] } };
		await answers(own, { ...stream, apiKey: own.keys.ops, body }, 403, "Invalid channel targeting");
		await answers(own, { ...stream, body }, 400, "Invalid channel targeting");
	},
);

needing(
	accounts,
	"order.target-before-merged-state",
	"An unknown slug comes before the merged state",
	async ({ account }) => {
		const own = await account(full);
		const body = { ...change(), target: { channels: ["unknown"] } };
		await answers(own, { ...stream, body }, 400, "Invalid channel targeting");
	},
);

needing(
	accounts,
	"order.existence-before-owner-before-state",
	"Existence (404), then the owner (403), then the merged state (400)",
	async (context) => {
		const { start, account } = context;
		const stranger = await account();
		const { activity_id } = await start(progress(1));
		const sent = (id: string) => ({
			method: "POST",
			path: "/live-activity/update",
			body: { activity_id: id, ...change({ type: "value" }) },
		});
		await answers(stranger, sent("u".repeat(32)), 404, "Live Activity not found");
		await answers(stranger, sent(activity_id), 403, "Forbidden");
		await answers(context, sent(activity_id), 400, "Bad request");
	},
);

needing(
	accounts,
	"order.state-before-recipients",
	"The merged state comes before the recipients",
	async ({ account }) => {
		const own = await account(full);
		await answers(own, { ...stream, body: { ...change(), target: { channels: ["ops"] } } }, 400, "Bad request");
	},
);

needing(
	accounts,
	"order.recipients-before-limit",
	"The recipients (404) come before the limit of activities (429)",
	async ({ account }) => {
		const own = await account(full);
		await answers(
			own,
			{ ...stream, body: { ...progress(1), target: { channels: ["ops"] } } },
			404,
			"No recipients found",
		);
		const sales = { ...progress(1), target: { channels: ["sales"] } };
		await answers(own, { ...stream, body: sales }, 429, "Live Activity limit reached");
	},
);

export const orderCases: readonly Case[] = cases;
