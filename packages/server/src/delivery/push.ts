/** What is sent to one device, by whichever way, and what came of it. */

import type { Advice, ApnsClient, Device, PushRequest } from "@activitysmith/apns";
import type { LiveActivityBody, NotificationBody } from "@activitysmith/core";
import type { DeviceKind, PushEnvironment } from "../database/tables.ts";

/** What a lock screen in a browser gets: the bodies that a phone gets from Apple. */
export type BrowserPush =
	| { kind: "live-activity"; activityId: string; body: LiveActivityBody }
	| { kind: "notification"; body: NotificationBody }
	| { kind: "badge"; body: { aps: { badge: number } } }
	| { kind: "widgets"; body: { aps: { "content-changed": true } } };

export interface Browsers {
	/** What the device shows is in the rows, also when nobody looks: it is only told. Must not throw. */
	send(deviceId: string, push: BrowserPush): void;
}

/** Columns of a device by which it is reached. */
export interface AddressRow {
	device_id: string;
	account_id: string;
	kind: DeviceKind;
	environment: PushEnvironment | null;
	bundle_id: string | null;
}

export interface Push {
	/** No other push with the same key is under way in this process. */
	key: string;
	address: AddressRow;
	/** By which Apple finds the device; `null` for a browser. */
	token: string | null;
	/** How often it was tried before. */
	attempts: number;
	/** Id of the activity or notification that it is about. */
	about: string | null;
	event: "start" | "update" | "end" | "notification" | "badge" | "widgets";
	version: number | null;
	apnsId: string;
	forBrowser: BrowserPush;
	/** @throws TypeError for what Apple would refuse. */
	forApple(device: Device): PushRequest;
}

export interface Outcome {
	/** `away`: there is no way to it now, and nothing was tried. */
	advice: Advice | "away";
	status: number | null;
	reason: string | null;
	/** Of a 410: since when the token is dead. */
	timestamp?: number;
	/** Milliseconds. */
	retryAfter?: number;
}

export interface Settled<P extends Push> {
	push: P;
	outcome: Outcome;
}

export interface Ways {
	apns: Pick<ApnsClient, "send"> | undefined;
	browsers: Browsers | undefined;
	onError(error: unknown): void;
}

const AWAY: Outcome = { advice: "away", status: null, reason: null };
const TAKEN: Outcome = { advice: "delivered", status: null, reason: null };

/** Never rejects. */
export async function send(push: Push, { apns, browsers, onError }: Ways): Promise<Outcome> {
	const { address, token, attempts } = push;
	try {
		if (address.kind === "browser") {
			if (!browsers) return AWAY;
			browsers.send(address.device_id, push.forBrowser);
			return TAKEN;
		}
		if (!apns || token === null) return AWAY;
		const request = push.forApple(deviceOf(address, token));
		return await apns.send(request, { earlierAttempts: attempts });
	} catch (error) {
		onError(error);
		// A builder or the client says that this can never be sent, such as without a key for the environment.
		return { advice: "fix-configuration", status: null, reason: error instanceof Error ? error.name : "Error" };
	}
}

function deviceOf({ environment, bundle_id }: AddressRow, deviceToken: string): Device {
	return {
		environment: environment === "sandbox" ? "development" : "production",
		bundleId: bundle_id ?? "",
		deviceToken,
	};
}

/** When Apple found a token dead: `now` where it did not say. */
export function deadSince({ timestamp }: Outcome, now: number): number {
	return timestamp ?? now;
}
