/** What a device is to be sent next so that it shows what it should: desired state against what it was last sent. */
import type { Activity, ActivityDevice } from "../model.ts";
import { endBody, fits, type LiveActivityBody, type Shown, startBody, updateBody } from "../payload/live-activity.ts";
import { REPLACEMENT_MS } from "./lifecycle.ts";

export interface NextPush {
	body: LiveActivityBody;
	/** The device's row after the push. */
	device: ActivityDevice;
}

/** Whether an activity can go because the one that took its place is ready on the device, or is over itself. */
export function isSuccessorReady(successor: Activity | undefined, device: ActivityDevice | undefined): boolean {
	return !successor || successor.ended !== null || successor.dismissed || typeof device?.tokenAt === "number";
}

/** The state was measured beside an alert of its own, which may have been shorter than what the activity says itself. */
function fittingStart(shown: Shown, now: number): LiveActivityBody {
	const body = startBody(shown, now);
	return fits(body) ? body : startBody({ ...shown, alert: { title: "", body: "" } }, now);
}

/**
 * `successorReady` is asked of an activity that was replaced. `undefined` when the device has what it should, or waits
 * for its token.
 */
export function nextPush(
	activity: Activity,
	device: ActivityDevice,
	successorReady: boolean,
	now: number,
): NextPush | undefined {
	const { version, ended, replaced } = activity;
	if (device.dismissed) return undefined;
	// An alert rides on one version and is sent once, with that version or a later one.
	const alert = activity.alert && activity.alert.version > device.sentVersion ? activity.alert.alert : null;
	// Most have none, and are shown as they are.
	const shown = activity.alert === null ? (activity as Activity & { alert: null }) : { ...activity, alert };
	if (device.sentVersion === 0) {
		if (ended || replaced) return undefined;
		return { body: fittingStart(shown, now), device: { ...device, sentVersion: version } };
	}
	if (device.tokenAt === null) return undefined;
	if (replaced) {
		if (!successorReady && now < replaced.at + REPLACEMENT_MS) return undefined;
		// A dismissal date in the past removes it at once.
		return { body: endBody(shown, now - 1000, now), device: { ...device, sentVersion: version, dismissed: true } };
	}
	if (device.sentVersion >= version) return undefined;
	const body = ended ? endBody(shown, ended.dismissAt, now) : updateBody(shown, now);
	return { body, device: { ...device, sentVersion: version } };
}
