/** Prints the flat inputs of the Go SDK: a request, and the content state in it, as fields side by side. */
import { comment, docOf, goName, hint, withoutNull } from "./go-types.ts";
import { type Api, type Field, fieldsOf } from "./model.ts";

const STATE = "LiveActivityContentStateInput";

/** What 1.x calls them. */
const inputs: Record<string, string> = {
	PushNotificationRequest: "PushNotificationInput",
	LiveActivityStartRequest: "LiveActivityStartInput",
	LiveActivityUpdateRequest: "LiveActivityUpdateInput",
	LiveActivityEndRequest: "LiveActivityEndInput",
	LiveActivityStreamRequest: "LiveActivityStreamInput",
	LiveActivityStreamDeleteRequest: "LiveActivityStreamEndInput",
};

/** Parts with plain fields in place of pointers, and whether a pointer leads to them. */
const parts: Record<string, { name: string; pointer: boolean }> = {
	LiveActivityAction: { name: "LiveActivityActionInput", pointer: true },
	LiveActivityAlertIcon: { name: "LiveActivityAlertIconInput", pointer: false },
	LiveActivityAlertBadge: { name: "LiveActivityAlertBadgeInput", pointer: false },
};

function inputType(api: Api, field: Field): string {
	const type = withoutNull(field.type);
	if (field.name === "interruption_level") return "PushInterruptionLevel";
	if (type.kind === "list" && type.items.kind === "named" && isWord(api, type.items.name)) return "[]string";
	if (type.kind !== "named") return hint(field);
	if (isWord(api, type.name)) return "string";
	const part = parts[type.name];
	if (part) return `${part.pointer ? "*" : ""}${part.name}`;
	return `*${type.name}`;
}

function isWord(api: Api, name: string): boolean {
	return api.requests.find((definition) => definition.name === name)?.type.kind === "literals";
}

/** A field of an input, and where in the request it goes. */
interface InputField {
	field: Field;
	type: string;
	place: "json" | "state";
}

/** Lists that mean something when they are empty: that there is none any more, or a mistake. */
const emptyLists = ["tags", "channels"];

/** What was never sent, and can't be meant: a limit of zero, and an empty list. */
function tagOf({ name, type }: Field): string {
	if (name === "upper_limit") return `${name},omitzero`;
	return withoutNull(type).kind === "list" && !emptyLists.includes(name) ? `${name},omitempty` : name;
}

function structOf(api: Api, name: string, doc: string, fields: InputField[], more = ""): string {
	const lines = fields.map(
		({ field, type, place }) =>
			`${comment(docOf(api, field), "\t")}\t${goName(field.name, true)} ${type} \`${place}:"${tagOf(field)}"\`\n`,
	);
	return `${comment(`${name}: ${doc}`)}type ${name} struct {\n${more}${lines.join("\n")}`;
}

/** Methods that say that a zero is meant, and those that set a button. */
function withMethods(name: string, fields: InputField[]): string {
	return fields
		.map(({ field, type }) => {
			const property = goName(field.name, true);
			const head = (parameter: string) => `func (in ${name}) With${property}(v ${parameter}) ${name} {`;
			if (["int32", "float32", "bool", "any"].includes(type)) {
				return `
// With${property} sets ${property} and sends it, whatever it is.
${head(type)}
	in.${property} = v
	in.explicit = in.explicit.And("${field.name}")
	return in
}
`;
			}
			if (type !== "*LiveActivityActionInput") return "";
			return `
// With${property} sets ${property}.
${head("LiveActivityActionInput")}
	in.${property} = &v
	return in
}
`;
		})
		.join("");
}

function flatInput(api: Api, name: string, doc: string, fields: InputField[], more = ""): string {
	return `${structOf(api, name, doc, fields, more)}
	explicit wire.Explicit
}
${withMethods(name, fields)}
// MarshalJSON writes what is sent.
func (in ${name}) MarshalJSON() ([]byte, error) {
	return wire.Encode(in, in.explicit)
}
`;
}

export function printInputs(api: Api): string {
	const placed = (owner: string, place: "json" | "state") =>
		fieldsOf(api, owner).map((field) => ({ field, type: inputType(api, field), place }));
	const plain = Object.entries(parts).map(([of, { name }]) => {
		const fields = fieldsOf(api, of).map((field) => {
			const type = inputType(api, field);
			const tag = field.required ? field.name : `${field.name},omitzero`;
			return `${comment(docOf(api, field), "\t")}\t${goName(field.name, true)} ${type} \`json:"${tag}"\`\n`;
		});
		return `${comment(`${name} is a ${of} of plain fields.`)}type ${name} struct {\n${fields.join("\n")}}\n`;
	});
	const state = flatInput(api, STATE, "what a Live Activity shows.", placed("StreamContentState", "json"));
	const flat = Object.entries(inputs).map(([body, name]) => {
		const fields = placed(body, "json").filter(({ field }) => field.name !== "content_state");
		const inner = fieldsOf(api, body).find((field) => field.name === "content_state")?.type;
		const doc = `a ${body} with plain fields. Zero values are not sent, but by the methods With….`;
		if (inner?.kind !== "named") return flatInput(api, name, doc, fields);
		const nested = `\t// ContentState is the same state as the fields beside it, which win.\n\tContentState ${STATE} \`json:"content_state"\`\n\n`;
		return flatInput(api, name, doc, [...placed(inner.name, "state"), ...fields], nested);
	});
	const level = fieldsOf(api, "PushNotificationRequest").find(({ name }) => name === "interruption_level");
	return [
		`${comment(`PushInterruptionLevel: ${level?.doc ?? ""}`)}type PushInterruptionLevel string\n`,
		...plain,
		state,
		...flat,
	].join("\n");
}
