/** A page with one phone, driven by the tests from outside. */
import { render } from "preact";
import { Announcer } from "../../src/page/announcer.tsx";
import { Phone } from "../../src/page/phone/phone.tsx";
import type { Press, PressOutcome, Swipe } from "../../src/protocol.ts";
import type { Screen } from "../../src/screen.ts";
import "../../src/page/phone/phone.css";

export interface PhoneOnPage {
	show(screen: Screen, now: number, wallpaper: "light" | "dark"): void;
	/** From now on the time goes by the page's clock, drawn anew each second. */
	run(screen: Screen, wallpaper: "light" | "dark"): void;
	presses: Press[];
	swipes: Swipe[];
	/** Answers the oldest press that waits. */
	answer(outcome: PressOutcome): void;
	refuse(message: string): void;
}

const waiting: { resolve: (outcome: PressOutcome) => void; reject: (reason: Error) => void }[] = [];
const root = document.querySelector("main") as HTMLElement;

const phone: PhoneOnPage = {
	presses: [],
	swipes: [],
	show(screen, now, wallpaper) {
		render(
			<>
				<Phone
					screen={screen}
					now={now}
					wallpaper={wallpaper}
					onPress={(press) => {
						phone.presses.push(press);
						return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
					}}
					onDismiss={(swipe) => phone.swipes.push(swipe)}
				/>
				<Announcer screens={[screen]} now={now} />
			</>,
			root,
		);
	},
	run(screen, wallpaper) {
		phone.show(screen, Date.now(), wallpaper);
		setInterval(() => phone.show(screen, Date.now(), wallpaper), 1000);
	},
	answer: (outcome) => waiting.shift()?.resolve(outcome),
	refuse: (message) => waiting.shift()?.reject(new Error(message)),
};

Object.assign(globalThis, { phone });
