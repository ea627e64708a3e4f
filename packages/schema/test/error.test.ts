/** Statuses, titles and sentences of errors: clients compare them. */
import { expect, test } from "vitest";
import { errors, MAX_BODY_BYTES } from "../src/index.ts";

test("the texts that clients of the hosted service know", () => {
	expect(errors.invalidTargeting("target.channels must be an array of channel slugs")).toEqual({
		status: 400,
		error: "Invalid channel targeting",
		message: "target.channels must be an array of channel slugs",
	});
	expect(errors.invalidStreamKey("stream_key must contain only letters, numbers, underscores, and hyphens")).toEqual({
		status: 400,
		error: "Invalid stream_key",
		message: "stream_key must contain only letters, numbers, underscores, and hyphens",
	});
	expect(errors.outOfScope).toEqual({
		status: 403,
		error: "Invalid channel targeting",
		message:
			"This API key can only target assigned channels. Requested channels include channels outside this key scope.",
	});
	expect(errors.cannotUpdate).toEqual({
		status: 403,
		error: "Forbidden",
		message: "This API key cannot update this Live Activity",
	});
	expect(errors.cannotEnd).toEqual({
		status: 403,
		error: "Forbidden",
		message: "This API key cannot end this Live Activity",
	});
	expect(errors.noDevices).toEqual({
		status: 404,
		error: "No recipients found",
		message: "No devices matched the effective channel target",
	});
	expect(errors.noLiveActivityDevices).toEqual({
		status: 404,
		error: "No recipients found",
		message: "No Live Activity devices matched the effective channel target",
	});
	expect(errors.streamNotFound("nightly-backup")).toEqual({
		status: 404,
		error: "Live Activity stream not found",
		message: "No Live Activity stream found for stream_key: nightly-backup",
	});
	expect(errors.rateLimited).toEqual({
		status: 429,
		error: "Rate limit exceeded",
		message: "Too many requests, please try again later.",
	});
	expect(errors.activityLimit(4, 4)).toEqual({
		status: 429,
		error: "Live Activity limit reached",
		message: "Only 4 concurrent Live Activities are allowed per account",
		limit: 4,
		active: 4,
	});
	expect(errors.activityLimit(10, 12)).toMatchObject({
		message: "Only 10 concurrent Live Activities are allowed per account",
		limit: 10,
		active: 12,
	});
});

test.each([
	[errors.badRequest("title is required"), 400, "Bad request", "title is required"],
	[errors.missingKey, 401, "Unauthorized", "No API key"],
	[errors.wrongScheme, 401, "Unauthorized", "Bearer <API key>"],
	[errors.wrongKey, 401, "Unauthorized", "not valid"],
	[errors.activityNotFound("abc"), 404, "Live Activity not found", "abc"],
	[errors.activityEnded("abc"), 404, "Live Activity not found", "has ended"],
	[errors.metricNotFound("cpu"), 404, "Metric not found", "cpu"],
	[errors.routeNotFound("GET", "/nowhere"), 404, "Not found", "GET /nowhere"],
	[errors.methodNotAllowed("GET", "/badge", "POST"), 405, "Method not allowed", "POST"],
	[errors.idempotencyConflict, 409, "Idempotency conflict", "still running"],
	[errors.payloadTooLarge, 413, "Payload too large", "65536 bytes (64 KiB)"],
	[errors.unsupportedMediaType, 415, "Unsupported media type", "application/json"],
	[errors.idempotencyKeyReused, 422, "Idempotency key reused", "another body"],
	[errors.internal("req_1"), 500, "Internal server error", "req_1"],
])("%o", (entry, status, error, part) => {
	expect(entry).toMatchObject({ status, error, message: expect.stringContaining(part) });
});

test("a missing key, a malformed header and a wrong key read differently", () => {
	const messages = [errors.missingKey, errors.wrongScheme, errors.wrongKey].map(({ message }) => message);
	expect(new Set(messages).size).toBe(3);
});

test("a body may have 64 KiB", () => expect(MAX_BODY_BYTES).toBe(65_536));
