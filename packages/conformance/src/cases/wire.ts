/** Requests as they go over the wire, for what no SDK would let through. */
import type { Context, RawRequest } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { badField } from "./refusals.ts";
import { change, progress } from "./states.ts";

/** A request by its operation and its body; text is sent as it is. */
export const wire = {
	push: (body?: unknown): RawRequest => ({ method: "POST", path: "/push-notification", body }),
	badge: (body?: unknown): RawRequest => ({ method: "POST", path: "/badge", body }),
	metric: (key: string, body?: unknown): RawRequest => ({ method: "POST", path: `/metrics/${key}/value`, body }),
	start: (body?: unknown): RawRequest => ({ method: "POST", path: "/live-activity/start", body }),
	update: (body?: unknown): RawRequest => ({ method: "POST", path: "/live-activity/update", body }),
	end: (body?: unknown): RawRequest => ({ method: "POST", path: "/live-activity/end", body }),
	put: (key: string, body?: unknown): RawRequest => ({ method: "PUT", path: `/live-activity/stream/${key}`, body }),
	del: (key: string, body?: unknown): RawRequest => ({ method: "DELETE", path: `/live-activity/stream/${key}`, body }),
};

/** An id that no activity has. */
export const NOBODYS_ID = "conformance-no-such-activity";

/** One request for each of the eight operations, valid by its schema, with more fields where one is given. */
export function eachOperation(streamKey: string, more: Json = {}): RawRequest[] {
	return [
		wire.push({ title: "T", ...more }),
		wire.put(streamKey, { ...progress(1), ...more }),
		wire.del(streamKey, { ...change(), ...more }),
		wire.start({ ...progress(1), ...more }),
		wire.update({ activity_id: NOBODYS_ID, ...change(), ...more }),
		wire.end({ activity_id: NOBODYS_ID, ...change(), ...more }),
		wire.metric("deploys", { value: 1, ...more }),
		wire.badge({ badge: 1, ...more }),
	];
}

/** One request for each operation that says to whom. */
export function eachTargeted(streamKey: string, targeting: Json): RawRequest[] {
	return [
		wire.push({ title: "T", ...targeting }),
		wire.badge({ badge: 1, ...targeting }),
		wire.start({ ...progress(1), ...targeting }),
		wire.put(streamKey, { ...progress(1), ...targeting }),
	];
}

type Send = Pick<Context, "request">;

/** Sends each and expects a 200. */
export async function acceptsAll({ request }: Send, requests: RawRequest[]): Promise<void> {
	for (const one of requests) expect(await request(one)).toMatchObject({ status: 200, body: { success: true } });
}

/** Sends each and expects a 400 whose issues name the field. */
export async function namesField({ request }: Send, path: string, requests: RawRequest[]): Promise<void> {
	for (const one of requests) expect(await request(one)).toMatchObject(badField(path));
}
