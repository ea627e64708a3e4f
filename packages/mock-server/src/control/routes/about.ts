/** What this is, and whether it is the one that was started. */
import packageJson from "../../../package.json" with { type: "json" };
import { ok, timestamp } from "../answer.ts";
import { route } from "../route.ts";
import { Health } from "../schemas.ts";

export const aboutRoutes = [
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
];
