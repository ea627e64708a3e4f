/** What the composer needs of the OpenAPI document: each operation with its examples. */

export interface Example {
	name: string;
	/** For people. */
	title: string;
	value: unknown;
}

export interface Parameter {
	name: string;
	example: string;
	description: string;
}

export interface Operation {
	/** `operationId`. */
	id: string;
	method: string;
	/** With its parameters in braces. */
	path: string;
	summary: string;
	parameters: readonly Parameter[];
	/** The first is shown when the operation is chosen. */
	examples: readonly Example[];
	/** Whether a request must have a body. */
	needsBody: boolean;
}

type Fields = Record<string, unknown>;

/** An object's fields; nothing for all else, for a document may be any. */
function fields(value: unknown): Fields {
	return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function text(value: unknown, otherwise = ""): string {
	return typeof value === "string" ? value : otherwise;
}

const METHODS = ["get", "put", "post", "delete", "patch"];

function parameters(list: unknown): Parameter[] {
	return (Array.isArray(list) ? list : []).map(fields).flatMap(({ name, in: place, description, schema, example }) => {
		if (place !== "path") return [];
		const [first] = (fields(schema).examples as unknown[] | undefined) ?? [];
		return [{ name: text(name), example: text(example ?? first), description: text(description) }];
	});
}

function examples(media: Fields): Example[] {
	const named = Object.entries(fields(media.examples)).map(([name, example]) => {
		const { summary, value } = fields(example);
		return { name, title: text(summary, name), value };
	});
	if (named.length > 0) return named;
	return media.example === undefined ? [] : [{ name: "example", title: "Example", value: media.example }];
}

/** In the document's own order. */
export function readOperations(document: unknown): Operation[] {
	return Object.entries(fields(fields(document).paths)).flatMap(([path, item]) =>
		METHODS.flatMap((method) => {
			const { operationId, summary, parameters: own, requestBody } = fields(fields(item)[method]);
			if (typeof operationId !== "string") return [];
			const body = fields(requestBody);
			const media = fields(fields(body.content)["application/json"]);
			return [
				{
					id: operationId,
					method: method.toUpperCase(),
					path,
					summary: text(summary, operationId),
					parameters: parameters(own),
					examples: examples(media),
					needsBody: body.required === true,
				},
			];
		}),
	);
}

/** The path with its parameters filled in. */
export function filledPath({ path }: Pick<Operation, "path">, values: Readonly<Record<string, string>>): string {
	return path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}
