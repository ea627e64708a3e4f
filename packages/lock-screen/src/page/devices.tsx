/** The chosen devices. */
import { useMemo } from "preact/hooks";
import type { Press, PressOutcome, Swipe } from "../protocol.ts";
import type { Screen } from "../screen.ts";
import type { Wallpaper } from "./hooks.ts";
import { Phone } from "./phone/phone.tsx";

export interface DevicesProps {
	screens: readonly Screen[];
	now: number;
	wallpaper: Wallpaper;
	/** Must stay the same functions from one drawing to the next. */
	onPress: (press: Press) => Promise<PressOutcome>;
	onDismiss: (swipe: Swipe) => void;
}

/** A device that has not changed is the same node, which is not drawn again. */
function Device({ screen, now, wallpaper, onPress, onDismiss }: Omit<DevicesProps, "screens"> & { screen: Screen }) {
	return useMemo(
		() => (
			<li class="device" data-model={screen.model}>
				<h2 class="device-name">
					<span dir="auto">{screen.name}</span>
					{screen.offline && <span class="tag">offline</span>}
					{screen.channels.map((channel) => (
						<span class="tag" key={channel} dir="auto">
							{channel}
						</span>
					))}
				</h2>
				<Phone screen={screen} now={now} wallpaper={wallpaper} onPress={onPress} onDismiss={onDismiss} />
			</li>
		),
		[screen, now, wallpaper, onPress, onDismiss],
	);
}

export function Devices({ screens, ...rest }: DevicesProps) {
	return (
		<ul class="devices" data-count={screens.length}>
			{screens.map((screen) => (
				<Device key={screen.id} screen={screen} {...rest} />
			))}
		</ul>
	);
}
