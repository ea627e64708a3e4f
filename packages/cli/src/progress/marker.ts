/**
 * Lines by which a program says itself how it stands: `::activitysmith step=2/5 subtitle="upload archive"::`. Names are
 * those of the content state, in any spelling, and `step` and `progress` for short.
 */
import { readField } from "../input/values.ts";
import type { Flags } from "../table/flag.ts";
import { stateFlags } from "../table/flags.ts";

export const MARKER = "::activitysmith ";

type Fields = Record<string, unknown>;

const pair = /\s*([A-Za-z][\w-]*)=(?:"((?:[^"\\]|\\.)*)"|((?:(?!::)[^\s"])*))/y;

const fieldFlags: Flags = Object.fromEntries(
	Object.values(stateFlags as Flags).flatMap((flag) =>
		flag.field && !flag.field.includes(".") && !flag.kind.endsWith("file") ? [[flag.field, flag]] : [],
	),
);

function readPair(name: string, text: string): Fields | undefined {
	const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll("-", "_");
	if (key === "step") {
		const [, step = "", of] = /^(\d+)(?:\/(\d+))?$/.exec(text) ?? [];
		if (step === "") return undefined;
		return { current_step: Number(step), ...(of !== undefined && { number_of_steps: Number(of) }) };
	}
	const flag = fieldFlags[key === "progress" ? "percentage" : key];
	const value = flag && readField(flag, key === "progress" ? text.replace(/ ?%$/, "") : text);
	if (value === undefined) return undefined;
	if (flag?.field === "value" && text.trim() !== "" && Number.isFinite(Number(text))) return { value: Number(text) };
	return { [flag?.field ?? key]: value };
}

/** What a line says by a marker in it; `undefined` when there is none, or not a whole one. Unknown names are left out. */
export function readMarker(line: string): Fields | undefined {
	const start = line.indexOf(MARKER);
	if (start === -1) return undefined;
	pair.lastIndex = start + MARKER.length;
	const fields: Fields = {};
	for (;;) {
		const end = pair.lastIndex;
		const match = pair.exec(line);
		if (!match) return /^\s*::/.test(line.slice(end)) ? fields : undefined;
		const [, name = "", quoted, bare = ""] = match;
		Object.assign(fields, readPair(name, quoted?.replace(/\\(.)/g, "$1") ?? bare));
	}
}
