/** What the methods take: the generated bodies, with the rules that a document of the API can't say. */
import type {
	ContentStateEnd,
	ContentStateStart,
	ContentStateUpdate,
	StreamContentState,
	StreamContentStateEnd,
} from "./content-state.ts";
import { ValidationError } from "./errors.ts";
import type {
	ChannelTarget,
	LiveActivityEndRequest as EndBody,
	LiveActivityStreamDeleteRequest as EndStreamBody,
	PushNotificationRequest as PushBody,
	PushNotificationAction,
	LiveActivityStartRequest as StartBody,
	LiveActivityStreamRequest as StreamBody,
	LiveActivityUpdateRequest as UpdateBody,
} from "./generated/types.gen.ts";

/** Who gets it. Without it, everything in the scope of the API key. */
export type Audience =
	| { target?: ChannelTarget; channels?: never }
	/** Short for `target.channels`. */
	| { target?: never; channels?: string[] };

/** Media, or buttons. */
type Attachment =
	| {
			/** The https URL of an image, a sound or a video. Tapping opens it unless there is a `redirection`. */
			media?: string;
			actions?: never[];
	  }
	| {
			media?: never;
			/** At most four buttons. */
			actions?: PushNotificationAction[];
	  };

export type PushNotificationRequest = Omit<PushBody, "media" | "actions" | "target" | "channels"> &
	Attachment &
	Audience;

export type LiveActivityStartRequest = Omit<StartBody, "content_state" | "target" | "channels"> & {
	content_state: ContentStateStart;
} & Audience;

export type LiveActivityUpdateRequest = Omit<UpdateBody, "content_state"> & { content_state: ContentStateUpdate };

export type LiveActivityEndRequest = Omit<EndBody, "content_state"> & { content_state: ContentStateEnd };

export type LiveActivityStreamRequest = Omit<StreamBody, "content_state" | "target" | "channels"> & {
	content_state: StreamContentState;
} & Audience;

export type LiveActivityStreamDeleteRequest = Omit<EndStreamBody, "content_state"> & {
	content_state?: StreamContentStateEnd;
};

/**
 * Moves `channels` to where the hosted service reads them, and refuses what would do something else than was meant: no
 * channels at all would be everyone, of two different lists one would lose, and so would media beside buttons.
 */
export function checked(request: object): object {
	const { channels, ...rest } = request as Partial<PushBody>;
	const { target, media, actions } = rest;
	if (media && actions?.length) throw new ValidationError("Invalid media");
	// An empty list, or null from somewhere, looks like nobody and would be everyone.
	if (channels === undefined) return rest;
	if (!channels?.length || (target && `${target.channels}` !== `${channels}`)) {
		throw new ValidationError("Invalid channels");
	}
	return { ...rest, target: { channels } };
}
