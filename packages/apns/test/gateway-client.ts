/** A client of the gateway that is nothing but HTTP/2: it sends what it is told, right or wrong. */
import { sign } from "node:crypto";
import { type ClientHttp2Session, connect, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http2";
import type { FakeApns } from "@activitysmith/apns/testing";

export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
	reason: string | null;
	timestamp?: number;
	json: unknown;
}

export const BUNDLE_ID = "com.activitysmith.app";
export const ACTIVITY_TOPIC = `${BUNDLE_ID}.push-type.liveactivity`;

export interface TokenParts {
	header?: object;
	claims?: object;
	p8?: string;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

interface Issuer {
	keyId: string;
	teamId: string;
	p8: string;
	clock: { now(): number };
}

/** A provider token of the gateway's own key, unless it is told otherwise. */
export function mint(gateway: Issuer, { header, claims, p8 = gateway.p8 }: TokenParts = {}): string {
	const issued = Math.floor(gateway.clock.now() / 1000);
	const head = encode({ alg: "ES256", kid: gateway.keyId, ...header });
	const unsigned = `${head}.${encode({ iss: gateway.teamId, iat: issued, ...claims })}`;
	const signature = sign("sha256", Buffer.from(unsigned), { key: p8, dsaEncoding: "ieee-p1363" });
	return `${unsigned}.${signature.toString("base64url")}`;
}

export interface Sent {
	headers?: OutgoingHttpHeaders;
	/** Headers that are not sent although they would be. */
	without?: string[];
	body?: string | object;
	method?: string;
	path?: string;
}

export interface Client {
	readonly session: ClientHttp2Session;
	/** Of the push that goes to it by default. */
	send(sent: Sent): Promise<Answer>;
	alert(token: string, sent?: Sent): Promise<Answer>;
	/** A Live Activity push. */
	activity(token: string, aps: object, sent?: Sent): Promise<Answer>;
	close(): void;
}

function answerOf(headers: IncomingHttpHeaders, text: string): Answer {
	const json: unknown = text === "" ? null : JSON.parse(text);
	const { reason = null, timestamp } = (json ?? {}) as { reason?: string; timestamp?: number };
	const status = Number(headers[":status"]);
	return { status, headers, text, json, reason, ...(timestamp !== undefined && { timestamp }) };
}

export function openClient(gateway: FakeApns, origin = gateway.origin, jwt = mint(gateway)): Client {
	const session = connect(origin, { ca: gateway.ca });
	// What becomes of a connection is for each request to tell.
	session.on("error", () => undefined);
	const send = ({ headers = {}, without = [], body = "", method = "POST", path = "/" }: Sent) =>
		new Promise<Answer>((resolve, reject) => {
			const all: OutgoingHttpHeaders = { ":method": method, ":path": path, authorization: `bearer ${jwt}`, ...headers };
			for (const name of without) delete all[name];
			const text = typeof body === "string" ? body : JSON.stringify(body);
			const stream = session.request(all, { endStream: text === "" });
			let answer: IncomingHttpHeaders | undefined;
			let received = "";
			stream.setEncoding("utf8");
			stream.on("response", (head) => {
				answer = head;
			});
			stream.on("data", (chunk: string) => {
				received += chunk;
			});
			stream.on("error", reject);
			stream.on("close", () => {
				if (answer && stream.rstCode === 0) resolve(answerOf(answer, received));
				else reject(new Error(`The stream ended with ${stream.rstCode}, without an answer`));
			});
			if (text !== "") stream.end(text);
		});
	const alert = (token: string, sent: Sent = {}) =>
		send({
			path: `/3/device/${token}`,
			body: { aps: { alert: { title: "Backup", body: "Done" } } },
			...sent,
			headers: { "apns-push-type": "alert", "apns-topic": BUNDLE_ID, ...sent.headers },
		});
	const activity = (token: string, aps: object, sent: Sent = {}) =>
		send({
			path: `/3/device/${token}`,
			body: { aps: { timestamp: Math.floor(gateway.clock.now() / 1000), ...aps } },
			...sent,
			headers: { "apns-push-type": "liveactivity", "apns-topic": ACTIVITY_TOPIC, ...sent.headers },
		});
	return { session, send, alert, activity, close: () => session.destroy() };
}

/** What the app decodes, with a title that tells it from others. */
export function contentState(title = "Nightly backup", percentage = 10): object {
	return { version: 1, type: "progress", title, color: "blue", percentage };
}

/** `aps` of a start that a device takes. */
export function start(more: object = {}): object {
	return {
		event: "start",
		"attributes-type": "ActivitySmithAttributes",
		attributes: { activityId: "activity-1", startedAt: 1_700_000_000 },
		"content-state": contentState(),
		"input-push-token": 1,
		alert: { title: "Nightly backup", body: "" },
		...more,
	};
}
