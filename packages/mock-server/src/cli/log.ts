/** What is printed of requests. */
import { styleText } from "node:util";
import { describeEntry, type JournalEntry } from "../journal.ts";

/** Names come from clients: what would move a terminal's cursor is not printed. */
function printable(text: string): string {
	return text.replace(/\p{Cc}+/gu, " ");
}

function colourOf(status: number): "green" | "yellow" | "red" {
	if (status >= 200 && status < 400) return "green";
	return status >= 400 && status < 500 ? "yellow" : "red";
}

/** `10:32:07 account-1 PUT /api/live-activity/stream/k → 200 started`, by the account's clock. */
export function requestLine(entry: JournalEntry, colours: boolean): string {
	const time = new Date(entry.at).toISOString().slice(11, 19);
	const who = `${time} ${entry.account ?? "-"}`;
	const what = printable(describeEntry(entry));
	if (!colours) return `${who} ${what}`;
	const paint = (style: Parameters<typeof styleText>[0], text: string) =>
		styleText(style, text, { validateStream: false });
	const [asked = "", answered = ""] = what.split(/(?<= → )/, 2);
	return `${paint("dim", who)} ${asked}${paint(colourOf(entry.status), answered)}`;
}

/** Whether the stream is a terminal that shows colours; `NO_COLOR` and its like are respected. */
export function hasColours(stream: NodeJS.WriteStream): boolean {
	return stream.isTTY === true && stream.hasColors();
}
