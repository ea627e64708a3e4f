/** Whose request it is, in Apple's order of refusals. */
import { type Call, header } from "./call.ts";
import type { ProviderKeys, ProviderToken } from "./provider-keys.ts";
import { type Answer, refuse } from "./reasons.ts";

export function authenticate(call: Call, keys: ProviderKeys): { token: ProviderToken } | { refused: Answer } {
	const [scheme, jwt, ...rest] = (header(call, "authorization") ?? "").split(" ");
	if (scheme?.toLowerCase() !== "bearer" || !jwt || rest.length > 0) return { refused: refuse("MissingProviderToken") };
	const token = keys.read(jwt);
	const refused = token ? call.connection.refuseToken(jwt, token, call.at) : refuse("InvalidProviderToken");
	return token && !refused ? { token } : { refused: refused ?? refuse("InvalidProviderToken") };
}
