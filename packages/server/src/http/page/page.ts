/** The page of a lock screen at `/`, for the browser that is paired with it. */

import { type Clock, invalid, Refusal, readJson, type Service } from "@activitysmith/core";
import { loadPage, type PageSettings, pageResponse } from "@activitysmith/lock-screen/page";
import { validate } from "@activitysmith/schema";
import * as z from "zod";
import type { Database } from "../../database/database.ts";
import { findAccount } from "../../store/accounts.ts";
import { type Device, type DeviceFacts, findDeviceBySecret } from "../../store/devices.ts";
import { json } from "../json.ts";
import { pair } from "../pairing.ts";
import type { PressButton } from "../press.ts";
import { line } from "../shapes.ts";
import type { SiteOptions, SiteRoute } from "../site.ts";
import { eventsResponse } from "./events.ts";
import { type Cookie, pairedDevice, refuseOtherPages, secretIn, setCookie } from "./guard.ts";
import { notPaired, paired, pairingFailed } from "./notices.ts";
import { screenOf } from "./screen.ts";
import type { Watchers } from "./watchers.ts";

export interface PageOptions {
	database: Database;
	clock: Clock;
	service: Pick<Service, "reportDismissed">;
	watchers: Watchers;
	press: PressButton;
	cookie: Cookie;
	/** Where the server is reached from outside, if that was said. */
	origin: string | undefined;
	/** Aborted when the server stops. */
	closing: AbortSignal;
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

/** Its routes, and its files with the page itself. */
export function createPage(options: PageOptions): { routes: SiteRoute[]; file: SiteOptions["file"] } {
	const { database, clock, service, watchers, cookie, origin, closing } = options;

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

	async function open(_: Request, url: URL): Promise<Response> {
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
		refuseOtherPages(request, origin, false);
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
		refuseOtherPages(request, origin, true);
		const device = await owned(request);
		const pressed = await read(Press, request);
		refuseOthers(device, pressed.device);
		return json(200, await options.press(await accountOf(device), pressed));
	}

	async function dismiss(request: Request): Promise<Response> {
		refuseOtherPages(request, origin, true);
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

	return {
		routes: [
			{ methods: ["GET"], path: "/screens", handle: events },
			{ methods: ["POST"], path: "/screens/press", handle: press },
			{ methods: ["POST"], path: "/screens/dismiss", handle: dismiss },
			// Not a HEAD: programs that look at links before people do must not use the code up.
			{ methods: ["GET"], path: "/pair", handle: open },
			{ methods: ["GET", "HEAD"], path: "/openapi.json", handle: documentResponse },
		],
		file,
	};
}
