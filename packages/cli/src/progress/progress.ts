/** Progress in a line of output, as tools print it. */
import { stripVTControlCharacters } from "../node.ts";

export type Progress = { percentage: number; label?: string } | { step: number; of: number; label?: string };

/** Longer lines are data. */
const LONGEST = 2000;

/** Per cents that are no progress. */
const FIGURES =
	/packet loss|coverage|covered|\bcpu\b|\bmem(ory)?\b|\busage\b|\bused\b|\bavail|faster|slower|smaller|larger|saved|reduc|hit rate|threshold|confidence|accuracy|statements|branches/i;

const percent = String.raw`(\d{1,3}(?:[.,]\d+)?) ?%`;

/** Where a per cent is progress: in brackets, at an edge of the line, beside a bar, a speed, a time, or a word for it. */
const percentForms = [
	new RegExp(String.raw`[[(] *${percent} *[\])]`),
	new RegExp(String.raw`^ *${percent}(?![\w%])`),
	new RegExp(String.raw`(?:^|[^\w.+-])${percent} *$`),
	new RegExp(
		String.raw`(?:^|[^\w.+-])${percent}(?= *(?:[|([<]|done\b|complete|finished|eta\b|\d|at\b|of\b|[a-z]+ing\b))`,
		"i",
	),
	new RegExp(String.raw`(?:progress|[\])|>█▏])[:=]? *${percent}(?![\w%])`, "i"),
];

/** `[3/12] what`, `#7 [build 3/12] what`: build tools and test runners. */
const bracketCount = /(?:^|\s)\[(?:[\w.-]+ )?\s*(\d+) ?\/ ?(\d+)\]\s*(.*)$/;
/** `(3/12) what`; beside a per cent it is that per cent's. */
const parenthesisCount = /(?:^|\s)\((?:[\w.-]+ )?\s*(\d+) ?\/ ?(\d+)\)\s*(.*)$/;
/** `Step 3/12 : what`, `part 3 of 12`. */
const namedCount =
	/\b(?:step|stage|task|test|phase|part|chunk|batch|file|page|item|image|layer|epoch|iteration|package|module|shard)s?:? #?(\d+) ?(?:\/|of) ?(\d+)\b[\s:.,-]*(.*)$/i;
const wordCount = /(?:^|[\s:(])(\d+) of (\d+)(?=$|[\s,.):])/;
const bareCount = /(?:^|[\s:([|])(\d+) ?\/ ?(\d+)(?=$|[\s)\],:;|])/;
/** `12.3MB/45.6MB`, `12.3/45.6 MB`, `1.2 GiB / 4 GiB`. */
const sizes = /(\d+(?:\.\d+)?) ?([kMGTP]?i?B)? ?\/ ?(\d+(?:\.\d+)?) ?([kMGTP]?i?B)\b/i;
/** What rsync has still to look at: of the whole, where its per cent may be of one file. */
const toCheck = /\b(?:to|ir)-chk=(\d+)\/(\d+)/;
/** curl's own meter: the per cent stands first and third, without a sign. */
const curlMeter = /^ *(\d{1,3}) +\d+(?:\.\d+)?[kMGTP]? +\1 +\d+(?:\.\d+)?[kMGTP]? +\d+ +\d+ /;
const bar = /[[|<(]([#=█▓■━●*>\-\s.░▒─○·▏▎▍▌▋▊▉~]{5,})[\]|>)]/;

const units = ["", "k", "m", "g", "t", "p"];

function bytes(amount: string, unit: string): number {
	const letter = unit.toLowerCase().replace(/i?b$/, "");
	return Number(amount) * (/i/i.test(unit) ? 1024 : 1000) ** Math.max(0, units.indexOf(letter));
}

function labelled(progress: Progress, text: string | undefined): Progress {
	const label = text
		?.replace(bar, " ")
		.replace(/\s+/g, " ")
		.replace(/^[\s:.,|>-]+|[\s:.,|([<-]+$/g, "");
	return label && /\p{L}{2}/u.test(label) ? { ...progress, label } : progress;
}

function ratio(part: number, whole: number): Progress | undefined {
	if (!(part >= 0 && whole > 0 && part <= whole)) return undefined;
	return { percentage: Math.round((part / whole) * 1000) / 10 };
}

function count([, step = "", of = "", label]: RegExpExecArray | []): Progress | undefined {
	const progress = { step: Number(step), of: Number(of) };
	const isCount = progress.of > 1 && progress.step <= progress.of && Number.isSafeInteger(progress.of);
	return isCount ? labelled(progress, label) : undefined;
}

function readPercent(line: string): Progress | undefined {
	if (FIGURES.test(line)) return undefined;
	for (const form of percentForms) {
		const match = form.exec(line);
		const percentage = Number(match?.[1]?.replace(",", "."));
		if (match && percentage <= 100) return labelled({ percentage }, line.slice(0, match.index));
	}
	return undefined;
}

function readBar(line: string): Progress | undefined {
	const [, cells = ""] = bar.exec(line) ?? [];
	const filled = cells.match(/[#=█▓■━●*>▏▎▍▌▋▊▉]/g)?.length ?? 0;
	const empty = cells.match(/[-\s.░▒─○·~]/g)?.length ?? 0;
	// One that is full or empty may be a rule or a heading.
	return filled > 0 && empty > 0 ? ratio(filled, filled + empty) : undefined;
}

function readSizes(line: string): Progress | undefined {
	const [, part = "", partUnit, whole = "", wholeUnit = ""] = sizes.exec(line) ?? [];
	return part === "" ? undefined : ratio(bytes(part, partUnit ?? wholeUnit), bytes(whole, wholeUnit));
}

function readRest(line: string): Progress | undefined {
	const [, left, all] = toCheck.exec(line) ?? [];
	if (left !== undefined) return ratio(Number(all) - Number(left), Number(all));
	const [, meter] = curlMeter.exec(line) ?? [];
	return meter === undefined ? undefined : ratio(Number(meter), 100);
}

/** What a line says of progress; `undefined` when nothing. Colours and the like may be in it. */
export function readProgress(text: string): Progress | undefined {
	if (text.length > LONGEST || !/[%/#=█▓■━●*▏▎▍▌▋▊▉]|\d of \d|^ *\d+ /.test(text)) return undefined;
	const line = stripVTControlCharacters(text).trimEnd();
	return (
		readRest(line) ??
		count(bracketCount.exec(line) ?? []) ??
		readPercent(line) ??
		count(parenthesisCount.exec(line) ?? []) ??
		count(namedCount.exec(line) ?? []) ??
		readSizes(line) ??
		count(wordCount.exec(line) ?? []) ??
		count(bareCount.exec(line) ?? []) ??
		readBar(line)
	);
}
