/** The page of a lock screen at `/`, for the browser that is paired with it. */

import { type Clock, type Ids, invalid, Refusal, readJson, type Service } from "@activitysmith/core";
import { loadPage, type PageSettings, pageResponse } from "@activitysmith/lock-screen/page";
import { errors, validate } from "@activitysmith/schema";
import * as z from "zod";
import type { Database } from "../../database/database.ts";
import { findAccount } from "../../store/accounts.ts";
import { type Device, type DeviceFacts, findDeviceBySecret } from "../../store/devices.ts";
import { pair } from "../pairing.ts";
import type { PressButton } from "../press.ts";
import { line } from "../shapes.ts";
import { unavailable } from "../unavailable.ts";
import { eventsResponse } from "./events.ts";
import { type Cookie, pairedDevice, refuseOtherPages, secretIn, setCookie } from "./guard.ts";
import { notPaired, paired, pairingFailed } from "./notices.ts";
import { screenOf } from "./screen.ts";
import type { Watchers } from "./watchers.ts";

export interface PageOptions {
	database: Database;
	clock: Clock;
	ids: Pick<Ids, "request">;
	service: Pick<Service, "reportDismissed">;
	watchers: Watchers;
	press: PressButton;
	cookie: Cookie;
	/** Where the server is reached from outside, if that was said. */
	origin: string | undefined;
	/** Aborted when the server stops. */
	closing: AbortSignal;
	onError(error: unknown, requestId: string): void;
}

const SETTINGS: PageSettings = {
	title: "ActivitySmith",
	events: "/screens",
	press: "/screens/press",
	dismiss: "/screens/dismiss",
	api: "/api",
	document: "/openapi.json",
	exampleKey: null,
};

const MOST_PAST = 200;

const Press = z.strictObject({
	device: line(64),
	on: z.union([z.strictObject({ activityId: line(64) }), z.strictObject({ notificationId: line(64) })], {
		error: "must be { activityId } or { notificationId }",
	}),
	action: line(64),
});

const Swipe = z.strictObject({ device: line(64), activityId: line(64) });

/** What a browser says of itself when it becomes a lock screen. */
export const browserFacts = (name: string): DeviceFacts => ({
	name,
	model: "iphone",
	bundleId: null,
	environment: null,
	appVersion: null,
	osVersion: null,
	liveActivities: true,
	frequentUpdates: true,
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
	new Response(JSON.stringify(body), {
		status,
		headers: { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers },
	});

const noDevice = () =>
	new Refusal({
		status: 401,
		error: "Unauthorized",
		message: "This browser is not paired with a lock screen: open a pairing link in it.",
	});

async function read<T extends z.ZodType>(schema: T, request: Request): Promise<z.output<T>> {
	const result = validate(schema, await readJson(request));
	if (!result.ok) throw invalid(result.issues);
	return result.value;
}

let document: string | undefined;

async function documentResponse(): Promise<Response> {
	if (document === undefined) {
		const { buildOpenApiDocument } = await import("@activitysmith/schema/openapi");
		document = JSON.stringify(buildOpenApiDocument());
	}
	return new Response(document, { headers: { "Content-Type": "application/json", "Cache-Control": "no-cache" } });
}

export function createPage(options: PageOptions): (request: Request) => Promise<Response> {
	const { database, clock, ids, service, watchers, cookie, origin, closing, onError } = options;

	async function owned(request: Request): Promise<Device> {
		const device = await pairedDevice(database, request, cookie);
		if (!device) throw noDevice();
		return device;
	}

	async function accountOf({ accountId }: Device) {
		const account = await findAccount(database.reader, accountId);
		if (!account) throw noDevice();
		return account;
	}

	/** The device of the page, which may press and swipe on no other. */
	function refuseOthers(device: Device, id: string): void {
		if (id === device.id) return;
		throw new Refusal({ status: 404, error: "Device not found", message: `No device found for id: ${id}` });
	}

	async function open(url: URL): Promise<Response> {
		const code = url.searchParams.get("code") ?? "";
		try {
			const facts = browserFacts("Browser");
			const { device, secret } = await pair(database, { code, kind: "browser", facts, now: clock.now() });
			// Whoever looked at it before is asked to pair anew.
			watchers.changed(device.accountId);
			return paired(setCookie(cookie, secret));
		} catch (error) {
			if (error instanceof Refusal) return pairingFailed(error.message);
			throw error;
		}
	}

	async function events(request: Request, url: URL): Promise<Response> {
		const device = await owned(request);
		const secret = secretIn(request, cookie) ?? "";
		const last = Number(url.searchParams.get("last") ?? 0);
		return eventsResponse({
			watchers,
			device: device.id,
			account: device.accountId,
			async load() {
				const current = await findDeviceBySecret(database.reader, secret);
				return current && screenOf(database.reader, current, clock.now());
			},
			now: () => clock.now(),
			last: Number.isInteger(last) && last > 0 ? Math.min(last, MOST_PAST) : 0,
			lastEventId: request.headers.get("last-event-id"),
			over: AbortSignal.any([request.signal, closing]),
		});
	}

	async function press(request: Request): Promise<Response> {
		const device = await owned(request);
		const pressed = await read(Press, request);
		refuseOthers(device, pressed.device);
		return json(200, await options.press(await accountOf(device), pressed));
	}

	async function dismiss(request: Request): Promise<Response> {
		const device = await owned(request);
		const { device: id, activityId } = await read(Swipe, request);
		refuseOthers(device, id);
		await service.reportDismissed(await accountOf(device), activityId, id);
		watchers.changed(device.accountId);
		return new Response(null, { status: 204 });
	}

	async function file(request: Request, name: string): Promise<Response | undefined> {
		const index = name === "" || name === "index.html";
		if (index && !(await pairedDevice(database, request, cookie))) return notPaired();
		return pageResponse(await loadPage(), name, SETTINGS, request);
	}

	async function answer(request: Request): Promise<Response> {
		const url = new URL(request.url);
		const { method } = request;
		const at = `${method} ${url.pathname}`;
		if (url.pathname.startsWith("/screens")) refuseOtherPages(request, origin, method !== "GET");
		if (at === "GET /screens") return events(request, url);
		if (at === "POST /screens/press") return press(request);
		if (at === "POST /screens/dismiss") return dismiss(request);
		// Not a HEAD: programs that look at links before people do must not use the code up.
		if (at === "GET /pair") return open(url);
		if (at === "GET /openapi.json") return documentResponse();
		const response = ["GET", "HEAD"].includes(method) ? await file(request, url.pathname.slice(1)) : undefined;
		if (response) return response;
		throw new Refusal(errors.routeNotFound(method, url.pathname));
	}

	return async (request) => {
		const requestId = ids.request();
		try {
			return await answer(request);
		} catch (error) {
			if (error instanceof Refusal) return json(error.status, error.body, { "X-Request-Id": requestId });
			onError(error, requestId);
			const passing = unavailable(error);
			if (passing) return json(passing.status, passing.body, { "X-Request-Id": requestId, ...passing.headers });
			const { status, ...body } = errors.internal(requestId);
			return json(status, body, { "X-Request-Id": requestId });
		}
	};
}
