/** Reads fields that may be anything: what draws a screen must not fail because of what a server sent. */
import { colors } from "@activitysmith/schema/colors";
import type { Color } from "./card.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** What an object has; nothing for all else. */
export function fieldsOf(value: unknown): Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A string, or a number as one; `undefined` for all else. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === "string") return value;
	return typeof value === "number" ? String(value) : undefined;
}

/** A finite number. */
export function numberOf(value: unknown): number | undefined {
	return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function colorOf(value: unknown): Color | undefined {
	return colors.find((color) => color === value);
}
