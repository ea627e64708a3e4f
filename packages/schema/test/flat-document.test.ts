/** The flat document says the same as the document: in every example, in every request that fast-check makes up, in its names. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operations } from "../src/index.ts";
import { flattenDocument } from "../src/openapi.ts";
import { bodies } from "./corpus.ts";
import { document, jsonSchema } from "./json-schema.ts";

type Schema = Record<string, unknown> & { properties?: Record<string, Schema> };

const flat = flattenDocument(document);
const schemas = flat.components.schemas as Record<string, Schema>;
const tagged = ["ContentStateStart", "LiveActivityAction", "PushNotificationAction"];

const ajv = new Ajv2020({ strict: false, strictNumbers: true });
formats.default(ajv);
ajv.addSchema(flat, "flat");

function flatSchema(path: string): ValidateFunction {
	const found = ajv.getSchema(`flat#${path}`);
	if (!found) throw new Error(`the flat document has nothing at ${path}`);
	return found;
}

/** Places where a schema stands beside examples of what it describes. */
function exemplary(node: unknown, path = ""): [string, unknown[]][] {
	if (typeof node !== "object" || node === null) return [];
	const step = (key: string) => `/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
	const below = Object.entries(node).flatMap(([key, value]) => exemplary(value, path + step(key)));
	const { schema, examples } = node as { schema?: unknown; examples?: Record<string, { value: unknown }> };
	if (!schema || !examples) return below;
	return [[`${path}/schema`, Object.values(examples).map(({ value }) => value)], ...below];
}

test.each(exemplary(document.paths, "/paths"))("every example is valid at %s", (path, examples) => {
	expect(examples.length).toBeGreaterThan(0);
	const valid = flatSchema(path);
	for (const value of examples) {
		valid(value);
		expect(valid.errors).toBe(null);
	}
});

describe.each(Object.values(operations))("$id", ({ body }) => {
	const name = String(body.meta()?.id);

	test(`${name}: whatever the document accepts is accepted`, () => {
		const published = jsonSchema(name);
		const valid = flatSchema(`/components/schemas/${name}`);
		let accepted = 0;
		fc.assert(
			fc.property(bodies(name), (input) => {
				if (!published(input)) return;
				accepted += 1;
				valid(input);
				expect(valid.errors).toBe(null);
			}),
			{ numRuns: 500 },
		);
		expect(accepted).toBeGreaterThan(20);
	});

	test(`${name}: a field that no type has is refused`, () => {
		expect(flatSchema(`/components/schemas/${name}`)({ title: "T", numberOfSteps: 1 })).toBe(false);
	});
});

test("what was a union by a tag is one object with the fields of all members, the required ones those of all", () => {
	const all = document.components.schemas as Record<string, Schema & { oneOf: { $ref: string }[] }>;
	for (const name of tagged) {
		const members = all[name]?.oneOf.map(({ $ref }) => all[$ref.replace("#/components/schemas/", "")] as Schema) ?? [];
		const fields = new Set(members.flatMap(({ properties = {} }) => Object.keys(properties)));
		expect(new Set(Object.keys(schemas[name]?.properties ?? {}))).toEqual(fields);
		const required = [...fields].filter((field) =>
			members.every((member) => (member.required as string[]).includes(field)),
		);
		expect(schemas[name]?.required).toEqual(required);
	}
	expect(JSON.stringify(flat)).not.toMatch(/oneOf|discriminator/);
});

test("operations, names of other schemas and their bytes are those of the document", () => {
	expect(flat.paths).toEqual(document.paths);
	const gone = Object.keys(document.components.schemas).filter((name) => !(name in schemas));
	expect(gone.filter((name) => !/(ContentState|OpenUrlAction|WebhookAction)$/.test(name))).toEqual([]);
	for (const name of Object.keys(schemas).filter((one) => !tagged.includes(one))) {
		expect(schemas[name]).toEqual(document.components.schemas[name]);
	}
});

test("a field keeps what is said about it in the type that it is current in", () => {
	const { properties = {} } = schemas.ContentStateStart ?? {};
	expect(properties.number_of_steps?.deprecated).toBe(undefined);
	expect(properties.number_of_steps?.description).toMatch(/how many steps/i);
	expect(properties.value).toMatchObject({ anyOf: [{ type: "number" }, { type: "string" }] });
});

test("these are the published bytes", async () => {
	await expect(`${JSON.stringify(flat, null, "\t")}\n`).toMatchFileSnapshot("../../../openapi/openapi.flat.json");
});
