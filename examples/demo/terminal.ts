/** A terminal as a picture: lines with the colour codes that `styleText` writes, as SVG. */

const CELL = { width: 8.4, height: 18 };
const MARGIN = 16;

const FOREGROUND = "#e6e6e6";
/** Colours of the codes that `styleText` writes (ECMA-48, select graphic rendition). */
const palette: Record<string, string> = {
	"31": "#ff6b6b",
	"32": "#4cc38a",
	"33": "#f5a524",
	"35": "#a78bfa",
	"36": "#22d3ee",
	"90": "#7d8590",
	"91": "#ff6b6b",
	"92": "#a3e635",
	"93": "#fde047",
	"94": "#60a5fa",
	"95": "#f472b6",
};

function xmlText(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

interface Run {
	text: string;
	color: string;
	bold: boolean;
}

/** Splits a line at its colour codes. */
function runs(line: string): Run[] {
	const result: Run[] = [];
	let color = FOREGROUND;
	let bold = false;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what begins a code
	for (const part of line.split(/(\u001b\[\d+m)/)) {
		// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
		const code = /^\u001b\[(\d+)m$/.exec(part)?.[1];
		if (code === undefined) {
			if (part) result.push({ text: part, color, bold });
		} else if (code === "1" || code === "22") bold = code === "1";
		else color = palette[code] ?? FOREGROUND;
	}
	return result;
}

/** SVG collapses spaces, so that each piece between them has its own place. */
function drawRun({ text, color, bold }: Run, column: number, row: number): string {
	const y = MARGIN + (row + 1) * CELL.height - 4;
	const weight = bold ? ' font-weight="bold"' : "";
	return Array.from(text.matchAll(/\S+(?: \S+)*/g), ({ 0: piece, index }) => {
		const x = (MARGIN + (column + index) * CELL.width).toFixed(1);
		const length = (piece.length * CELL.width).toFixed(1);
		return `<text x="${x}" y="${y}" textLength="${length}" fill="${color}"${weight}>${xmlText(piece)}</text>`;
	}).join("");
}

export function drawLine(line: string, row: number): string {
	let column = 0;
	return runs(line)
		.map((run) => {
			const drawn = drawRun(run, column, row);
			column += run.text.length;
			return drawn;
		})
		.join("");
}

/** @param columns Of the terminal. */
export function svgTerminal(columns: number, rows: number, label: string, content: string): string {
	const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
	const height = rows * CELL.height + 2 * MARGIN;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" role="img" aria-label="${label}"><rect width="100%" height="100%" rx="10" fill="#0d1117"/>
${content}
</svg>
`;
}
