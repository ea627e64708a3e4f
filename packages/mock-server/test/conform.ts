/** Holds answers against an OpenAPI document. */
import { Ajv2020, type Options, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";

export interface Document {
	paths: Record<string, Record<string, { operationId: string; responses: Record<string, { content?: object }> }>>;
	components: { schemas: Record<string, Record<string, unknown>> };
}

export interface Answered {
	method: string;
	pathname: string;
	status: number;
	/** Media type, without parameters. */
	type: string;
	/** `undefined` when there was none. */
	body: unknown;
}

interface About {
	/** Path before those of the document. */
	basePath: string;
	/** What a request to no operation may be answered with. */
	otherStatuses: readonly number[];
	/** Of such an answer, as a pointer into the document. @default none, its body may be any */
	otherSchema?: string;
	ajv?: Options;
}

const escaped = (text: string) => text.replaceAll("~", "~0").replaceAll("/", "~1").replace(/[{}]/g, encodeURIComponent);

/**
 * A function that throws unless the document promises this answer to this request. It returns the id of the operation,
 * `undefined` when the request is to none.
 */
export function conformTo(
	document: Document,
	{ basePath, otherStatuses, otherSchema, ajv: options }: About,
): (answered: Answered) => string | undefined {
	const ajv = new Ajv2020({ strict: true, allErrors: true, ...options });
	formats.default(ajv);
	// Keywords of OpenAPI that say nothing about validity.
	ajv.addVocabulary(["openapi", "info", "servers", "tags", "paths", "components", "discriminator"]);
	ajv.addSchema(document, "document");
	const paths = Object.keys(document.paths).map((path) => {
		const pattern = path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+");
		return { path, pattern: new RegExp(`^${basePath}${pattern}$`) };
	});

	function hold(pointer: string, { method, pathname, status, type, body }: Answered): void {
		const validate: ValidateFunction | undefined = ajv.getSchema(`document#${pointer}`);
		if (!validate) throw new Error(`${method} ${pathname} may not answer ${status} as ${type}: nothing at ${pointer}`);
		if (validate(body)) return;
		const problems = validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`).join("; ");
		throw new Error(`${method} ${pathname} answered ${status} ${JSON.stringify(body)}: ${problems}`);
	}

	return (answered) => {
		const { method, pathname, status, type, body } = answered;
		const path = paths.find(({ pattern }) => pattern.test(pathname))?.path;
		const operation = path === undefined ? undefined : document.paths[path]?.[method.toLowerCase()];
		if (path === undefined || !operation) {
			if (!otherStatuses.includes(status)) throw new Error(`${status} for ${method} ${pathname}`);
			if (otherSchema !== undefined) hold(otherSchema, answered);
			return undefined;
		}
		const { operationId, responses } = operation;
		const response = responses[status];
		if (!response) throw new Error(`${operationId} may not answer ${status}`);
		if (response.content) {
			const content = `/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}/content/${escaped(type)}`;
			hold(`${content}/schema`, answered);
		} else if (body !== undefined) {
			throw new Error(`${operationId} answers ${status} without a body`);
		}
		return operationId;
	};
}

/** The media type of an answer, without its parameters; empty when it has none. */
export function typeOf({ headers }: Response): string {
	return headers.get("content-type")?.split(";")[0] ?? "";
}
