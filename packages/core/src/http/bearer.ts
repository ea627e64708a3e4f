import type { Incoming } from "./incoming.ts";

/** The key in `Authorization: Bearer <key>`; `undefined` when there is none, or another scheme. */
export function bearerToken(request: Incoming): string | undefined {
	return /^bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}
