/** Schemas as the MCP SDK takes them: it asks for JSON Schema, and for mistakes, which are told in the words of the API. */
import { formatIssue, validate } from "@activitysmith/schema";
import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import * as z from "zod";

type Json = Record<string, unknown>;
type Validate = StandardSchemaWithJSON["~standard"]["validate"];

function standard(validate: Validate, input: Json, output = input): StandardSchemaWithJSON {
	const jsonSchema = { input: () => input, output: () => output };
	return { "~standard": { version: 1, vendor: "activitysmith", validate, jsonSchema } };
}

/** Without what is for the OpenAPI document alone: keywords that clients may not know, and a root that has a name. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
	const { $ref, $defs, ...rest } = z.toJSONSchema(schema, {
		io,
		unrepresentable: "any",
		override({ jsonSchema }) {
			for (const keyword of Object.keys(jsonSchema)) if (keyword.startsWith("x-")) delete jsonSchema[keyword];
		},
	});
	const root = $ref?.replace("#/$defs/", "") ?? "";
	const { [root]: itself, ...others } = $defs ?? {};
	return { ...rest, ...itself, ...(Object.keys(others).length > 0 && { $defs: others }) };
}

/** @param described What clients are told that it is, unless the schema says that itself. */
export function asStandard(schema: z.ZodType, described?: Json): StandardSchemaWithJSON {
	const check: Validate = (value) => {
		const result = validate(schema, value);
		if (result.ok) return { value: result.value };
		return { issues: result.issues.map((issue) => ({ message: formatIssue(issue) })) };
	};
	return described
		? standard(check, described)
		: standard(check, jsonSchema(schema, "input"), jsonSchema(schema, "output"));
}

/** Of what a server answers, which it has made by this very schema. */
export function describedBy(described: Json): StandardSchemaWithJSON {
	return standard((value) => ({ value }), described);
}
