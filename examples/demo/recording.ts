/** Prints a recording of the demo as an animated SVG, for the README: the same steps, drawn by the same code. */
import { createMock } from "@activitysmith/mock-server";
import ActivitySmith from "activitysmith";
import { drawPhones } from "./card.ts";
import { steps } from "./flows.ts";
import { drawLine, svgTerminal } from "./terminal.ts";

const COLUMNS = 90;
const SECONDS_PER_FRAME = 1.1;
const SECONDS_AT_END = 4;

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
	const rows = Math.max(...drawn.map((lines) => lines.length));
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
	return svgTerminal(COLUMNS, rows, "The demo in a terminal: three Live Activities on two devices", groups.join("\n"));
}

process.stdout.write(await recordDemo());
