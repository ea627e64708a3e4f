/** Prints a recording of the demo as an animated SVG, for the README: the same steps, drawn by the same code. */
import { createMock } from "@activitysmith/mock-server";
import ActivitySmith from "activitysmith";
import { drawPhones } from "./card.ts";
import { steps } from "./flows.ts";

const COLUMNS = 90;
const CELL = { width: 8.4, height: 18 };
const MARGIN = 16;
const SECONDS_PER_FRAME = 1.1;
const SECONDS_AT_END = 4;

const FOREGROUND = "#e6e6e6";
/** Colours of the codes that `styleText` writes (ECMA-48, select graphic rendition). */
const palette: Record<string, string> = {
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

function drawLine(line: string, row: number): string {
	let column = 0;
	return runs(line)
		.map((run) => {
			const drawn = drawRun(run, column, row);
			column += run.text.length;
			return drawn;
		})
		.join("");
}

/** Each step's output: the call, what it did, and what the devices show. */
async function frames(): Promise<string[][]> {
	const mock = createMock();
	const client = new ActivitySmith({ apiKey: "ask_demo", fetch: mock.fetch });
	const drawn: string[][] = [];
	for (const { call, run } of steps) {
		const { operation = "" } = await run(client);
		const head = `\u001b[36m${call}\u001b[39m → \u001b[32m${operation}\u001b[39m`;
		drawn.push([head, ...drawPhones(mock.devices, mock.clock.now(), COLUMNS).split("\n")]);
		await mock.clock.advance("1s");
	}
	return drawn;
}

async function recordDemo(): Promise<string> {
	const drawn = await frames();
	const duration = (drawn.length - 1) * SECONDS_PER_FRAME + SECONDS_AT_END;
	const width = Math.ceil(COLUMNS * CELL.width + 2 * MARGIN);
	const height = Math.max(...drawn.map((lines) => lines.length)) * CELL.height + 2 * MARGIN;
	const groups = drawn.map((lines, index) => {
		const text = lines.map(drawLine).join("");
		const last = index === drawn.length - 1;
		const from = ((index * SECONDS_PER_FRAME) / duration).toFixed(4);
		const to = last ? "1" : (((index + 1) * SECONDS_PER_FRAME) / duration).toFixed(4);
		const times = index === 0 ? `0;${to}` : last ? `0;${from}` : `0;${from};${to}`;
		const values = index === 0 ? "1;0" : last ? "0;1" : "0;1;0";
		// Where nothing moves, the last frame is what one sees.
		return `<g opacity="${last ? 1 : 0}"><animate attributeName="opacity" calcMode="discrete" repeatCount="indefinite" dur="${duration.toFixed(1)}s" keyTimes="${times}" values="${values}"/>${text}</g>`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" role="img" aria-label="The demo in a terminal: three Live Activities on two devices"><rect width="100%" height="100%" rx="10" fill="#0d1117"/>
${groups.join("\n")}
</svg>
`;
}

process.stdout.write(await recordDemo());
