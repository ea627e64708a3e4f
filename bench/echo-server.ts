/** A server that answers every request with the same body, in a process of its own. Prints its URL. */
import { createServer } from "node:http";
import { ANSWER } from "./answer.ts";

const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(ANSWER) };
const server = createServer((request, response) => {
	request.resume().once("end", () => response.writeHead(200, headers).end(ANSWER));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	if (typeof address === "object" && address) console.log(`http://127.0.0.1:${address.port}/api`);
});
