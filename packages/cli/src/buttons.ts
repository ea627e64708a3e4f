/** Buttons, in the shapes that earlier versions of the command took. */
import { UsageError } from "./failure.ts";
import { warn } from "./print.ts";

export interface Button {
	title: string;
	type: "open_url" | "webhook";
	url: string;
	method?: "GET" | "POST";
	body?: Record<string, unknown>;
}

const fields = ["title", "type", "url", "method", "body"];

/** @param source How messages call it, such as `--action` or `--actions[0]`. */
export function readButton(value: unknown, source: string): Button {
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		throw new UsageError(`${source} must be a JSON object with title, type and url`);
	}
	const given = value as Record<string, unknown>;
	const text = (field: string): string => {
		const found = given[field];
		if (typeof found === "string" && found.trim() !== "") return found.trim();
		throw new UsageError(`${source}: ${field} is missing, or is not text`);
	};
	const oneOf = (field: string, allowed: readonly string[], found: string): string => {
		if (allowed.includes(found)) return found;
		throw new UsageError(`${source}: ${field} must be one of ${allowed.join(", ")}`);
	};
	const others = Object.keys(given).filter((key) => !fields.includes(key));
	if (others.length > 0) warn(`${source}: a button has no ${others.join(", ")}, which is left out`);
	const button = {
		title: text("title"),
		type: oneOf("type", ["open_url", "webhook"], text("type")),
		url: readLink(text("url")),
		...(given.method !== undefined && { method: oneOf("method", ["GET", "POST"], text("method").toUpperCase()) }),
		...(given.body !== undefined && { body: given.body }),
	};
	return button as Button;
}

export function readButtons(values: readonly unknown[] | undefined, source: string): Button[] | undefined {
	if (values === undefined) return undefined;
	if (values.length < 1 || values.length > 4) throw new UsageError(`${source} takes one to four buttons`);
	return values.map((value, index) => readButton(value, `${source}[${index}]`));
}

/** As a browser would write it; links of apps stay as they are. */
export function readLink(text: string): string {
	const trimmed = text.trim();
	return /^https?:/i.test(trimmed) && URL.canParse(trimmed) ? new URL(trimmed).href : trimmed;
}
