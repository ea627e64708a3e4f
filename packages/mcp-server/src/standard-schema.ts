/** Schemas as the MCP SDK takes them: it asks for JSON Schema, and for mistakes, which are told in the words of the API. */
import { formatIssue, validate } from "@activitysmith/schema";
import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import * as z from "zod";

type Json = Record<string, unknown>;
type Standard = StandardSchemaWithJSON["~standard"];

function standard(validate: Standard["validate"], json: Json): StandardSchemaWithJSON {
	const jsonSchema = { input: () => json, output: () => json };
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

/** @param described What clients are told that it takes, unless the schema says that itself. */
export function inputSchema(schema: z.ZodType, described = jsonSchema(schema, "input")): StandardSchemaWithJSON {
	return standard((value) => {
		const result = validate(schema, value);
		if (result.ok) return { value: result.value };
		return { issues: result.issues.map((issue) => ({ message: formatIssue(issue) })) };
	}, described);
}

/**
 * Of an answer. Clients hold it against what they were told, and one that is refused looks as if nothing had been done, so
 * that agents do it again: fields that a newer service adds are none of their business.
 */
export function outputSchema(answer: z.ZodType | Json): StandardSchemaWithJSON {
	const described = answer instanceof z.ZodType ? jsonSchema(answer, "output") : answer;
	const open = JSON.parse(JSON.stringify(described), (key, part) => {
		return key === "additionalProperties" && part === false ? undefined : part;
	});
	return standard((value) => ({ value }), open);
}
