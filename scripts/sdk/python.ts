/** Prints the types, answers and methods of the Python SDK. What is written by hand there, these stand on. */
import { type Api, type Definition, type Field, fieldsOf, type Operation, type Type } from "./model.ts";
import { placeOf, snakeCase } from "./surface.ts";

const HEADER = "# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.\n";
const LINE = 120;

/** Which way a type travels: what is sent may be more than what comes. */
type Way = "sent" | "received";

const scalars = { string: "str", integer: "int", number: "float", boolean: "bool", null: "None", json: "object" };

function hint(type: Type, way: Way): string {
	switch (type.kind) {
		case "timestamp":
			return way === "sent" ? "datetime | str" : "datetime";
		case "literals":
			return type.values.every((value) => typeof value === "boolean")
				? "bool"
				: `Literal[${type.values.map((value) => JSON.stringify(value)).join(", ")}]`;
		case "list":
			return `${way === "sent" ? "Sequence" : "list"}[${hint(type.items, way)}]`;
		case "map":
			return `Mapping[str, ${hint(type.values, way)}]`;
		case "named":
			return type.name;
		case "union":
			return type.members.map((member) => hint(member, way)).join(" | ");
		case "object":
			throw new TypeError("an object needs a name of its own");
		default:
			return scalars[type.kind];
	}
}

const inPython: Record<string, string> = { null: "None", true: "True", false: "False" };

function wrapped(text: string, indent: string): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(" ")) {
		if (line !== "" && `${indent}${line} ${word}`.length > LINE) {
			lines.push(line);
			line = word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	return [...lines, line].map((one) => indent + one);
}

/** A docstring; more than one line when there is more than one paragraph, or one that is long. */
function docstring(text: string, indent: string): string {
	const safe = text
		.replaceAll("\\", "\\\\")
		.replace(/`(null|true|false)`/g, (_, word: string) => `\`${inPython[word]}\``);
	const one = `${indent}"""${safe}"""`;
	if (one.length <= LINE && !text.includes("\n")) return one;
	const [first = "", ...rest] = safe.split("\n");
	const [lead = "", ...more] = wrapped(`"""${first}`, indent);
	const body = rest.flatMap((paragraph) => (paragraph === "" ? [""] : wrapped(paragraph, indent)));
	return [lead, ...more, ...body, `${indent}"""`].join("\n");
}

/** `X = Literal["a", "b"]`, over several lines where it is long. */
function alias(name: string, values: string[]): string {
	const one = `${name}: TypeAlias = Literal[${values.join(", ")}]`;
	if (one.length <= LINE) return one;
	return `${name}: TypeAlias = Literal[\n${values.map((value) => `    ${value},\n`).join("")}]`;
}

function typedField({ name, type, required, doc }: Field, bare = false): string {
	const type_ = hint(type, "sent");
	const declared = required || bare ? type_ : `NotRequired[${type_}]`;
	return `    ${name}: ${declared}\n${docstring(doc || `See \`${type_}\`.`, "    ")}\n`;
}

function requestType({ name, doc, type }: Definition): string {
	if (type.kind === "literals") {
		const values = type.values.map((value) => JSON.stringify(value));
		return `${alias(name, values)}\n${docstring(doc, "")}\n`;
	}
	if (type.kind !== "object") return `${name}: TypeAlias = ${hint(type, "sent")}\n${docstring(doc, "")}\n`;
	return `class ${name}(TypedDict):\n${docstring(doc, "    ")}\n\n${type.fields.map((field) => typedField(field)).join("\n")}`;
}

/** What a call takes as keyword arguments: the fields of its body, and of the state in it; `None` is as good as left out. */
function keywords(api: Api, operation: Operation): string {
	const body = fieldsOf(api, operation.body);
	const state = body.find(({ name }) => name === "content_state")?.type;
	const inner = state?.kind === "named" ? fieldsOf(api, state.name) : [];
	const fields = [...inner, ...body].map((field) => ({ ...field, type: optional(field.type) }));
	const name = keywordsOf(operation);
	const doc = `What \`${placeOf(operation.id).method}\` takes by name. \`None\` is the same as left out.`;
	return `class ${name}(CallOptions, total=False):\n${docstring(doc, "    ")}\n\n${fields
		.map((field) => typedField(field, true))
		.join("\n")}`;
}

/** What a state is built of beside its title. */
function stateKeywords(api: Api): string {
	const fields = fieldsOf(api, "StreamContentState").filter(({ name }) => name !== "title");
	const optionals = fields.map((field) => typedField({ ...field, type: optional(field.type) }, true));
	return `class ContentStateFields(TypedDict, total=False):\n    """What \`content_state\` takes by name. \`None\` is the same as left out."""\n\n${optionals.join("\n")}`;
}

function optional(type: Type): Type {
	const members = type.kind === "union" ? type.members : [type];
	return { kind: "union", members: [...members.filter(({ kind }) => kind !== "null"), { kind: "null" }] };
}

function keywordsOf({ body }: Operation): string {
	return body.replace(/Request$/, "Fields");
}

/** Operations whose methods are all of one form. The others have a value that comes first, and are written by hand. */
function regular({ operations }: Api): Operation[] {
	return operations.filter(({ id }) => ["notifications", "live_activities"].includes(placeOf(id).resource ?? ""));
}

function printTypes(api: Api): string {
	return `${HEADER}"""What goes into requests. Every object is a \`dict\` at run time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, NotRequired, TypeAlias, TypedDict


class CallOptions(TypedDict, total=False):
    """What every method takes beside its request, for this one call."""

    timeout: float | None
    """Seconds that one try may take, its body included. Default: the client's."""

    max_retries: int | None
    """How often a failed request is tried again. Default: the client's."""

    idempotency_key: str | None
    """The same key with the same body acts once within 24 hours. Default: a random one for each \`send\` and \`start\`."""


${[...api.requests.map(requestType), stateKeywords(api), ...regular(api).map((operation) => keywords(api, operation))].join("\n\n")}`;
}

function answerField({ name, type, required, doc }: Field): string {
	const type_ = hint(required ? type : optional(type), "received");
	return `    ${name}: ${type_}${required ? "" : " = None"}\n${docstring(doc || `See \`${type_}\`.`, "    ")}\n`;
}

function printResponses(api: Api): string {
	const classes = api.responses.map(({ name, doc, type }) => {
		if (type.kind !== "object") throw new TypeError(`${name} is no object`);
		const moments = type.fields.filter((field) => field.type.kind === "timestamp").map((field) => `"${field.name}"`);
		const marks = moments.length > 0 ? `    _moments = (${moments.join(", ")},)\n\n` : "";
		return `class ${name}(Response):\n${docstring(doc, "    ")}\n\n${marks}${type.fields.map(answerField).join("\n")}`;
	});
	return `${HEADER}"""What comes back from each operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._response import Response

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Literal


${classes.join("\n\n")}`;
}

function constant({ id }: Operation): string {
	return snakeCase(id).toUpperCase();
}

function printOperations(api: Api): string {
	const rows = api.operations.map(({ method, path, idempotent, ...operation }) => {
		const type = `responses.${operation.response}`;
		const args = [`"${method}"`, `"${path}"`, type, idempotent ? "True" : "False"].join(", ");
		return `${constant(operation as Operation)} = Operation(${args})\n`;
	});
	const states = ["ContentStateStart", "ContentStateUpdate", "ContentStateEnd", "StreamContentState"];
	const names = new Set(states.flatMap((state) => fieldsOf(api, state).map(({ name }) => name)));
	return `${HEADER}"""The operations of the API, and which keyword arguments belong into a content state."""

from .._operation import Operation
from . import responses

STATE_FIELDS = frozenset(
    (
${[...names].map((name) => `        "${name}",\n`).join("")}    )
)

${rows.join("")}`;
}

/** A method and its longer name of earlier versions. */
function methods(operation: Operation, isAsync: boolean): string {
	const { body, response, key, doc, id } = operation;
	const [def, wait] = isAsync ? ["async def", "await "] : ["def", ""];
	const { method } = placeOf(id);
	const earlier = snakeCase(id);
	const lead = key ? `${key}: str, ` : "";
	const given = key ?? "None";
	const signature = (name: string, request: string) =>
		`    ${def} ${name}(\n        self, ${lead}${request}: ${body} | None = None, **fields: Unpack[${keywordsOf(operation)}]\n    ) -> ${response}:\n`;
	const send = (request: string) =>
		`        return ${wait}self._send(operations.${constant(operation)}, ${given}, ${request}, dict(fields))\n`;
	return [
		`${signature(method, "request")}${docstring(doc, "        ")}\n${send("request")}`,
		`${signature(earlier, snakeCase(body))}${docstring(`The same as \`${method}\`, by its longer name.`, "        ")}\n${send(snakeCase(body))}`,
	].join("\n");
}

const resourceDocs: Record<string, string> = {
	notifications: "Push notifications.",
	live_activities: "Live Activities on the lock screen and in the Dynamic Island.",
};

function printResources(api: Api, isAsync: boolean): string {
	const operations = regular(api);
	const base = isAsync ? "AsyncResource" : "Resource";
	const names = [...new Set(operations.flatMap((one) => [one.body, keywordsOf(one)]))].sort();
	const answers = [...new Set(operations.map(({ response }) => response))].sort();
	const classes = Object.entries(resourceDocs).map(([resource, doc]) => {
		const own = operations.filter(({ id }) => placeOf(id).resource === resource);
		const name = resource.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
		return `class ${name}Methods(${base}):\n${docstring(doc, "    ")}\n\n${own.map((one) => methods(one, isAsync)).join("\n")}`;
	});
	return `${HEADER}"""The methods of the ${isAsync ? "asynchronous " : ""}resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..${isAsync ? "_async_resource" : "_resource"} import ${base}
from . import operations

if TYPE_CHECKING:
    from typing import Unpack

    from .responses import (
${answers.map((name) => `        ${name},\n`).join("")}    )
    from .types import (
${names.map((name) => `        ${name},\n`).join("")}    )


${classes.join("\n\n")}`;
}

/** The generated files of the Python package, by their names in \`src/activitysmith/generated\`. */
export function printPython(api: Api): Map<string, string> {
	return new Map([
		["__init__.py", `${HEADER}"""What follows from the OpenAPI document."""\n`],
		["types.py", printTypes(api)],
		["responses.py", printResponses(api)],
		["operations.py", printOperations(api)],
		["resources.py", printResources(api, false)],
		["async_resources.py", printResources(api, true)],
	]);
}
