/** The operations of the API that are tools. What they take and answer is said by the schemas of the operations. */
import { type Operation, operations } from "@activitysmith/schema";
import type { McpServer, ToolAnnotations } from "@modelcontextprotocol/server";
import type ActivitySmith from "activitysmith";
import type { CallOptions } from "activitysmith";
import type * as z from "zod";
import { answering } from "./result.ts";
import { inputSchema, outputSchema } from "./standard-schema.ts";

interface Definition {
	name: string;
	operation: Operation;
	hints: ToolAnnotations;
	/** @param key the parameter of the path, if there is one. The body is what its schema says. */
	send(client: ActivitySmith, body: never, key: string, options: CallOptions): Promise<object>;
}

const setsState = { destructiveHint: false, idempotentHint: true };

const definitions: readonly Definition[] = [
	{
		name: "send_push_notification",
		operation: operations.sendPushNotification,
		hints: { destructiveHint: false, idempotentHint: false },
		send: (client, body, _, options) => client.notifications.send(body, options),
	},
	{
		name: "set_live_activity_stream",
		operation: operations.reconcileLiveActivityStream,
		hints: setsState,
		send: (client, body, key, options) => client.liveActivities.stream(key, body, options),
	},
	{
		name: "end_live_activity_stream",
		operation: operations.endLiveActivityStream,
		hints: { destructiveHint: true, idempotentHint: true },
		send: (client, body, key, options) => client.liveActivities.endStream(key, body, options),
	},
	{
		name: "update_app_icon_badge_count",
		operation: operations.updateAppIconBadgeCount,
		hints: setsState,
		send(client, body: { badge: number }, _, options) {
			const { badge, ...audience } = body;
			return client.badgeCount(badge, audience, options);
		},
	},
	{
		name: "set_widget_metric_value",
		operation: operations.updateMetricValue,
		hints: setsState,
		send: (client, body, key, options) => client.metrics.update(key, body, undefined, options),
	},
];

/** Over HTTP there is a server for each request, so what does not depend on who asks is made once. */
const tools = definitions.map(({ name, operation, hints, send }) => {
	const { summary, description, params, success } = operation;
	// Parameters of the path stand beside the fields of the body.
	const input = (operation.body as z.ZodObject).safeExtend(params);
	const [keyName = ""] = Object.keys(params);
	const config = {
		title: summary,
		description,
		inputSchema: inputSchema(input),
		outputSchema: outputSchema(success),
		// What is out there is people's devices.
		annotations: { readOnlyHint: false, openWorldHint: true, ...hints },
	};
	return { name, config, keyName, send };
});

export function addApiTools(server: McpServer, client: ActivitySmith): void {
	for (const { name, config, keyName, send } of tools) {
		server.registerTool(name, config, (given, { mcpReq }) =>
			answering(mcpReq.signal, (signal) => {
				const { [keyName]: key, ...body } = given as Record<string, unknown>;
				return send(client, body as never, key as string, { signal });
			}),
		);
	}
}
