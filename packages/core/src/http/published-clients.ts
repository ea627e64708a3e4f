/**
 * Published clients of the hosted service work unchanged, although some are generated from a document that differs from
 * the contract. What they fill in by themselves is taken away before a request is checked, and what they cannot do without
 * is added to their answers. All of it was seen in the PyPI package `activitysmith` 1.14.0. Whoever writes requests by hand
 * is told of such fields: there they are mistakes.
 */
import type { OperationId } from "@activitysmith/schema";
import { withoutTimerDefaults } from "../rules/timer-defaults.ts";
import type { HeaderFields } from "./incoming.ts";

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const clientOf = (headers: HeaderFields) => headers.get("x-activitysmith-sdk") ?? "";

/** The client for Node sends what it is given. Those of other languages, in 1.x, are generated with a class for each body. */
const fillsIn = (client: string) => /^(?!node-)[a-z]+-v[01]\./.test(client);

/** The default method of a webhook, on a button that opens a link. */
function withoutWebhookDefault(action: unknown): unknown {
	if (!isObject(action) || action.type !== "open_url" || action.method !== "POST") return action;
	const { method: _, ...rest } = action;
	return rest;
}

/** A state that names no type is looked at when it is merged: the type is known there. */
function withoutDefaults(state: unknown): unknown {
	return isObject(state) && "type" in state ? withoutTimerDefaults(state, state.type) : state;
}

const cleaned: Record<string, (value: unknown) => unknown> = {
	action: withoutWebhookDefault,
	secondary_action: withoutWebhookDefault,
	actions: (actions) => (Array.isArray(actions) ? actions.map(withoutWebhookDefault) : actions),
	content_state: withoutDefaults,
};

/** The body as its sender means it. */
export function meant(body: unknown, headers: HeaderFields): unknown {
	if (!isObject(body) || !fillsIn(clientOf(headers))) return body;
	let result = body;
	for (const [field, clean] of Object.entries(cleaned)) {
		if (body[field] !== undefined) result = { ...result, [field]: clean(body[field]) };
	}
	return result;
}

/** The body of a 200 as its reader can take it. */
export function readable(body: unknown, operation: OperationId, headers: HeaderFields): unknown {
	if (operation !== "updateAppIconBadgeCount" || !/^python-v[01]\./.test(clientOf(headers))) return body;
	// Its model has the counts under newer names, and a list of channels that cannot be null.
	const { devices_notified, users_notified, effective_channel_slugs } = body as Fields;
	const counts = { devices_updated: devices_notified, users_updated: users_notified };
	return { ...(body as Fields), ...counts, effective_channel_slugs: effective_channel_slugs ?? [] };
}
