import { alertBadge, alertIcon, contentState, liveActivityTypes } from "./content-state.ts";
import { updateAppIconBadgeCount } from "./generated/sdk.gen.ts";
import type { AppIconBadgeCountUpdateResponse } from "./generated/types.gen.ts";
import { LiveActivitiesResource } from "./live-activities.ts";
import { MetricsResource } from "./metrics.ts";
import { NotificationsResource } from "./notifications.ts";
import type { ActivitySmithOptions, CallInit } from "./options.ts";
import type { Audience } from "./requests.ts";
import { Resource } from "./resource.ts";
import { type As, type Client, createTransport, type ResponseResult } from "./transport.ts";

/** The methods of a resource, each resolving to the body with the response, its headers and the rate limit. */
export type WithResponse<Of> = {
	[Name in keyof Of as Name extends `${string}Raw` | "track" | "withResponse" ? never : Name]: Of[Name] extends (
		...args: infer Args
	) => Promise<infer Body>
		? (...args: Args) => Promise<ResponseResult<Body>>
		: WithResponse<Of[Name]>;
};

class API extends Resource {
	/** Push notifications. */
	declare readonly notifications: NotificationsResource;
	/** Live Activities. */
	declare readonly liveActivities: LiveActivitiesResource;
	/** The values that widgets show. */
	declare readonly metrics: MetricsResource;

	constructor(client: Client, as?: As) {
		super(client, as);
		this.notifications = new NotificationsResource(client, as);
		this.liveActivities = new LiveActivitiesResource(client, as);
		this.metrics = new MetricsResource(client, as);
	}

	/** Sets the number on the app icon; 0 clears it. */
	badgeCount(badge: number, options?: Audience, call?: CallInit): Promise<AppIconBadgeCountUpdateResponse> {
		return Resource.send(
			this,
			updateAppIconBadgeCount,
			undefined,
			undefined,
			{ ...options, badge },
			call,
		) as ReturnType<API["badgeCount"]>;
	}
}

/**
 * The client. Make one and keep it.
 *
 * @example
 * const activitysmith = new ActivitySmith(); // the key is in ACTIVITYSMITH_API_KEY
 * await activitysmith.notifications.send({ title: "Backup finished" });
 */
export class ActivitySmith extends API {
	/** The types of Live Activities. */
	static readonly liveActivityTypes = liveActivityTypes;
	static readonly contentState = contentState;
	static readonly alertIcon = alertIcon;
	static readonly alertBadge = alertBadge;
	readonly #transport: Client;

	/** @throws ValidationError when the key is missing or an option is wrong. Nothing else throws: methods reject. */
	constructor(options: ActivitySmithOptions = {}) {
		const transport = createTransport(options);
		super(transport);
		this.#transport = transport;
	}

	/**
	 * The same methods, but they resolve to the body together with the response, its headers, the request id and the state
	 * of the rate limit.
	 *
	 * @example
	 * const { data, rateLimit } = await activitysmith.withResponse().metrics.update("deploy.success_rate", 99.9);
	 */
	withResponse(): WithResponse<ActivitySmith> {
		return new API(this.#transport, "response") as unknown as WithResponse<ActivitySmith>;
	}
}
