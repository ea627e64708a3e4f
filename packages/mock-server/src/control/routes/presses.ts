/** Presses on buttons: by the page of the lock screens, and what came of each. */
import * as z from "zod";
import { AccountQuery, chosenAccount } from "../../screens/account.ts";
import { ok } from "../respond.ts";
import { route } from "../route.ts";
import { findDevice } from "../view.ts";

const said = (description: string) => ({ description });

const activity = z.strictObject({ activityId: z.string().min(1).meta(said("Of the Live Activity.")) });
const notification = z.strictObject({ notificationId: z.string().min(1).meta(said("Of the notification.")) });
const button = {
	on: z.union([activity, notification], { error: "must be { activityId } or { notificationId }" }).meta({
		description: "What the button is on.",
	}),
	action: z
		.string()
		.min(1)
		.meta(said("`primary` or `secondary` of a Live Activity, `action-1` to `action-4` of a notification.")),
};

const pressed = { device: z.string().min(1).meta(said("Id of the device.")), ...button };

export const Button = z.strictObject(button);

export const Press = z.strictObject(pressed);

export const PressOutcome = z.strictObject({
	status: z.number().nullable().meta(said("Of the webhook's answer; `null` when it was not called or not reached.")),
	message: z.string().optional().meta(said("Why it was not called or not reached.")),
});

export const PressRecord = z.strictObject({
	...pressed,
	at: z.number().meta(said("Epoch milliseconds.")),
	request: z
		.strictObject({
			method: z.enum(["GET", "POST"]),
			url: z.string(),
			headers: z.record(z.string(), z.string()).meta(said("Names in lower case.")),
			body: z.string().nullable().meta(said("To the byte what is signed; `null` for none.")),
		})
		.nullable()
		.meta(said("What the webhook was called with, or would have been; `null` for a button that opens a link.")),
	outcome: PressOutcome,
});

export const Presses = z.strictObject({
	webhookSecret: z.string().meta(said("What webhooks of this account are signed with.")),
	presses: z.array(PressRecord),
});

export const pressRoutes = [
	route({
		id: "pressScreen",
		method: "POST",
		path: "/screens/press",
		tag: "Screens",
		summary: "Press a button on a device",
		description: "A webhook is called, unless the mock only records presses.",
		query: AccountQuery,
		body: Press,
		answers: {
			200: { description: "What came of it.", schema: PressOutcome },
			404: { description: "There is no such account, device or button." },
		},
		handle: async ({ mock, query, body: { device, on, action } }) =>
			ok(await findDevice(chosenAccount(mock, query.account), device).press(on, action)),
	}),
	route({
		id: "pressButton",
		method: "POST",
		path: "/devices/{id}/press",
		tag: "Devices",
		scope: "the account",
		summary: "Press a button",
		description: "A webhook is called, unless the mock only records presses.",
		body: Button,
		answers: {
			200: { description: "What came of it.", schema: PressOutcome },
			404: { description: "There is no such device or button." },
		},
		handle: async ({ scope, params, body: { on, action } }) => ok(await findDevice(scope, params.id).press(on, action)),
	}),
	route({
		id: "getPresses",
		method: "GET",
		path: "/presses",
		tag: "Devices",
		scope: "the account",
		summary: "Buttons that were pressed, and what came of it",
		answers: { 200: { description: "Oldest first, the last thousand at most.", schema: Presses } },
		handle: ({ scope: { presses, webhookSecret } }) => ok({ webhookSecret, presses }),
	}),
];
