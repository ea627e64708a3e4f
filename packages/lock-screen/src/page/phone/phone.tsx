/** The device: what stands on its lock screen, as it looks and behaves on an iPhone or an iPad. */
import type { Press, PressOutcome, Swipe } from "../../protocol.ts";
import type { Screen } from "../../screen.ts";
import { ActivityList } from "./activity-list.tsx";
import { Banner } from "./banner-view.tsx";
import { useCards } from "./card-memory.ts";
import { Clock } from "./clock.tsx";
import { DeviceContext, useHandlers } from "./device.ts";
import { Dock } from "./dock.tsx";
import { Frame } from "./frame.tsx";
import { Island } from "./island.tsx";
import { NotificationList } from "./notification-list.tsx";
import { Widgets } from "./widgets.tsx";

export interface PhoneProps {
	screen: Screen;
	/** Epoch milliseconds. */
	now: number;
	wallpaper: "light" | "dark";
	/** Calls the webhook of a button, and says what came of it. */
	onPress: (press: Press) => Promise<PressOutcome>;
	/** Takes a Live Activity off the device. */
	onDismiss: (swipe: Swipe) => void;
}

/** Another device starts anew: nothing of the last one slides out. */
export function Phone(props: PhoneProps) {
	return <Device key={props.screen.id} {...props} />;
}

function Device({ screen, now, wallpaper, onPress, onDismiss }: PhoneProps) {
	const handlers = useHandlers(screen.id, onPress, onDismiss);
	const cards = useCards(screen.activities, now);
	const crowded = cards.length * 2 + screen.notifications.length > 6;
	return (
		<DeviceContext.Provider value={handlers}>
			<Frame name={screen.name} model={screen.model} wallpaper={wallpaper} offline={screen.offline} crowded={crowded}>
				{screen.model === "iphone" && <Island cards={cards} />}
				<Banner notifications={screen.notifications} now={now} />
				<div class="as-scroll">
					<div class="as-top">
						<Clock now={now} />
						<Widgets widgets={screen.widgets} />
					</div>
					<div class="as-stack">
						<ActivityList cards={cards} activities={screen.activities} now={now} />
						<NotificationList notifications={screen.notifications} now={now} />
					</div>
				</div>
				<Dock badge={screen.badge} />
			</Frame>
		</DeviceContext.Provider>
	);
}
