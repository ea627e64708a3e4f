/**
 * Broadcast channels, since iOS 18.
 * https://developer.apple.com/documentation/usernotifications/sending-channel-management-requests-to-apns
 * https://developer.apple.com/documentation/usernotifications/sending-broadcast-push-notification-requests-to-apns
 */
import { randomBytes } from "node:crypto";
import type { Environment } from "../request.ts";
import { authenticate } from "./authenticate.ts";
import { type Call, expirationOf, hasDuplicates, header, isUuid, priorityOf, readBody, refuseHeaders } from "./call.ts";
import type { Decision } from "./decision.ts";
import type { Delivery } from "./delivery.ts";
import type { ProviderKeys, ProviderToken } from "./provider-keys.ts";
import { type Answer, refuse } from "./reasons.ts";
import { isSuffixed } from "./topic.ts";

export interface Channel {
	/** Base64, as Apple gives it out. */
	readonly id: string;
	readonly environment: Environment;
	readonly bundleId: string;
	/** 0: nothing is kept for devices that are away. 1: the latest is, for 8 hours at most. */
	readonly storagePolicy: 0 | 1;
}

/** What is sent to a channel, for those who are subscribed to it. */
export interface Broadcast {
	channel: Channel;
	delivery: Delivery;
}

export interface ChannelDecision extends Decision {
	/** What the request changes, once it takes effect. */
	apply?: () => void;
	broadcast?: Broadcast;
}

export interface ChannelGate {
	keys: ProviderKeys;
	isBundle(bundleId: string): boolean;
	/** Whether the app has the Broadcast capability. */
	hasFeature(bundleId: string): boolean;
}

const MAX_BYTES = 4096;
const MAX_BROADCAST_BYTES = 5120;
/** For each app and environment. */
const MOST_CHANNELS = 10_000;
const LONGEST_KEPT_S = 8 * 3600;

const MANAGEMENT = /^\/1\/apps\/([^/?]+)\/(channels|all-channels)(\?.*)?$/;
const BROADCAST = /^\/4\/broadcasts\/apps\/([^/?]+)(\?.*)?$/;
const METHODS: Readonly<Record<string, readonly string[]>> = {
	channels: ["POST", "GET", "DELETE"],
	"all-channels": ["GET"],
};

export class Channels {
	readonly #channels = new Map<string, Channel>();

	/** Those of an app, or all; oldest first. */
	list(where: { bundleId?: string; environment?: Environment } = {}): Channel[] {
		const { bundleId, environment } = where;
		return [...this.#channels.values()].filter(
			(channel) =>
				(bundleId === undefined || channel.bundleId === bundleId) &&
				(environment === undefined || channel.environment === environment),
		);
	}

	/** Makes one as Apple would, without a request. */
	create(bundleId: string, environment: Environment = "development", storagePolicy: 0 | 1 = 1): Channel {
		const channel = { id: randomBytes(16).toString("base64"), environment, bundleId, storagePolicy };
		this.#channels.set(channel.id, channel);
		return channel;
	}

	/** Switching the capability off on Apple's site deletes every channel. */
	clear(): void {
		this.#channels.clear();
	}

	/** `null`: the path is about something else. */
	decide(call: Call, gate: ChannelGate): ChannelDecision | null {
		const management = MANAGEMENT.exec(call.path);
		if (management) return this.#manage(call, gate, management);
		const broadcast = BROADCAST.exec(call.path);
		return broadcast ? this.#send(call, gate, broadcast) : null;
	}

	#manage(call: Call, gate: ChannelGate, [, bundleId = "", what = "", query]: string[]): ChannelDecision {
		if (!METHODS[what]?.includes(call.method)) return { answer: refuse("MethodNotAllowed") };
		const allowed = this.#enter(call, gate, bundleId, query);
		if ("answer" in allowed) return allowed;
		if (what === "all-channels") {
			const channels = this.list({ bundleId, environment: call.environment }).map(({ id }) => id);
			return { ...allowed, answer: { status: 200, body: { channels } } };
		}
		if (call.method === "POST") return { ...allowed, ...this.#create(call, bundleId) };
		const channel = this.#find(call, bundleId);
		if ("status" in channel) return { ...allowed, answer: channel };
		if (call.method === "DELETE") {
			return { ...allowed, answer: { status: 204 }, apply: () => this.#channels.delete(channel.id) };
		}
		const body = { "message-storage-policy": channel.storagePolicy, "push-type": "LiveActivity" };
		return { ...allowed, answer: { status: 200, body } };
	}

	#create(call: Call, bundleId: string): ChannelDecision {
		const read = readBody(call, MAX_BYTES, "BadRequestPayload");
		if ("refused" in read) return { answer: read.refused };
		const { "push-type": pushType, "message-storage-policy": storagePolicy } = read.json;
		const refused = (answer: Answer) => ({ answer, payload: read.json });
		if (pushType === undefined) return refused(refuse("MissingPushType"));
		if (pushType !== "LiveActivity") return refused(refuse("InvalidPushType"));
		if (storagePolicy !== 0 && storagePolicy !== 1) return refused(refuse("BadRequestPayload"));
		const { environment } = call;
		if (this.list({ bundleId, environment }).length >= MOST_CHANNELS) {
			return refused(refuse("CannotCreateChannelConfig"));
		}
		const channel: Channel = { id: randomBytes(16).toString("base64"), environment, bundleId, storagePolicy };
		return {
			answer: { status: 201, headers: { "apns-channel-id": channel.id } },
			payload: read.json,
			apply: () => this.#channels.set(channel.id, channel),
		};
	}

	#send(call: Call, gate: ChannelGate, [, bundleId = "", query]: string[]): ChannelDecision {
		if (call.method !== "POST") return { answer: refuse("MethodNotAllowed") };
		const allowed = this.#enter(call, gate, bundleId, query);
		if ("answer" in allowed) return allowed;
		const refusedHeader = refuseHeaders(call, "apns-request-id");
		if (refusedHeader) return { ...allowed, answer: refusedHeader };
		const pushType = header(call, "apns-push-type");
		if (!pushType) return { ...allowed, answer: refuse("MissingPushType") };
		if (pushType.toLowerCase() !== "liveactivity") return { ...allowed, answer: refuse("InvalidPushType") };
		const channel = this.#find(call, bundleId);
		if ("status" in channel) return { ...allowed, answer: channel };
		const expiration = expirationOf(call);
		if (channel.storagePolicy === 0 && (expiration ?? 0) !== 0) {
			return { ...allowed, answer: refuse("BadExpirationDate") };
		}
		const read = readBody(call, MAX_BROADCAST_BYTES, "BadRequestPayload");
		if ("refused" in read) return { ...allowed, answer: read.refused };
		const longest = Math.floor(call.at / 1000) + LONGEST_KEPT_S;
		const delivery: Delivery = {
			pushType: "liveactivity",
			kind: "channel",
			activityId: null,
			priority: priorityOf(call),
			expiration: channel.storagePolicy === 0 ? 0 : Math.min(expiration ?? longest, longest),
			collapseId: null,
			payload: read.json,
			sentAt: call.at,
		};
		return { ...allowed, answer: { status: 200 }, payload: read.json, broadcast: { channel, delivery } };
	}

	/** What every request about channels has to have. */
	#enter(
		call: Call,
		gate: ChannelGate,
		bundleId: string,
		query: string | undefined,
	): ChannelDecision | Pick<Decision, "provider"> {
		const identity = authenticate(call, gate.keys);
		if ("refused" in identity) return { answer: identity.refused };
		const { token: provider } = identity;
		const answer = this.#refuseEntry(call, gate, bundleId, provider, query);
		return answer ? { provider, answer } : { provider };
	}

	#refuseEntry(
		call: Call,
		gate: ChannelGate,
		bundleId: string,
		{ key: { topics } }: ProviderToken,
		query: string | undefined,
	): Answer | null {
		if (hasDuplicates(call) || query !== undefined) return refuse("BadRequestParams");
		const requestId = header(call, "apns-request-id");
		if (requestId !== undefined && !isUuid(requestId)) return refuse("BadMessageId");
		if (isSuffixed(bundleId)) return refuse("TopicDisallowed");
		if (!gate.isBundle(bundleId) || !(topics?.includes(bundleId) ?? true)) return refuse("TopicMismatch");
		return gate.hasFeature(bundleId) ? null : refuse("FeatureNotEnabled");
	}

	#find(call: Call, bundleId: string): Channel | Answer {
		const id = header(call, "apns-channel-id");
		if (!id) return refuse("MissingChannelId");
		if (!/^[A-Za-z\d+/]+={0,2}$/.test(id) || id.length % 4 !== 0) return refuse("BadChannelId");
		const channel = this.#channels.get(id);
		const isTheirs = channel?.bundleId === bundleId && channel.environment === call.environment;
		return channel && isTheirs ? channel : refuse("ChannelNotRegistered");
	}
}
