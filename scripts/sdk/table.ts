/** One table of all SDKs: languages across, cases down. */

/** What the suite has recorded of one SDK. */
export interface Column {
	column: string;
	/** Ids of cases. */
	passed: string[];
}

export interface Row {
	section: string;
	id: string;
}

export interface Table {
	/** How many cases of a section each SDK passed, for the terminal. */
	summary: string;
	/** Every case, as Markdown. */
	markdown: string;
	/** Each SDK that ran and did not pass a case, with the case. */
	gaps: string[];
	/** SDKs that did not run. */
	absent: string[];
}

export function tableOf(rows: Row[], names: string[], recorded: Column[]): Table {
	const passed = new Map(recorded.map((one) => [one.column, new Set(one.passed)]));
	const mark = (name: string, { id }: Row) => {
		const ids = passed.get(name);
		return ids === undefined ? "–" : ids.has(id) ? "✓" : "✗";
	};
	const count = (name: string, some: Row[]) => {
		const ids = passed.get(name);
		return ids === undefined ? "–" : `${some.filter(({ id }) => ids.has(id)).length}`;
	};
	const sections = [...Map.groupBy(rows, ({ section }) => section), ["all", rows] as const];
	return {
		summary: aligned([
			["", "cases", ...names],
			...sections.map(([section, some]) => [section, `${some.length}`, ...names.map((name) => count(name, some))]),
		]),
		markdown: [
			["case", ...names],
			["---", ...names.map(() => ":-:")],
			...rows.map((row) => [`\`${row.id}\``, ...names.map((name) => mark(name, row))]),
		]
			.map((cells) => `| ${cells.join(" | ")} |\n`)
			.join(""),
		gaps: names.flatMap((name) => rows.filter((row) => mark(name, row) === "✗").map(({ id }) => `${name}: ${id}`)),
		absent: names.filter((name) => !passed.has(name)),
	};
}

/** The first column to the left, the others to the right. */
function aligned(lines: string[][]): string {
	const widths = (lines[0] ?? []).map((_, index) => Math.max(...lines.map((cells) => cells[index]?.length ?? 0)));
	const cell = (text: string, index: number) =>
		index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0);
	return lines.map((cells) => cells.map(cell).join("  ")).join("\n");
}
