/** Prints the constants, answers, operations and methods of the SDK for Ruby. What is written by hand there, these stand on. */
import { type Api, type Field, fieldsOf, type Operation, type Type } from "./model.ts";
import { commented, constantsOf, modules, regularOperations, resources } from "./ruby-text.ts";
import { placeOf, snakeCase } from "./surface.ts";

const HEADER =
	"# frozen_string_literal: true\n\n# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.\n";
/** In the words of YARD. */
function yard(type: Type): string {
	switch (type.kind) {
		case "timestamp":
			return "Time";
		case "integer":
			return "Integer";
		case "number":
			return "Numeric";
		case "null":
			return "nil";
		case "boolean":
			return "Boolean";
		case "literals":
			return type.values.every((value) => value === true) ? "true" : "String";
		case "list":
			return `Array<${yard(type.items)}>`;
		case "union":
			return [...new Set(type.members.map(yard))].join(", ");
		case "string":
			return "String";
		default:
			return "Object";
	}
}

function constants(values: Map<string, string>): string {
	return [...values].map(([name, value]) => `    ${name} = ${JSON.stringify(value)}\n`).join("");
}

function printConstants(api: Api): string {
	const printed = modules.map(({ name, doc, of }) => {
		const values = "    VALUES = constants.map { |name| const_get(name) }.freeze\n";
		return `${commented(doc, "  ")}  module ${name}\n${constants(constantsOf(api)[of])}${values}  end\n`;
	});
	return `${HEADER}\nmodule ActivitySmith\n${printed.join("\n")}end\n`;
}

function reader({ name, type, required, doc }: Field): string {
	const optional = required || yard(type).includes("nil") ? "" : ", nil";
	const said = doc ? commented(doc, "    ") : "";
	return `${said}    # @return [${yard(type)}${optional}]\n    def ${name} = self[:${name}]\n`;
}

function printResponses(api: Api): string {
	const classes = api.responses.map(({ name, doc, type }) => {
		if (type.kind !== "object") throw new TypeError(`${name} is no object`);
		return `${commented(doc, "  ")}  class ${name} < Response\n${type.fields.map(reader).join("\n")}  end\n`;
	});
	return `${HEADER}
require_relative "../response"

module ActivitySmith
${classes.join("\n")}end
`;
}

function constantOf({ id }: Operation): string {
	return snakeCase(id).toUpperCase();
}

function printOperations(api: Api): string {
	const rows = api.operations.map((operation) => {
		const { method, path, response, idempotent } = operation;
		const args = `${JSON.stringify(method)}, ${JSON.stringify(path)}, ${response}, ${idempotent}`;
		return `      ${constantOf(operation)} = Operation.new(${args}).freeze\n`;
	});
	const states = ["ContentStateStart", "ContentStateUpdate", "ContentStateEnd", "StreamContentState"];
	const names = new Set(states.flatMap((state) => fieldsOf(api, state).map(({ name }) => name)));
	return `${HEADER}
require_relative "responses"

module ActivitySmith
  module Internal
    # The operations of the API, and which keyword arguments belong into a content state.
    module Operations
      # \`path\` is below the base URL, with the key in braces when there is one. An operation that is \`idempotent\` acts
      # again when it is sent again, unless an Idempotency-Key says that it is the same.
      Operation = Struct.new(:verb, :path, :response, :idempotent)

      STATE_FIELDS = %w[
${[...names].map((name) => `        ${name}\n`).join("")}      ].freeze

${rows.join("")}    end
  end
end
`;
}

/** A method, and its longer name of earlier versions. */
function method(operation: Operation): string {
	const { key, doc, id, response } = operation;
	const name = placeOf(id).method;
	const lead = key ? `${key}, ` : "";
	return `${commented(doc, "    ")}    #
${key ? `    # @param ${key} [String]\n` : ""}    # @param request [Hash, nil] the request whole
    # @param fields of it by name, which win; \`nil\` is the same as left out. \`timeout\`, \`max_retries\` and
    #   \`idempotency_key\` are for this call
    # @return [${response}]
    def ${name}(${lead}request = nil, **fields)
      perform(Internal::Operations::${constantOf(operation)}, ${key ?? "nil"}, request, fields)
    end
    alias ${snakeCase(id)} ${name}
`;
}

function printResources(api: Api): string {
	const classes = Object.entries(resources).map(([resource, { name, doc }]) => {
		const names = resource === "live_activities" ? `${constants(constantsOf(api).types)}\n` : "";
		const methods = regularOperations(api, resource).map(method);
		return `${commented(doc, "  ")}  class ${name} < Internal::Resource\n${names}${methods.join("\n")}  end\n`;
	});
	return `${HEADER}
require_relative "../internal/resource"
require_relative "operations"

module ActivitySmith
${classes.join("\n")}end
`;
}

/** The generated files of the Ruby package, by their names in `lib/activitysmith/generated`. */
export function printRuby(api: Api): Map<string, string> {
	return new Map([
		["constants.rb", printConstants(api)],
		["responses.rb", printResponses(api)],
		["operations.rb", printOperations(api)],
		["resources.rb", printResources(api)],
	]);
}
