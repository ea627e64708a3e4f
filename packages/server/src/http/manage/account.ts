/** The account: its limits, its API keys and its streams. */
import type { Limits } from "@activitysmith/core";
import { StreamKey } from "@activitysmith/schema";
import * as z from "zod";
import { setLimits } from "../../store/accounts.ts";
import { type ApiKey, createApiKey, listApiKeys, revokeApiKey } from "../../store/api-keys.ts";
import { listChannels } from "../../store/channels.ts";
import { listStreams } from "../../store/streams.ts";
import { type Route, routesOf } from "../route.ts";
import { Id, timeOf } from "../shapes.ts";
import { accountView } from "./accounts.ts";
import { type ManageDesk, notFound, theAccount } from "./desk.ts";
import * as shapes from "./shapes.ts";

const route = routesOf<ManageDesk>();

const keyView = ({ id, name, scope, lastFour, createdAt, revokedAt }: ApiKey) => ({
	id,
	name,
	channels: scope.kind === "all" ? null : [...scope.channels],
	last_four: lastFour,
	created_at: timeOf(createdAt),
	revoked_at: revokedAt === null ? null : timeOf(revokedAt),
});

const streamParams = z.strictObject({ stream_key: StreamKey });

export const accountRoutes: readonly Route<ManageDesk>[] = [
	route({
		id: "getAccount",
		method: "GET",
		path: "/account",
		tag: "Account",
		summary: "The account and its limits",
		answer: shapes.Account,
		async handle({ context }) {
			return accountView(await theAccount(context));
		},
	}),
	route({
		id: "changeLimits",
		method: "PATCH",
		path: "/account/limits",
		tag: "Account",
		summary: "Change the limits",
		description: "What is left out stays. It holds in every process a second later.",
		body: shapes.Limits,
		answer: shapes.Account,
		async handle({ context, body }) {
			const { id, limits } = await theAccount(context);
			const changed: Limits = {
				requestsPerMinute: body.requests_per_minute === undefined ? limits.requestsPerMinute : body.requests_per_minute,
				liveActivities: body.live_activities ?? limits.liveActivities,
			};
			await context.database.transactionOf(id, (session) => setLimits(session, id, changed));
			context.keys.forget();
			return accountView({ id, limits: changed });
		},
	}),
	route({
		id: "listKeys",
		method: "GET",
		path: "/keys",
		tag: "Keys",
		summary: "API keys, oldest first, those that were revoked too",
		answer: z.strictObject({ keys: z.array(shapes.Key) }),
		async handle({ context }) {
			const { id } = await theAccount(context);
			return { keys: (await listApiKeys(context.database.reader, id)).map(keyView) };
		},
	}),
	route({
		id: "createKey",
		method: "POST",
		path: "/keys",
		tag: "Keys",
		summary: "Make an API key",
		body: shapes.NewKey,
		answer: shapes.CreatedKey,
		status: 201,
		errors: { 404: "There is no such channel." },
		async handle({ context: desk, body: { name, channels = null } }) {
			const { id: accountId } = await theAccount(desk);
			const known = new Set((await listChannels(desk.database.reader, accountId)).map(({ slug }) => slug));
			const unknown = channels?.find((slug) => !known.has(slug));
			if (unknown !== undefined) throw notFound("Channel", unknown);
			const scope = channels === null ? { kind: "all" as const } : { kind: "channels" as const, channels };
			const { key, secret } = await desk.database.transaction((session) =>
				createApiKey(session, { accountId, name, scope }, desk.clock.now()),
			);
			return { ...keyView(key), key: secret };
		},
	}),
	route({
		id: "revokeKey",
		method: "DELETE",
		path: "/keys/{id}",
		tag: "Keys",
		summary: "Revoke an API key",
		description: "In this process at once, in others a second later.",
		params: z.strictObject({ id: Id }),
		errors: { 404: "There is no such key, or it was revoked before." },
		async handle({ context: desk, params: { id } }) {
			const { id: accountId } = await theAccount(desk);
			const revoked = await desk.database.transaction((session) =>
				revokeApiKey(session, accountId, id, desk.clock.now()),
			);
			if (!revoked) throw notFound("Key", id);
			desk.keys.forget();
			return undefined;
		},
	}),
	route({
		id: "listStreams",
		method: "GET",
		path: "/streams",
		tag: "Streams",
		summary: "Streams, in the order of their keys",
		query: shapes.StreamQuery,
		answer: z.strictObject({ streams: z.array(shapes.Stream) }),
		async handle({ context, query: { after = "", limit = "100" } }) {
			const { id } = await theAccount(context);
			const streams = await listStreams(context.database.reader, id, { after, limit: Number(limit) });
			return {
				streams: streams.map(({ key, activityId, paused, lastPutAt }) => ({
					stream_key: key,
					activity_id: activityId,
					paused,
					last_put_at: timeOf(lastPutAt),
				})),
			};
		},
	}),
	...(["pause", "resume"] as const).map((verb) =>
		route({
			id: `${verb}Stream`,
			method: "POST",
			path: `/streams/{stream_key}/${verb}`,
			tag: "Streams",
			summary: verb === "pause" ? "Take a stream off the screens" : "Let the next PUT start the stream again",
			...(verb === "pause" && { description: "Its slot is free; PUTs go on being accepted, and the latest is kept." }),
			params: streamParams,
			errors: { 404: "There is no such stream." },
			async handle({ context, params: { stream_key } }) {
				const account = await theAccount(context);
				await context.service[`${verb}Stream`](account, stream_key);
				return undefined;
			},
		}),
	),
];
