/** The published document as a JSON Schema validator sees it: an independent second opinion on what zod says. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { buildOpenApiDocument } from "../src/openapi.ts";

export const document = buildOpenApiDocument();

// Not strict: OpenAPI adds keywords of its own (discriminator, examples) that JSON Schema ignores.
const ajv = new Ajv2020({ strict: false, strictNumbers: true });
formats.default(ajv);
ajv.addSchema(document, "document");

export function jsonSchema(name: string): ValidateFunction {
	return at(`/components/schemas/${name}`);
}

/** The schema at a JSON pointer into the document. */
export function at(pointer: string): ValidateFunction {
	const found = ajv.getSchema(`document#${pointer}`);
	if (!found) throw new Error(`the document has nothing at ${pointer}`);
	return found;
}
