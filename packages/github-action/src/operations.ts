/** What each action sends, through the SDK. The API checks the payload, and names what is wrong in it. */
import type { ActivitySmith } from "activitysmith";
import { type Action, InputError, readChannels, required } from "./inputs.ts";
import type { Payload } from "./payload.ts";
import { readPayload, withChannels } from "./payload-input.ts";

interface Call {
	client: ActivitySmith;
	/** The value of the input that `key` names. */
	key: string;
	/** Empty where there may be no payload, and is none. */
	body: Payload;
}

interface Operation {
	/** The input that says what the action is about. */
	key?: "live-activity-id" | "stream-key" | "metric-key";
	/** Whether the API takes channels here. */
	channels?: true;
	/** Whether there may be no payload. */
	optional?: true;
	send(call: Call): Promise<unknown>;
}

const operations: Record<Exclude<Action, "mirror_workflow">, Operation> = {
	send_push_notification: {
		channels: true,
		send: ({ client, body }) => client.notifications.send(body as never),
	},
	stream_live_activity: {
		key: "stream-key",
		channels: true,
		send: ({ client, key, body }) => client.liveActivities.stream(key, body as never),
	},
	end_live_activity_stream: {
		key: "stream-key",
		optional: true,
		send: ({ client, key, body }) =>
			client.liveActivities.endStream(key, Object.keys(body).length === 0 ? undefined : (body as never)),
	},
	start_live_activity: {
		channels: true,
		send: ({ client, body }) => client.liveActivities.start(body as never),
	},
	update_live_activity: {
		key: "live-activity-id",
		send: ({ client, key, body }) => client.liveActivities.update({ ...body, activity_id: key } as never),
	},
	end_live_activity: {
		key: "live-activity-id",
		send: ({ client, key, body }) => client.liveActivities.end({ ...body, activity_id: key } as never),
	},
	update_metric_value: {
		key: "metric-key",
		send: ({ client, key, body }) => client.metrics.updateMetricValue({ key, metricValueUpdateRequest: body as never }),
	},
	update_app_icon_badge_count: {
		channels: true,
		send: ({ client, body: { badge, ...options } }) => client.badgeCount(badge as number, options),
	},
};

/** A request that is ready to go, and what it is about. */
export interface Prepared {
	about: readonly (readonly [string, string])[];
	/** What the workflow should know about its inputs. */
	warnings: string[];
	send(client: ActivitySmith): Promise<unknown>;
}

/** Reads the inputs of an action. @throws InputError */
export function prepare(action: Exclude<Action, "mirror_workflow">): Prepared {
	const operation = operations[action];
	const key = operation.key === undefined ? "" : required(operation.key, action);
	const payload = readPayload();
	if (payload === undefined && !operation.optional) {
		throw new InputError(`payload is missing: ${action} needs it, here or in payload-file-path`);
	}
	const channels = readChannels();
	const body = operation.channels ? withChannels(payload ?? {}, channels) : (payload ?? {});
	return {
		about: operation.key === undefined ? [] : [[operation.key, key]],
		warnings: channels && !operation.channels ? [`channels is set, and means nothing to ${action}`] : [],
		send: (client) => operation.send({ client, key, body }),
	};
}
