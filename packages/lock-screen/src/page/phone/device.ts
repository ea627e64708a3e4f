import { createContext } from "preact";
import { useContext, useMemo, useRef } from "preact/hooks";
import type { Press, PressOutcome, Swipe } from "../../protocol.ts";

/** What a user does with the device that is drawn. */
export interface Handlers {
	press: (on: Press["on"], action: string) => Promise<PressOutcome>;
	dismiss: (activityId: string) => void;
}

export const DeviceContext = createContext<Handlers | null>(null);

/** The same object for the life of a device, whatever functions the page hands in: nothing is drawn again for them. */
export function useHandlers(
	device: string,
	onPress: (press: Press) => Promise<PressOutcome>,
	onDismiss: (swipe: Swipe) => void,
): Handlers {
	const latest = useRef({ onPress, onDismiss });
	latest.current = { onPress, onDismiss };
	return useMemo(
		() => ({
			press: (on, action) => latest.current.onPress({ device, on, action }),
			dismiss: (activityId) => latest.current.onDismiss({ device, activityId }),
		}),
		[device],
	);
}

export function useDevice(): Handlers {
	const handlers = useContext(DeviceContext);
	if (!handlers) throw new Error("Only a <Phone> can draw this");
	return handlers;
}
