/** How PHP is written: files, members and what is said above them. */
import type { Definition, Type } from "./model.ts";

const LINE = 120;
const HEADER = `<?php

// Generated from openapi/openapi.flat.json by \`npm run generate\`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;
`;

/** Classes of the package, so that types have other names. */
const CLASSES = ["LiveActivityColor", "LiveActivityAlertIcon", "LiveActivityAlertBadge", "LiveActivityAction"];

/** The name of a type. */
export function aliasOf(name: string): string {
	return CLASSES.includes(name) ? `${name}Value` : name;
}

/** As lines; those that go on behind a tag are set in. */
function wrapped(text: string, indent: string): string[] {
	const tag = /^@/.test(text) ? "    " : "";
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(" ")) {
		if (line !== "" && `${indent} * ${line} ${word}`.length > LINE) {
			lines.push(line);
			line = tag + word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	return [...lines, line];
}

export function docblock(paragraphs: string[], indent: string): string {
	const lines = paragraphs
		.flatMap((text) => text.split("\n"))
		.flatMap((text) => (/^ /.test(text) ? [text] : wrapped(text, indent)));
	const [only = ""] = lines;
	if (lines.length === 1 && `${indent}/** ${only} */`.length <= LINE) return `${indent}/** ${only} */\n`;
	return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

export function parameterDoc(type: string, name: string, doc: string, variadic = ""): string {
	return `@param ${type} ${variadic}$${name} ${doc.replaceAll("\n", " ")}`.trimEnd();
}

/** A method, its parameters each on a line of its own when there are some. */
export function member(doc: string[], head: string, parameters: string[], result: string, body: string): string {
	const list =
		parameters.length > 1 ? `\n${parameters.map((one) => `        ${one},\n`).join("")}    ` : parameters.join("");
	// A trailing comma behind a variadic parameter is none of the language's.
	const fitting = list.replace(/(\.\.\.\$\w+),\n/, "$1\n");
	const open = parameters.length > 1 ? " {" : "\n    {";
	return `${docblock(doc, "    ")}    ${head}${fitting}): ${result}${open}\n        ${body}\n    }\n`;
}

/** A call, its arguments each on a line of its own where it is long. */
export function call(head: string, args: string[]): string {
	const one = `${head}(${args.join(", ")});`;
	if (`        ${one}`.length <= LINE) return one;
	return `${head}(\n${args.map((arg) => `            ${arg},\n`).join("")}        );`;
}

export function phpFile(doc: string, head: string, members: string): string {
	return `${HEADER}\n${doc}${head}\n{\n${members}}\n`;
}

/** A type as PHPStan and Psalm write it. */
export function shape(type: Type): string {
	switch (type.kind) {
		case "integer":
			return "int";
		case "number":
			return "int|float";
		case "boolean":
			return "bool";
		case "json":
			return "mixed";
		case "null":
			return "null";
		case "timestamp":
			return "\\DateTimeInterface|string";
		case "literals":
			return type.values.every((value) => typeof value === "boolean")
				? "bool"
				: type.values.map((value) => `'${value}'`).join("|");
		case "list":
			return `list<${shape(type.items)}>`;
		case "map":
			return `array<string, ${shape(type.values)}>|object`;
		case "named":
			return aliasOf(type.name);
		case "union":
			return type.members.map(shape).join("|");
		case "object":
			throw new TypeError("an object needs a name of its own");
		default:
			return "string";
	}
}

/** `@phpstan-type`, with a line for each field or word. */
export function typeAlias({ name, type }: Definition): string[] {
	if (type.kind !== "object") return [`@phpstan-type ${aliasOf(name)} ${shape(type)}`];
	const fields = type.fields.map((field) => {
		const given = field.name === "channels" ? `${shape(field.type)}|string` : shape(field.type);
		return `    ${field.name}${field.required ? "" : "?"}: ${given},`;
	});
	return [`@phpstan-type ${aliasOf(name)} array{`, ...fields, "}"];
}
