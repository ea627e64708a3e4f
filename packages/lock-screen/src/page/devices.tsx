/** The chosen devices. */
import { useMemo } from "preact/hooks";
import type { Press, PressOutcome, Swipe } from "../protocol.ts";
import type { Screen } from "../screen.ts";
import type { Wallpaper } from "./hooks.ts";
import { Phone } from "./phone/phone.tsx";

export interface DevicesProps {
	/** Devices of two accounts may have the same id, and are not the same. */
	account: string;
	screens: readonly Screen[];
	now: number;
	wallpaper: Wallpaper;
	/** Must stay the same functions from one drawing to the next. */
	onPress: (press: Press) => Promise<PressOutcome>;
	onDismiss: (swipe: Swipe) => void;
}

/** A device that has not changed is the same node, which is not drawn again. */
function Device({
	screen,
	now,
	wallpaper,
	onPress,
	onDismiss,
}: Omit<DevicesProps, "account" | "screens"> & { screen: Screen }) {
	return useMemo(
		() => (
			<li class="device" data-model={screen.model}>
				<p class="device-name">
					<span dir="auto">{screen.name}</span>
					{screen.offline && <span class="tag">offline</span>}
					{screen.channels.map((channel) => (
						<span class="tag" key={channel} dir="auto">
							{channel}
						</span>
					))}
				</p>
				<Phone screen={screen} now={now} wallpaper={wallpaper} onPress={onPress} onDismiss={onDismiss} />
			</li>
		),
		[screen, now, wallpaper, onPress, onDismiss],
	);
}

export function Devices({ account, screens, ...rest }: DevicesProps) {
	return (
		<ul class="devices" data-count={screens.length}>
			{screens.map((screen) => (
				<Device key={`${account} ${screen.id}`} screen={screen} {...rest} />
			))}
		</ul>
	);
}
