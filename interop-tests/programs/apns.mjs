/** Sends pushes with a published library: what to send comes as JSON, what it made of the answers goes out as JSON. */
import { text } from "node:stream/consumers";

const { library, origin, ca, p8, keyId, teamId, pushes } = JSON.parse(await text(process.stdin));
const { hostname, port } = new URL(origin);

async function nodeApn() {
	const { default: apn } = await import("@parse/node-apn");
	const provider = new apn.Provider({
		token: { key: p8, keyId, teamId },
		address: hostname,
		port: Number(port),
		ca: [ca],
	});
	const send = async ({ deviceToken, topic, type, priority, expiration, payload }) => {
		const notification = new apn.Notification();
		Object.assign(notification, { topic, pushType: type, priority, expiry: expiration, rawPayload: payload });
		const { sent, failed } = await provider.send(notification, deviceToken);
		if (sent.length === 1) return { status: 200 };
		const [{ status, response, error }] = failed;
		return { status, ...response, ...(error && { error: error.message }) };
	};
	return { send, close: () => provider.shutdown() };
}

async function apns2() {
	const { ApnsClient, Notification } = await import("apns2");
	const client = new ApnsClient({ team: teamId, keyId, signingKey: p8, host: hostname });
	const send = ({ deviceToken, payload: { aps, ...data }, ...options }) =>
		client.send(new Notification(deviceToken, { ...options, aps, data })).then(
			() => ({ status: 200 }),
			({ statusCode: status, response, message }) => ({ status, ...response, ...(!response && { error: message }) }),
		);
	return { send, close: () => client.close() };
}

const { send, close } = await { "node-apn": nodeApn, apns2 }[library]();
// The server allows one stream until it has seen the provider token: one after the other, at first.
const results = [];
for (const push of pushes.slice(0, 10)) results.push(await send(push));
results.push(...(await Promise.all(pushes.slice(10).map(send))));
console.log(JSON.stringify(results));
await close();
