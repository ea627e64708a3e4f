/** The simulated phones, the channels they are in, and the streams that they show. */
import { Device, LockScreen } from "../answers.ts";
import { done, ok } from "../respond.ts";
import { route } from "../route.ts";
import { DeviceChange, Dismissal } from "../schemas.ts";
import { deviceView, findDevice } from "../view.ts";

export const deviceRoutes = [
	route({
		id: "getLockScreen",
		method: "GET",
		path: "/devices/{id}/lock-screen",
		tag: "Devices",
		scope: "the account",
		summary: "What the user sees now",
		answers: {
			200: {
				description: "Live Activities. As text, it looks alike in every run.",
				schema: LockScreen,
				also: ["text/plain"],
			},
		},
		handle: ({ scope, params, request }) => {
			const phone = findDevice(scope, params.id);
			if (!request.headers.get("accept")?.startsWith("text/plain")) return ok(phone.lockScreen());
			const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
			return new Response(`${phone.lockScreen({ as: "text" })}\n`, { headers });
		},
	}),
	route({
		id: "changeDevice",
		method: "PATCH",
		path: "/devices/{id}",
		tag: "Devices",
		scope: "the account",
		summary: "Make a device slow, or take it off the network",
		body: DeviceChange,
		answers: { 200: { description: "The device as it is now.", schema: Device } },
		handle: async ({ scope, params, body: { tokens, offline } }) => {
			const phone = findDevice(scope, params.id);
			if (tokens !== undefined) phone.tokens = tokens;
			if (offline === true) phone.goOffline();
			if (offline === false) await phone.goOnline();
			return ok(deviceView(phone));
		},
	}),
	route({
		id: "uninstallApp",
		method: "DELETE",
		path: "/devices/{id}",
		tag: "Devices",
		scope: "the account",
		summary: "Remove the app from a device",
		description: "The next push to it is refused with a 410, and the service forgets the device.",
		answers: { 204: { description: "Removed." } },
		handle: ({ scope, params }) => {
			findDevice(scope, params.id).uninstall();
			return done();
		},
	}),
	route({
		id: "registerTokens",
		method: "POST",
		path: "/devices/{id}/register-tokens",
		tag: "Devices",
		scope: "the account",
		summary: "Register the tokens that were held back",
		answers: { 200: { description: "The device, with what had waited for its tokens.", schema: Device } },
		handle: async ({ scope, params }) => {
			const phone = findDevice(scope, params.id);
			await phone.registerTokens();
			return ok(deviceView(phone));
		},
	}),
	route({
		id: "dismissActivity",
		method: "POST",
		path: "/devices/{id}/dismiss",
		tag: "Devices",
		scope: "the account",
		summary: "Swipe a Live Activity away",
		body: Dismissal,
		answers: { 200: { description: "The device as it is now.", schema: Device } },
		handle: async ({ scope, params, body: { activity_id, reported = true } }) => {
			const phone = findDevice(scope, params.id);
			await phone.dismiss(activity_id, { reported });
			return ok(deviceView(phone));
		},
	}),
];
