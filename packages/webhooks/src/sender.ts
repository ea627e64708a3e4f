/** Sends one request: over https, to an address that has been checked, within a deadline, without following redirects. */
import { lookup as resolve } from "node:dns/promises";
import type { IncomingMessage } from "node:http";
import { Agent, request as send } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { PressOutcome, WebhookRequest } from "@activitysmith/core";
import { fence } from "./fence.ts";

export interface WebhookSenderOptions {
	/** Ranges in CIDR notation that may be reached although they are not public. @default [] */
	allow?: readonly string[];
	/** For all of it, from the name to the answer, in milliseconds. @default 10000 */
	timeout?: number;
	/** Finds the addresses of a name. @default the machine's own way */
	lookup?: (hostname: string) => Promise<readonly string[]>;
	/** What to say of a host at an address that may not be reached. @default without the address, which may be a secret */
	refused?: (host: string, address: string) => string;
}

/** Never rejects: what goes wrong is the outcome's message, which has nothing of the URL but the host. */
export type WebhookSender = (request: WebhookRequest) => Promise<PressOutcome>;

const TIMEOUT_MS = 10_000;
/** Read so that a receiver can finish, and thrown away. */
const MOST_ANSWER_BYTES = 64 * 1024;

const failed = (message: string): PressOutcome => ({ status: null, message });

async function addressesOf(hostname: string): Promise<string[]> {
	return (await resolve(hostname, { all: true })).map(({ address }) => address);
}

/** Answers with what was checked and asks nobody: the name may mean something else by now. */
function pinned(addresses: readonly string[]): LookupFunction {
	const all = addresses.map((address) => ({ address, family: isIP(address) }));
	return (_hostname, options, callback) => {
		if (options.all) callback(null, all);
		else callback(null, all[0]?.address ?? "", all[0]?.family);
	};
}

function abortion(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason), { once: true });
	});
}

function discard(answer: IncomingMessage): void {
	let bytes = 0;
	answer.on("data", (piece: Buffer) => {
		bytes += piece.length;
		if (bytes > MOST_ANSWER_BYTES) answer.destroy();
	});
	// The status has come, and that is all there is to know.
	answer.on("error", () => answer.destroy());
}

function statusOf(
	{ method, headers, body }: WebhookRequest,
	url: URL,
	addresses: readonly string[],
	signal: AbortSignal,
): Promise<number> {
	return new Promise((resolveStatus, reject) => {
		const sent = send(
			{
				method,
				host: hostOf(url),
				port: url.port || 443,
				path: url.pathname + url.search,
				headers: { ...headers, ...(body !== null && { "content-length": Buffer.byteLength(body) }) },
				// One of its own: no connection that was made for somebody else, and no proxy of the environment.
				agent: new Agent({ keepAlive: false, maxCachedSessions: 0 }),
				lookup: pinned(addresses),
				signal,
			},
			(answer) => {
				resolveStatus(answer.statusCode ?? 0);
				discard(answer);
			},
		);
		sent.on("error", reject);
		sent.end(body ?? undefined);
	});
}

/** Without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

/** Its code, such as `ECONNREFUSED`: messages of errors may hold addresses. */
function codeOf(error: unknown): string {
	const { code } = error as NodeJS.ErrnoException;
	return typeof code === "string" ? code : "the connection failed";
}

export function createWebhookSender({
	allow = [],
	timeout = TIMEOUT_MS,
	lookup = addressesOf,
	refused = (host) => `${host} is at an address that webhooks may not reach.`,
}: WebhookSenderOptions = {}): WebhookSender {
	const mayReach = fence(allow);

	async function deliver(request: WebhookRequest, url: URL, signal: AbortSignal): Promise<PressOutcome> {
		const host = hostOf(url);
		const addresses = isIP(host) ? [host] : await lookup(host);
		if (addresses.length === 0) return failed(`${url.hostname} has no address.`);
		// One that may not be reached is enough: which of them is taken is up to the connection.
		const outside = addresses.find((address) => !mayReach(address));
		if (outside !== undefined) return failed(refused(url.hostname, outside));
		signal.throwIfAborted();
		return { status: await statusOf(request, url, addresses, signal) };
	}

	return async (request) => {
		const url = new URL(request.url);
		if (url.protocol !== "https:") return failed("A webhook is called over https, and nothing else.");
		const signal = AbortSignal.timeout(timeout);
		try {
			// Looking a name up can't be ended, but waiting for it can.
			return await Promise.race([deliver(request, url, signal), abortion(signal)]);
		} catch (error) {
			if (signal.aborted) return failed(`${url.hostname} did not answer within ${timeout / 1000} s.`);
			return failed(`${url.hostname} could not be reached: ${codeOf(error)}.`);
		}
	};
}
