/** Columns for people. */
import { styleText } from "node:util";

/** What may stand in a cell; `null` is a dash. */
export type Cell = string | number | boolean | null;

/** A text of somebody else's could move the cursor, or colour the rest of the screen. */
export const plain = (text: string): string => text.replace(/\p{Cc}+/gu, " ");

function written(cell: Cell): string {
	if (cell === null || cell === "") return "-";
	if (typeof cell === "boolean") return cell ? "yes" : "no";
	return plain(String(cell));
}

/** `empty` stands in the place of a table without rows. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], empty: string): string {
	if (rows.length === 0) return empty;
	const cells = rows.map((row) => row.map(written));
	const widths = head.map((title, index) => Math.max(title.length, ...cells.map((row) => row[index]?.length ?? 0)));
	const line = (row: readonly string[]) =>
		row
			.map((cell, index) => cell.padEnd(widths[index] ?? 0))
			.join("  ")
			.trimEnd();
	// Without colours where nobody sees them: styleText asks the terminal.
	const title = styleText("bold", line(head.map((name) => name.toUpperCase())), { stream: process.stdout });
	return [title, ...cells.map(line)].join("\n");
}

/** Names with what they are, one a line. */
export function facts(pairs: readonly (readonly [string, Cell])[]): string {
	const width = Math.max(...pairs.map(([name]) => name.length));
	return pairs.map(([name, cell]) => `${name.padEnd(width)}  ${written(cell)}`).join("\n");
}

/** To the second, in UTC. */
export const time = (iso: string | null): string | null => iso && `${iso.slice(0, 19).replace("T", " ")}Z`;
