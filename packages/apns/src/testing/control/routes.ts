/** What the control port can do. Every route takes and gives JSON. */
import { isNumber, isObject, must } from "../checks.ts";
import type { Connection } from "../connection.ts";
import type { SimulatedDevice } from "../device/device.ts";
import { checkDevice } from "../device/options.ts";
import { checkGoAway, checkRule } from "../fault.ts";
import type { FakeApns } from "../gateway.ts";
import type { PushQuery } from "../journal.ts";

/** What there is none of: 404. */
export class NotFound extends Error {}

export interface ControlRequest {
	/** What stands in the path in place of each `:name`, in order. */
	path: string[];
	query: URLSearchParams;
	/** `{}` when there was none. */
	body: Record<string, unknown>;
}

type Run = (gateway: FakeApns, request: ControlRequest) => unknown;

const DEVICE_ACTIONS: Readonly<Record<string, (device: SimulatedDevice) => void>> = {
	online: (device) => device.goOnline(),
	offline: (device) => device.goOffline(),
	foreground: (device) => device.bringToForeground(),
	uninstall: (device) => device.uninstall(),
};

function deviceOf({ devices }: FakeApns, id: string | undefined): SimulatedDevice {
	const device = devices.get(id ?? "");
	if (!device) throw new NotFound(`There is no device ${JSON.stringify(id)}`);
	return device;
}

function showConnection({ id, environment, secure, requests, streams }: Connection): object {
	return { id, environment, secure, requests, streams };
}

/** One by its `id`, or all. */
function chosen({ connections }: FakeApns, { id }: Record<string, unknown>): readonly Connection[] {
	if (id === undefined) return connections;
	const found = connections.filter((connection) => connection.id === id);
	if (found.length === 0) throw new NotFound(`There is no connection ${JSON.stringify(id)}`);
	return found;
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	must(/^\d+$/.test(text), `${name} is a number`);
	return Number(text);
}

function pushQuery(query: URLSearchParams): PushQuery {
	const status = numberIn(query, "status");
	const texts = ["deviceToken", "device", "reason", "apnsId", "result"].flatMap((name) => {
		const value = query.get(name);
		return value === null ? [] : [[name, value] as const];
	});
	return { ...Object.fromEntries(texts), ...(status !== undefined && { status }) };
}

/** With `count` it waits for so many, for `timeoutMs` at most. */
async function listPushes({ pushes }: FakeApns, { query }: ControlRequest): Promise<object> {
	const wanted = pushQuery(query);
	const count = numberIn(query, "count");
	if (count !== undefined) {
		const timeoutMs = Math.min(numberIn(query, "timeoutMs") ?? 5000, 60_000);
		await pushes.waitFor(wanted, { count, timeoutMs }).catch(() => undefined);
	}
	return { total: pushes.total, accepted: pushes.accepted, pushes: pushes.entries(wanted) };
}

function startActivity(gateway: FakeApns, { path, body }: ControlRequest): object {
	const { attributesType = "ActivitySmithAttributes", attributes = {}, contentState, channelId } = body;
	must(typeof attributesType === "string", "attributesType is a string");
	must(isObject(contentState), "contentState is an object");
	must(channelId === undefined || typeof channelId === "string", "channelId is a string");
	return deviceOf(gateway, path[0]).startActivity({ attributesType, attributes, contentState, channelId });
}

function killToken(gateway: FakeApns, { path, body }: ControlRequest): object {
	const { reason = "Unregistered", since } = body;
	must(reason === "Unregistered" || reason === "ExpiredToken", "reason is Unregistered or ExpiredToken");
	must(since === undefined || isNumber(since, 0), "since is in epoch milliseconds");
	gateway.killToken(path[0] ?? "", { reason, ...(since !== undefined && { since }) });
	return {};
}

function moveClock({ clock }: FakeApns, { body: { advance, set } }: ControlRequest): object {
	must((advance === undefined) !== (set === undefined), "The clock takes advance, in milliseconds, or set");
	if (advance !== undefined) {
		must(isNumber(advance, 0), "advance is a number of milliseconds");
		clock.advance(advance);
	} else {
		must(isNumber(set, 0), "set is in epoch milliseconds");
		clock.set(set);
	}
	return { now: clock.now() };
}

function createChannel(gateway: FakeApns, { body }: ControlRequest): object {
	const { bundleId = gateway.bundleIds[0], environment = "development", storagePolicy = 1 } = body;
	must(typeof bundleId === "string" && gateway.bundleIds.includes(bundleId), "bundleId is one of the gateway's");
	must(environment === "development" || environment === "production", "environment is development or production");
	must(storagePolicy === 0 || storagePolicy === 1, "storagePolicy is 0 or 1");
	return gateway.channels.create(bundleId, environment, storagePolicy);
}

function goAway(gateway: FakeApns, { body: { id, ...rest } }: ControlRequest): object {
	checkGoAway(rest);
	for (const connection of chosen(gateway, { id })) connection.goAway(rest);
	return {};
}

function announce(gateway: FakeApns, { body }: ControlRequest): object {
	const { streams } = body;
	must(isNumber(streams, 0, 2 ** 31 - 1), "streams is a number");
	for (const connection of chosen(gateway, body)) connection.announceStreams(streams);
	return {};
}

function act(gateway: FakeApns, { path: [id, name = ""] }: ControlRequest): object {
	const device = deviceOf(gateway, id);
	const action = Object.hasOwn(DEVICE_ACTIONS, name) ? DEVICE_ACTIONS[name] : undefined;
	if (!action) throw new NotFound(`A device can go ${Object.keys(DEVICE_ACTIONS).join(", ")}`);
	action(device);
	return device;
}

function replaceToken(gateway: FakeApns, { path: [token = ""] }: ControlRequest): object {
	for (const device of gateway.devices.values()) {
		if (device.owns(token)) return { token: device.replaceToken(token) };
	}
	throw new NotFound("Nobody has this token");
}

function dismiss(gateway: FakeApns, { path: [id, activityId = ""] }: ControlRequest): object {
	const activity = deviceOf(gateway, id).activity(activityId);
	if (!activity) throw new NotFound(`There is no activity ${JSON.stringify(activityId)}`);
	activity.dismiss();
	return activity;
}

function describe(gateway: FakeApns): object {
	const { origins, h2cOrigins, bundleIds, keyId, teamId, clock, connections, devices, pushes, faults } = gateway;
	return {
		...{ origins, h2cOrigins, bundleIds, keyId, teamId, now: clock.now() },
		connections: connections.map(showConnection),
		devices: [...devices.keys()],
		pushes: { total: pushes.total, accepted: pushes.accepted },
		faults: faults.list().length,
	};
}

export const ROUTES: Readonly<Record<string, Run>> = {
	"GET /state": describe,
	"POST /reset": (gateway) => {
		gateway.reset();
		return {};
	},
	"GET /devices": ({ devices }) => ({ devices: [...devices.values()] }),
	"POST /devices": (gateway, { body }) => {
		checkDevice(body);
		return gateway.addDevice(body);
	},
	"GET /devices/:id": (gateway, { path }) => deviceOf(gateway, path[0]),
	"POST /devices/:id/activities": startActivity,
	"POST /devices/:id/activities/:activity/dismiss": dismiss,
	"POST /devices/:id/:action": act,
	"POST /tokens/:token/kill": killToken,
	"POST /tokens/:token/replace": replaceToken,
	"GET /reports": ({ reports }, { query }) => ({ reports: reports.list(numberIn(query, "after")) }),
	"GET /pushes": listPushes,
	"DELETE /pushes": ({ pushes }) => {
		pushes.clear();
		return {};
	},
	"GET /faults": ({ faults }) => ({ faults: faults.list() }),
	"POST /faults": ({ faults }, { body }) => {
		checkRule(body);
		return { id: faults.add(body) };
	},
	"DELETE /faults": ({ faults }) => {
		faults.clear();
		return {};
	},
	"DELETE /faults/:id": ({ faults }, { path: [id = ""] }) => {
		if (!faults.remove(id)) throw new NotFound(`There is no fault ${JSON.stringify(id)}`);
		return {};
	},
	"GET /channels": ({ channels }) => ({ channels: channels.list() }),
	"POST /channels": createChannel,
	"DELETE /channels": ({ channels }) => {
		channels.clear();
		return {};
	},
	"GET /connections": ({ connections }) => ({ connections: connections.map(showConnection) }),
	"POST /connections/go-away": goAway,
	"POST /connections/streams": announce,
	"POST /connections/drop": (gateway, { body }) => {
		for (const connection of chosen(gateway, body)) connection.drop();
		return {};
	},
	"POST /connections/silence": (gateway, { body }) => {
		for (const connection of chosen(gateway, body)) connection.silence();
		return {};
	},
	"POST /connections/refuse": async (gateway) => {
		await gateway.refuseConnections();
		return {};
	},
	"POST /connections/accept": async (gateway) => {
		await gateway.acceptConnections();
		return {};
	},
	"GET /clock": ({ clock }) => ({ now: clock.now() }),
	"POST /clock": moveClock,
};
