/** Where a push goes, what can be said about how, and the headers that follow. */
import { randomUUID } from "node:crypto";
import type { Environment, PushHeaders, PushRequest, PushType } from "../request.ts";
import { checkBundleId, checkDeviceToken, checkOneOf, checkSeconds, checkUuid } from "./check.ts";
import { collapseId } from "./collapse-id.ts";
import { writeBody } from "./payload-size.ts";

/** An app on a device. */
export interface Device {
	/** Where the token is from: builds from Xcode have `development` tokens, all others `production` ones. */
	environment: Environment;
	/** The app's, such as `com.example.app`. The suffix that a topic needs is added. */
	bundleId: string;
	/** In hexadecimal digits, of any length. Each kind of push takes a token of its own kind. */
	deviceToken: string;
}

/** https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns */
export interface PushOptions {
	/** `apns-id`, a UUID in lower case: give the same one when the same push is made again. Default: a random one. */
	apnsId?: string;
	/**
	 * `apns-expiration`: until when Apple keeps the push for a device that is away, in whole epoch seconds; 0: not at all.
	 * For each app on a device it keeps one push, mostly the latest. Each builder says its default.
	 */
	expiration?: number;
	/** `apns-priority`: 10 is now, 5 when it suits the battery, 1 as little as possible. Each builder says its default. */
	priority?: 10 | 5 | 1;
	/**
	 * `apns-collapse-id`: a notification takes the place of the last one with the same id. What is longer than 64 bytes is
	 * hashed. Each builder says its default.
	 */
	collapseId?: string;
	/** The time that defaults are counted from, in epoch milliseconds. Default: the clock's. */
	now?: number;
}

const suffixes: Record<PushType, string> = {
	alert: "",
	background: "",
	liveactivity: ".push-type.liveactivity",
	widgets: ".push-type.widgets",
};

/** What a builder decides where its caller says nothing. */
export interface Defaults {
	type: PushType;
	priorities: readonly (10 | 5 | 1)[];
	priority: 10 | 5 | 1;
	/** How long Apple keeps it, in seconds. */
	keep: number;
	collapseId?: string | undefined;
	whenAmbiguous: PushRequest["whenAmbiguous"];
}

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;

/** In epoch seconds. */
export function secondsOf({ now = Date.now() }: PushOptions): number {
	return Math.floor(now / 1000);
}

export function checkEnvironment(environment: unknown): void {
	checkOneOf("environment", environment, ["production", "development"]);
}

/** `apns-priority` and `apns-expiration`, checked. */
export function timing(
	options: PushOptions,
	{ priorities, priority, keep }: Pick<Defaults, "priorities" | "priority" | "keep">,
) {
	const chosen = options.priority ?? priority;
	checkOneOf("priority", chosen, priorities);
	const expiration = options.expiration ?? secondsOf(options) + keep;
	checkSeconds("expiration", expiration);
	return { "apns-priority": `${chosen}`, "apns-expiration": `${expiration}` } as const;
}

export function identifier(field: string, given: string | undefined): string {
	if (given === undefined) return randomUUID();
	checkUuid(field, given);
	return given;
}

export function pushRequest(device: Device, body: object, options: PushOptions, defaults: Defaults): PushRequest {
	const { environment, bundleId, deviceToken } = device;
	checkEnvironment(environment);
	checkBundleId(bundleId);
	checkDeviceToken(deviceToken);
	const key = options.collapseId ?? defaults.collapseId;
	const headers: PushHeaders = {
		"apns-push-type": defaults.type,
		"apns-topic": bundleId + suffixes[defaults.type],
		...timing(options, defaults),
		"apns-id": identifier("apnsId", options.apnsId),
		...(key !== undefined && { "apns-collapse-id": collapseId(key) }),
	};
	return { environment, deviceToken, headers, body: writeBody(body), whenAmbiguous: defaults.whenAmbiguous };
}
