/**
 * Request bodies for property tests, drawn from the published JSON Schemas: valid ones, ones at and beyond the
 * limits, and ones that were damaged afterwards. All of them went through JSON text, as a request's body does.
 */
import fc from "fast-check";
import { HUGE, hostile, hostileKeys, times, urls } from "./hostile.ts";
import { document } from "./json-schema.ts";

interface Schema {
	$ref?: string;
	anyOf?: Schema[];
	oneOf?: Schema[];
	enum?: unknown[];
	type?: string | string[];
	pattern?: string;
	format?: string;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	exclusiveMinimum?: number;
	maximum?: number;
	minItems?: number;
	maxItems?: number;
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: boolean | Schema;
	maxProperties?: number;
}

type Drawn = fc.Arbitrary<unknown>;

/** Mostly what is meant, now and then what is at or beyond a limit; never the latter when `wild` is off. */
function mixed(wild: boolean, usual: Drawn, ...limits: Drawn[]): Drawn {
	return wild ? fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: fc.oneof(...limits), weight: 1 }) : usual;
}

function strings({ pattern, format, minLength = 0, maxLength }: Schema, wild: boolean): Drawn {
	if (format === "date-time") return mixed(wild, fc.constant("2026-03-19T08:30:00.5+05:30"), fc.constantFrom(...times));
	if (pattern) {
		const matching = fc.stringMatching(new RegExp(pattern));
		return maxLength
			? mixed(wild, fc.webUrl({ validSchemes: ["https"] }), fc.constantFrom(...urls), matching)
			: matching;
	}
	const usual = fc.string({ unit: "grapheme", minLength: Math.max(minLength, 1), maxLength: 12 });
	const most = maxLength ?? 80;
	const limits = fc.constantFrom("", "😀".repeat(most), "a".repeat(most), "😀".repeat(most + 1), "a\ud83d", "\u0000");
	return mixed(wild, usual, limits);
}

function numbers({ minimum, exclusiveMinimum, maximum }: Schema, whole: boolean, wild: boolean): Drawn {
	const least = minimum ?? exclusiveMinimum ?? -1000;
	const most = Math.min(maximum ?? 1000, 1000);
	const usual = whole
		? fc.integer({ min: least, max: Math.max(most, least) })
		: fc.double({ min: least, max: most, noNaN: true });
	const limits = [least, least - 1, -0, 0.5, maximum ?? 2 ** 53, (maximum ?? 0) + 1, Number.MAX_VALUE, HUGE];
	return mixed(wild, usual, fc.constantFrom(...limits));
}

function lists({ items = {}, minItems = 0, maxItems }: Schema, wild: boolean): Drawn {
	const entry = values(items, wild);
	const usual = fc.array(entry, { minLength: minItems, maxLength: Math.min(maxItems ?? 5, minItems + 3) });
	const limits = [0, minItems, maxItems ?? 30, (maxItems ?? 30) + 1].map((length) =>
		fc.array(entry, { minLength: length, maxLength: length }),
	);
	return mixed(wild, usual, ...limits);
}

function deep(levels: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < levels; level += 1) value = { a: value };
	return value;
}

function objects(schema: Schema, wild: boolean): Drawn {
	const { properties, required = [], additionalProperties, maxProperties = 5 } = schema;
	if (properties) {
		const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, values(schema, wild)]));
		const full = fc.record(fields, { requiredKeys: required });
		// With every second field present, rules between fields would refuse nearly all.
		const optional = Object.keys(fields).filter((name) => !required.includes(name));
		const sparse = fc
			.tuple(full, fc.subarray(optional, { maxLength: Math.min(2, optional.length) }))
			.map(([value, kept]) => {
				return Object.fromEntries(Object.entries(value).filter(([name]) => [...required, ...kept].includes(name)));
			});
		return fc.oneof(full, { arbitrary: sparse, weight: 2 });
	}
	const entry =
		typeof additionalProperties === "object" ? values(additionalProperties, wild) : fc.jsonValue({ maxDepth: 2 });
	const most = (maxKeys: number) => fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), entry, { maxKeys });
	const limits = fc.oneof(
		fc.constantFrom(deep(31), deep(32), deep(33), Object.fromEntries([["a", "b".repeat(4000)]])),
		fc.constant(Object.fromEntries(Array.from("abcdef", (key) => [key, "b".repeat(4000)]))),
		...[maxProperties, maxProperties + 1].map((count) =>
			fc.constant(Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))),
		),
	);
	return mixed(wild, most(3), limits);
}

function values(schema: Schema, wild: boolean): Drawn {
	if (schema.$ref) return values(named(schema.$ref.slice("#/components/schemas/".length)), wild);
	const members = schema.oneOf ?? schema.anyOf;
	if (members) return fc.oneof(...members.map((member) => values(member, wild)));
	if (schema.enum) return fc.constantFrom(...schema.enum);
	if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => values({ ...schema, type }, wild)));
	switch (schema.type) {
		case "string":
			return strings(schema, wild);
		case "integer":
			return numbers(schema, true, wild);
		case "number":
			return numbers(schema, false, wild);
		case "boolean":
			return fc.boolean();
		case "null":
			return fc.constant(null);
		case "array":
			return lists(schema, wild);
		case "object":
			return objects(schema, wild);
		default:
			throw new Error(`no values for ${JSON.stringify(schema)}`);
	}
}

function named(name: string): Schema {
	const schema = document.components.schemas[name];
	if (!schema) throw new Error(`the document has no schema ${name}`);
	return schema as Schema;
}

type Container = Record<string | number, unknown>;

/** Every place in the value: its container and its key. */
function places(value: unknown): [Container, string | number][] {
	if (typeof value !== "object" || value === null) return [];
	const container = value as Container;
	const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
	return keys.flatMap((key) => [[container, key] as [Container, string | number], ...places(container[key])]);
}

interface Damage {
	kind: "drop" | "replace" | "add" | "repeat";
	at: number;
	key: string;
	value: unknown;
}

function damage(body: unknown, { kind, at, key, value }: Damage): void {
	const all = places(body);
	const place = all[at % Math.max(all.length, 1)];
	if (!place) return;
	const [container, name] = place;
	if (kind === "add") {
		if (Array.isArray(container)) return;
		// Assignment would set the prototype where the key is __proto__.
		Object.defineProperty(container, key, { value, enumerable: true, writable: true, configurable: true });
	} else if (kind === "replace") container[name] = value;
	else if (kind === "repeat" && Array.isArray(container)) container.push(...container);
	else if (Array.isArray(container)) container.splice(Number(name), 1);
	else delete container[name];
}

/** What `JSON.parse` makes of a request body for the schema of this name. */
export function bodies(name: string): Drawn {
	const damages = fc.array(
		fc.record<Damage>({
			kind: fc.constantFrom("drop", "replace", "add", "repeat"),
			at: fc.nat(),
			key: fc.constantFrom(...hostileKeys),
			value: hostile,
		}),
		{ minLength: 1, maxLength: 2 },
	);
	const valid = values(named(name), false);
	const atLimits = values(named(name), true);
	const drawn = fc.oneof(fc.tuple(valid, fc.constant([])), fc.tuple(valid, damages), fc.tuple(atLimits, damages));
	return drawn.map(([value, changes]) => {
		const body: unknown = structuredClone(value);
		// Several changes may have drawn the same object, which must not come to stand within itself.
		for (const change of changes) damage(body, { ...change, value: structuredClone(change.value) });
		return JSON.parse(JSON.stringify(body).replaceAll(`"${HUGE}"`, "1e999"));
	});
}
