/** Accounts and faults from files. What is wrong is told by file, field and what is allowed, never by value. */
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { jsonMistake } from "@activitysmith/core";
import { validate } from "@activitysmith/schema";
import * as z from "zod";
import { type FaultRule, FaultRuleSchema } from "../fault-rule.ts";
import { type AccountSeed, AccountSeedSchema } from "../seed.ts";
import { UsageError } from "./flags.ts";

export interface Seed {
	accounts: AccountSeed[];
	faults: FaultRule[];
}

const SeedSchema = z.strictObject({
	accounts: z.array(AccountSeedSchema),
	faults: z.array(FaultRuleSchema).optional(),
});

function check<T extends z.ZodType>(schema: T, value: unknown, source: string, base: string[] = []): z.output<T> {
	const result = validate(schema, value, base);
	if (result.ok) return result.value;
	const [{ path, message }] = result.issues;
	const more = result.issues.length - 1;
	const others = more > 0 ? ` (and ${more} more)` : "";
	throw new UsageError(`${source}: ${path || "it"} ${message}${others}`);
}

function place(text: string, position: number): string {
	const before = text.slice(0, position).split("\n");
	return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function jsonProblem(error: unknown, text: string): string {
	const mistake = jsonMistake(error, text);
	if (mistake === "end") return ": it ends too early";
	return mistake === undefined ? "" : `: look at ${place(text, mistake)}`;
}

function parseJson(text: string, source: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UsageError(`${source} is not valid JSON${jsonProblem(error, text)}`);
	}
}

async function parseYaml(text: string, source: string): Promise<unknown> {
	const { isAlias, isMap, isScalar, isSeq, parseDocument, visit } = await import("yaml");
	const document = parseDocument(text, { prettyErrors: false, merge: true });
	const problem = (reason: string, position?: number) => {
		const where = position === undefined ? "" : ` at ${place(text, position)}`;
		return new UsageError(`${source} is not valid YAML: ${reason}${where}`);
	};
	const [error] = document.errors;
	if (error) throw problem(error.code.toLowerCase().replaceAll("_", " "), error.pos[0]);
	const resolved = (node: unknown) => (isAlias(node) ? node.resolve(document) : node);
	// The parser finds these when it is too late to say where, and its messages quote the text.
	visit(document, {
		Alias(_, alias, path) {
			const target = resolved(alias);
			if (!target) throw problem("an alias needs an anchor before it", alias.range?.[0]);
			if (path.some((node) => node === target)) throw problem("an alias of what it is in", alias.range?.[0]);
		},
		Pair(_, { key, value }) {
			if (!isScalar(key) || key.source !== "<<") return;
			const merged = resolved(value);
			const sources = isSeq(merged) ? merged.items.map(resolved) : [merged];
			if (!sources.every(isMap)) throw problem("a merge key takes maps", key.range?.[0]);
		},
	});
	try {
		return document.toJS();
	} catch (cause) {
		const tooMuch = cause instanceof ReferenceError;
		throw problem(tooMuch ? "its aliases stand for too much" : "it cannot be read as values");
	}
}

/** @param allowed What the flag takes beside a file. */
async function read(path: string, flag: string, allowed = ""): Promise<unknown> {
	const extension = extname(path).toLowerCase();
	if (![".json", ".yaml", ".yml"].includes(extension)) {
		throw new UsageError(`${flag} takes a file that ends in .json, .yaml or .yml${allowed}`);
	}
	const file = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
		const reason = error.code === "ENOENT" ? "there is no such file" : error.code;
		throw new UsageError(`${flag}: cannot read ${path}: ${reason}`);
	});
	// A byte order mark, as some editors leave it.
	const text = file.replace(/^\uFEFF/, "");
	return extension === ".json" ? parseJson(text, path) : parseYaml(text, path);
}

export async function readSeed(path: string): Promise<Seed> {
	const { accounts, faults = [] } = check(SeedSchema, await read(path, "--seed"), path);
	return { accounts: accounts as AccountSeed[], faults: faults as FaultRule[] };
}

/** A file's path, or JSON itself: one rule, or an array of them. */
export async function readFaults(given: string): Promise<FaultRule[]> {
	const inline = /^\s*[[{]/.test(given);
	const source = inline ? "--faults" : given;
	const value = inline ? parseJson(given, source) : await read(given, "--faults", ", or JSON");
	const rules = Array.isArray(value) ? value : [value];
	return check(z.array(FaultRuleSchema), rules, source, ["faults"]) as FaultRule[];
}
