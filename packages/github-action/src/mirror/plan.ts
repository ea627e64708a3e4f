/** What the step, the poller and the post step agree on: made by the first, and given on to the others as JSON. */
import { join } from "node:path";
import type { ActivitySmith } from "activitysmith";
import type { Payload } from "../payload.ts";
import type { Run } from "./job.ts";
import type { Look, State } from "./state.ts";

export interface Plan {
	streamKey: string;
	/** Empty for the SDK's default. */
	baseURL: string;
	/** Milliseconds. */
	interval: number;
	/** Where the poller and the post step meet: the poller lives no longer than it. */
	folder: string;
	look: Look;
	/** What the stream carries beside its state. */
	request: Payload;
	run: Run;
}

/** What the poller is told beside the plan, on its standard input: neither its arguments nor a file have the key. */
export interface PollerStart {
	plan: Plan;
	apiKey: string;
	token: string;
	shown: State | undefined;
}

/** What the post step learns of the poller: from its start, and from what it leaves when it is done. */
export interface PollerTrace {
	pid?: number | undefined;
	shown?: State | undefined;
}

export const stopFile = (plan: Plan) => join(plan.folder, "stop");
export const doneFile = (plan: Plan) => join(plan.folder, "done");
export const logFile = (plan: Plan) => join(plan.folder, "log");

type LiveActivities = ActivitySmith["liveActivities"];
type StreamRequest = Parameters<LiveActivities["stream"]>[1];
type EndRequest = Exclude<Parameters<LiveActivities["endStream"]>[1], undefined>;

/** @param first whether nothing has been shown yet: an alert rings each time that it is sent */
export function streamRequest({ request }: Plan, state: State, first: boolean): StreamRequest {
	const { alert, ...rest } = withoutWhatIsNotShown(request, state);
	return { ...rest, ...(first && alert !== undefined && { alert }), content_state: state } as StreamRequest;
}

/** The end goes to whoever has the activity. Its buttons stay when they are sent again. */
export function endRequest({ request }: Plan, state: State): EndRequest {
	const { alert: _alert, target: _target, channels: _channels, ...rest } = withoutWhatIsNotShown(request, state);
	return { ...rest, content_state: state } as EndRequest;
}

/** A timer has no room for a second button. */
function withoutWhatIsNotShown(request: Payload, { type }: State): Payload {
	const { secondary_action: _secondary, ...rest } = request;
	return type === "timer" ? rest : request;
}
