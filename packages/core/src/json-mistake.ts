/**
 * Where in `text` the engine found a mistake when it parsed it: before which character, or that it ends too early.
 * `undefined` when it does not say. Its message itself quotes the text, which may hold secrets.
 */
export function jsonMistake(error: unknown, text: string): number | "end" | undefined {
	const message = String(error);
	const position = /position (\d+)/.exec(message)?.[1];
	if (/end of JSON/.test(message) || Number(position) >= text.length) return "end";
	return position === undefined ? undefined : Number(position);
}
