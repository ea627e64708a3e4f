/** What the page of the lock screens reads and does. */
import * as z from "zod";
import { AccountQuery, chosenAccount } from "../../screens/account.ts";
import { screensStream } from "../../screens/stream.ts";
import { done } from "../respond.ts";
import { route } from "../route.ts";
import { EventsQuery, Swipe } from "../schemas.ts";
import { findDevice } from "../view.ts";

export const screenRoutes = [
	route({
		id: "getScreens",
		method: "GET",
		path: "/screens",
		tag: "Screens",
		summary: "The lock screens of an account, and what changes on them",
		description:
			"Server-sent events: `screens` with every device at first, then with those that have changed, at most one in 16 ms; `request` with what was asked of the API; `push` with what Apple's push service would have carried. After a pause a reader gets the newest state, whatever it has missed. `Last-Event-ID` goes on with requests and pushes where a connection broke.",
		query: z.strictObject({ ...AccountQuery.shape, ...EventsQuery.shape }),
		answers: {
			200: { description: "Events until one side closes.", also: ["text/event-stream"] },
			404: { description: "There is no such account. The message names those there are." },
		},
		handle: (call) => screensStream(call, chosenAccount(call.mock, call.query.account)),
	}),
	route({
		id: "swipeScreen",
		method: "POST",
		path: "/screens/dismiss",
		tag: "Screens",
		summary: "Swipe a Live Activity off a device",
		query: AccountQuery,
		body: Swipe,
		answers: {
			204: { description: "It is not on the device any more." },
			404: { description: "There is no such account or device." },
		},
		handle: async ({ mock, query, body: { device, activityId } }) => {
			await findDevice(chosenAccount(mock, query.account), device).dismiss(activityId);
			return done();
		},
	}),
];
