import { liveActivityTypes, type StreamContentState } from "./content-state.ts";
import {
	endLiveActivity,
	endLiveActivityStream,
	reconcileLiveActivityStream,
	startLiveActivity,
	updateLiveActivity,
} from "./generated/sdk.gen.ts";
import type {
	LiveActivityEndResponse,
	LiveActivityStartResponse,
	LiveActivityStreamDeleteResponse,
	LiveActivityStreamPutResponse,
	LiveActivityUpdateResponse,
} from "./generated/types.gen.ts";
import type { CallInit } from "./options.ts";
import type {
	LiveActivityEndRequest,
	LiveActivityStartRequest,
	LiveActivityStreamDeleteRequest,
	LiveActivityStreamRequest,
	LiveActivityUpdateRequest,
} from "./requests.ts";
import { type Method, type RawResult, Resource } from "./resource.ts";
import { type LiveActivityTracker, type TrackOptions, track } from "./track.ts";
import type { ResponseResult } from "./transport.ts";

interface StartParameters {
	liveActivityStartRequest: LiveActivityStartRequest;
}
interface UpdateParameters {
	liveActivityUpdateRequest: LiveActivityUpdateRequest;
}
interface EndParameters {
	liveActivityEndRequest: LiveActivityEndRequest;
}
interface StreamParameters {
	streamKey: string;
	liveActivityStreamRequest: LiveActivityStreamRequest;
}
interface EndStreamParameters {
	streamKey: string;
	liveActivityStreamDeleteRequest?: LiveActivityStreamDeleteRequest | undefined;
}

/**
 * Live Activities. `stream` is the easy way: it starts, updates and renews by itself. With `start`, `update` and `end` you
 * keep the id and do that yourself.
 */
export class LiveActivitiesResource extends Resource {
	/** The types of Live Activities. */
	static readonly types = liveActivityTypes;

	/** Starts a Live Activity. The answer has the `activity_id` for `update` and `end`. */
	declare readonly start: Method<LiveActivityStartRequest, LiveActivityStartResponse>;
	/** Changes a running Live Activity. Fields that are left out keep their values, `null` clears one. */
	declare readonly update: Method<LiveActivityUpdateRequest, LiveActivityUpdateResponse>;
	/** Ends a Live Activity. It leaves the lock screen after 3 minutes unless `auto_dismiss_minutes` says otherwise. */
	declare readonly end: Method<LiveActivityEndRequest, LiveActivityEndResponse>;
	/**
	 * Shows the newest state of the thing that you call `streamKey`: starts a Live Activity, updates it, and replaces it
	 * before iOS would end it.
	 */
	declare readonly stream: (
		streamKey: string,
		request: LiveActivityStreamRequest,
		options?: CallInit,
	) => Promise<LiveActivityStreamPutResponse>;
	/** Ends a stream, if wanted with a last state. Its activity leaves the lock screen after 2 minutes by default. */
	declare readonly endStream: (
		streamKey: string,
		request?: LiveActivityStreamDeleteRequest,
		options?: CallInit,
	) => Promise<LiveActivityStreamDeleteResponse>;

	/** The same as `start`, as earlier versions named it. */
	declare readonly startLiveActivity: Method<StartParameters, LiveActivityStartResponse>;
	/** The same as `update`, as earlier versions named it. */
	declare readonly updateLiveActivity: Method<UpdateParameters, LiveActivityUpdateResponse>;
	/** The same as `end`, as earlier versions named it. */
	declare readonly endLiveActivity: Method<EndParameters, LiveActivityEndResponse>;
	/** The same as `stream`, as earlier versions named it. */
	declare readonly reconcileLiveActivityStream: Method<StreamParameters, LiveActivityStreamPutResponse>;
	/** The same as `endStream`, as earlier versions named it. */
	declare readonly endLiveActivityStream: Method<EndStreamParameters, LiveActivityStreamDeleteResponse>;

	/** The same as `start`, with the response. */
	declare readonly startLiveActivityRaw: Method<StartParameters, RawResult<LiveActivityStartResponse>>;
	/** The same as `update`, with the response. */
	declare readonly updateLiveActivityRaw: Method<UpdateParameters, RawResult<LiveActivityUpdateResponse>>;
	/** The same as `end`, with the response. */
	declare readonly endLiveActivityRaw: Method<EndParameters, RawResult<LiveActivityEndResponse>>;
	/** The same as `stream`, with the response. */
	declare readonly reconcileLiveActivityStreamRaw: Method<StreamParameters, RawResult<LiveActivityStreamPutResponse>>;
	/** The same as `endStream`, with the response. */
	declare readonly endLiveActivityStreamRaw: Method<EndStreamParameters, RawResult<LiveActivityStreamDeleteResponse>>;

	static {
		this.define(startLiveActivity, "startLiveActivity", "start");
		this.define(updateLiveActivity, "updateLiveActivity", "update");
		this.define(endLiveActivity, "endLiveActivity", "end");
		this.define(reconcileLiveActivityStream, "reconcileLiveActivityStream", "stream");
		this.define(endLiveActivityStream, "endLiveActivityStream", "endStream");
	}

	/**
	 * Shows the progress of a job that reports often. The stream starts at once, and what is reported afterwards is sent
	 * at a pace that leaves room for others: never more than one request at a time, always the newest state.
	 *
	 * @example
	 * await using job = client.liveActivities.track("nightly-backup", { title: "Backup", type: "progress", percentage: 0 });
	 * for (const [index, file] of files.entries()) {
	 *   await copy(file);
	 *   job.progress(((index + 1) / files.length) * 100);
	 * }
	 */
	track(streamKey: string, state: StreamContentState, options?: TrackOptions): LiveActivityTracker {
		return track(
			(request, init) =>
				Resource.send(this, reconcileLiveActivityStream, "response", streamKey, request, init) as Promise<
					ResponseResult<unknown>
				>,
			(content_state) => this.endStream(streamKey, { content_state }),
			state,
			options,
		);
	}
}
