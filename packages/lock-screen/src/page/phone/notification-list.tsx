import { useState } from "preact/hooks";
import type { ShownNotification } from "../../screen.ts";
import { idOf } from "./banner.ts";
import { NotificationCard } from "./notification-card.tsx";

/** As many stand open; the others are behind a button. */
const OPEN = 4;

export interface NotificationListProps {
	notifications: readonly ShownNotification[];
	/** Epoch milliseconds. */
	now: number;
}

export function NotificationList({ notifications, now }: NotificationListProps) {
	const [all, setAll] = useState(false);
	if (notifications.length === 0) return null;
	const more = notifications.length - OPEN;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a region would be a landmark of each device
		<section class="as-notifications" role="group" aria-label="Notifications">
			{notifications.slice(0, all ? undefined : OPEN).map((notification) => (
				<NotificationCard key={idOf(notification)} notification={notification} now={now} />
			))}
			{more > 0 && (
				<button type="button" class="as-more" aria-expanded={all} onClick={() => setAll(!all)}>
					{all ? "Show fewer" : `${more} more ${more === 1 ? "notification" : "notifications"}`}
				</button>
			)}
		</section>
	);
}
