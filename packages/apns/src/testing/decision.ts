/** What Apple makes of a request, before anything comes of it. */
import type { ProviderToken } from "./provider-keys.ts";
import type { Answer } from "./reasons.ts";

export interface Decision {
	answer: Answer;
	/** As soon as it is known to be good. */
	provider?: ProviderToken;
	/** In the path, if one is. */
	deviceToken?: string;
	/** The body, as soon as it has been read. */
	payload?: Record<string, unknown>;
}
