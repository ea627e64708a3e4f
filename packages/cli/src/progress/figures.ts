/** Figures in the output of a command: a number, `label: number unit` line by line, or JSON. */
import { stripVTControlCharacters } from "../node.ts";

export interface Figure {
	label?: string;
	value: number | string;
	unit?: string;
	color?: string;
}

const labelled = /^(.*?\p{L}.*?)\s*(?:[:=]\s*|\s+)(-?\d+(?:\.\d+)?)\s*([%\p{L}°/µ]{0,12})$/u;
const bare = /^(-?\d+(?:\.\d+)?)\s*([%\p{L}°/µ]{0,12})$/u;
const text = /^(.*?\p{L}[^:=]*?)\s*[:=]\s*(\S.*)$/u;

function isScalar(value: unknown): value is number | string {
	return typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
}

/** `45%`, in JSON too, is a number with a unit. */
function scalar(value: number | string): Figure {
	const [, number, unit = ""] = typeof value === "string" ? (bare.exec(value.trim()) ?? []) : [];
	if (number === undefined) return { value };
	return unit === "" ? { value } : { value: Number(number), unit };
}

function fromEntry(entry: unknown): Figure[] {
	if (isScalar(entry)) return [scalar(entry)];
	if (typeof entry !== "object" || entry === null) return [];
	const { label, value, unit, color } = entry as Record<string, unknown>;
	if (!isScalar(value)) return [];
	return [
		{
			...scalar(value),
			...(typeof label === "string" && { label }),
			...(typeof unit === "string" && { unit }),
			...(typeof color === "string" && { color }),
		},
	];
}

function fromJson(value: unknown): Figure[] {
	if (Array.isArray(value)) return value.flatMap(fromEntry);
	if (typeof value !== "object" || value === null) return fromEntry(value);
	if ("value" in value) return fromEntry(value);
	return Object.entries(value).flatMap(([label, entry]) => fromEntry(entry).map((figure) => ({ label, ...figure })));
}

function fromLine(line: string): Figure | undefined {
	const [, number, unit = ""] = bare.exec(line) ?? [];
	const of = (found: string) => (found === "" ? {} : { unit: found });
	if (number !== undefined) return { value: Number(number), ...of(unit) };
	const [, label, amount, its = ""] = labelled.exec(line) ?? [];
	if (label !== undefined) return { label, value: Number(amount), ...of(its) };
	const [, name, words = ""] = text.exec(line) ?? [];
	return name === undefined ? undefined : { label: name, value: words };
}

/** In the order in which they were printed; none when there is nothing of the kind. */
export function readFigures(output: string): Figure[] {
	const clean = stripVTControlCharacters(output).trim();
	try {
		return fromJson(JSON.parse(clean));
	} catch {
		const lines = clean.split(/\r\n|[\r\n]/).map((line) => line.trim());
		return lines.flatMap((line) => fromLine(line) ?? []);
	}
}
