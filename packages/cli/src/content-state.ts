/** The content state that flags, JSON and files make together. */
import { UsageError } from "./failure.ts";
import type { Flags } from "./table/flag.ts";

type State = Record<string, unknown>;

const isObject = (value: unknown): value is State =>
	typeof value === "object" && value !== null && !Array.isArray(value);

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Keys as the API spells them, whether they came as `numberOfSteps` or `number_of_steps`.
 * @param source How errors call it.
 */
export function normalized(state: State, source: string): State {
	const result: State = {};
	for (const [name, value] of Object.entries(state)) {
		const key = snakeCase(name);
		if (Object.hasOwn(result, key)) throw new UsageError(`${source} has ${key} twice, in two spellings`);
		result[key] = value;
	}
	return result;
}

/** The upper one's fields over the lower one's, those of icon and badge one by one. */
function over(upper: State, lower: State): State {
	const merged = { ...lower, ...upper };
	for (const field of ["icon", "badge"]) {
		const [above, below] = [upper[field], lower[field]];
		if (isObject(above) && isObject(below)) merged[field] = { ...below, ...above };
	}
	return merged;
}

/** What the flags with a `field` say. */
function fromFields(values: State, flags: Flags): State {
	const state: State = {};
	for (const [name, { field }] of Object.entries(flags)) {
		if (field === undefined || values[name] === undefined) continue;
		const [key = "", inner] = field.split(".");
		state[key] = inner === undefined ? values[name] : { ...(state[key] as State | undefined), [inner]: values[name] };
	}
	return state;
}

/** A value's text is kept for the type that shows it as it is written, and is a number for all others. */
function withValue(state: State, isFlag: boolean): State {
	if (!isFlag || state.type === "value") return state;
	const text = String(state.value);
	const number = text.trim() === "" ? Number.NaN : Number(text);
	if (Number.isFinite(number)) return { ...state, value: number };
	if (state.type === undefined) return state;
	throw new UsageError("--value takes a number, or any text with --type value");
}

/** Flags over JSON over a file; `undefined` when nothing of it was given. */
export function optionalContentState(values: State, flags: Flags): State | undefined {
	const file = normalized((values["content-state-file"] as State | undefined) ?? {}, "--content-state-file");
	const json = normalized((values["content-state"] as State | undefined) ?? {}, "--content-state");
	const fields = fromFields(values, flags);
	const state = withValue(over(fields, over(json, file)), values.value !== undefined);
	return Object.keys(state).length > 0 ? state : undefined;
}

/** @throws UsageError when there is no state, or none with a title */
export function contentState(values: State, flags: Flags): State {
	const state = optionalContentState(values, flags);
	if (!state)
		throw new UsageError("The content state is missing: give --content-state, --content-state-file or --title");
	if (typeof state.title !== "string" || state.title.trim() === "") {
		throw new UsageError("--title is missing: every content state needs a title");
	}
	return state;
}
