/** From the state that a device decoded to what its card shows. */
import type { Card, CardButton, CardContent, CardMetric, Color } from "./card.ts";
import { colorOf, type Fields, fieldsOf, listOf, numberOf, textOf } from "./fields.ts";
import { timerText, withUnit } from "./format.ts";
import type { ShownActivity } from "./screen.ts";

/** More steps than this are shown as a bar: on a card they would be too narrow to tell apart. */
export const MAX_SEGMENTS = 20;
const MAX_METRICS = 8;

/**
 * What the card of a Live Activity shows at a time. It takes any state: where a field is missing or is not what it should
 * be, the card has a default or nothing there, and nothing is thrown. More than {@link MAX_SEGMENTS} steps become a bar.
 *
 * @param now Epoch milliseconds.
 */
export function cardOf({ activityId, state, status }: ShownActivity, now: number): Card {
	const fields = fieldsOf(state);
	const color = colorOf(fields.color) ?? "blue";
	const content = contentOf(fields, color, now);
	return {
		activityId,
		title: textOf(fields.title) ?? "",
		subtitle: textOf(fields.subtitle) || null,
		color,
		icon: iconField(fieldsOf(fields.icon), color),
		badge: badgeField(fieldsOf(fields.badge), color),
		content,
		buttons: [buttonOf(fields.action, "primary"), buttonOf(fields.secondaryAction, "secondary")].filter(
			(it) => it !== null,
		),
		status,
		statusText: statusTexts[status] ?? (content.kind === "timer" && content.paused ? "Paused" : null),
	};
}

const statusTexts: Partial<Record<ShownActivity["status"], string>> = {
	stale: "Stale",
	ended: "Ended",
	dismissed: "Dismissed",
};

function iconField({ symbol, color }: Fields, accent: Color): Card["icon"] {
	const name = textOf(symbol);
	return name ? { symbol: name, color: colorOf(color) ?? accent } : null;
}

function badgeField({ title, color }: Fields, accent: Color): Card["badge"] {
	const text = textOf(title);
	return text ? { title: text, color: colorOf(color) ?? accent } : null;
}

/** `null` where there is no action with a title. */
export function buttonOf(action: unknown, fallbackId: string): CardButton | null {
	const { id, title, type, url } = fieldsOf(action);
	const text = textOf(title);
	if (text === undefined) return null;
	return { id: textOf(id) ?? fallbackId, title: text, url: type === "open_url" ? (textOf(url) ?? null) : null };
}

function contentOf(fields: Fields, color: Color, now: number): CardContent {
	switch (fields.type) {
		case "progress":
			return progress(fields);
		case "metrics":
			return { kind: "metrics", metrics: metrics(fields, color, true) };
		case "stats":
			return { kind: "stats", metrics: metrics(fields, color, false) };
		case "alert":
			return { kind: "message", text: textOf(fields.message) ?? "" };
		case "value":
			return { kind: "value", text: textOf(fields.text) ?? "" };
		case "timer":
			return fields.timer === undefined ? steps(fields, color) : timer(fieldsOf(fields.timer), now);
		default:
			return steps(fields, color);
	}
}

function clamp(share: number): number {
	return Math.min(1, Math.max(0, share));
}

function steps(fields: Fields, color: Color): CardContent {
	const total = Math.max(0, Math.floor(numberOf(fields.numberOfSteps) ?? 0));
	const current = Math.min(total, Math.max(0, Math.floor(numberOf(fields.currentStep) ?? 0)));
	const text = `${current}/${total}`;
	if (total > MAX_SEGMENTS) return { kind: "bar", share: current / total, text, percentage: null };
	const completed = listOf(fields.stepColors);
	const newest = colorOf(fields.stepColor);
	const colors = Array.from({ length: total }, (_, step) => {
		if (step >= current) return null;
		const own = colorOf(completed[step]) ?? color;
		return step === current - 1 ? (newest ?? own) : own;
	});
	return { kind: "steps", current, total, colors, text };
}

function progress({ percentage, value, upperLimit }: Fields): CardContent {
	const percent = numberOf(percentage) ?? 0;
	const [amount, limit] = [textOf(value), textOf(upperLimit)];
	const written = `${percent}%`;
	const text = amount === undefined || limit === undefined ? written : `${amount} of ${limit}`;
	return { kind: "bar", share: clamp(percent / 100), text, percentage: written };
}

function metrics(fields: Fields, accent: Color, gauges: boolean): CardMetric[] {
	return listOf(fields.metrics)
		.slice(0, MAX_METRICS)
		.map((entry) => {
			const { label, value, number, unit, color } = fieldsOf(entry);
			const share = gauges && unit === "%" ? numberOf(number) : undefined;
			return {
				label: textOf(label) ?? "",
				text: withUnit(textOf(value) ?? "", textOf(unit) ?? ""),
				share: share === undefined ? null : clamp(share / 100),
				color: colorOf(color) ?? accent,
			};
		});
}

/** Times of a state are in epoch seconds. */
function timer({ startsAt, endsAt, countsDown, pausedAt }: Fields, now: number): CardContent {
	const paused = numberOf(pausedAt);
	const at = paused ?? now / 1000;
	const start = numberOf(startsAt) ?? at;
	const end = countsDown === false ? undefined : numberOf(endsAt);
	if (end === undefined) {
		return { kind: "timer", text: timerText(at - start), paused: paused !== undefined, share: null, over: false };
	}
	const over = at >= end;
	const share = over ? 1 : clamp((at - start) / (end - start));
	return { kind: "timer", text: timerText(end - at), paused: paused !== undefined, share, over };
}
