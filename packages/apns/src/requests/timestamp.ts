/**
 * The `timestamp` of an activity's next push to a device, in epoch seconds: `now`, but always after the last one, because
 * a device drops what is not newer, Apple may deliver out of order, and two updates in one second would tie. Keep what it
 * returns, for each activity and device. At more than one push a second it runs ahead of the clock, and a device drops
 * what is some hours ahead: merge updates instead.
 *
 * @param last what it returned before, in epoch seconds; `null` for the first push
 * @param now in epoch milliseconds
 * https://developer.apple.com/documentation/activitykit/starting-and-updating-live-activities-with-activitykit-push-notifications
 */
export function nextTimestamp(last: number | null, now: number = Date.now()): number {
	const current = Math.floor(now / 1000);
	return last === null ? current : Math.max(current, Math.floor(last) + 1);
}
