/** The part of GitHub's expressions that workflows in these tests use: a path into the contexts, and status functions. */

export interface Contexts {
	github: Record<string, unknown>;
	job: Record<string, unknown>;
	secrets: Record<string, string>;
	steps: Record<string, unknown>;
	matrix: Record<string, unknown>;
	strategy: Record<string, unknown>;
}

/** What `toJSON()` is given. */
const asJson = /^toJSON\((.*)\)$/;

/** Text with its `${{ … }}` replaced. What a context does not have is empty, as with GitHub. */
export function evaluate(text: string, contexts: Contexts): string {
	return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => String(lookUp(expression, contexts) ?? ""));
}

function lookUp(expression: string, contexts: Contexts): unknown {
	const [, inner] = asJson.exec(expression) ?? [];
	if (inner !== undefined) return JSON.stringify(lookUp(inner, contexts) ?? null);
	if (!/^[a-z]+(\.[\w-]+)+$/.test(expression)) throw new Error(`not known here: ${expression}`);
	const [context = "", ...path] = expression.split(".");
	if (!(context in contexts)) throw new Error(`no such context: ${context}`);
	const start: unknown = contexts[context as keyof Contexts];
	return path.reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], start);
}

/** Whether a step runs: by default only when all before it went well. */
export function condition(text: string | undefined, status: string): boolean {
	const given = (text ?? "success()").replace(/^\$\{\{\s*|\s*\}\}$/g, "");
	const functions: Record<string, boolean> = {
		"always()": true,
		"success()": status === "success",
		"failure()": status === "failure",
		"cancelled()": status === "cancelled",
		"!cancelled()": status !== "cancelled",
	};
	const runs = functions[given];
	if (runs === undefined) throw new Error(`not known here: ${given}`);
	return runs;
}
