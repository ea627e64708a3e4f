import { inspect } from "node:util";
import { expect, expectTypeOf, test, vi } from "vitest";
import * as sdk from "../src/index.ts";
import { reply, stubClient } from "./stub-fetch.ts";

const { APIError, ActivitySmithError, ConnectionError, LiveActivityLimitError, NoRecipientsError, RateLimitError } =
	sdk;

const classes = { ...sdk };
const leaves = ["BadRequestError", "AuthenticationError", "NotFoundError", "RateLimitError"] as const;

test.each([
	[400, { error: "Bad request", message: "m" }, "BadRequestError"],
	[401, { error: "Unauthorized", message: "m" }, "AuthenticationError"],
	[403, { error: "Forbidden", message: "m" }, "PermissionDeniedError"],
	[404, { error: "Not found", message: "m" }, "NotFoundError"],
	[404, { error: "Live Activity stream not found", message: "m" }, "NotFoundError"],
	[404, { error: "No recipients found", message: "m" }, "NoRecipientsError"],
	[405, { error: "Method not allowed", message: "m" }, "APIError"],
	[409, { error: "Idempotency conflict", message: "m" }, "APIError"],
	[413, { error: "Payload too large", message: "m" }, "APIError"],
	[422, { error: "Idempotency key reused", message: "m" }, "APIError"],
	[429, { error: "Rate limit exceeded", message: "m" }, "RateLimitError"],
	[429, { error: "Live Activity limit reached", message: "m", limit: 4, active: 4 }, "LiveActivityLimitError"],
	[500, { error: "Internal server error", message: "m" }, "InternalServerError"],
	[503, { error: "Unavailable", message: "m" }, "InternalServerError"],
] as const)("%i %o becomes %s", async (status, body, name) => {
	const { client } = stubClient([reply(status, body, { "x-request-id": "req_1" })], { maxRetries: 0 });
	const error = await client.badgeCount(1).catch((reason) => reason);
	expect(error.constructor).toBe(classes[name]);
	expect(error).toBeInstanceOf(APIError);
	expect(error).toBeInstanceOf(ActivitySmithError);
	expect(error).toBeInstanceOf(Error);
	expect(error).toMatchObject({ name, status, code: body.error, message: "m", body, requestId: "req_1", attempts: 1 });
	expect(error.stack).toMatch(new RegExp(`^${name}: m\n`));
	// What the classes say of each other.
	for (const other of leaves) expect(error instanceof classes[other]).toBe(other === name);
});

test("the extra fields of an error are its properties", async () => {
	const slugs = ["sales"];
	const { client } = stubClient(
		[
			reply(404, { error: "No recipients found", effective_channel_slugs: slugs }),
			reply(404, { error: "No recipients found" }),
			reply(429, { error: "Live Activity limit reached", limit: 4, active: 3 }),
			reply(429, {}, { "retry-after": "9" }),
			reply(429, {}),
		],
		{ maxRetries: 0 },
	);
	const next = () => client.badgeCount(1).catch((error) => error);
	const noRecipients = await next();
	expect(noRecipients.effectiveChannelSlugs).toEqual(slugs);
	expect((await next()).effectiveChannelSlugs).toBeNull();
	expect(await next()).toMatchObject({ limit: 4, active: 3 });
	expect((await next()).retryAfter).toBe(9);
	expect((await next()).retryAfter).toBeUndefined();
	if (noRecipients instanceof NoRecipientsError) {
		expectTypeOf(noRecipients.effectiveChannelSlugs).toEqualTypeOf<string[] | null>();
	}
});

test("one copy of the package knows the errors of another", async () => {
	vi.resetModules();
	const other = await import("../src/index.ts");
	expect(other.RateLimitError).not.toBe(RateLimitError);
	const error = new other.RateLimitError(reply(429, {}), "{}");
	expect(error).toBeInstanceOf(RateLimitError);
	expect(error).toBeInstanceOf(APIError);
	expect(error).toBeInstanceOf(ActivitySmithError);
	expect(error instanceof LiveActivityLimitError).toBe(false);
	expect(error instanceof ConnectionError).toBe(false);
	expect(new other.TimeoutError("late")).toBeInstanceOf(ConnectionError);
});

test.each([null, undefined, 0, "APIError", {}, new Error("x"), Object.create(null), { name: "APIError" }])(
	"%o is none of ours",
	(value) => {
		expect((value as unknown) instanceof ActivitySmithError).toBe(false);
		expect((value as unknown) instanceof APIError).toBe(false);
	},
);

test("a class of the user's own is told apart from its parent", () => {
	class QuotaError extends ActivitySmithError {}
	expect(new QuotaError("q")).toBeInstanceOf(QuotaError);
	expect(new QuotaError("q")).toBeInstanceOf(ActivitySmithError);
	expect(new QuotaError("q").name).toBe("QuotaError");
	expect(new ActivitySmithError("a") instanceof QuotaError).toBe(false);
});

test("printing an error shows what is needed and neither the key nor the response", async () => {
	const { client } = stubClient([reply(400, { error: "Bad request", message: "m" })]);
	const error = await client.badgeCount(1).catch((reason) => reason);
	const printed = inspect(error, { depth: 8 });
	expect(printed).toMatch(/^BadRequestError: m\n/);
	expect(printed).toContain("status: 400");
	for (const text of [printed, JSON.stringify(error), inspect(error, { showHidden: true, depth: 8 })]) {
		expect(text).not.toContain("ask_secret");
		expect(text).not.toMatch(/authorization/i);
	}
	expect(Object.keys(error)).not.toContain("response");
});

test("an error of fetch is the cause, whatever it is", async () => {
	for (const thrown of [undefined, "offline", { code: "X" }, new DOMException("d", "AbortError")]) {
		const { client } = stubClient([() => Promise.reject(thrown)], { maxRetries: 0 });
		const error = await client.badgeCount(1).catch((reason) => reason);
		expect(error).toBeInstanceOf(ConnectionError);
		expect(error.cause).toBe(thrown);
	}
});
