/** People, their devices, and codes to pair new ones with. */
import * as z from "zod";
import { type Device, listDevices, removeDevice } from "../../store/devices.ts";
import { createUser, listUsers, removeUser } from "../../store/users.ts";
import { createPairingCode, pairingLink } from "../pairing.ts";
import { type Route, routesOf } from "../route.ts";
import { Id, timeOf } from "../shapes.ts";
import { type ManageDesk, notFound, theAccount } from "./desk.ts";
import * as shapes from "./shapes.ts";

const route = routesOf<ManageDesk>();

const idParams = z.strictObject({ id: Id });

const deviceView = (device: Device) => ({
	id: device.id,
	user_id: device.userId,
	name: device.name,
	kind: device.kind,
	model: device.model,
	bundle_id: device.bundleId,
	environment: device.environment,
	app_version: device.appVersion,
	os_version: device.osVersion,
	live_activities: device.liveActivities,
	frequent_updates: device.frequentUpdates,
	registered: device.registered,
	paired_at: timeOf(device.pairedAt),
});

export const deviceRoutes: readonly Route<ManageDesk>[] = [
	route({
		id: "listUsers",
		method: "GET",
		path: "/users",
		tag: "Devices",
		summary: "People, by name",
		answer: z.strictObject({ users: z.array(shapes.User) }),
		async handle({ context }) {
			const { id } = await theAccount(context);
			const users = await listUsers(context.database.reader, id);
			return { users: users.map((user) => ({ id: user.id, name: user.name })) };
		},
	}),
	route({
		id: "createUser",
		method: "POST",
		path: "/users",
		tag: "Devices",
		summary: "Add a person",
		body: shapes.NewUser,
		answer: shapes.User,
		status: 201,
		async handle({ context: desk, body: { name } }) {
			const { id: accountId } = await theAccount(desk);
			const { id } = await desk.database.transaction((session) => createUser(session, { accountId, name }));
			return { id, name };
		},
	}),
	route({
		id: "removeUser",
		method: "DELETE",
		path: "/users/{id}",
		tag: "Devices",
		summary: "Remove a person, with all their devices",
		params: idParams,
		errors: { 404: "There is no such user." },
		async handle({ context: desk, params: { id } }) {
			const { id: accountId } = await theAccount(desk);
			const removed = await desk.database.transactionOf(accountId, (session) => removeUser(session, accountId, id));
			if (!removed) throw notFound("User", id);
			desk.changed(accountId);
			return undefined;
		},
	}),
	route({
		id: "createPairingCode",
		method: "POST",
		path: "/pairing-codes",
		tag: "Devices",
		summary: "Make a code to pair a device with",
		body: shapes.NewCode,
		answer: shapes.Code,
		status: 201,
		errors: { 404: "There is no such user." },
		async handle({ context: desk, request, body: { user_id, kind, expires_in_seconds = shapes.CODE_SECONDS } }) {
			const { id: accountId } = await theAccount(desk);
			const now = desk.clock.now();
			const expiresAt = now + expires_in_seconds * 1000;
			const code = await desk.database.transaction(async (session) => {
				const users = await listUsers(session, accountId);
				if (!users.some(({ id }) => id === user_id)) throw notFound("User", user_id);
				return createPairingCode(session, { accountId, userId: user_id, kind, expiresAt }, now);
			});
			const origin = desk.origin ?? new URL(request.url).origin;
			const link = kind === "browser" ? pairingLink(origin, code) : null;
			const qr = link ?? `activitysmith://pair?${new URLSearchParams({ server: origin, code })}`;
			return { code, link, qr, expires_at: timeOf(expiresAt) };
		},
	}),
	route({
		id: "listDevices",
		method: "GET",
		path: "/devices",
		tag: "Devices",
		summary: "Devices, in the order in which they were paired",
		answer: z.strictObject({ devices: z.array(shapes.Device) }),
		async handle({ context }) {
			const { id } = await theAccount(context);
			return { devices: (await listDevices(context.database.reader, id)).map(deviceView) };
		},
	}),
	route({
		id: "removeDevice",
		method: "DELETE",
		path: "/devices/{id}",
		tag: "Devices",
		summary: "Remove a device",
		description: "With all that waits for it. Its secret is of no more use.",
		params: idParams,
		errors: { 404: "There is no such device." },
		async handle({ context: desk, params: { id } }) {
			const { id: accountId } = await theAccount(desk);
			const removed = await desk.database.transactionOf(accountId, (session) => removeDevice(session, accountId, id));
			if (!removed) throw notFound("Device", id);
			desk.changed(accountId);
			return undefined;
		},
	}),
];
