/** A lock screen as lines of text that look alike in every run. */
import type { CardButton, CardContent, CardMetric } from "../card.ts";
import { cardOf } from "../card-of.ts";
import { notificationOf } from "../notification-of.ts";
import type { ShownActivity, ShownNotification } from "../screen.ts";
import { printable } from "./printable.ts";

const BAR = 20;

function bar(share: number): string {
	const full = Math.round(share * BAR);
	return "█".repeat(full) + "░".repeat(BAR - full);
}

function metric({ label, text, share }: CardMetric): string {
	return `${label}:${share === null ? "" : ` ${bar(share)}`} ${text}`;
}

function contentLines(content: CardContent): string[] {
	switch (content.kind) {
		case "steps":
			return [`${"●".repeat(content.current)}${"○".repeat(content.total - content.current)} ${content.text}`.trim()];
		case "bar": {
			const { percentage, text } = content;
			const said = percentage === null || percentage === text ? text : `${percentage} (${text})`;
			return [`${bar(content.share)} ${said}`];
		}
		case "metrics":
		case "stats":
			return content.metrics.map(metric);
		case "timer":
			return [`${content.text} ${content.paused ? "paused" : content.share === null ? "so far" : "left"}`];
		default:
			return [content.text];
	}
}

function buttonsLine(buttons: readonly CardButton[]): string {
	return buttons.map(({ title }) => `[${title}]`).join(" ");
}

export function plainActivity(activity: ShownActivity, now: number): string {
	const { title, subtitle, badge, content, buttons, status } = cardOf(activity, now);
	const first = [title, badge && `<${badge.title}>`, status !== "active" && `(${status})`];
	const lines = [first.filter(Boolean).join(" "), subtitle, ...contentLines(content), buttonsLine(buttons)];
	return printable(lines.filter(Boolean).join("\n"));
}

export function plainNotification(notification: ShownNotification): string {
	const { title, subtitle, message, buttons } = notificationOf(notification);
	const lines = [`* ${title}`, subtitle, message, buttonsLine(buttons)];
	return printable(lines.filter(Boolean).join("\n"));
}
