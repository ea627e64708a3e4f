/** Parts of requests that several commands have. */
import { UsageError } from "./failure.ts";
import type { Values } from "./table/flag.ts";
import type { laterHistoryFlags } from "./table/flags.ts";

/** An object without the fields that are undefined. */
export function without<T extends object>(fields: T): T {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

type Metadata = Record<string, string | number | boolean>;

/** What is kept in the history: what is left out there stays as it is. */
export function historyOf(flags: Values<typeof laterHistoryFlags>): { tags?: string[]; metadata?: Metadata } {
	return without({
		tags: flags["clear-tags"] ? [] : flags.tags,
		metadata: (flags.metadata ?? flags["metadata-file"]) as Metadata | undefined,
	}) as { tags?: string[]; metadata?: Metadata };
}

/** @throws UsageError that names it as `source` */
export function checkStreamKey(key: string, source: string): void {
	if (/^[A-Za-z0-9_-]{1,255}$/.test(key)) return;
	throw new UsageError(`${source} takes letters, digits, _ and -, at most 255 of them`);
}
