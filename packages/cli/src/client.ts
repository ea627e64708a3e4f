/** The SDK's client, by what the command line and the environment say. */
import { ActivitySmith, type ActivitySmithOptions, ValidationError } from "activitysmith";
import { UsageError } from "./failure.ts";
import type { Values } from "./table/flag.ts";
import type { globalFlags } from "./table/flags.ts";

export type Settings = Pick<Values<typeof globalFlags>, "api-key" | "base-url">;

export const hostedURL = "https://activitysmith.com/api";

export function settingsOf(flags: Settings): { apiKey: string | undefined; baseURL: string } {
	const { "api-key": key, "base-url": url } = flags;
	return {
		apiKey: (key || process.env.ACTIVITYSMITH_API_KEY)?.trim() || undefined,
		baseURL: url || process.env.ACTIVITYSMITH_BASE_URL || hostedURL,
	};
}

/** @throws UsageError when the key is missing or the address is no API's */
export function createClient(flags: Settings, options: ActivitySmithOptions = {}): ActivitySmith {
	const { apiKey, baseURL } = settingsOf(flags);
	if (apiKey === undefined) {
		throw new UsageError("The API key is missing: set ACTIVITYSMITH_API_KEY, or give --api-key");
	}
	if (!/^[!-~]+$/.test(apiKey)) throw new UsageError("The API key has characters that no key has, such as a space");
	try {
		return new ActivitySmith({ apiKey, baseURL, ...options });
	} catch (error) {
		if (!(error instanceof ValidationError)) throw error;
		throw new UsageError(
			"--base-url, or ACTIVITYSMITH_BASE_URL, takes an https URL without credentials; http only to this machine, or with ACTIVITYSMITH_ALLOW_INSECURE_HTTP=1",
		);
	}
}
