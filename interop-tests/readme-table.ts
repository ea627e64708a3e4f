/** The first cells of a document's table that begins with these headings: what is between their backticks. */
export function firstCells(document: string, headings: string): string[] {
	const table = document.slice(document.indexOf(headings)).split("\n\n")[0] ?? "";
	const rows = table.split("\n").slice(2);
	return rows.map((row) => /`(\w+)`/.exec(row)?.[1] ?? row);
}
