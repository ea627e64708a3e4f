/** Free-form JSON that callers hand through: notification payloads, webhook bodies, metadata. */
import * as z from "zod";
import { mustBe, refuse } from "./refinement.ts";
import { characters, isWellFormed } from "./text.ts";

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** How deep free-form JSON may nest, the object itself included. */
const MAX_JSON_DEPTH = 32;

const NOT_UNICODE = "must be valid Unicode: it holds a lone surrogate";

function isPlainObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Walks the value with one shared `path`: nothing is allocated for a scalar that is fine. */
function checkJson(value: unknown, path: (string | number)[], ctx: z.core.$RefinementCtx): void {
	if (typeof value === "string") {
		if (!isWellFormed(value)) refuse(ctx, "well-formed-unicode", path, NOT_UNICODE);
		return;
	}
	if (typeof value === "number") {
		if (!Number.isFinite(value)) refuse(ctx, "json-numbers", path, "must be a finite number");
		return;
	}
	if (typeof value !== "object" || value === null) return;
	if (path.length >= MAX_JSON_DEPTH) {
		refuse(ctx, "json-depth", path, `must nest at most ${MAX_JSON_DEPTH} levels deep`);
		return;
	}
	if (Array.isArray(value)) {
		for (const [index, entry] of value.entries()) checkEntry(index, entry, path, ctx);
		return;
	}
	for (const [key, entry] of Object.entries(value)) {
		if (key === "__proto__") refuse(ctx, "json-keys", path, "must not have a key named __proto__");
		if (!isWellFormed(key)) {
			refuse(ctx, "well-formed-unicode", path, "must have keys that are valid Unicode: one holds a lone surrogate");
		}
		checkEntry(key, entry, path, ctx);
	}
}

function checkEntry(key: string | number, entry: unknown, path: (string | number)[], ctx: z.core.$RefinementCtx) {
	path.push(key);
	checkJson(entry, path, ctx);
	path.pop();
}

/** Any JSON object, passed on as it came. */
export const jsonObject = z
	.custom<JsonObject>(isPlainObject, { error: mustBe("a JSON object") })
	.superRefine((value, ctx) => checkJson(value, [], ctx))
	.meta({ type: "object", additionalProperties: true });

export type MetadataValue = string | number | boolean;

const MAX_METADATA_ENTRIES = 50;
const MAX_METADATA_KEY = 100;
const MAX_METADATA_STRING = 4000;
const MAX_METADATA_BYTES = 16 * 1024;

function metadataProblem(key: string, value: unknown): string | undefined {
	if (key === "__proto__") return "is not allowed as a key";
	const length = characters(key);
	if (length < 1 || length > MAX_METADATA_KEY) return `must have a key of 1 to ${MAX_METADATA_KEY} characters`;
	if (typeof value === "string") {
		return characters(value) > MAX_METADATA_STRING ? `must be at most ${MAX_METADATA_STRING} characters` : undefined;
	}
	if (typeof value === "boolean" || Number.isFinite(value)) return undefined;
	return "must be a string, a finite number or a boolean";
}

// zod's record drops a `__proto__` key without a word, so the entries are checked here.
export const Metadata = z
	.custom<Record<string, MetadataValue>>(isPlainObject, {
		error: mustBe("an object of strings, numbers and booleans"),
	})
	.superRefine((value, ctx) => {
		const entries = Object.entries(value);
		if (entries.length > MAX_METADATA_ENTRIES) {
			ctx.addIssue({ code: "custom", message: `must have at most ${MAX_METADATA_ENTRIES} entries` });
			return;
		}
		for (const [key, entry] of entries) {
			const problem = metadataProblem(key, entry);
			if (problem) ctx.addIssue({ code: "custom", path: [key], message: problem });
			else if (!isWellFormed(key) || (typeof entry === "string" && !isWellFormed(entry))) {
				refuse(ctx, "well-formed-unicode", [key], NOT_UNICODE);
			}
		}
		const bytes = new TextEncoder().encode(JSON.stringify(value)).byteLength;
		if (bytes > MAX_METADATA_BYTES) {
			refuse(ctx, "metadata-size", [], `must be at most ${MAX_METADATA_BYTES} bytes as JSON (these are ${bytes})`);
		}
	})
	.meta({
		description:
			"Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}` clears them.",
		type: "object",
		maxProperties: MAX_METADATA_ENTRIES,
		propertyNames: { minLength: 1, maxLength: MAX_METADATA_KEY, not: { const: "__proto__" } },
		additionalProperties: {
			anyOf: [{ type: "string", maxLength: MAX_METADATA_STRING }, { type: "number" }, { type: "boolean" }],
		},
		examples: [{ commit: "4f1c9e2", attempt: 1, manual: false }],
	});
export type Metadata = z.infer<typeof Metadata>;
