import { sendPushNotification } from "./generated/sdk.gen.ts";
import type { PushNotificationResponse } from "./generated/types.gen.ts";
import type { PushNotificationRequest } from "./requests.ts";
import { type Method, type RawResult, Resource } from "./resource.ts";

interface Parameters {
	pushNotificationRequest: PushNotificationRequest;
}

/** Push notifications. */
export class NotificationsResource extends Resource {
	/** Sends a push notification. */
	declare readonly send: Method<PushNotificationRequest, PushNotificationResponse>;
	/** The same as `send`, as earlier versions named it. */
	declare readonly sendPushNotification: Method<Parameters, PushNotificationResponse>;
	/** The same as `send`, with the response. */
	declare readonly sendPushNotificationRaw: Method<Parameters, RawResult<PushNotificationResponse>>;

	static {
		this.define(sendPushNotification, "sendPushNotification", "send");
	}
}
