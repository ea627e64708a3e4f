/** The client itself: its options, what its methods resolve to, what they reject with. */
import DefaultExport, {
	AbortError,
	ActivitySmith,
	type ActivitySmithOptions,
	APIError,
	type CallInit,
	ConnectionError,
	LiveActivityLimitError,
	type LiveActivityStartResponse,
	type LiveActivityType,
	NoRecipientsError,
	RateLimitError,
	TimeoutError,
	ValidationError,
} from "activitysmith";
import { createFetch } from "activitysmith/undici";

declare const client: ActivitySmith;

/** Compiles only when the two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(yes: Same<A, B>) => yes;

export const everyOption: ActivitySmithOptions[] = [
	{},
	{ apiKey: process.env.ACTIVITYSMITH_API_KEY, baseURL: undefined },
	{
		apiKey: "key",
		baseURL: "http://127.0.0.1:4010/api",
		timeout: 2000,
		maxRetries: 0,
		fetch: globalThis.fetch,
		headers: { "x-team": "ops" },
		hooks: {
			onRequest: ({ method, url, attempt }) => `${method} ${url} ${attempt.toFixed()}`,
			onResponse: ({ status, headers }) => console.log(status.toFixed(), headers.get("x-request-id")),
			onRetry: async ({ error, delay }) => console.log(error, delay.toFixed()),
		},
		allowInsecureHTTP: true,
		dangerouslyAllowBrowser: true,
	},
	{ fetch: createFetch({ connections: 4, keepAliveTimeout: 1000 }) },
	{ fetch: async (url, init) => new Response(url, { headers: init.headers ?? {} }) },
];

export const everyCallOption: CallInit[] = [
	{},
	{ signal: AbortSignal.timeout(1000), timeout: 500, maxRetries: 5, idempotencyKey: "order-812", keepalive: true },
	{ headers: { "x-trace": "1" } },
	({ init, context }) => ({ headers: { ...init.headers, "x-path": context.path } }),
	async () => undefined,
];

export const clients: ActivitySmith[] = [new ActivitySmith(), new DefaultExport({ apiKey: "key" })];

export const statics = [
	same<typeof ActivitySmith.liveActivityTypes.segmentedProgress, "segmented_progress">(true),
	same<LiveActivityType, "segmented_progress" | "progress" | "metrics" | "stats" | "alert" | "value" | "timer">(true),
	client.liveActivities.start({
		content_state: ActivitySmith.contentState({
			title: "Reactivation",
			message: "Lumen came back",
			type: ActivitySmith.liveActivityTypes.alert,
			icon: ActivitySmith.alertIcon("cloud.sun", { color: "yellow" }),
			badge: ActivitySmith.alertBadge("Customer", { color: "magenta" }),
		}),
	}),
	client.liveActivities.stream("upload", { content_state: ActivitySmith.contentState({ title: "Upload" }) }),
	client.liveActivities.endStream("upload", {
		content_state: ActivitySmith.contentState({ title: "Upload", type: "timer", auto_dismiss_seconds: 5 }),
	}),
];

export function apart() {
	const content_state = ActivitySmith.contentState({ title: "Disk", type: "progress", value: 31, upper_limit: 75 });
	const plain = { title: "Disk", type: "progress", value: 31, upper_limit: 75 };
	client.liveActivities.stream("disk", { content_state });
	// @ts-expect-error Type 'string' is not assignable to type
	client.liveActivities.stream("disk", { content_state: plain });
}

export async function results() {
	const started = await client.liveActivities.start({ content_state: { title: "T", type: "value", value: 1 } });
	const raw = await client.liveActivities.startLiveActivityRaw({
		liveActivityStartRequest: { content_state: { title: "T", type: "value", value: 1 } },
	});
	const put = await client.liveActivities.stream("T", { content_state: { title: "T" } });
	const all = await client
		.withResponse()
		.liveActivities.start({ content_state: { title: "T", type: "value", value: 1 } });
	const badge = await client.withResponse().badgeCount(3);
	same<typeof started, LiveActivityStartResponse>(true);
	same<typeof all.data, LiveActivityStartResponse>(true);
	same<typeof started.effective_channel_slugs, string[] | null>(true);
	same<typeof put.operation, "started" | "updated" | "rotated" | "noop" | "paused">(true);
	same<typeof put.activity_id, string | null>(true);
	same<typeof badge.data.badge, number>(true);
	same<typeof all.requestId, string | undefined>(true);
	same<NonNullable<typeof all.rateLimit>["remaining"], number>(true);
	same<Awaited<ReturnType<typeof raw.value>>, LiveActivityStartResponse>(true);
	same<typeof raw.raw, Response>(true);

	// @ts-expect-error Property 'activityId' does not exist
	console.log(started.activityId);
	// @ts-expect-error Property 'operation' does not exist
	console.log(started.operation);
	// @ts-expect-error 'put.activity_id' is possibly 'null'
	console.log(put.activity_id.length);
	// @ts-expect-error Property 'timestamp' does not exist
	console.log((await client.metrics.update("key", 1)).timestamp);
	// @ts-expect-error Property 'activity_id' does not exist
	console.log((await client.notifications.send({ title: "T" })).activity_id);
	// @ts-expect-error Property 'data' does not exist
	console.log((await client.badgeCount(3)).data);
	// @ts-expect-error Property 'activity_id' does not exist
	console.log(all.activity_id);
	// @ts-expect-error 'all.rateLimit' is possibly 'undefined'
	console.log(all.rateLimit.remaining);
	// @ts-expect-error Property 'track' does not exist
	client.withResponse().liveActivities.track("T", { title: "T" });
	// @ts-expect-error Property 'sendPushNotificationRaw' does not exist
	client.withResponse().notifications.sendPushNotificationRaw({ pushNotificationRequest: { title: "T" } });
}

export function errors(error: unknown) {
	// Each class narrows to itself alone, though some have the same fields.
	if (error instanceof LiveActivityLimitError) return error.active < error.limit;
	if (error instanceof NoRecipientsError) return error.effectiveChannelSlugs?.includes("ops");
	if (error instanceof RateLimitError) return (error.retryAfter ?? 0) > 60;
	if (error instanceof APIError) return error.status > 499 && error.code === "x" && error.requestId === "y";
	if (error instanceof TimeoutError) return error.attempts === 3;
	if (error instanceof ConnectionError) return error.code === "ECONNREFUSED";
	if (error instanceof AbortError || error instanceof ValidationError) return error.cause;
	// @ts-expect-error 'error' is of type 'unknown'
	return error.status;
}

export function wrongFields(rate: RateLimitError, api: APIError, connection: ConnectionError) {
	// @ts-expect-error Property 'limit' does not exist
	console.log(rate.limit);
	// @ts-expect-error Property 'statusCode' does not exist
	console.log(api.statusCode);
	// @ts-expect-error Property 'status' does not exist
	console.log(connection.status);
	// @ts-expect-error 'status' because it is a read-only
	api.status = 200;
}

export function wrongOptions() {
	// @ts-expect-error 'apikey' does not exist in type
	new ActivitySmith({ apikey: "key" });
	// @ts-expect-error 'baseUrl' does not exist in type
	new ActivitySmith({ baseUrl: "https://activitysmith.com/api" });
	// @ts-expect-error Type 'string' is not assignable to type
	new ActivitySmith({ timeout: "10s" });
	// @ts-expect-error 'retries' does not exist in type
	new ActivitySmith({ retries: 2 });
	// @ts-expect-error 'onError' does not exist in type
	new ActivitySmith({ hooks: { onError: console.error } });
	// @ts-expect-error no properties in common
	new ActivitySmith("key");
	// @ts-expect-error 'retries' does not exist in type
	client.notifications.send({ title: "T" }, { retries: 2 });
	// @ts-expect-error 'idempotency_key' does not exist in type
	client.notifications.send({ title: "T" }, { idempotency_key: "order-812" });
	// @ts-expect-error Type 'string' is not assignable to type
	client.liveActivities.endStream("T", {}, { timeout: "10s" });
	// @ts-expect-error 'maxConnections' does not exist in type
	createFetch({ maxConnections: 4 });
	// @ts-expect-error 'percentage' does not exist in type
	ActivitySmith.contentState({ title: "T", type: "alert", message: "M", percentage: 1 });
	// @ts-expect-error Property 'title' is missing
	ActivitySmith.contentState({ type: "alert", message: "M" });
	// @ts-expect-error Type '"pink"' is not assignable to type
	ActivitySmith.alertIcon("cloud", { color: "pink" });
	// @ts-expect-error no properties in common
	ActivitySmith.alertBadge("S3", "cyan");
	// @ts-expect-error Property 'apiKey' does not exist
	client.apiKey;
}
