/** What this is, whether it is the one that was started, and what it offers. */
import * as z from "zod";
import packageJson from "../../../package.json" with { type: "json" };
import { magicValues } from "../../magic.ts";
import { Health, Index, MagicValues } from "../answers.ts";
import { ok, timestamp } from "../respond.ts";
import { route } from "../route.ts";

export const aboutRoutes = [
	route({
		id: "getIndex",
		method: "GET",
		path: "",
		tag: "Mock",
		summary: "What there is",
		answers: { 200: { description: "Every route, in a line.", schema: Index } },
		handle: ({ routes }) =>
			ok({
				name: packageJson.name,
				version: packageJson.version,
				documentation: "/_mock/openapi.json",
				routes: routes.map(({ method, path, summary }) => ({ method, path: `/_mock${path || "/"}`, summary })),
			}),
	}),
	route({
		id: "getHealth",
		method: "GET",
		path: "/health",
		tag: "Mock",
		summary: "Whether it answers, and which one it is",
		answers: { 200: { description: "It does.", schema: Health } },
		handle: ({ mock: { clock }, instance }) =>
			ok({ instance, version: packageJson.version, clock: clock.kind, now: timestamp(clock.now()) }),
	}),
	route({
		id: "getMagicValues",
		method: "GET",
		path: "/magic",
		tag: "Mock",
		summary: "Values that stand for an error or a state",
		description: "For tests that can change a key or a name, and nothing else.",
		answers: { 200: { description: "All of them.", schema: MagicValues } },
		handle: () => ok({ values: magicValues }),
	}),
	route({
		id: "getDocument",
		method: "GET",
		path: "/openapi.json",
		tag: "Mock",
		summary: "This document",
		answers: { 200: { description: "The OpenAPI document of the control routes.", schema: z.looseObject({}) } },
		handle: async ({ routes }) => {
			const { buildControlDocument } = await import("../document.ts");
			return ok(buildControlDocument(routes));
		},
	}),
];
