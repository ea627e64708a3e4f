/** The least that answers a PUT with JSON: Hono on its adapter for Node, with no schema, no state. Prints its base URL. */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { ANSWER } from "./answer.ts";

const answer = JSON.parse(ANSWER);
const app = new Hono().basePath("/api");
app.put("/live-activity/stream/:key", async (c) => {
	const { content_state } = await c.req.json();
	return c.json({ ...answer, stream_key: c.req.param("key"), operation: content_state ? "updated" : "noop" });
});
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
	console.log(`http://127.0.0.1:${port}/api`);
});
// One that closes between two rounds would cost the next one its connections.
if ("keepAliveTimeout" in server) server.keepAliveTimeout = 66_000;
