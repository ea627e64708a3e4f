/** Short ways to ask a phone what a case wants to know. */
import type { Phone, Phones, ShownActivity } from "../driver.ts";

/** The first device. */
export async function firstPhone(phones: Phones): Promise<Phone> {
	const [first] = await phones.look();
	if (!first) throw new Error("The account has no device");
	return first;
}

/** The newest Live Activity on the first device's lock screen. */
export async function newestActivity(phones: Phones): Promise<ShownActivity> {
	const [newest] = (await firstPhone(phones)).activities;
	if (!newest) throw new Error("The lock screen shows no Live Activity");
	return newest;
}

/** The events of the Live Activity pushes that a device received, oldest first. */
export function events({ pushes }: Phone): unknown[] {
	return pushes.filter(({ kind }) => kind === "live-activity").map(({ body }) => body.aps.event);
}
