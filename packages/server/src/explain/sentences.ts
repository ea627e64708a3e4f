/** Each reason in a sentence: what is the matter, and what to do about it. */
import type { DeliveryFacts, DeviceFacts, Subject } from "./facts.ts";
import { phaseOf, story } from "./phase.ts";
import type { Reason, Verdict } from "./verdict.ts";
import { ago, list, span, until } from "./words.ts";

/** Such as `Apple last answered 429 TooManyRequests, 20 seconds ago.` */
function lastAnswer({ lastStatus, lastReason, lastAt }: DeliveryFacts, now: number): string {
	if (lastAt === null) return "";
	const when = ago(lastAt, now);
	if (lastStatus === null) return lastReason === null ? "" : ` The last attempt, ${when}, failed: ${lastReason}.`;
	return ` Apple last answered ${[lastStatus, lastReason].filter((part) => part !== null).join(" ")}, ${when}.`;
}

const nothing: DeliveryFacts = {
	sentVersion: 0,
	tokenAt: null,
	dismissed: false,
	claimedUntil: null,
	nextAttemptAt: 0,
	attempts: 0,
	lastStatus: null,
	lastReason: null,
	lastAt: null,
};

export function sentenceOf(reason: Reason, verdict: Verdict, subject: Subject, device: DeviceFacts): string {
	const { now, activity, scope, name } = subject;
	const { kind, delivery } = device;
	const { sentVersion, tokenAt, nextAttemptAt, lastAt } = delivery ?? nothing;
	const answer = lastAnswer(delivery ?? nothing, now);
	/** What the device shows meanwhile. */
	const meanwhile =
		verdict === "outdated" ? `It shows version ${Math.max(1, sentVersion)} of ${activity?.version}. ` : "";
	const sent = lastAt === null ? "" : `, sent ${ago(lastAt, now)}`;
	switch (reason) {
		case "up_to_date":
			return `It shows the latest state, version ${sentVersion}${sent}${kind === "browser" ? ", whenever its page is open" : ""}.${device.frequentUpdates ? "" : " Frequent updates are switched off on it, so that iOS may show some of them late."}`;
		case "rotation_due":
			return `It shows the latest state, version ${sentVersion}${sent}. ${name} ${story(phaseOf(subject), subject)}.`;
		case "ended_and_still_there":
			return `It shows how it ended, and takes it off the screen ${activity?.ended ? until(activity.ended.dismissAt, now) : "soon"}.`;
		case "not_confirmed":
			return `Apple has taken the latest state${sent}, but the phone has not said that it shows it. When nothing appears: open the app on it once, as iOS starts nothing for an app that was force-quit.`;
		case "waiting_for_token":
			return `It was started, but the phone has not registered the token that updates need: the latest state waits for it. Open the app on it, and allow its Live Activities if it asks.`;
		case "queued":
			return `${meanwhile}The latest state is on its way.${answer}`;
		case "sending":
			return `${meanwhile}The latest state is being sent right now.`;
		case "retrying":
			return `${meanwhile}The last attempt failed, and the next one is ${nextAttemptAt > now ? until(nextAttemptAt, now) : "due now"}.${answer}`;
		case "limited_by_apple":
			return `${meanwhile}Apple limits how many pushes the phone gets; the next attempt is ${nextAttemptAt > now ? until(nextAttemptAt, now) : "due now"}.${answer} Update less often.`;
		case "refused_by_apple":
			return `${meanwhile}The latest state was refused, and is not sent again until something newer comes.${answer}${delivery?.lastStatus === 403 ? " Look at the server's settings for Apple's service." : ""}`;
		case "no_gateway":
			return `${meanwhile}This server has no key of Apple's, so that it reaches no iPhone. Start it with --apns-key-file, --apns-key-id and --apns-team-id.`;
		case "no_start_token":
			return "The app has not registered the token that Live Activities are started by. Open it on the phone, and allow its Live Activities.";
		case "rotating":
			return "It still shows the Live Activity of before, which a fresh one is about to replace.";
		case "paused":
		case "waiting_for_update":
		case "limit_reached":
		case "expired":
		case "ended":
		case "dismissed_everywhere":
		case "replaced":
			return `${name} ${story(reason, subject)}.`;
		case "beyond_key":
			return `This API key reaches only ${list(scope ?? [])}, and the device is in none of them.`;
		case "unpaired":
			return `It is no device of the account any more: it was unpaired after it was last reached, ${ago(device.lastReachedAt ?? now, now)}. Pair it again.`;
		case "never_paired":
			return "The account has no such device, and has sent nothing to one lately. Pair it, or look for its id in the list of devices.";
		case "app_too_old":
			return `Its app is version ${device.appVersion}, and ${activity?.type} needs ${subject.appVersions[activity?.type ?? ""]}. Update the app.`;
		case "system_too_old":
			return `It has iOS ${device.osVersion}, and a Live Activity can be started from afar only on 17.2 and later. Update iOS.`;
		case "live_activities_off":
			return `Live Activities are switched off on it. ${kind === "ios" ? "Switch them on in Settings, at the app, then open the app." : "Pair it anew."}`;
		case "unregistered":
			return "Apple has said that its token is dead, as after the app was removed. Open the app on it, or pair it again.";
		case "not_in_channels":
			return `It was sent to ${list(activity?.channels ?? [])}, and the device is ${device.channels.length > 0 ? `in ${list(device.channels)}` : "in no channel"}. Add it to the channel, or send to another.`;
		case "joined_later":
			return activity?.streamKey === null
				? "It was paired, or has joined the channel, after the start. It gets what is started from now on."
				: "It was paired, or has joined the channel, after the last update. It gets it with the next one.";
		case "dismissed":
			return `Somebody swiped it away on this device.${activity?.streamKey === null ? "" : " It comes back when the stream starts a fresh one."}`;
		case "gone":
			return `The Live Activity is not on the phone any more: its token is dead${tokenAt === null ? "" : ` after ${span(now - tokenAt)}`}.${answer}`;
	}
}
