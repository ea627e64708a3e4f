/** Channels and metrics. */
import { invalid, Refusal } from "@activitysmith/core";
import * as z from "zod";
import type { Session } from "../../database/database.ts";
import { createChannel, listChannels, removeChannel, setMembers } from "../../store/channels.ts";
import { defineMetric, listMetrics, type Metric, removeMetric } from "../../store/metrics.ts";
import { type Route, routesOf } from "../route.ts";
import { timeOf } from "../shapes.ts";
import { type ManageDesk, notFound, theAccount } from "./desk.ts";
import * as shapes from "./shapes.ts";

const route = routesOf<ManageDesk>();

interface Members {
	users?: readonly string[] | undefined;
	devices?: readonly string[] | undefined;
}

async function fill(session: Session, accountId: string, slug: string, { users = [], devices = [] }: Members) {
	const [stranger] = await setMembers(session, accountId, slug, { users, devices });
	if (stranger === undefined) return;
	const path = users.includes(stranger) ? "users" : "devices";
	throw invalid([{ path, message: `holds an id that the account does not have: ${stranger}` }]);
}

function changed(before: readonly string[], add: readonly string[] = [], remove: readonly string[] = []): string[] {
	return [...new Set([...before, ...add])].filter((id) => !remove.includes(id)).sort();
}

const slugParams = z.strictObject({ slug: shapes.Slug });
const keyParams = z.strictObject({ key: shapes.Metric });

function metricView({ key, label, format, sample }: Metric) {
	return {
		key,
		label,
		format: format as { kind: string } | null,
		value: sample?.value ?? null,
		at: sample ? timeOf(sample.at) : null,
	};
}

export const channelRoutes: readonly Route<ManageDesk>[] = [
	route({
		id: "listChannels",
		method: "GET",
		path: "/channels",
		tag: "Channels",
		summary: "Channels, with who is in them",
		answer: z.strictObject({ channels: z.array(shapes.Channel) }),
		async handle({ context }) {
			const { id } = await theAccount(context);
			const channels = await listChannels(context.database.reader, id);
			return {
				channels: channels.map(({ slug, users, devices }) => ({ slug, users: [...users], devices: [...devices] })),
			};
		},
	}),
	route({
		id: "createChannel",
		method: "POST",
		path: "/channels",
		tag: "Channels",
		summary: "Make a channel",
		body: shapes.NewChannel,
		answer: shapes.Channel,
		status: 201,
		errors: { 409: "There is such a channel already." },
		async handle({ context: desk, body: { slug, users = [], devices = [] } }) {
			const { id } = await theAccount(desk);
			await desk.database.transactionOf(id, async (session) => {
				if (!(await createChannel(session, id, slug))) {
					throw new Refusal({ status: 409, error: "Channel exists", message: `There is a channel ${slug} already.` });
				}
				await fill(session, id, slug, { users, devices });
			});
			desk.changed(id);
			return { slug, users, devices };
		},
	}),
	route({
		id: "setMembers",
		method: "PUT",
		path: "/channels/{slug}/members",
		tag: "Channels",
		summary: "Say who is in a channel",
		description: "All at once: who is left out is no longer in it.",
		params: slugParams,
		body: shapes.Members,
		answer: shapes.Channel,
		errors: { 404: "There is no such channel." },
		async handle({ context: desk, params: { slug }, body: { users = [], devices = [] } }) {
			const { id } = await theAccount(desk);
			await desk.database.transactionOf(id, async (session) => {
				const known = (await listChannels(session, id)).some((channel) => channel.slug === slug);
				if (!known) throw notFound("Channel", slug);
				await fill(session, id, slug, { users, devices });
			});
			desk.changed(id);
			return { slug, users, devices };
		},
	}),
	route({
		id: "changeMembers",
		method: "PATCH",
		path: "/channels/{slug}/members",
		tag: "Channels",
		summary: "Add to a channel, and take out of it",
		description: "Whom it does not name stays as they are. Who is both added and removed is not in it afterwards.",
		params: slugParams,
		body: shapes.MemberChanges,
		answer: shapes.Channel,
		errors: { 404: "There is no such channel." },
		async handle({ context: desk, params: { slug }, body: { add = {}, remove = {} } }) {
			const { id } = await theAccount(desk);
			const members = await desk.database.transactionOf(id, async (session) => {
				const channel = (await listChannels(session, id)).find((known) => known.slug === slug);
				if (!channel) throw notFound("Channel", slug);
				const after = {
					users: changed(channel.users, add.users, remove.users),
					devices: changed(channel.devices, add.devices, remove.devices),
				};
				await fill(session, id, slug, after);
				return after;
			});
			desk.changed(id);
			return { slug, ...members };
		},
	}),
	route({
		id: "removeChannel",
		method: "DELETE",
		path: "/channels/{slug}",
		tag: "Channels",
		summary: "Remove a channel",
		description: "Its members stay. Keys that reach it alone reach nobody any more.",
		params: slugParams,
		errors: { 404: "There is no such channel." },
		async handle({ context: desk, params: { slug } }) {
			const { id } = await theAccount(desk);
			const removed = await desk.database.transactionOf(id, (session) => removeChannel(session, id, slug));
			if (!removed) throw notFound("Channel", slug);
			desk.changed(id);
			return undefined;
		},
	}),
	route({
		id: "listMetrics",
		method: "GET",
		path: "/metrics",
		tag: "Metrics",
		summary: "Metrics, with their newest values",
		answer: z.strictObject({ metrics: z.array(shapes.MetricView) }),
		async handle({ context }) {
			const { id } = await theAccount(context);
			return { metrics: (await listMetrics(context.database.reader, id)).map(metricView) };
		},
	}),
	route({
		id: "defineMetric",
		method: "PUT",
		path: "/metrics/{key}",
		tag: "Metrics",
		summary: "Make a metric, or change how widgets show it",
		description: "A value that has come stays.",
		params: keyParams,
		body: shapes.MetricDefinition,
		async handle({ context: desk, params: { key }, body: { label = null, format = null } }) {
			const { id } = await theAccount(desk);
			await desk.database.transactionOf(id, (session) => defineMetric(session, id, { key, label, format }));
			desk.changed(id);
			return undefined;
		},
	}),
	route({
		id: "removeMetric",
		method: "DELETE",
		path: "/metrics/{key}",
		tag: "Metrics",
		summary: "Remove a metric and its value",
		params: keyParams,
		errors: { 404: "There is no such metric." },
		async handle({ context: desk, params: { key } }) {
			const { id } = await theAccount(desk);
			const removed = await desk.database.transactionOf(id, (session) => removeMetric(session, id, key));
			if (!removed) throw notFound("Metric", key);
			desk.changed(id);
			return undefined;
		},
	}),
];
