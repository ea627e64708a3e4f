/** On whose behalf tools act, and where the API is. */
import ActivitySmith from "activitysmith";
import type { Owner } from "./management.ts";

export interface Identity {
	/** An API key, as `ask_…`. */
	apiKey: string;
	/**
	 * Base URL of the API.
	 *
	 * @default ACTIVITYSMITH_BASE_URL, else the hosted service
	 */
	baseURL?: string | undefined;
	/** The owner of a server of one's own: with it there are tools that look into its history, and pause streams. */
	owner?: Owner | undefined;
}

/** @throws ValidationError of the SDK when the key or the address is not valid. */
export function clientOf({ apiKey, baseURL }: Identity): ActivitySmith {
	return new ActivitySmith({ apiKey, ...(baseURL && { baseURL }) });
}
