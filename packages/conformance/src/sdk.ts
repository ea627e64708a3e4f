/** Makes the calls through our SDK, each once: what a retry would hide is what a case wants to see. */
import { ActivitySmith, type ActivitySmithError, APIError } from "activitysmith";
import type { CallInput, Connect, Json } from "./driver.ts";
import type { OperationId } from "./operations.ts";
import { CallFailure } from "./process/failure.ts";
import type { MakeCall } from "./sdk-cases/case.ts";

type Call = (sdk: ActivitySmith, input: CallInput) => Promise<unknown>;

/** Bodies go in as cases have them: what the types of the SDK refuse is for the service to refuse. */
const calls: Record<OperationId, Call> = {
	sendPushNotification: (sdk, { body, ...more }) => sdk.notifications.send(body as never, options(more)),
	reconcileLiveActivityStream: (sdk, { body, params }) =>
		sdk.liveActivities.stream(params?.stream_key ?? "", body as never),
	endLiveActivityStream: (sdk, { body, params }) =>
		sdk.liveActivities.endStream(params?.stream_key ?? "", body as never),
	startLiveActivity: (sdk, { body, ...more }) => sdk.liveActivities.start(body as never, options(more)),
	updateLiveActivity: (sdk, { body }) => sdk.liveActivities.update(body as never),
	endLiveActivity: (sdk, { body }) => sdk.liveActivities.end(body as never),
	updateMetricValue: (sdk, { body, params }) => sdk.metrics.update(params?.key ?? "", body as never),
	updateAppIconBadgeCount: (sdk, { body = {} }) => {
		const { badge, ...audience } = body;
		return sdk.badgeCount(badge as number, audience);
	},
};

function options({ idempotencyKey }: CallInput) {
	return idempotencyKey === undefined ? {} : { idempotencyKey };
}

function failureOf(error: unknown): CallFailure {
	const { name, message, attempts } = error as ActivitySmithError;
	const failure = { class: name, message, ...(attempts !== undefined && { attempts }) };
	if (!(error instanceof APIError)) return new CallFailure(failure);
	const { status, body, retryAfter } = error;
	const json = typeof body === "object" && body !== null ? (body as Json) : {};
	return new CallFailure({ ...failure, status, body: json, ...(retryAfter !== undefined && { retryAfter }) });
}

/** Makes a call with our SDK, as a driver of another language does with its own. */
export const callSdk: MakeCall = async (settings, { operation, ...input }) => {
	try {
		const sdk = new ActivitySmith(settings);
		return (await calls[operation](sdk, input)) as Json;
	} catch (error) {
		throw failureOf(error);
	}
};

export const connectSdk: Connect = ({ baseURL, apiKey, fetch }) => {
	// How long a call may take is for the runner to say, who waits when the rate is used up.
	const sdk = new ActivitySmith({ baseURL, apiKey, fetch, maxRetries: 0, timeout: 2_147_483_647 });
	return {
		async call(operation, input) {
			try {
				return (await calls[operation](sdk, input)) as Json;
			} catch (error) {
				throw failureOf(error);
			}
		},
	};
};
