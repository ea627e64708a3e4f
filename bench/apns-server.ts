/**
 * What benchmarks send pushes to, in a process of its own: our gateway, or with `--bare` a server that looks at nothing.
 * It writes what a client needs into the folder that it is given, and prints where it is.
 */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createSecureServer, type Http2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type FakeApns, startFakeApns } from "@activitysmith/apns/testing";
import { CERTIFICATE as cert, PRIVATE_KEY as key } from "../packages/apns/src/testing/certificate.ts";
import type { Target } from "./apns-target.ts";

const [folder = ".", kind = "--gateway", delay = "0"] = process.argv.slice(2);
const answerDelayMs = Number(delay);
const TOKENS = 20_000;
const STREAMS = 1000;

/** Activities of as many phones. */
function updateTokens(gateway: FakeApns): string[] {
	return Array.from({ length: TOKENS }, () => {
		const device = gateway.addDevice({ environment: "production" });
		const contentState = { version: 1, type: "progress", title: "Backup", color: "blue", percentage: 0 };
		return device.startActivity({ contentState }).updateToken ?? "";
	});
}

/** Answers as the gateway does, one stream first and then many, and checks nothing. */
async function startBare(): Promise<string> {
	const server = createSecureServer({
		...{ cert, key, ALPNProtocols: ["h2"] },
		maxSessionMemory: 1000,
		settings: { maxConcurrentStreams: 1, maxHeaderListSize: 8000 },
	});
	const opened = new WeakSet<Http2Session>();
	server.on("sessionError", () => undefined);
	server.on("session", (session) => session.on("error", () => undefined));
	server.on("stream", (stream, headers) => {
		const answer = () => {
			const { session } = stream;
			if (session && !opened.has(session)) {
				opened.add(session);
				session.settings({ maxConcurrentStreams: STREAMS });
			}
			if (!stream.destroyed)
				stream.respond({ ":status": 200, "apns-id": headers["apns-id"] ?? "" }, { endStream: true });
		};
		stream.on("error", () => undefined).on("end", () => (answerDelayMs ? setTimeout(answer, answerDelayMs) : answer()));
		stream.resume();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const gateway = await startFakeApns({ streams: STREAMS, answerDelayMs, journalEntries: 1000, h2c: false });
const isBare = kind === "--bare";
const tokens = isBare ? Array.from({ length: TOKENS }, () => randomBytes(80).toString("hex")) : updateTokens(gateway);
const origin = isBare ? await startBare() : gateway.origins.production;
const { p8, keyId, teamId, bundleIds, ca } = gateway;
const target: Target = { origin, p8, keyId, teamId, topic: `${bundleIds[0]}.push-type.liveactivity`, tokens };
writeFileSync(join(folder, "ca.pem"), ca);
writeFileSync(join(folder, "target.json"), JSON.stringify(target));
console.log(origin);
