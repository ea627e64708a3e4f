import { useEffect, useRef, useState } from "preact/hooks";
import type { ShownNotification } from "../../screen.ts";
import { BANNER_MS, bannerAmong, idOf } from "./banner.ts";
import { AppIcon } from "./dock.tsx";
import { hrefOf } from "./href.ts";
import { NotificationText } from "./notification-card.tsx";

export interface BannerProps {
	notifications: readonly ShownNotification[];
	/** Epoch milliseconds. */
	now: number;
}

/** Drops in with a new notification and goes by itself. Those that were there already make no noise. */
export function Banner({ notifications, now }: BannerProps) {
	const seen = useRef<Set<string> | null>(null);
	const [shown, setShown] = useState<ShownNotification | null>(null);
	useEffect(() => {
		const fresh = seen.current && bannerAmong(notifications, seen.current, now);
		seen.current = new Set(notifications.map(idOf));
		if (fresh) setShown(fresh);
	}, [notifications, now]);
	useEffect(() => {
		if (!shown) return;
		const timer = setTimeout(() => setShown(null), BANNER_MS);
		return () => clearTimeout(timer);
	}, [shown]);
	if (!shown) return null;
	const { media, redirection } = shown.body.activitysmith;
	return (
		<div class="as-banner" dir="auto" key={idOf(shown)}>
			<AppIcon size={38} />
			<NotificationText notification={shown} age="now" href={hrefOf(redirection ?? media)} />
		</div>
	);
}
