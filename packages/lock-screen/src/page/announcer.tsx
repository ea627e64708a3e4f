import { useEffect, useRef, useState } from "preact/hooks";
import type { Screen } from "../screen.ts";
import { newsTeller } from "./news.ts";

/** At most one announcement in this time, in milliseconds: what changes faster than it can be said is said as it is then. */
const EVERY_MS = 5_000;

export interface AnnouncerProps {
	/** Those that are shown. */
	screens: readonly Screen[];
	/** Epoch milliseconds. */
	now: number;
}

/** Says politely what has changed, once for all devices. */
export function Announcer({ screens, now }: AnnouncerProps) {
	const latest = useRef({ screens, now });
	latest.current = { screens, now };
	const [teller] = useState(newsTeller);
	const [text, setText] = useState("");
	useEffect(() => teller.meet(screens, latest.current.now), [teller, screens]);
	useEffect(() => {
		const timer = setInterval(() => {
			const news = teller.tell(latest.current.screens, latest.current.now);
			if (news !== "") setText(news);
		}, EVERY_MS);
		return () => clearInterval(timer);
	}, [teller]);
	return (
		<div class="hidden" aria-live="polite">
			{text}
		</div>
	);
}
