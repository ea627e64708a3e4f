/**
 * Pages of rows, newest first, of which only some are wanted. What makes a row wanted may stand in its JSON, which no
 * index knows: so a page looks at a bounded number of rows, and says where the next one goes on.
 */
import { setImmediate } from "node:timers/promises";
import { invalid } from "@activitysmith/core";
import { type RawBuilder, sql } from "kysely";

export interface Page<T> {
	items: T[];
	/** Where the next page begins; `null` when there is nothing more. A page may be short and still have a next one. */
	next: string | null;
}

/** Milliseconds since 1970; both ends belong to it. */
export interface Period {
	from?: number | undefined;
	to?: number | undefined;
}

export interface PageQuery {
	/** `next` of the page before. */
	cursor?: string | undefined;
	limit: number;
}

interface Scan<Row, T> extends PageQuery {
	/** Rows after the cursor, at most so many. */
	read(cursor: string | undefined, limit: number): Promise<Row[]>;
	cursorOf(row: Row): string;
	/** `undefined` for a row that is not wanted. */
	view(row: Row): T | undefined;
}

const BATCH = 500;
/** A page looks at no more rows than these, so that no question keeps a server busy. */
const MOST_SCANNED = 5000;

export async function scan<Row, T>({ read, cursorOf, view, cursor, limit }: Scan<Row, T>): Promise<Page<T>> {
	const items: T[] = [];
	let at = cursor;
	// Where all are wanted, no more are read than that.
	let batch = Math.min(BATCH, limit + 1);
	for (let left = MOST_SCANNED; left > 0; batch = Math.min(BATCH, left)) {
		const rows = await read(at, batch);
		const isEnd = rows.length < batch;
		left -= rows.length;
		for (const [index, row] of rows.entries()) {
			at = cursorOf(row);
			const item = view(row);
			if (item === undefined) continue;
			items.push(item);
			if (items.length === limit) return { items, next: isEnd && index === rows.length - 1 ? null : at };
		}
		if (isEnd) return { items, next: null };
		// SQLite answers without a pause: others get their turn here.
		await setImmediate();
	}
	return { items, next: at ?? null };
}

/** A place among rows that are in the order of a time and an id. */
interface Place {
	at: number;
	id: string;
}

export const cursorOf = ({ at, id }: Place): string => `${at.toString(36)}.${id}`;

/** Throws a 400 for what no page has said. */
export function placeOf(cursor: string): Place {
	const [, at, id] = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{1,64})$/.exec(cursor) ?? [];
	if (at === undefined || id === undefined) {
		throw invalid([{ path: "cursor", message: "must be the next_cursor of a page, as it is" }]);
	}
	return { at: Number.parseInt(at, 36), id };
}

/** Rows of a period that come after a cursor. They are read in the descending order of `time` and `id`. */
export function within(time: string, { from, to }: Period, cursor: string | undefined): RawBuilder<boolean> {
	const after = cursor === undefined ? undefined : placeOf(cursor);
	const at = sql.ref(time);
	const conditions = [
		...(from === undefined ? [] : [sql`${at} >= ${from}`]),
		...(to === undefined ? [] : [sql`${at} <= ${to}`]),
		...(after ? [sql`${at} <= ${after.at} AND (${at} < ${after.at} OR id < ${after.id})`] : []),
	];
	return conditions.length > 0 ? sql`${sql.join(conditions, sql` AND `)}` : sql`TRUE`;
}
