/** Topics: a bundle id, and after it what the kind of push wants. */
import { type Answer, refuse } from "./reasons.ts";

/** https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns */
const SUFFIXES: Readonly<Record<string, string>> = {
	alert: "",
	background: "",
	complication: ".complication",
	controls: ".push-type.controls",
	fileprovider: ".pushkit.fileprovider",
	liveactivity: ".push-type.liveactivity",
	location: ".location-query",
	mdm: "",
	pushtotalk: ".voip-ptt",
	voip: ".voip",
	widgets: ".push-type.widgets",
};

const suffixes = Object.values(SUFFIXES).filter((suffix) => suffix !== "");

export function isPushType(pushType: string): boolean {
	return Object.hasOwn(SUFFIXES, pushType);
}

/** Whether it is a topic of a certain kind in place of a bundle id. */
export function isSuffixed(topic: string): boolean {
	return suffixes.some((suffix) => topic.endsWith(suffix));
}

/** The bundle id that a topic is about, when the topic fits the kind of push and this provider may use it. */
export function bundleOf(
	topic: string,
	pushType: string,
	allowed: (bundleId: string) => boolean,
): { bundleId: string } | { refused: Answer } {
	const suffix = SUFFIXES[pushType] ?? "";
	const bundleId = topic.endsWith(suffix) ? topic.slice(0, topic.length - suffix.length) : "";
	if (bundleId !== "" && allowed(bundleId)) return { bundleId };
	const isForOtherKind = suffixes.some((other) => topic.endsWith(other) && other !== suffix);
	const isMalformed = bundleId === "" || isForOtherKind || !/^[A-Za-z\d.-]+$/.test(topic);
	return { refused: refuse(isMalformed ? "BadTopic" : "TopicDisallowed") };
}
