/** Buttons: on a Live Activity (one or two) and on a notification (up to four). */
import * as z from "zod";
import { component } from "./component.ts";
import { jsonObject } from "./json.ts";
import { text } from "./text.ts";
import { appUrl, httpsUrl, openUrl } from "./url.ts";

const actionTypes = ["open_url", "webhook"] as const;
const webhookMethods = ["GET", "POST"] as const;

export const LiveActivityActionType = component("LiveActivityActionType", z.enum(actionTypes), {
	description: "`open_url` opens a link on the device; `webhook` makes the server call a URL.",
});
export type LiveActivityActionType = z.infer<typeof LiveActivityActionType>;
export const LiveActivityWebhookMethod = component("LiveActivityWebhookMethod", z.enum(webhookMethods), {
	description: "HTTP method of a webhook.",
	default: "POST",
});
export type LiveActivityWebhookMethod = z.infer<typeof LiveActivityWebhookMethod>;
export const PushNotificationActionType = component("PushNotificationActionType", z.enum(actionTypes), {
	description: "`open_url` opens a link on the device; `webhook` makes the server call a URL.",
});
export type PushNotificationActionType = z.infer<typeof PushNotificationActionType>;
export const PushNotificationWebhookMethod = component("PushNotificationWebhookMethod", z.enum(webhookMethods), {
	description: "HTTP method of a webhook.",
	default: "POST",
});
export type PushNotificationWebhookMethod = z.infer<typeof PushNotificationWebhookMethod>;

const title = text().meta({ description: "Text on the button.", examples: ["Dashboard"] });
const body = jsonObject.optional().meta({
	description:
		"JSON that the server sends with a POST. It never leaves the server for the device; with GET it is not sent.",
	examples: [{ job_id: "reindex-2026-03-19" }],
});
const webhookUrl = httpsUrl.meta({
	description: "The https URL that the server calls when the button is pressed.",
	examples: ["https://ops.example.com/hooks/reindex/pause"],
});

export const LiveActivityAction = component(
	"LiveActivityAction",
	z.discriminatedUnion("type", [
		component(
			"LiveActivityOpenUrlAction",
			z.strictObject({
				title,
				type: z.literal("open_url"),
				url: openUrl.meta({
					description: "An https, http or shortcuts URL that the device opens.",
					examples: ["https://ops.example.com/servers/prod-web-1"],
				}),
			}),
			{ description: "A button that opens a link." },
		),
		component(
			"LiveActivityWebhookAction",
			z.strictObject({
				title,
				type: z.literal("webhook"),
				url: webhookUrl,
				method: LiveActivityWebhookMethod.optional(),
				body,
			}),
			{ description: "A button that makes the server call a webhook." },
		),
	]),
	{ description: "A button on a Live Activity." },
);
export type LiveActivityAction = z.infer<typeof LiveActivityAction>;

export const PushNotificationAction = component(
	"PushNotificationAction",
	z.discriminatedUnion("type", [
		component(
			"PushNotificationOpenUrlAction",
			z.strictObject({
				title,
				type: z.literal("open_url"),
				url: appUrl.meta({
					description: "An https or http URL, or a URL of any app, that the device opens.",
					examples: ["https://crm.example.com/customers/cus_9f3a1d"],
				}),
			}),
			{ description: "A button that opens a link." },
		),
		component(
			"PushNotificationWebhookAction",
			z.strictObject({
				title,
				type: z.literal("webhook"),
				url: webhookUrl,
				method: PushNotificationWebhookMethod.optional(),
				body,
			}),
			{ description: "A button that makes the server call a webhook." },
		),
	]),
	{ description: "A button on a notification." },
);
export type PushNotificationAction = z.infer<typeof PushNotificationAction>;
