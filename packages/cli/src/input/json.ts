/** JSON from the command line, from a file and from standard input. */
import { UsageError } from "../failure.ts";

interface Shapes {
	object: Record<string, unknown>;
	array: unknown[];
}

function isShape(value: unknown, shape: keyof Shapes): boolean {
	return shape === "array"
		? Array.isArray(value)
		: typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param source How errors call it, such as `--metrics`. */
export function parseJson<Shape extends keyof Shapes>(text: string, source: string, shape: Shape): Shapes[Shape] {
	let value: unknown;
	try {
		// A byte order mark, as some editors leave it.
		value = JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch {
		throw new UsageError(`${source} takes a JSON ${shape}, and this is not valid JSON`);
	}
	if (!isShape(value, shape))
		throw new UsageError(`${source} takes a JSON ${shape}, and this is another kind of value`);
	return value as Shapes[Shape];
}

async function readText(path: string, option: string): Promise<string> {
	if (path === "-") {
		const chunks: Buffer[] = [];
		for await (const chunk of process.stdin) chunks.push(chunk);
		return Buffer.concat(chunks).toString("utf8");
	}
	const { readFile } = await import("node:fs/promises");
	try {
		return await readFile(path, "utf8");
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const reason = code === "ENOENT" ? "there is no such file" : code;
		throw new UsageError(`${option}: cannot read ${path}: ${reason}`);
	}
}

/** @param path Of a file, or `-` for standard input. */
export async function readJson<Shape extends keyof Shapes>(
	path: string,
	option: string,
	shape: Shape,
): Promise<Shapes[Shape]> {
	const text = await readText(path, option);
	return parseJson(text, `${option} ${path === "-" ? "from standard input" : path}`, shape);
}
