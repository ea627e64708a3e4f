/** Every example in the document is valid: by the JSON Schema beside it, and by zod. */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { errorSchemas, operations, validate } from "../src/index.ts";
import { at, document } from "./json-schema.ts";

interface Media {
	examples: Record<string, { summary: string; value: unknown }>;
}

function pointer(...keys: string[]): string {
	return keys.map((key) => `/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("");
}

function follow(...keys: string[]): unknown {
	return keys.reduce((node: unknown, key) => (node as Record<string, unknown>)[key], document);
}

function check(keys: string[], accepts: (value: unknown) => boolean): void {
	const examples = Object.entries((follow(...keys) as Media).examples ?? {});
	expect(examples.length).toBeGreaterThan(0);
	const published = at(pointer(...keys, "schema"));
	for (const [name, { summary, value }] of examples) {
		published(value);
		expect(published.errors, name).toBe(null);
		expect(accepts(value), name).toBe(true);
		expect(summary).toMatch(/\S/);
	}
}

function anyOf(schemas: z.ZodType[]): (value: unknown) => boolean {
	return (value) => schemas.some((schema) => validate(schema, value).ok);
}

describe.each(Object.values(operations))("$id", (operation) => {
	const endpoint = ["paths", operation.path, operation.method.toLowerCase()];

	test("request", () => {
		check([...endpoint, "requestBody", "content", "application/json"], anyOf([operation.body]));
	});

	const statuses = { 200: [operation.success], ...errorSchemas(operation) };
	test.each(Object.entries(statuses))("response %s", (status, schemas) => {
		check([...endpoint, "responses", status, "content", "application/json"], anyOf(schemas));
	});

	test("every status in the document was checked above", () => {
		expect(Object.keys(follow(...endpoint, "responses") as object)).toEqual(Object.keys(statuses));
	});
});

/** Schemas with `examples` of their own, wherever they are. */
function exemplary(node: unknown, keys: string[]): [string, string[], unknown[]][] {
	if (typeof node !== "object" || node === null) return [];
	const here = Object.entries(node).flatMap(([key, value]) => exemplary(value, [...keys, key]));
	const { examples } = node as { examples?: unknown };
	return Array.isArray(examples) ? [[keys.join("."), keys, examples], ...here] : here;
}

test.each(exemplary(document.components.schemas, ["components", "schemas"]))("%s", (_, keys, examples) => {
	const published = at(pointer(...keys));
	for (const value of examples) {
		published(value);
		expect(published.errors).toBe(null);
	}
});
