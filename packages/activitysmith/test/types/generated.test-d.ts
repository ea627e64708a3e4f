/** Whatever our types let through is a body that the generated ones, made from the API's document, let through. */
import type * as sdk from "activitysmith";
import type * as generated from "../../src/generated/types.gen.ts";

/** Compiles only when every `Ours` is a `Theirs`. */
type Within<Theirs, Ours extends Theirs> = Ours;

export type Bodies = [
	Within<generated.PushNotificationRequest, sdk.PushNotificationRequest>,
	Within<generated.LiveActivityStartRequest, sdk.LiveActivityStartRequest>,
	Within<generated.LiveActivityUpdateRequest, sdk.LiveActivityUpdateRequest>,
	Within<generated.LiveActivityEndRequest, sdk.LiveActivityEndRequest>,
	Within<generated.LiveActivityStreamRequest, sdk.LiveActivityStreamRequest>,
	Within<generated.LiveActivityStreamDeleteRequest, sdk.LiveActivityStreamDeleteRequest>,
	Within<generated.MetricValueUpdateRequest, sdk.MetricValueUpdateRequest>,
	Within<generated.AppIconBadgeCountUpdateRequest, sdk.Audience & { badge: number }>,
];

export type States = [
	Within<generated.ContentStateStart, sdk.ContentStateStart>,
	Within<generated.ContentStateUpdate, sdk.ContentStateUpdate>,
	Within<generated.ContentStateEnd, sdk.ContentStateEnd>,
	Within<generated.StreamContentState, sdk.StreamContentState>,
	Within<generated.StreamContentState, sdk.StreamContentStateEnd>,
];

// And the other way round: nothing that the document has is out of reach. Every type of activity, every field of a body.
export type Types = [
	Within<sdk.ContentStateStart["type"], generated.ContentStateStart["type"]>,
	Within<sdk.StreamContentState["type"], NonNullable<generated.StreamContentState["type"]>>,
	Within<sdk.LiveActivityType, Exclude<generated.ContentStateStart["type"], "counter" | "countdown">>,
];

type FieldsOf<Union> = Union extends unknown ? keyof Union : never;
export type Fields = [
	Within<FieldsOf<sdk.PushNotificationRequest>, keyof generated.PushNotificationRequest>,
	Within<FieldsOf<sdk.LiveActivityStartRequest>, keyof generated.LiveActivityStartRequest>,
	Within<FieldsOf<sdk.LiveActivityUpdateRequest>, keyof generated.LiveActivityUpdateRequest>,
	Within<FieldsOf<sdk.LiveActivityEndRequest>, keyof generated.LiveActivityEndRequest>,
	Within<FieldsOf<sdk.LiveActivityStreamRequest>, keyof generated.LiveActivityStreamRequest>,
	Within<FieldsOf<sdk.LiveActivityStreamDeleteRequest>, keyof generated.LiveActivityStreamDeleteRequest>,
	Within<FieldsOf<sdk.ContentStateUpdate>, keyof generated.ContentStateUpdate>,
	Within<FieldsOf<sdk.ContentStateEnd>, keyof generated.ContentStateEnd>,
	Within<FieldsOf<sdk.StreamContentState>, keyof generated.StreamContentState>,
	Within<keyof sdk.TrackPatch, keyof generated.StreamContentState>,
];
