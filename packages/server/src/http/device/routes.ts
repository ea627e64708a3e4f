/** The device API, `/device/…`: what a phone with the app asks and reports. */
import { type Account, type Clock, Refusal, type Service } from "@activitysmith/core";
import { errors } from "@activitysmith/schema";
import * as z from "zod";
import type { Database } from "../../database/database.ts";
import { channelsOf } from "../../store/channels.ts";
import { changeDevice, type Device, type DeviceFacts, removeDevice } from "../../store/devices.ts";
import { registerToken, saveActivityToken } from "../../store/tokens.ts";
import { shownActivities, shownBadge, shownWidgets } from "../page/screen.ts";
import { pair } from "../pairing.ts";
import type { PressButton } from "../press.ts";
import { type Route, routesOf } from "../route.ts";
import { Id, PressOutcome, timeOf } from "../shapes.ts";
import * as shapes from "./shapes.ts";

/** What the routes work with. */
export interface DeviceDesk {
	database: Database;
	clock: Clock;
	service: Pick<Service, "registerActivityToken" | "reportDismissed">;
	press: PressButton;
	/** A device can be reached that could not before: what waits for it is looked for. */
	reachable(deviceId: string): void;
	/** What the account's screens show has changed. */
	changed(accountId: string): void;
}

export interface DeviceCall {
	desk: DeviceDesk;
	/** Throws for routes that take no secret. */
	device(): Device;
	account(): Promise<Account>;
}

const route = routesOf<DeviceCall>();

type Settings = Pick<DeviceFacts, "name" | "liveActivities" | "frequentUpdates"> & {
	appVersion: string;
	osVersion: string;
};

function factsOf(said: {
	name?: string | undefined;
	app_version?: string | undefined;
	os_version?: string | undefined;
	live_activities?: boolean | undefined;
	frequent_updates?: boolean | undefined;
}): Partial<Settings> {
	return {
		...(said.name !== undefined && { name: said.name }),
		...(said.app_version !== undefined && { appVersion: said.app_version }),
		...(said.os_version !== undefined && { osVersion: said.os_version }),
		...(said.live_activities !== undefined && { liveActivities: said.live_activities }),
		...(said.frequent_updates !== undefined && { frequentUpdates: said.frequent_updates }),
	};
}

/** Whether the account's server has ended it: then that it has ended on the device is no news. */
async function hasEnded({ reader }: Database, id: string): Promise<boolean> {
	const row = await reader.kysely.selectFrom("activity").select("ended_at").where("id", "=", id).executeTakeFirst();
	return row?.ended_at != null;
}

const tag = "Device";
const activityParams = z.strictObject({ activity_id: Id });

export const deviceRoutes: readonly Route<DeviceCall>[] = [
	route({
		id: "pairDevice",
		method: "POST",
		path: "/pair",
		tag,
		summary: "Become a device of a user",
		description: "The code is told by whoever looks after the account. It is good for a short time, and once.",
		body: shapes.Pairing,
		answer: shapes.Paired,
		status: 201,
		errors: { 404: "The code is unknown, was used before, or has expired." },
		async handle({ context: { desk }, body }) {
			const { code, model, bundle_id, environment, app_version, os_version } = body;
			const facts: DeviceFacts = {
				name: body.name,
				model,
				bundleId: bundle_id,
				environment,
				appVersion: app_version ?? null,
				osVersion: os_version ?? null,
				liveActivities: body.live_activities ?? true,
				frequentUpdates: body.frequent_updates ?? true,
			};
			const { device, secret } = await pair(desk.database, { code, kind: "ios", facts, now: desk.clock.now() });
			return { device_id: device.id, secret };
		},
	}),
	route({
		id: "unpairDevice",
		method: "DELETE",
		path: "",
		tag,
		summary: "Cease to be a device",
		description: "With all that waits for it. Its secret is of no more use.",
		async handle({ context: { desk, device } }) {
			const { accountId, id } = device();
			await desk.database.transactionOf(accountId, (session) => removeDevice(session, accountId, id));
			desk.changed(accountId);
			return undefined;
		},
	}),
	route({
		id: "registerToken",
		method: "PUT",
		path: "/tokens/{kind}",
		tag: "Tokens",
		summary: "Register a token",
		description: "It takes the place of the one before. What waited for it is sent.",
		params: z.strictObject({ kind: shapes.TokenKind }),
		body: shapes.Registration,
		async handle({ context: { desk, device }, params, body: { token, bundle_id, environment } }) {
			const { id, accountId } = device();
			const kind = shapes.TokenKind.parse(params.kind);
			await desk.database.transactionOf(accountId, async (session) => {
				await changeDevice(session, id, {
					...(bundle_id !== undefined && { bundleId: bundle_id }),
					...(environment !== undefined && { environment }),
				});
				await registerToken(session, id, kind, token.toLowerCase(), desk.clock.now());
			});
			desk.reachable(id);
			return undefined;
		},
	}),
	route({
		id: "registerActivityToken",
		method: "PUT",
		path: "/activities/{activity_id}/token",
		tag: "Tokens",
		summary: "Register the token of one Live Activity",
		description: "It may change while the activity runs. What waited for it is sent.",
		params: activityParams,
		body: shapes.ActivityRegistration,
		errors: { 404: "The Live Activity was never meant for this device." },
		async handle({ context: { desk, device, account }, params: { activity_id }, body: { token } }) {
			const { id, accountId } = device();
			const saved = await desk.database.transactionOf(accountId, (session) =>
				saveActivityToken(session, activity_id, id, token.toLowerCase()),
			);
			if (!saved) throw new Refusal(errors.activityNotFound(activity_id));
			await desk.service.registerActivityToken(await account(), activity_id, id);
			return undefined;
		},
	}),
	route({
		id: "report",
		method: "POST",
		path: "/reports",
		tag,
		summary: "Say what has changed on the device",
		body: shapes.Report,
		async handle({ context: { desk, device, account }, body: { activities = [], ...said } }) {
			const { id, accountId } = device();
			await desk.database.transactionOf(accountId, (session) => changeDevice(session, id, factsOf(said)));
			for (const { activity_id, state } of activities) {
				const over = state === "dismissed" || (state === "ended" && !(await hasEnded(desk.database, activity_id)));
				if (over) await desk.service.reportDismissed(await account(), activity_id, id);
			}
			desk.changed(accountId);
			return undefined;
		},
	}),
	route({
		id: "pressAction",
		method: "POST",
		path: "/press",
		tag,
		summary: "Press a button",
		description: "The server calls the webhook behind it. What the device opens by itself it need not tell.",
		body: shapes.PressBody,
		answer: PressOutcome,
		errors: { 404: "There is no such button on this device." },
		async handle({ context: { desk, device, account }, body: { activity_id, notification_id = "", action } }) {
			const on = activity_id === undefined ? { notificationId: notification_id } : { activityId: activity_id };
			return desk.press(await account(), { device: device().id, on, action });
		},
	}),
	route({
		id: "getSnapshot",
		method: "GET",
		path: "/snapshot",
		tag,
		summary: "What the device should show now",
		description: "For an app that has just been opened, and for widgets, whose pushes carry no values.",
		answer: shapes.Snapshot,
		async handle({ context: { desk, device } }) {
			const { id, accountId, name, model, liveActivities, frequentUpdates, registered } = device();
			const session = desk.database.reader;
			const now = desk.clock.now();
			const activities = await shownActivities(session, id, now);
			return {
				now: timeOf(now),
				device: {
					id,
					name,
					model,
					live_activities: liveActivities,
					frequent_updates: frequentUpdates,
					registered,
					channels: await channelsOf(session, id),
				},
				activities: activities.map(({ activityId, streamKey, status, state, startedAt, dismissAt }) => ({
					activity_id: activityId,
					stream_key: streamKey,
					status,
					content_state: { ...state },
					started_at: timeOf(startedAt),
					dismiss_at: dismissAt === null ? null : timeOf(dismissAt),
				})),
				badge: await shownBadge(session, id),
				widgets: (await shownWidgets(session, accountId)).map((widget) => ({ ...widget })),
			};
		},
	}),
];
