/** A flag's text as the value that its kind says. */
import { UsageError } from "../failure.ts";
import type { Flag, Kinds } from "../table/flag.ts";
import { parseDuration } from "./duration.ts";
import { parseJson, readJson } from "./json.ts";

type Limits = Pick<Flag, "min" | "max" | "above">;

function isWithin(number: number, { min = -Infinity, max = Infinity, above = -Infinity }: Limits): boolean {
	return number >= min && number <= max && number > above;
}

function limitsText({ min, max, above }: Limits): string {
	if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
	if (min !== undefined) return ` from ${min} on`;
	return above === undefined ? "" : ` greater than ${above}`;
}

function readNumber(text: string, isWhole: boolean): number | undefined {
	const number = text.trim() === "" ? Number.NaN : Number(text);
	return (isWhole ? Number.isSafeInteger(number) : Number.isFinite(number)) ? number : undefined;
}

function readList(text: string): string[] | undefined {
	const items = text.split(",").map((item) => item.trim());
	const filled = items.filter((item) => item !== "");
	return filled.length > 0 ? filled : undefined;
}

function readBoolean(text: string): boolean | undefined {
	return { true: true, false: false }[text.trim().toLowerCase()];
}

/** What a kind takes, for errors. */
function takes(flag: Flag): string {
	switch (flag.kind) {
		case "integer":
			return `a whole number${limitsText(flag)}`;
		case "number":
			return `a number${limitsText(flag)}`;
		case "boolean":
			return "true or false";
		case "choice":
			return `one of ${flag.choices?.join(", ")}`;
		case "list":
			return "words separated by commas, at least one";
		case "duration":
			return `a duration such as 500ms, 30s or 1h30m${flag.above === 0 ? ", longer than none" : ""}`;
		default:
			return "text";
	}
}

/** `undefined` when the kind does not take the text. */
function read(flag: Flag, text: string): Kinds[keyof Kinds] | undefined {
	switch (flag.kind) {
		case "integer":
		case "number": {
			const number = readNumber(text, flag.kind === "integer");
			return number !== undefined && isWithin(number, flag) ? number : undefined;
		}
		case "duration": {
			const duration = parseDuration(text);
			return duration !== undefined && isWithin(duration, flag) ? duration : undefined;
		}
		case "boolean":
			return readBoolean(text);
		case "choice":
			return flag.choices?.includes(text) ? text : undefined;
		case "list":
			return readList(text);
		default:
			return text;
	}
}

/** @throws UsageError that names the flag and what it takes */
export async function readValue(name: string, flag: Flag, text: string): Promise<Kinds[keyof Kinds]> {
	const option = `--${name}`;
	switch (flag.kind) {
		case "object":
		case "array":
			return parseJson(text, option, flag.kind);
		case "object file":
			return readJson(text, option, "object");
		case "array file":
			return readJson(text, option, "array");
		default: {
			const value = read(flag, text);
			if (value === undefined) throw new UsageError(`${option} takes ${takes(flag)}`);
			return value;
		}
	}
}

/** A value without a flag of its own to name: of a field in a line of output. `undefined` when it is none. */
export function readField(flag: Flag, text: string): Kinds[keyof Kinds] | undefined {
	return flag.kind.startsWith("object") || flag.kind.startsWith("array") ? undefined : read(flag, text);
}
