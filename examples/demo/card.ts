/** Draws what simulated phones show, for a terminal. */
import { styleText } from "node:util";
import { lockScreensText } from "@activitysmith/lock-screen";
import type { Phone } from "@activitysmith/mock-server";

/** Phones side by side when the terminal is wide enough, else one below the other. */
export function drawPhones(phones: readonly Phone[], now: number, columns: number): string {
	const screens = phones.map((phone) => ({ name: phone.name, activities: phone.lockScreen().activities }));
	// Whether a terminal is to have colours is Node's to say.
	return lockScreensText(screens, now, { columns, color: styleText("bold", "x") !== "x" });
}
