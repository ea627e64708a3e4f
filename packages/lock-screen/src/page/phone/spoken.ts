/** What a screen reader says of a card. */
import type { Card, CardContent, CardMetric } from "../../card.ts";

function spokenMetrics(metrics: readonly CardMetric[]): string {
	return metrics.map(({ label, text }) => `${label} ${text}`).join(", ");
}

function spokenContent(content: CardContent): string {
	switch (content.kind) {
		case "steps":
			return `step ${content.current} of ${content.total}`;
		case "metrics":
		case "stats":
			return spokenMetrics(content.metrics);
		case "timer":
			return content.over ? "time is up" : content.paused ? `paused at ${content.text}` : content.text;
		default:
			return content.text;
	}
}

function spokenWith({ title, subtitle, badge, statusText }: Card, content: string): string {
	return [title, subtitle, badge?.title, content, statusText].filter(Boolean).join(", ");
}

/** Such as `Nightly Backup, dump database, step 2 of 3`. */
export function spokenCard(card: Card): string {
	return spokenWith(card, spokenContent(card.content));
}

/** The same without what counts by itself: a running timer is not news. */
export function spokenNews(card: Card): string {
	const { content } = card;
	return content.kind === "timer" && !content.paused && !content.over ? spokenWith(card, "running") : spokenCard(card);
}
