/** Whether a token is the one that a hash was made of, found out in the same time whatever it is. */
import { timingSafeEqual } from "node:crypto";
import { bearerToken, Refusal } from "@activitysmith/core";
import { hashOf } from "../store/ids.ts";

export function isTokenOf(hash: string, token: string): boolean {
	return timingSafeEqual(Buffer.from(hashOf(token), "hex"), Buffer.from(hash, "hex"));
}

export const unauthorized = (message: string) =>
	new Refusal({ status: 401, error: "Unauthorized", message }, { "WWW-Authenticate": "Bearer" });

/** @param what Such as `owner token`. */
export function requireBearer(request: Request, what: string): string {
	const token = bearerToken(request);
	if (token !== undefined) return token;
	throw unauthorized(`No ${what}: send the header Authorization: Bearer <${what}>.`);
}
