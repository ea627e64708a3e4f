/** Short ways to ask a phone what a case wants to know. */
import type { Capability, Phone, Phones, ReceivedPush, ShownActivity } from "../driver.ts";

/** For cases that look at devices of an account that they know. */
export const seen: readonly Capability[] = ["accounts", "phones"];
/** For those that move time as well. */
export const timed: readonly Capability[] = ["accounts", "phones", "clock"];

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

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

/** The Live Activity pushes that the first device received, oldest first. */
export async function activityPushes(phones: Phones): Promise<ReceivedPush[]> {
	return (await firstPhone(phones)).pushes.filter(({ kind }) => kind === "live-activity");
}

/** The events of the Live Activity pushes that a device received, oldest first. */
export function events({ pushes }: Phone): unknown[] {
	return pushes.filter(({ kind }) => kind === "live-activity").map(({ body }) => body.aps.event);
}

/** Has every device keep back the tokens of new activities. */
export async function holdTokens(phones: Phones): Promise<void> {
	for (const { id } of await phones.look()) await phones.tokens(id, "held");
}

/** Has every device register what it kept back. */
export async function registerTokens(phones: Phones): Promise<void> {
	for (const { id } of await phones.look()) await phones.registerTokens(id);
}
