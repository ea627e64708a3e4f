/**
 * Who may see a lock screen: the browser that has opened its pairing link, and so has the device's secret in a cookie
 * that no script reads and no other site's request brings.
 */
import { Refusal } from "@activitysmith/core";
import type { Database } from "../../database/database.ts";
import { type Device, findDeviceBySecret } from "../../store/devices.ts";

/** A browser keeps no cookie longer than this. */
const LONGEST_S = 400 * 24 * 60 * 60;

export interface Cookie {
	/** Of this installation: browsers send the cookies of every port of a machine. */
	name: string;
	/** Sent over https only. */
	secure: boolean;
}

export function setCookie({ name, secure }: Cookie, secret: string): string {
	return `${name}=${secret}; Path=/; Max-Age=${LONGEST_S}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}

export function secretIn({ headers }: Request, { name }: Cookie): string | undefined {
	for (const part of headers.get("cookie")?.split(";") ?? []) {
		const [key, value] = part.trim().split("=", 2);
		if (key === name && value) return value;
	}
	return undefined;
}

/** The browser lock screen whose secret the request brings. */
export async function pairedDevice(database: Database, request: Request, cookie: Cookie): Promise<Device | undefined> {
	const secret = secretIn(request, cookie);
	const device = secret === undefined ? undefined : await findDeviceBySecret(database.reader, secret);
	return device?.kind === "browser" ? device : undefined;
}

function hostOf({ headers, url }: Request): string {
	return (headers.get("host") ?? new URL(url).host).toLowerCase();
}

/**
 * Refuses what another page has sent. Pages on other ports of the machine count as the same site, and their requests
 * bring the cookie.
 *
 * @param origin Where the server is reached from outside, if that was said.
 */
export function refuseOtherPages(request: Request, origin: string | undefined, writes: boolean): void {
	const sent = request.headers.get("origin")?.toLowerCase();
	const own = sent !== undefined && (URL.parse(sent)?.host === hostOf(request) || sent === origin?.toLowerCase());
	const site = request.headers.get("sec-fetch-site");
	const foreign = sent === undefined ? site !== null && site !== "same-origin" && site !== "none" : !own;
	if (!foreign && (!writes || own || site === "same-origin")) return;
	throw new Refusal({ status: 403, error: "Forbidden", message: "A lock screen answers its own page only." });
}
