/** A push to one device: what Apple looks at, in the order in which it does. The first failure is the answer. */
import { authenticate } from "./authenticate.ts";
import { type Call, expirationOf, hasDuplicates, header, priorityOf, readBody, refuseHeaders } from "./call.ts";
import type { Decision } from "./decision.ts";
import type { Delivery } from "./delivery.ts";
import type { ProviderKeys } from "./provider-keys.ts";
import { refuse } from "./reasons.ts";
import type { TokenKind, TokenRecord, Tokens } from "./tokens.ts";
import { bundleOf, isPushType } from "./topic.ts";

/** Largest bodies, in bytes. */
const MAX_BYTES = 4096;
const MAX_VOIP_BYTES = 5120;

/** Kinds of tokens that take a kind of push. Whether a token may start or update is for the device to say. */
const TOKEN_KINDS: Readonly<Record<string, readonly TokenKind[]>> = {
	liveactivity: ["push-to-start", "update"],
	widgets: ["widget"],
};

export interface Gate<Owner> {
	keys: ProviderKeys;
	tokens: Tokens<Owner>;
	isBundle(bundleId: string): boolean;
}

export interface PushDecision<Owner> extends Decision {
	/** Whose device token it is, when anybody's. */
	record?: TokenRecord<Owner>;
	/** When Apple took it: what goes to the device. */
	delivery?: Delivery;
}

/** `/3/device/<token>`; `null` for every other path. */
function tokenInPath(path: string): string | null {
	return /^\/3\/device(?:\/([^/?]*))?$/.exec(path)?.[1] ?? (path === "/3/device" ? "" : null);
}

function takesPush(pushType: string, { kind }: TokenRecord): boolean {
	return (TOKEN_KINDS[pushType] ?? ["device"]).includes(kind);
}

export function checkPush<Owner>(call: Call, { keys, tokens, isBundle }: Gate<Owner>): PushDecision<Owner> {
	if (call.method !== "POST") return { answer: refuse("MethodNotAllowed") };
	const deviceToken = tokenInPath(call.path);
	if (deviceToken === null) return { answer: refuse("BadPath") };
	if (deviceToken === "") return { answer: refuse("MissingDeviceToken") };
	if (hasDuplicates(call)) return { answer: refuse("DuplicateHeaders"), deviceToken };

	const identity = authenticate(call, keys);
	if ("refused" in identity) return { answer: identity.refused, deviceToken };
	const seen = { provider: identity.token, deviceToken };

	const refusedHeader = refuseHeaders(call, "apns-id");
	if (refusedHeader) return { ...seen, answer: refusedHeader };
	// Old senders of notifications do without: they are taken for alerts.
	const pushType = header(call, "apns-push-type") ?? "alert";
	if (!isPushType(pushType)) return { ...seen, answer: refuse("InvalidPushType") };
	const topic = header(call, "apns-topic");
	if (!topic) return { ...seen, answer: refuse("MissingTopic") };
	const { topics } = identity.token.key;
	const target = bundleOf(topic, pushType, (bundleId) => isBundle(bundleId) && (topics?.includes(bundleId) ?? true));
	if ("refused" in target) return { ...seen, answer: target.refused };
	const found = tokens.get(deviceToken);
	// One of the other environment is as unknown here as one that nobody has.
	const record = found?.environment === call.environment ? found : undefined;
	if (record && (record.bundleId !== target.bundleId || !takesPush(pushType, record))) {
		return { ...seen, answer: refuse("DeviceTokenNotForTopic") };
	}

	const read = readBody(call, pushType === "voip" ? MAX_VOIP_BYTES : MAX_BYTES, "PayloadEmpty");
	if ("refused" in read) return { ...seen, answer: read.refused };
	const { json: payload } = read;

	if (!record) return { ...seen, answer: refuse("BadDeviceToken"), payload };
	if (record.state !== "alive") {
		return { ...seen, answer: refuse(record.state, record.since ?? call.at), record, payload };
	}
	const delivery: Delivery = {
		pushType,
		kind: record.kind,
		activityId: record.activityId ?? null,
		priority: priorityOf(call),
		expiration: expirationOf(call),
		collapseId: header(call, "apns-collapse-id") ?? null,
		payload,
		sentAt: call.at,
	};
	return { ...seen, answer: { status: 200 }, record, payload, delivery };
}
