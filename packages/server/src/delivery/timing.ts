/** When things are tried again, and for how long. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * So long a push belongs to the process that has claimed it. The client of Apple's service gives up much sooner, and what
 * a crash has left is still fresh enough for a device when another process sends it again.
 */
export const LEASE_MS = 25 * SECOND;
/** No activity is on a screen for longer: 8 hours until iOS ends it, and 4 until it is removed. */
export const LONGEST_SHOWN_MS = 12 * HOUR;
/** A notification that nobody could take for so long is of no use. */
export const NOTIFICATION_MS = 24 * HOUR;
/** Widgets of a device are reloaded no more often. */
export const WIDGETS_MS = 30 * SECOND;
/** What nobody has woken for is looked for so often. */
export const SWEEP_MS = 30 * SECOND;
/** What is wrong with the configuration is tried again after so long, where nothing else will cause it. */
export const MENDED_MS = 15 * MINUTE;
/** A start of which nobody knows waits so long for the token that tells that it arrived. */
export const DOUBT_MS = 15 * SECOND;

/** `next_attempt_at` of what Apple has refused for good: it is sent again when there is something new to say. */
export const REFUSED = Number.MAX_SAFE_INTEGER;
