/** Draws what a simulated phone shows as cards of text, for a terminal. */
import { stripVTControlCharacters, styleText } from "node:util";
import type { Phone, ShownActivity } from "@activitysmith/mock-server";

const WIDTH = 40;
const BAR = 24;

type Style = Parameters<typeof styleText>[0];

/** The nearest that terminals have to the ten colours of the API. */
const styles: Record<string, Style> = {
	lime: "greenBright",
	green: "green",
	cyan: "cyan",
	blue: "blueBright",
	purple: "magenta",
	magenta: "magentaBright",
	red: "redBright",
	orange: "yellow",
	yellow: "yellowBright",
	gray: "gray",
};

const segments = new Intl.Segmenter();

/** Columns that a text takes, near enough: emoji and wide letters take two. */
function columns(text: string): number {
	let width = 0;
	for (const { segment } of segments.segment(stripVTControlCharacters(text))) {
		width += /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(
			segment,
		)
			? 2
			: 1;
	}
	return width;
}

function cut(text: string, width: number): string {
	if (columns(text) <= width) return text;
	let kept = "";
	for (const { segment } of segments.segment(text)) {
		if (columns(kept + segment) > width - 1) break;
		kept += segment;
	}
	return `${kept}…`;
}

function pad(text: string, width: number): string {
	return text + " ".repeat(Math.max(0, width - columns(text)));
}

function row(left: string, right = ""): string {
	return pad(left, WIDTH - columns(right)) + right;
}

function bar(share: number, style: Style): string {
	const full = Math.round((share / 100) * BAR);
	return styleText(style, "█".repeat(full)) + styleText("gray", "░".repeat(BAR - full));
}

function steps(state: Record<string, unknown>, style: Style): string {
	const total = Number(state.numberOfSteps);
	const current = Number(state.currentStep);
	const width = Math.max(1, Math.floor(BAR / total) - 1);
	const parts = Array.from({ length: Math.min(total, BAR / 2) }, (_, step) =>
		styleText(step < current ? style : "gray", (step < current ? "█" : "░").repeat(width)),
	);
	return row(parts.join(" "), `${current}/${total}`);
}

interface Metric {
	label: string;
	value: string;
	number?: number;
	unit?: string;
	color?: string;
}

function metric({ label, value, number, unit = "", color }: Metric, gauge: boolean, style: Style): string {
	const name = pad(cut(label, 8), 9);
	const own = color ? (styles[color] ?? style) : style;
	if (gauge && unit === "%" && number !== undefined) return row(name + bar(Math.min(100, number), own), `${value}%`);
	return row(name, styleText(own, value + unit));
}

function clock(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

interface Timer {
	startsAt: number;
	endsAt?: number;
	countsDown: boolean;
	pausedAt?: number;
}

function timer({ startsAt, endsAt, countsDown, pausedAt }: Timer, now: number): string {
	const at = pausedAt ?? now / 1000;
	const shown = countsDown && endsAt !== undefined ? endsAt - at : at - startsAt;
	return row(clock(shown), pausedAt === undefined ? "" : "paused");
}

function content({ state }: ShownActivity, now: number): string[] {
	const style = styles[state.color] ?? "blueBright";
	switch (state.type) {
		case "segmented_progress":
			return [steps(state, style)];
		case "progress":
			return [row(bar(Number(state.percentage), style), `${state.percentage}%`)];
		case "metrics":
		case "stats":
			return (state.metrics as Metric[]).map((entry) => metric(entry, state.type === "metrics", style));
		case "alert":
			return [cut(String(state.message), WIDTH)];
		case "timer":
			return [timer(state.timer as Timer, now)];
		default:
			return [styleText(style, cut(String(state.text), WIDTH))];
	}
}

function card(activity: ShownActivity, now: number): string[] {
	const { state, status } = activity;
	const mark = status === "active" ? "" : styleText("gray", status);
	const title = styleText("bold", cut(state.title, 20));
	const subtitle = cut(state.subtitle ?? "", Math.max(2, WIDTH - columns(title) - columns(mark) - 3));
	const button = state.action as { title: string } | undefined;
	return [
		row(`${title} ${styleText("gray", subtitle)}`, mark),
		...content(activity, now),
		...(button ? [styleText("gray", `[ ${cut(button.title, WIDTH - 4)} ]`)] : []),
	];
}

/** What a phone shows now: a frame with its Live Activities, newest first. */
function drawPhone(phone: Phone, now: number): string[] {
	const { activities } = phone.lockScreen();
	const cards = activities.map((activity) => card(activity, now));
	const lines = cards.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
	const body = lines.length > 0 ? lines : [styleText("gray", "nothing on the lock screen")];
	const name = ` ${phone.name} `;
	return [
		`╭─${name}${"─".repeat(WIDTH - columns(name) + 1)}╮`,
		...body.map((line) => `│ ${pad(line, WIDTH)} │`),
		`╰${"─".repeat(WIDTH + 2)}╯`,
	];
}

/** Phones side by side when the terminal is wide enough, else one below the other. */
export function drawPhones(phones: readonly Phone[], now: number, terminalColumns: number): string {
	const drawn = phones.map((phone) => drawPhone(phone, now));
	const frame = WIDTH + 4;
	if (terminalColumns < drawn.length * (frame + 1)) return drawn.flat().join("\n");
	const height = Math.max(...drawn.map((lines) => lines.length));
	return Array.from({ length: height }, (_, line) =>
		drawn
			.map((lines) => pad(lines[line] ?? "", frame))
			.join(" ")
			.trimEnd(),
	).join("\n");
}
