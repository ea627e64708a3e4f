/** Node's HTTP server around an application of the web. */
import type { Server } from "node:http";
import { type Answer, adapt } from "./adapter.ts";
import { createHttpServer } from "./http-server.ts";

export { listenOn } from "./http-server.ts";

export function createNodeServer(answer: Answer): Server {
	return createHttpServer(adapt(answer));
}
