/** The mock's things as JSON. */
import type { Fault } from "../faults.ts";
import type { MockAccount } from "../mock-account.ts";
import type { Phone } from "../phone.ts";
import { notFound, timestamp } from "./respond.ts";

export function deviceView(phone: Phone) {
	const { id, name, userId, badge, widgets, pushes, tokens, offline } = phone;
	const lockScreen = phone.lockScreen();
	return {
		id,
		name,
		userId,
		lockScreen,
		notifications: phone.notifications(),
		badge,
		widgets,
		pushes,
		tokens,
		offline,
	};
}

export function stateView({ clock, devices, streams }: MockAccount) {
	return { now: timestamp(clock.now()), devices: devices.map(deviceView), streams };
}

export function faultView({ id, rule, struck }: Fault) {
	return { id, rule, struck };
}

export function findDevice({ devices }: MockAccount, id = ""): Phone {
	const phone = devices.find((candidate) => candidate.id === id);
	if (phone) return phone;
	const known = devices.map((device) => device.id).join(", ") || "none";
	throw notFound(`There is no device ${id}. The account's devices: ${known}.`);
}
