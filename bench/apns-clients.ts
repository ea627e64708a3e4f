/** The clients that are compared, each as its documentation shows it. `send` resolves to why it failed, or `null`. */
import { randomUUID, sign } from "node:crypto";
import { connect } from "node:http2";
import tls from "node:tls";
import { createApnsClient, type PushRequest, type PushResult } from "@activitysmith/apns";
import type { Target } from "./apns-target.ts";

type Send = (index: number) => Promise<string | null>;

/** What every push changes. */
const contentState = (index: number) => ({
	...{ version: 1, type: "progress", title: "Nightly database backup", subtitle: "upload archive", color: "blue" },
	percentage: index % 100,
});
const timestamp = () => Math.floor(Date.now() / 1000);
const aps = (index: number) => ({ timestamp: timestamp(), event: "update", "content-state": contentState(index) });
const headers = (topic: string) =>
	({
		"apns-push-type": "liveactivity",
		"apns-topic": topic,
		"apns-priority": "5",
		"apns-expiration": String(timestamp() + 3600),
		"apns-id": randomUUID(),
	}) as const;

function ours({ origin, p8, keyId, teamId, topic, tokens }: Target, ca: string): Send {
	const client = createApnsClient({
		...{ providerKey: { key: p8, keyId, teamId }, origins: { push: origin }, ca },
		// How long a busy machine takes is not what is measured.
		deadline: 60_000,
	});
	const reasonOf = ({ status, reason }: PushResult) => (status === 200 ? null : String(reason));
	return (index) => {
		const request: PushRequest = {
			environment: "production",
			deviceToken: tokens[index % tokens.length] ?? "",
			headers: headers(topic),
			body: JSON.stringify({ aps: aps(index) }),
			whenAmbiguous: "resend",
		};
		return client.send(request).then(reasonOf);
	};
}

function bearer({ p8, keyId, teamId }: Target): string {
	const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
	const signed = `${encode({ alg: "ES256", kid: keyId })}.${encode({ iss: teamId, iat: timestamp() })}`;
	const signature = sign("sha256", Buffer.from(signed), { key: p8, dsaEncoding: "ieee-p1363" });
	return `bearer ${signed}.${signature.toString("base64url")}`;
}

/** Nothing but what a push takes: it minds no limit and no failure. */
function bare(target: Target, ca: string): Send {
	const { origin, topic, tokens } = target;
	const authorization = bearer(target);
	const session = connect(origin, { ca });
	return (index) =>
		new Promise((resolve, reject) => {
			const stream = session.request({
				":method": "POST",
				":path": `/3/device/${tokens[index % tokens.length]}`,
				authorization,
				...headers(topic),
			});
			let status = 0;
			stream.on("response", (answer) => {
				status = answer[":status"] ?? 0;
			});
			stream.on("error", reject).on("close", () => resolve(status === 200 ? null : String(status)));
			stream.resume().end(JSON.stringify({ aps: aps(index) }));
		});
}

async function undici(target: Target, ca: string): Promise<Send> {
	const { Client } = await import("undici");
	const { origin, topic, tokens } = target;
	const authorization = bearer(target);
	const client = new Client(origin, { allowH2: true, connect: { ca }, h2Options: { maxConcurrentStreams: 1000 } });
	return async (index) => {
		const { statusCode, body } = await client.request({
			method: "POST",
			path: `/3/device/${tokens[index % tokens.length]}`,
			headers: { authorization, ...headers(topic) },
			body: JSON.stringify({ aps: aps(index) }),
		});
		await body.dump();
		return statusCode === 200 ? null : String(statusCode);
	};
}

async function nodeApn({ origin, p8, keyId, teamId, topic, tokens }: Target, ca: string): Promise<Send> {
	const { default: apn } = await import("@parse/node-apn");
	const { hostname, port } = new URL(origin);
	const provider = new apn.Provider({
		...{ token: { key: p8, keyId, teamId }, address: hostname, port: Number(port), ca: [ca] },
		requestTimeout: 60_000,
	});
	return async (index) => {
		const { "apns-id": id, "apns-expiration": expiry } = headers(topic);
		const notification = new apn.Notification();
		Object.assign(notification, { ...{ topic, id, expiry: Number(expiry) }, pushType: "liveactivity", priority: 5 });
		notification.rawPayload = { aps: aps(index) };
		const { failed } = await provider.send(notification, tokens[index % tokens.length] ?? "");
		const [failure] = failed;
		return failure ? String(failure.response?.reason ?? failure.error?.message ?? failure.status) : null;
	};
}

/** It takes no port but 443 and no authority: Node is told that this port is another one, and whom to trust by a variable. */
async function apns2({ origin, p8, keyId, teamId, topic, tokens }: Target): Promise<Send> {
	const { ApnsClient, Notification } = await import("apns2");
	const { hostname, port } = new URL(origin);
	const { connect: connectTls } = tls;
	tls.connect = ((options: tls.ConnectionOptions) =>
		connectTls({ ...options, port: Number(options.port) === 443 ? Number(port) : options.port })) as typeof tls.connect;
	const client = new ApnsClient({ team: teamId, keyId, signingKey: p8, host: hostname, defaultTopic: topic });
	return async (index) => {
		const expiration = timestamp() + 3600;
		const options = { type: "liveactivity", priority: 5, expiration, aps: aps(index) } as const;
		return client.send(new Notification(tokens[index % tokens.length] ?? "", options)).then(
			() => null,
			(error: Error & { reason?: string }) => error.reason ?? error.message,
		);
	};
}

export const clients = { ours, bare, "node-apn": nodeApn, undici, apns2 } as const;
export type ClientName = keyof typeof clients;
