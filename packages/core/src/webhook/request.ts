/**
 * The request that a press on a webhook's button becomes. It is signed as the Standard Webhooks specification says, so
 * that its receiver can check it with any library for that.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import type { LiveActivityAction, PushNotificationAction } from "@activitysmith/schema";

/** What a button says: the one of a Live Activity, or one of a notification. */
export type Action = LiveActivityAction | PushNotificationAction;
export type WebhookAction = Extract<Action, { type: "webhook" }>;

/** What was pressed, for the receiver: beside the signature, not in it. */
export interface PressedButton {
	/** `id` of the action, such as `primary`. */
	action: string;
	activityId?: string;
	streamKey?: string;
	notificationId?: string;
}

/** A webhook that is to be called. */
export interface WebhookCall {
	/** The same when the call is made again, so that its receiver can tell; without full stops. */
	id: string;
	/** When the call is made, in epoch milliseconds. */
	at: number;
	action: WebhookAction;
	pressed: PressedButton;
}

export interface WebhookRequest {
	method: "GET" | "POST";
	url: string;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** To the byte what was signed; `null` for none. */
	body: string | null;
}

/** What came of a press. */
export interface PressOutcome {
	/** Of the webhook's answer; `null` when it could not be reached or was not called. */
	status: number | null;
	/** Why it was not called or not reached, for people. */
	message?: string;
}

const SECRET = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;
const FEWEST_SECRET_BYTES = 24;
const MOST_SECRET_BYTES = 64;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function secretBytes(secret: string): Uint8Array<ArrayBuffer> | undefined {
	const encoded = SECRET.exec(secret)?.[1];
	if (encoded === undefined) return undefined;
	const bytes = Uint8Array.from(atob(encoded), (unit) => unit.charCodeAt(0));
	return bytes.length >= FEWEST_SECRET_BYTES && bytes.length <= MOST_SECRET_BYTES ? bytes : undefined;
}

/** Whether it is `whsec_` and 24 to 64 bytes in base64. */
export function isWebhookSecret(secret: string): boolean {
	return secretBytes(secret) !== undefined;
}

async function signature(secret: string, content: string): Promise<string> {
	const bytes = secretBytes(secret);
	// Without the secret: a message may be logged.
	if (!bytes) throw new TypeError("A webhook secret is whsec_ and 24 to 64 bytes in base64");
	const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	return `v1,${base64(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytesOf(content))))}`;
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** Name and password stand in a header, where nothing that prints a URL shows them. */
function address(given: string): { url: string; authorization?: string } {
	const url = new URL(given);
	const { username, password } = url;
	url.username = "";
	url.password = "";
	url.hash = "";
	if (username === "" && password === "") return { url: url.href };
	return { url: url.href, authorization: `Basic ${base64(bytesOf(`${decoded(username)}:${decoded(password)}`))}` };
}

/**
 * @param secrets `whsec_…`, the newest first: a receiver that knows one of them takes the request, so that a secret can
 * be replaced. One that is none is a `TypeError`.
 */
export async function webhookRequest(
	{ id, at, action, pressed }: WebhookCall,
	secrets: readonly string[],
): Promise<WebhookRequest> {
	const { method = "POST" } = action;
	const body = method === "GET" || action.body === undefined ? null : JSON.stringify(action.body);
	const timestamp = String(Math.floor(at / 1000));
	const content = `${id}.${timestamp}.${body ?? ""}`;
	const signatures = await Promise.all(secrets.map((secret) => signature(secret, content)));
	const { url, authorization } = address(action.url);
	return {
		method,
		url,
		headers: {
			...(body !== null && { "content-type": "application/json" }),
			...(authorization !== undefined && { authorization }),
			"user-agent": "ActivitySmith/1",
			"webhook-id": id,
			"webhook-timestamp": timestamp,
			"webhook-signature": signatures.join(" "),
			"activitysmith-action": pressed.action,
			...(pressed.activityId !== undefined && { "activitysmith-activity-id": pressed.activityId }),
			...(pressed.streamKey !== undefined && { "activitysmith-stream-key": pressed.streamKey }),
			...(pressed.notificationId !== undefined && { "activitysmith-notification-id": pressed.notificationId }),
		},
		body,
	};
}
