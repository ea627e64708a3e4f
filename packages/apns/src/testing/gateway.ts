/** The gateway as a whole: what it is started with, and what a test sees of it. */
import { randomUUID } from "node:crypto";
import type { ServerHttp2Stream } from "node:http2";
import type { Environment } from "../request.ts";
import { AUTHORITY } from "./certificate.ts";
import { MovableClock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import { Journal } from "./journal.ts";
import { Listener, type OnRequest } from "./listener.ts";
import { ProviderKeys } from "./provider-keys.ts";
import { checkPush } from "./push.ts";
import { newToken, Tokens } from "./tokens.ts";

export async function startFakeApns() {
	const clock = new MovableClock("real");
	const keys = new ProviderKeys("FAKETEAM01");
	const key = keys.add();
	const tokens = new Tokens<unknown>();
	const pushes = new Journal(10_000);
	const bundleIds = new Set(["com.activitysmith.app"]);
	const onRequest: OnRequest = (connection, stream, headers, rawHeaders) => {
		const chunks: Buffer[] = [];
		let size = 0;
		stream.on("data", (chunk: Buffer) => {
			size += chunk.length;
			if (size < 20_000) chunks.push(chunk);
		});
		stream.on("end", () => {
			const at = clock.now();
			const call = {
				connection,
				environment: connection.environment,
				method: headers[":method"] ?? "",
				path: headers[":path"] ?? "",
				headers,
				rawHeaders,
				body: Buffer.concat(chunks).toString("utf8"),
				bodyBytes: size,
				at,
			};
			const checked = checkPush(call, { keys, tokens, isBundle: (id) => bundleIds.has(id) });
			if (checked.provider) connection.announceStreams(1000);
			respond(
				connection,
				stream,
				checked.answer.status,
				checked.answer.reason,
				String(headers["apns-id"] ?? randomUUID()),
			);
			pushes.add({
				at,
				environment: connection.environment,
				connection: connection.id,
				method: call.method,
				path: call.path,
				deviceToken: checked.deviceToken ?? null,
				device: null,
				headers: {},
				body: call.body,
				payload: checked.payload ?? null,
				provider: null,
				status: checked.answer.status,
				reason: checked.answer.reason ?? null,
				apnsId: String(headers["apns-id"]),
				fault: null,
				outcome: null,
			});
		});
	};
	const listeners = [true, false].map(
		(secure) =>
			new Listener({
				environment: "development",
				secure,
				host: "127.0.0.1",
				port: 0,
				onConnection: () => undefined,
				onRequest,
			}),
	);
	await Promise.all(listeners.map((listener) => listener.listen()));
	return {
		origin: listeners[0]?.origin ?? "",
		h2cOrigin: listeners[1]?.origin ?? "",
		ca: AUTHORITY,
		...key,
		bundleIds,
		clock,
		pushes,
		addDevice(environment: Environment = "development") {
			const add = (kind: "device" | "push-to-start" | "update" | "widget") =>
				tokens.add({
					token: newToken(kind),
					kind,
					environment,
					bundleId: "com.activitysmith.app",
					owner: null,
					activityId: "a",
				}).token;
			return { tokens: { device: add("device"), pushToStart: add("push-to-start"), update: add("update") } };
		},
		close: () => Promise.all(listeners.map((listener) => listener.close())),
	};
}

function respond(
	connection: Connection,
	stream: ServerHttp2Stream,
	status: number,
	reason: string | undefined,
	id: string,
) {
	if (stream.destroyed) return;
	const headers = {
		":status": status,
		"apns-id": id,
		...(connection.environment === "development" && { "apns-unique-id": randomUUID() }),
	};
	if (!reason) stream.respond(headers, { endStream: true });
	else {
		stream.respond({ ...headers, "content-type": "application/json" });
		stream.end(JSON.stringify({ reason }));
	}
}
