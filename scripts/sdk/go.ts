/** Prints the requests, answers and operations of the Go SDK, as gofmt has them. */
import { printInputs } from "./go-inputs.ts";
import { comment, docOf, goFile, goName, hint, isNullable, withoutNull } from "./go-types.ts";
import type { Api, Definition, Field, Operation } from "./model.ts";

/** Names of constants in 1.x that came to be called otherwise. */
const earlierNames: Record<string, string> = { PushNotificationWebhookMethod: "PushNotificationActionMethod" };

function enumeration({ name, doc }: Definition, values: string[]): string {
	const constant = (type: string, value: string) => {
		const words = `${type}_${value}`.toUpperCase();
		return `// ${words} is \`${value}\`.\nconst ${words} ${type} = ${JSON.stringify(value)}\n`;
	};
	const own = [
		comment(`${name}: ${doc}`),
		`type ${name} string\n\n`,
		values.map((one) => constant(name, one)).join("\n"),
	];
	const earlier = earlierNames[name];
	if (earlier === undefined) return own.join("");
	const alias = `\n// ${earlier} is another name of ${name}.\ntype ${earlier} = ${name}\n\n`;
	return [...own, alias, values.map((one) => constant(earlier, one)).join("\n")].join("");
}

/** Whether it is behind a pointer, because its zero value means something else than that it is not there. */
function isPointer(field: Field): boolean {
	const { required } = field;
	if (required && !isNullable(field.type)) return false;
	return hint(field) !== "any" && !["list", "map"].includes(withoutNull(field.type).kind);
}

function fieldType(field: Field): string {
	return `${isPointer(field) ? "*" : ""}${hint(field)}`;
}

function structField(api: Api, field: Field): string {
	const tag = field.required ? field.name : `${field.name},omitzero`;
	return `${comment(docOf(api, field), "\t")}\t${goName(field.name)} ${fieldType(field)} \`json:"${tag}"\`\n`;
}

/** A parameter's name, which must be no word of the language. */
function parameter(name: string): string {
	const camel = goName(name).replace(/^./, (letter) => letter.toLowerCase());
	return camel === "type" ? "type_" : camel;
}

function setter(owner: string, field: Field): string {
	const name = goName(field.name);
	return `// Set${name} sets ${name}.\nfunc (o *${owner}) Set${name}(v ${hint(field)}) {\n\to.${name} = ${isPointer(field) ? "&" : ""}v\n}\n`;
}

function getter(owner: string, field: Field): string {
	const name = goName(field.name);
	const value = isPointer(field) ? `value(o.${name})` : `o.${name}`;
	const type = hint(field);
	return `// Get${name} returns ${name}, or its zero value.
func (o *${owner}) Get${name}() (v ${type}) {
	if o != nil {
		v = ${value}
	}
	return v
}
`;
}

function requestModel(api: Api, { name, doc, type }: Definition): string {
	if (type.kind === "literals") return enumeration({ name, doc, type }, type.values.map(String));
	if (type.kind !== "object") return `${comment(`${name}: ${doc}`)}type ${name} = ${hint({ type })}\n`;
	const { fields } = type;
	const required = fields.filter((field) => field.required);
	const parameters = required.map((field) => `${parameter(field.name)} ${hint(field)}`).join(", ");
	const given = required.map((field) => `${goName(field.name)}: ${parameter(field.name)}`).join(", ");
	return `${comment(`${name}: ${doc}`)}type ${name} struct {
${fields.map((field) => structField(api, field)).join("\n")}}

// New${name} makes one of what it cannot be without.
func New${name}(${parameters}) *${name} {
	return &${name}{${given}}
}

${fields.map((field) => setter(name, field)).join("\n")}`;
}

function responseModel(api: Api, { name, doc, type }: Definition): string {
	if (type.kind !== "object") throw new TypeError(`${name} is no object`);
	return `${comment(`${name}: ${doc}`)}type ${name} struct {
	Response

${type.fields.map((field) => structField(api, field)).join("\n")}}

${type.fields.map((field) => getter(name, field)).join("\n")}`;
}

function operation({ id, method, path, idempotent, doc }: Operation): string {
	const name = id.replace(/^./, (letter) => letter.toUpperCase());
	const rest = [`Method: "${method}"`, `Path: "${path}"`, `Idempotent: ${idempotent}`];
	return `${comment(`${name}: ${doc}`)}var ${name} = Operation{${rest.join(", ")}}\n`;
}

const pointers = ["bool", "int", "int32", "int64", "float32", "float64", "string", "time.Time"].map((type) => {
	const name = `Ptr${type.replace("time.", "").replace(/^./, (letter) => letter.toUpperCase())}`;
	return `// ${name} returns a pointer to the value.\nfunc ${name}(v ${type}) *${type} { return &v }\n`;
});

/** Unions by their names in 1.x, each with the types that it was made of. */
const earlierUnions: Record<string, string[]> = {
	ActivityMetricValue: ["float32", "string"],
	LiveActivityValue: ["float32", "string"],
	MetricValueUpdateRequestValue: ["float32", "string"],
	MetadataValue: ["bool", "float64", "string"],
};

/** What made a union of 1.x gives the value itself; of no value, as there, none. */
function earlierUnion(api: Api, name: string, types: string[]): string {
	const makers = types.map((type) => {
		const maker = `${type.replace(/^./, (letter) => letter.toUpperCase())}As${name}`;
		return `// ${maker} gives the value.\nfunc ${maker}(v *${type}) ${name} { return held(v) }\n`;
	});
	const isNamed = api.requests.some((one) => one.name === name);
	const alias = `// ${name} is one of several types.\ntype ${name} = any\n`;
	return (isNamed ? makers : [alias, ...makers]).join("\n");
}

const held = `func held[T any](pointer *T) any {
	if pointer == nil {
		return nil
	}
	return *pointer
}

`;

const runtime = `// Response is what all answers have.
type Response = wire.Response

// Operation is one of the API's.
type Operation struct {
	Method string

	// Path is below the base URL, with the key in braces when there is one.
	Path string

	// Idempotent operations act again when they are sent again, unless an Idempotency-Key says that it is the same.
	Idempotent bool
}

func value[T any](pointer *T) (v T) {
	if pointer != nil {
		v = *pointer
	}
	return v
}

`;

/** The files of the package \`generated\`, by their names in it. */
export function printGo(api: Api): Map<string, string> {
	const wire = "github.com/ActivitySmithHQ/activitysmith-go/internal/wire";
	return new Map([
		["requests.go", goFile(["time"], api.requests.map((one) => requestModel(api, one)).join("\n"))],
		["inputs.go", goFile([wire], printInputs(api))],
		["responses.go", goFile(["time"], api.responses.map((one) => responseModel(api, one)).join("\n"))],
		[
			"operations.go",
			goFile(
				[wire],
				runtime + api.operations.map(operation).join("\n"),
				"Package generated is what follows from the OpenAPI document: requests, answers and operations.",
			),
		],
		["pointers.go", goFile(["time"], pointers.join("\n"))],
		[
			"values.go",
			goFile(
				[],
				held +
					Object.entries(earlierUnions)
						.map(([name, types]) => earlierUnion(api, name, types))
						.join("\n"),
			),
		],
	]);
}
