/**
 * The body of a Live Activity push, the same for every way that it takes to a device.
 * https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications
 */
import { type AlertPayload, errors } from "@activitysmith/schema";
import type { Activity } from "../model.ts";
import { Refusal } from "../refusal.ts";
import { MAX_RUNNING_MS } from "../rules/lifecycle.ts";
import { type DeviceContentState, deviceContentState, seconds } from "./content-state.ts";

/** Largest body that Apple's push service takes, in bytes of UTF-8. */
export const MAX_PAYLOAD_BYTES = 4096;

export interface LiveActivityBody {
	aps: {
		/** Epoch seconds. A device drops a push that is older than the last one it applied. */
		timestamp: number;
		event: "start" | "update" | "end";
		"content-state": DeviceContentState;
		"attributes-type"?: "ActivitySmithAttributes";
		attributes?: { activityId: string; streamKey?: string; startedAt: number };
		"stale-date"?: number;
		"dismissal-date"?: number;
		"input-push-token"?: 1;
		"interruption-level"?: "passive";
		alert?: { title: string; body: string };
	};
}

/** An activity with the alert that is due, if one is. */
export type Shown = Pick<Activity, "id" | "streamKey" | "presentation" | "version" | "startedAt" | "replaces"> & {
	alert: AlertPayload | null;
};

function wholeSeconds(milliseconds: number): number {
	return Math.floor(seconds(milliseconds));
}

/** A start needs an alert: the caller's, or what the activity says itself. */
function startAlert({ presentation, alert }: Shown): { title: string; body: string } {
	const { content } = presentation.state;
	const body = content.subtitle ?? (content.type === "alert" ? content.message : "");
	return { title: alert?.title ?? content.title, body: alert ? (alert.body ?? "") : body };
}

function sentAlert(alert: AlertPayload | null) {
	return alert ? { alert: { title: alert.title ?? "", body: alert.body ?? "" } } : {};
}

/** Without an alert Apple's service starts nothing: an empty, passive one is not noticed. */
function quietAlert() {
	return { "interruption-level": "passive" as const, alert: { title: "", body: "" } };
}

export function startBody(activity: Shown, now: number): LiveActivityBody {
	const { id, streamKey, presentation, version, startedAt, replaces, alert } = activity;
	return {
		aps: {
			timestamp: wholeSeconds(now),
			event: "start",
			"content-state": deviceContentState(presentation, version),
			"attributes-type": "ActivitySmithAttributes",
			attributes: { activityId: id, ...(streamKey !== null && { streamKey }), startedAt: wholeSeconds(startedAt) },
			"stale-date": wholeSeconds(startedAt + MAX_RUNNING_MS),
			"input-push-token": 1,
			...(replaces !== null && !alert ? quietAlert() : { alert: startAlert(activity) }),
		},
	};
}

/** Made once for all devices that it goes to, which follow each other. */
let lastUpdate: { activity: Shown; now: number; body: LiveActivityBody } | undefined;

export function updateBody(activity: Shown, now: number): LiveActivityBody {
	if (lastUpdate?.activity !== activity || lastUpdate.now !== now) {
		lastUpdate = { activity, now, body: makeUpdateBody(activity, now) };
	}
	return lastUpdate.body;
}

function makeUpdateBody({ presentation, version, startedAt, alert }: Shown, now: number): LiveActivityBody {
	return {
		aps: {
			timestamp: wholeSeconds(now),
			event: "update",
			"content-state": deviceContentState(presentation, version),
			"stale-date": wholeSeconds(startedAt + MAX_RUNNING_MS),
			...sentAlert(alert),
		},
	};
}

/** `dismissAt` in the past removes the activity at once. */
export function endBody(activity: Shown, dismissAt: number, now: number): LiveActivityBody {
	const { presentation, version, alert } = activity;
	return {
		aps: {
			timestamp: wholeSeconds(now),
			event: "end",
			"content-state": deviceContentState(presentation, version),
			"dismissal-date": wholeSeconds(dismissAt),
			...sentAlert(alert),
		},
	};
}

const encoder = new TextEncoder();

export function payloadBytes(body: unknown): number {
	return encoder.encode(JSON.stringify(body)).byteLength;
}

/** A unit of UTF-16 takes six bytes when it is escaped, three at most otherwise. */
const UNIT_BYTES = 6;
/** Such as `-2.2250738585072014e-308`. */
const NUMBER_BYTES = 24;

/** So many bytes it takes at most: nearly all bodies fit without being written. */
export function bytesAtMost(value: unknown): number {
	if (typeof value === "string") return UNIT_BYTES * value.length + 2;
	if (typeof value !== "object" || value === null) return NUMBER_BYTES;
	let bytes = 2;
	for (const key in value) {
		bytes += UNIT_BYTES * key.length + 4 + bytesAtMost((value as Record<string, unknown>)[key]);
	}
	return bytes;
}

/** A start has less than that beside its state, its ids and the texts of its alert: names of fields, and a few numbers. */
const FRAME_BYTES = 512;

/** By how many bytes it is too large; 0 when it fits. */
function bytesOver(body: unknown): number {
	if (bytesAtMost(body) <= MAX_PAYLOAD_BYTES) return 0;
	return Math.max(0, payloadBytes(body) - MAX_PAYLOAD_BYTES);
}

export function fits(body: unknown): boolean {
	return bytesOver(body) === 0;
}

/**
 * Refuses a state that would not fit. It is measured as a start, the largest form, because any state may have to start
 * the activity: on a device that joins, or, if it belongs to a stream, in a rotation with the quiet alert.
 */
export function refuseOversizedStart(activity: Shown, now: number): void {
	const { id, streamKey, presentation, version, alert } = activity;
	const state = bytesAtMost(deviceContentState(presentation, version));
	// An alert says what the state says, or what it brings itself. Nearly all states are far from the limit.
	const most = FRAME_BYTES + 2 * state + bytesAtMost(id) + bytesAtMost(streamKey) + bytesAtMost(alert);
	if (most <= MAX_PAYLOAD_BYTES) return;
	const bodies = [startBody(activity, now)];
	if (activity.streamKey !== null) bodies.push(startBody({ ...activity, alert: null, replaces: activity.id }, now));
	refuseOversized("The Live Activity", ...bodies);
}

/** Says by how much the largest of the forms is too large: so many bytes fewer, and all of them fit. */
export function refuseOversized(subject: string, ...bodies: readonly unknown[]): void {
	const over = Math.max(...bodies.map(bytesOver));
	if (over === 0) return;
	throw new Refusal(
		errors.badRequest(
			`${subject} does not fit in a push: it takes ${MAX_PAYLOAD_BYTES + over} bytes, ${over} over Apple's limit of ${MAX_PAYLOAD_BYTES}. Shorten its texts or send fewer values.`,
		),
	);
}
