/** A server that fails in the ways that servers do, and a port where there is none. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createListener, type Server as Listener } from "node:net";

const answer = (response: ServerResponse, status: number, headers: Record<string, string> = {}) => {
	const body = status < 300 ? { badge: 3 } : { error: "Failed", message: "As it was asked to" };
	response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
};

export interface FailingServer {
	url: string;
	/** Nothing listens there. */
	nowhere: string;
	/** Paths that were asked for. */
	paths: string[];
	close(): Promise<unknown>;
}

/** Answers as the first part of the path says; `otherwise` answers the rest. */
export async function failingServer(
	otherwise: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => answer(response, 404),
): Promise<FailingServer> {
	const seen = new Set<string>();
	const paths: string[] = [];
	const server = createServer((request, response) => {
		const { url: path = "/" } = request;
		paths.push(path);
		switch (path.split("/")[1]) {
			case "busy-once":
				if (seen.has(path)) return answer(response, 200);
				seen.add(path);
				return answer(response, 503, { "retry-after": "0" });
			case "healthy":
				return answer(response, 200);
			case "busy":
				return answer(response, 503, { "retry-after": "60" });
			case "broken":
				return answer(response, 500);
			case "moved":
				return answer(response, 307, { location: "/elsewhere" });
			case "silent":
				return;
			default:
				otherwise(request, response);
		}
	});
	const url = await listening(server);
	const held = await heldPort();
	return {
		url,
		nowhere: `http://127.0.0.1:${held.port}`,
		paths,
		close: () => Promise.all([closed(server), held.free()]),
	};
}

/** A port that is taken, so that no other program comes to listen on it: that of the near end of a connection. */
async function heldPort() {
	const listener = createListener();
	await listening(listener);
	const connection = connect((listener.address() as AddressInfo).port, "127.0.0.1");
	await once(connection, "connect");
	const free = () => {
		connection.destroy();
		listener.close();
	};
	return { port: connection.localPort, free };
}

function listening(server: Listener): Promise<string> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
	});
}

function closed(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
