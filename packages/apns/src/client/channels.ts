import { randomUUID } from "node:crypto";
import type { Environment } from "../request.ts";
import type { ApiRequest, ApiResult } from "./api-job.ts";
import type { Answer } from "./job.ts";

/** An app has at most 10,000 channels in each environment; those of one are not known in the other. */
export interface ChannelsOf {
	environment: Environment;
	bundleId: string;
}

export interface NewChannel extends ChannelsOf {
	/**
	 * - `none`: only devices that are online get a broadcast, of which there may be more; its `apns-expiration` is 0.
	 * - `latest`: the latest one is kept for devices that are away.
	 *
	 * It can't be changed later.
	 */
	storage: "none" | "latest";
}

export interface ChannelRef extends ChannelsOf {
	channelId: string;
}

export interface Channel {
	storage: "none" | "latest";
	pushType: string;
}

/** https://developer.apple.com/documentation/usernotifications/sending-channel-management-requests-to-apns */
export interface Channels {
	/** Makes a channel; `channelId` is there when it was made. */
	create(channel: NewChannel): Promise<ApiResult & { channelId?: string }>;
	read(channel: ChannelRef): Promise<ApiResult & { channel?: Channel }>;
	list(app: ChannelsOf): Promise<ApiResult & { channelIds?: string[] }>;
	delete(channel: ChannelRef): Promise<ApiResult>;
}

type Ask = (request: ApiRequest) => Promise<{ result: ApiResult; answer: Answer | undefined }>;

export const appPath = (prefix: string, bundleId: string, suffix: string) =>
	`${prefix}/apps/${encodeURIComponent(bundleId)}${suffix}`;

const POLICIES = ["none", "latest"] as const;

function parse(answer: Answer | undefined): Record<string, unknown> {
	try {
		return Object(JSON.parse(answer?.body ?? "")) as Record<string, unknown>;
	} catch {
		return {};
	}
}

export function createChannels(ask: Ask): Channels {
	const request = (
		{ environment, bundleId }: ChannelsOf,
		method: ApiRequest["method"],
		suffix: string,
		channelId?: string,
	): ApiRequest => ({
		environment,
		method,
		path: appPath("/1", bundleId, suffix),
		headers: channelId === undefined ? {} : { "apns-channel-id": channelId },
		body: "",
		requestId: randomUUID(),
		whenAmbiguous: "resend",
	});
	return {
		async create(channel) {
			const body = JSON.stringify({
				"message-storage-policy": POLICIES.indexOf(channel.storage),
				"push-type": "LiveActivity",
			});
			// A second one would count against the limit, and nobody would know of it.
			const { result, answer } = await ask({ ...request(channel, "POST", "/channels"), body, whenAmbiguous: "report" });
			return answer?.channelId === undefined ? result : { ...result, channelId: answer.channelId };
		},
		async read(channel) {
			const { result, answer } = await ask(request(channel, "GET", "/channels", channel.channelId));
			if (result.advice !== "delivered") return result;
			const { "message-storage-policy": policy, "push-type": pushType } = parse(answer);
			const storage = POLICIES[Number(policy)] ?? "none";
			return { ...result, channel: { storage, pushType: String(pushType) } };
		},
		async list(app) {
			const { result, answer } = await ask(request(app, "GET", "/all-channels"));
			if (result.advice !== "delivered") return result;
			const { channels } = parse(answer);
			return { ...result, channelIds: Array.isArray(channels) ? channels.map(String) : [] };
		},
		async delete(channel) {
			return (await ask(request(channel, "DELETE", "/channels", channel.channelId))).result;
		},
	};
}
