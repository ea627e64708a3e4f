/** Why a request shows nothing, or not yet: what its answer cannot tell. */
import type { Exchange } from "@activitysmith/core";
import { targetedPhones, type World } from "./world.ts";

function names(phones: readonly { id: string }[]): string {
	return phones.map(({ id }) => id).join(", ");
}

function noRecipients(world: World, channels: readonly string[] | null, liveActivities: boolean): string {
	const where = channels ? `channel ${channels.join(", ")}` : "the account";
	const all = targetedPhones(world, { channels, liveActivities: false });
	if (liveActivities && all.length > 0) return `no device of ${where} can show Live Activities: ${names(all)}`;
	const filled = [...world.channels.keys()].filter(
		(slug) => targetedPhones(world, { channels: [slug], liveActivities: false }).length > 0,
	);
	const others = channels && filled.length > 0 ? `; channels with devices are ${filled.join(", ")}` : "";
	return `${where} has no device${others}`;
}

function isLiveActivity({ operation }: Exchange): boolean {
	return operation === "startLiveActivity" || operation === "reconcileLiveActivityStream";
}

/** `null` when there is nothing to add. */
export function explain(world: World, exchange: Exchange): string | null {
	const { status, answer } = exchange;
	const { error, effective_channel_slugs: channels = null } = (answer ?? {}) as {
		error?: string;
		effective_channel_slugs?: readonly string[] | null;
	};
	if (status === 404 && error === "No recipients found") return noRecipients(world, channels, isLiveActivity(exchange));
	if (status !== 200 || !world.phones.some(({ offline }) => offline)) return null;
	const liveActivities = exchange.operation?.includes("LiveActivity") ?? false;
	const offline = targetedPhones(world, { channels, liveActivities }).filter((phone) => phone.offline);
	return offline.length > 0 ? `offline, so it shows this when it returns: ${names(offline)}` : null;
}
