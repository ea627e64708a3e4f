/** The two settings that can be wrong. Both are checked when a client is made, before anything is sent. */
import { ValidationError } from "./errors.ts";
import type { ActivitySmithOptions } from "./options.ts";

export function apiKeyFrom(options: ActivitySmithOptions): string {
	if ("document" in globalThis && !options.dangerouslyAllowBrowser) {
		throw new ValidationError("Invalid in a browser");
	}
	const key = (options.apiKey || environment("API_KEY") || "").trim();
	// Fetch would refuse a key with other characters too, with the key in its message.
	if (!/^[!-~]+$/.test(key)) {
		throw new ValidationError("ActivitySmith: apiKey is required");
	}
	return key;
}

/** Without a slash at the end. */
export function baseURLFrom(options: ActivitySmithOptions): string {
	const url = (options.baseURL || environment("BASE_URL") || "https://activitysmith.com/api").replace(/\/+$/, "");
	const insecure = options.allowInsecureHTTP ?? environment("ALLOW_INSECURE_HTTP") === "1";
	// Credentials in the URL would be in every error that names it.
	const credentials = /@/.test(url);
	// After a loopback host there is a port, a path or nothing: `localhost.example` and `localhost@example` are others.
	const secure = /^https:|^http:\/\/(localhost|127(\.\d+){3}|\[::1])([:/]|$)/i;
	if (credentials || !(secure.test(url) || (insecure && /^http:/i.test(url)))) {
		throw new ValidationError("Invalid baseURL");
	}
	return url;
}

function environment(name: string): string | undefined {
	const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
	try {
		return process?.env?.[`ACTIVITYSMITH_${name}`];
	} catch {
		// Deno refuses without --allow-env. That is the same as not set.
	}
}
