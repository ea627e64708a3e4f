/** Bodies of errors, and the table of their texts. Clients compare these strings: they are part of the contract. */
import * as z from "zod";
import { component } from "./component.ts";
import { MAX_ISSUES } from "./validate.ts";

const message = z.string().meta({ description: "What is wrong and what is allowed." });
const title = (example: string) => z.string().meta({ description: "Short title.", examples: [example] });

export const BadRequestError = component(
	"BadRequestError",
	z.strictObject({
		error: title("Bad request"),
		message,
		issues: z
			.array(
				z.strictObject({
					path: z.string().meta({
						description: "Field, such as `content_state.percentage`.",
						examples: ["content_state.percentage"],
					}),
					message: z.string().meta({ description: "What is allowed.", examples: ["must be at most 100"] }),
				}),
			)
			.max(MAX_ISSUES)
			.optional()
			.meta({ description: "Everything that is wrong with the request, the first 100 at most." }),
	}),
	{ description: "The request is not valid." },
);
export type BadRequestError = z.infer<typeof BadRequestError>;

function simple<const Error extends string>(id: string, error: Error, description: string) {
	return component(id, z.strictObject({ error: z.literal(error), message }), { description });
}

export const UnauthorizedError = simple("UnauthorizedError", "Unauthorized", "The API key is missing or wrong.");
export type UnauthorizedError = z.infer<typeof UnauthorizedError>;
export const ForbiddenError = component("ForbiddenError", z.strictObject({ error: title("Forbidden"), message }), {
	description: "The API key may not do this.",
});
export type ForbiddenError = z.infer<typeof ForbiddenError>;
export const NotFoundError = component(
	"NotFoundError",
	z.strictObject({ error: title("Live Activity not found"), message }),
	{ description: "There is no such thing." },
);
export type NotFoundError = z.infer<typeof NotFoundError>;
export const MetricError = component(
	"MetricError",
	z.strictObject({ error: title("Metric not found"), message: message.optional() }),
	{ description: "The metric does not exist." },
);
export type MetricError = z.infer<typeof MetricError>;
export const NoRecipientsError = component(
	"NoRecipientsError",
	z.strictObject({
		error: z.literal("No recipients found"),
		message,
		effective_channel_slugs: z
			.array(z.string())
			.nullable()
			.optional()
			.meta({ description: "Channels that applied, `null` when none did.", examples: [["ops"]] }),
	}),
	{ description: "No device matched." },
);
export type NoRecipientsError = z.infer<typeof NoRecipientsError>;
export const RateLimitError = simple("RateLimitError", "Rate limit exceeded", "Too many requests in this minute.");
export type RateLimitError = z.infer<typeof RateLimitError>;
export const LiveActivityLimitError = component(
	"LiveActivityLimitError",
	z.strictObject({
		error: z.literal("Live Activity limit reached"),
		message,
		limit: z
			.int()
			.min(0)
			.meta({ description: "How many may run at the same time.", examples: [4] }),
		active: z
			.int()
			.min(0)
			.meta({ description: "How many run now.", examples: [4] }),
	}),
	{ description: "As many Live Activities run as the account may have." },
);
export type LiveActivityLimitError = z.infer<typeof LiveActivityLimitError>;
export const ConflictError = simple(
	"ConflictError",
	"Idempotency conflict",
	"A request with the same `Idempotency-Key` is still running.",
);
export type ConflictError = z.infer<typeof ConflictError>;
export const UnprocessableError = simple(
	"UnprocessableError",
	"Idempotency key reused",
	"The `Idempotency-Key` was used with another body.",
);
export type UnprocessableError = z.infer<typeof UnprocessableError>;
export const PayloadTooLargeError = simple(
	"PayloadTooLargeError",
	"Payload too large",
	"The body is larger than 64 KiB.",
);
export type PayloadTooLargeError = z.infer<typeof PayloadTooLargeError>;
export const UnsupportedMediaTypeError = simple(
	"UnsupportedMediaTypeError",
	"Unsupported media type",
	"The body is not declared as JSON in UTF-8.",
);
export type UnsupportedMediaTypeError = z.infer<typeof UnsupportedMediaTypeError>;
export const InternalServerError = simple("InternalServerError", "Internal server error", "The server failed.");
export type InternalServerError = z.infer<typeof InternalServerError>;

/** Largest request body in bytes. */
export const MAX_BODY_BYTES = 64 * 1024;

/** What every error says: `status`, `error` and `message`. Functions fill in names and numbers. */
export const errors = {
	badRequest: (message: string) => ({ status: 400, error: "Bad request", message }),
	invalidTargeting: (message: string) => ({ status: 400, error: "Invalid channel targeting", message }),
	invalidStreamKey: (message: string) => ({ status: 400, error: "Invalid stream_key", message }),
	missingKey: {
		status: 401,
		error: "Unauthorized",
		message: "No API key: send the header Authorization: Bearer <API key>.",
	},
	wrongScheme: {
		status: 401,
		error: "Unauthorized",
		message: "The Authorization header must have the form: Bearer <API key>.",
	},
	wrongKey: { status: 401, error: "Unauthorized", message: "This API key is not valid: it is unknown or was revoked." },
	outOfScope: {
		status: 403,
		error: "Invalid channel targeting",
		message:
			"This API key can only target assigned channels. Requested channels include channels outside this key scope.",
	},
	cannotUpdate: { status: 403, error: "Forbidden", message: "This API key cannot update this Live Activity" },
	cannotEnd: { status: 403, error: "Forbidden", message: "This API key cannot end this Live Activity" },
	noDevices: { status: 404, error: "No recipients found", message: "No devices matched the effective channel target" },
	noLiveActivityDevices: {
		status: 404,
		error: "No recipients found",
		message: "No Live Activity devices matched the effective channel target",
	},
	streamNotFound: (key: string) => ({
		status: 404,
		error: "Live Activity stream not found",
		message: `No Live Activity stream found for stream_key: ${key}`,
	}),
	activityNotFound: (id: string) => ({
		status: 404,
		error: "Live Activity not found",
		message: `No Live Activity found for activity_id: ${id}`,
	}),
	activityEnded: (id: string) => ({
		status: 404,
		error: "Live Activity not found",
		message: `The Live Activity with activity_id ${id} has ended: start a new one to show more`,
	}),
	metricNotFound: (key: string) => ({
		status: 404,
		error: "Metric not found",
		message: `No metric found for key: ${key}. Create it first, then update its value.`,
	}),
	routeNotFound: (method: string, path: string, nearest?: string) => ({
		status: 404,
		error: "Not found",
		message: `There is no ${method} ${path} in this API.${nearest === undefined ? "" : ` The nearest is ${nearest}.`}`,
	}),
	methodNotAllowed: (method: string, path: string, allowed: string) => ({
		status: 405,
		error: "Method not allowed",
		message: `${path} does not take ${method}: use ${allowed}.`,
	}),
	idempotencyConflict: {
		status: 409,
		error: "Idempotency conflict",
		message: "A request with this Idempotency-Key is still running. Try again when it has finished.",
	},
	payloadTooLarge: {
		status: 413,
		error: "Payload too large",
		message: `The body must be at most ${MAX_BODY_BYTES} bytes (64 KiB).`,
	},
	unsupportedMediaType: {
		status: 415,
		error: "Unsupported media type",
		message: "Send the body as JSON in UTF-8, with the header Content-Type: application/json and no Content-Encoding.",
	},
	idempotencyKeyReused: {
		status: 422,
		error: "Idempotency key reused",
		message: "This Idempotency-Key was used with another body in the last 24 hours. Use a new key for a new request.",
	},
	rateLimited: {
		status: 429,
		error: "Rate limit exceeded",
		message: "Too many requests, please try again later.",
	},
	activityLimit: (limit: number, active: number) => ({
		status: 429,
		error: "Live Activity limit reached",
		message: `Only ${limit} concurrent Live Activities are allowed per account`,
		limit,
		active,
	}),
	internal: (requestId: string) => ({
		status: 500,
		error: "Internal server error",
		message: `Something went wrong on the server. Request id: ${requestId}`,
	}),
} as const;
