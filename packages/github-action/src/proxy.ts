/** Runners behind a proxy say so in the environment, as they do to every program. */
import * as http from "node:http";

/**
 * Sends what follows through the proxy of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, if there is one. Node before 24.14
 * does so only with `NODE_USE_ENV_PROXY=1` in the environment.
 *
 * @throws when the proxy's address is wrong
 */
export function useProxy(): void {
	const isSet = Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name) && process.env[name] !== "");
	if (isSet && "setGlobalProxyFromEnv" in http) http.setGlobalProxyFromEnv();
}
