/** What an operator does: channels, and streams that are paused. */
import { done } from "../respond.ts";
import { route } from "../route.ts";
import { ChannelBody } from "../seeds.ts";

export const streamRoutes = [
	route({
		id: "setChannel",
		method: "PUT",
		path: "/channels/{slug}",
		tag: "Streams",
		scope: "the account",
		summary: "Describe a channel",
		description: "Devices that join get the channel's Live Activities with the next PUT of their streams.",
		body: ChannelBody,
		answers: { 204: { description: "Described." } },
		handle: ({ scope, params: { slug = "" }, body }) => {
			scope.setChannel(slug, body);
			return done();
		},
	}),
	route({
		id: "removeChannel",
		method: "DELETE",
		path: "/channels/{slug}",
		tag: "Streams",
		scope: "the account",
		summary: "Remove a channel",
		answers: { 204: { description: "There is no such channel now." } },
		handle: ({ scope, params: { slug = "" } }) => {
			scope.setChannel(slug, null);
			return done();
		},
	}),
	route({
		id: "pauseStream",
		method: "POST",
		path: "/streams/{stream_key}/pause",
		tag: "Streams",
		scope: "the account",
		summary: "Take a stream off the screens",
		answers: { 204: { description: "Paused. PUTs are accepted, kept, and answered with `paused`." } },
		handle: async ({ scope, params: { stream_key = "" } }) => {
			await scope.pauseStream(stream_key);
			return done();
		},
	}),
	route({
		id: "resumeStream",
		method: "POST",
		path: "/streams/{stream_key}/resume",
		tag: "Streams",
		scope: "the account",
		summary: "Let a stream go on",
		answers: { 204: { description: "The next PUT starts it again." } },
		handle: async ({ scope, params: { stream_key = "" } }) => {
			await scope.resumeStream(stream_key);
			return done();
		},
	}),
];
