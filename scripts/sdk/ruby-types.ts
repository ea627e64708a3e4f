/**
 * Prints the RBS signatures of what `ruby.ts` prints. Records with optional keys are newer than the RBS that Ruby 3.1 comes
 * with, so a hash is typed by what may be in it, and keyword arguments by their names.
 */
import { type Api, type Definition, type Field, fieldsOf, type Operation, type Type } from "./model.ts";
import { commented, constantsOf, modules, regularOperations, resources } from "./ruby-text.ts";
import { placeOf, snakeCase } from "./surface.ts";

const HEADER = "# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.\n";
const LINE = 120;

/** Which way a type travels: what is sent may be more than what comes. */
type Way = "sent" | "received";

const scalars = {
	string: "String",
	integer: "Integer",
	number: "Numeric",
	boolean: "bool",
	null: "nil",
	json: "untyped",
};

function literal(value: string | boolean, way: Way): string[] {
	if (typeof value === "boolean") return [String(value)];
	const text = JSON.stringify(value);
	return way === "received" ? [text] : [text, `:${/^\w+$/.test(value) ? value : text}`];
}

/** What a type is one of. */
function membersOf(type: Type, way: Way): string[] {
	switch (type.kind) {
		case "string":
			return [way === "sent" ? "text" : "String"];
		case "timestamp":
			return [way === "sent" ? "moment" : "Time"];
		case "literals":
			return type.values.flatMap((value) => literal(value, way));
		case "list":
			return [`Array[${typeOf(type.items, way)}]`];
		case "map":
			return [`Hash[name, ${typeOf(type.values, way)}]`];
		case "named":
			return [snakeCase(type.name)];
		case "union":
			return type.members.flatMap((member) => membersOf(member, way));
		case "object":
			// Without unions of fields there would be a type for each combination.
			return [`Hash[name, ${union(type.fields.flatMap((field) => membersOf(field.type, way)))}]`];
		default:
			return [scalars[type.kind]];
	}
}

function union(members: string[]): string {
	return [...new Set(members)].join(" | ");
}

function typeOf(type: Type, way: Way): string {
	return union(membersOf(type, way));
}

/** Or nothing. */
function optional(members: string[]): string {
	const [only = "", ...others] = new Set(members.filter((member) => member !== "nil"));
	return others.length === 0 && !/^[:"]/.test(only) ? `${only}?` : union([only, ...others, "nil"]);
}

/** Each field of an object on a line of its own, with what it means. */
function documented(fields: Field[]): string {
	return fields.map(({ name, doc, required }) => `- ${name}${required ? "" : "?"}${doc && `: ${doc}`}`).join("\n");
}

function alias({ name, doc, type }: Definition): string {
	const said = type.kind === "object" ? `${doc}\n\n${documented(type.fields)}` : doc;
	return `${commented(said, "  ")}  type ${snakeCase(name)} = ${typeOf(type, "sent")}\n`;
}

function printRequests(api: Api): string {
	return `${HEADER}
module ActivitySmith
  # A key of a Hash.
  type name = String | Symbol

  type text = String | Symbol

  # In ISO 8601 when it is a text. What has a \`strftime\` is a moment.
  type moment = String | Time | DateTime

${api.requests.map(alias).join("\n")}end
`;
}

function printResponses(api: Api): string {
	const classes = api.responses.map(({ name, doc, type }) => {
		if (type.kind !== "object") throw new TypeError(`${name} is no object`);
		const readers = type.fields.map((field) => {
			const comes = membersOf(field.type, "received");
			const said = field.doc ? commented(field.doc, "    ") : "";
			return `${said}    def ${field.name}: () -> ${wrapped(field.required ? union(comes) : optional(comes))}\n`;
		});
		return `${commented(doc, "  ")}  class ${name} < Response\n${readers.join("\n")}  end\n`;
	});
	return `${HEADER}\nmodule ActivitySmith\n${classes.join("\n")}end\n`;
}

function wrapped(type: string): string {
	return type.includes(" | ") ? `(${type})` : type;
}

/** A keyword argument; what is optional may be \`nil\` too, which is the same as left out. */
function keyword({ name, type }: Field, required: boolean): string {
	// Slugs between commas are taken too, as in 1.x.
	const sent = name === "channels" ? ["Array[text]", "String"] : membersOf(type, "sent");
	return required ? `${name}: ${union(sent)}` : `?${name}: ${optional(sent)}`;
}

const options = ["?timeout: Numeric?", "?max_retries: Integer?", "?idempotency_key: String?"];

/** Arguments over as many lines as they take. */
function overload(args: string[], result: string): string {
	const lines: string[] = [];
	let line = "";
	for (const [index, arg] of args.entries()) {
		const next = index === args.length - 1 ? arg : `${arg},`;
		if (line !== "" && `        ${line} ${next}`.length > LINE) {
			lines.push(line);
			line = next;
		} else line = line === "" ? next : `${line} ${next}`;
	}
	return `(\n${[...lines, line].map((one) => `        ${one}\n`).join("")}      ) -> ${result}`;
}

function fieldsOfCall(api: Api, operation: Operation): { state: Field[]; body: Field[] } {
	const body = fieldsOf(api, operation.body);
	const state = body.find(({ name }) => name === "content_state")?.type;
	return { state: state?.kind === "named" ? fieldsOf(api, state.name) : [], body };
}

/** By name, with the state's fields or with the state as a whole; or as a hash, with fields by name beside it. */
function method(api: Api, operation: Operation): string {
	const { key, body: request, response } = operation;
	const { state, body } = fieldsOfCall(api, operation);
	const lead = key ? [`text ${key}`] : [];
	const of = (needed: (field: Field) => boolean) => [
		...state.map((field) => keyword(field, needed(field))),
		...body.map((field) => keyword(field, needed(field))),
		...options,
	];
	const byName = of((field) => field.required && field.name !== "content_state");
	const withState = of((field) => body.includes(field) && field.required);
	const whole = [...lead, `${snakeCase(request)} request`, ...of(() => false)];
	const overloads = [[...lead, ...byName], ...(state.length > 0 ? [[...lead, ...withState]] : []), whole];
	// The end of a stream may come without a body.
	if (!operation.bodyRequired) overloads.push([...lead, ...options]);
	const name = placeOf(operation.id).method;
	const signature = overloads.map((args) => overload(args, response)).join("\n    | ");
	return `    def ${name}: ${signature}\n\n    alias ${snakeCase(operation.id)} ${name}\n`;
}

function stateKeywords(api: Api, state: string, required: string[] = []): string[] {
	return fieldsOf(api, state).map((field) => keyword(field, required.includes(field.name)));
}

/** What is written by hand in Ruby, and takes the fields of a stream. */
function printStreamers(api: Api): string {
	const stream = api.operations.find(({ body }) => body === "LiveActivityStreamRequest");
	if (!stream) throw new TypeError("the document has no streams");
	const { body } = fieldsOfCall(api, stream);
	const state = stateKeywords(api, "StreamContentState");
	const beside = body.filter(({ name }) => name !== "content_state").map((field) => keyword(field, false));
	const pace = ["?interval: Numeric", "?strict: bool", "?on_error: _OnError?"];
	const tracked = ["text stream_key", "?stream_content_state? state", ...pace, ...state, ...beside];
	const built = stateKeywords(api, "StreamContentState", ["title"]);
	const block = (type: string, result: string) => overload(tracked, result).replace(/ -> /, ` ${type}-> `);
	return `
  class LiveActivities
    # What a Live Activity shows. Fits \`start\`, \`update\`, \`end\` and streams alike. What is \`nil\` is left out.
    def self.content_state: ${overload(built, "Hash[Symbol, untyped]")}

    def track: ${block("", "Tracker")}
    | [T] ${block("{ (Tracker) -> T } ", "T")}
  end

  class Tracker
    # Changes some fields. In a \`patch\`, \`nil\` clears one.
    def update: ${overload(["?stream_content_state? patch", ...state], "void")}

    # Ends the stream with its last state.
    def end: ${overload(["?stream_content_state? final", ...state], "void")}
  end
`;
}

function printResources(api: Api): string {
	const classes = Object.entries(resources).map(
		([resource, { name, doc }]) =>
			`${commented(doc, "  ")}  class ${name}\n${regularOperations(api, resource)
				.map((operation) => method(api, operation))
				.join("\n")}  end\n`,
	);
	return `${HEADER}\nmodule ActivitySmith\n${classes.join("\n")}${printStreamers(api)}end\n`;
}

function constants(values: Map<string, string>): string {
	return [...values].map(([name, value]) => `    ${name}: ${JSON.stringify(value)}\n`).join("\n");
}

function printConstants(api: Api): string {
	const all = constantsOf(api);
	const printed = modules.map(
		({ name, doc, of }) =>
			`${commented(doc, "  ")}  module ${name}\n${constants(all[of])}\n    VALUES: Array[String]\n  end\n`,
	);
	const types = `  class LiveActivities\n${constants(all.types)}  end\n`;
	return `${HEADER}\nmodule ActivitySmith\n${[...printed, types].join("\n")}end\n`;
}

/** The generated signatures of the Ruby package, by their names in `sig/generated`. */
export function printRubyTypes(api: Api): Map<string, string> {
	return new Map([
		["constants.rbs", printConstants(api)],
		["requests.rbs", printRequests(api)],
		["responses.rbs", printResponses(api)],
		["resources.rbs", printResources(api)],
	]);
}
