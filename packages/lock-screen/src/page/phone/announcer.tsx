import { useEffect, useRef, useState } from "preact/hooks";
import type { Card } from "../../card.ts";
import type { ShownNotification } from "../../screen.ts";
import { idOf } from "./banner.ts";
import { spokenNews } from "./spoken.ts";

/** At most one announcement in this time, in milliseconds: what changes faster than it can be said is said as it is then. */
const EVERY_MS = 5_000;

interface News {
	key: string;
	text: string;
}

function newsOf(cards: readonly Card[], notifications: readonly ShownNotification[]): News[] {
	return [
		...notifications.slice(0, 1).map((entry) => {
			const { title, subtitle, body } = entry.body.aps.alert;
			return { key: idOf(entry), text: ["Notification", title, subtitle, body].filter(Boolean).join(", ") };
		}),
		...cards.map((card) => ({ key: card.activityId, text: spokenNews(card) })),
	];
}

/** Says politely what has changed. Nothing of what was there when the device came into view. */
export function Announcer({
	cards,
	notifications,
}: {
	cards: readonly Card[];
	notifications: readonly ShownNotification[];
}) {
	const latest = useRef<News[]>([]);
	latest.current = newsOf(cards, notifications);
	const said = useRef<Map<string, string> | null>(null);
	const [text, setText] = useState("");
	useEffect(() => {
		said.current = new Map(latest.current.map(({ key, text }) => [key, text]));
		const timer = setInterval(() => {
			const before = said.current;
			const news = latest.current.filter(({ key, text }) => before?.get(key) !== text);
			if (news.length === 0) return;
			said.current = new Map(latest.current.map(({ key, text }) => [key, text]));
			setText(news.map(({ text }) => text).join(". "));
		}, EVERY_MS);
		return () => clearInterval(timer);
	}, []);
	return (
		<div class="as-unseen" aria-live="polite">
			{text}
		</div>
	);
}
