/** What a case holds in its hands: an account with the calls, raw requests, and the controls of the target. */
import type { Account, Answer, Calls, RawRequest } from "./case.ts";
import { CallError, type CallInput, type Client, type Connect, type Json, type TargetAccount } from "./driver.ts";
import type { Answers, OperationId } from "./operations.ts";

export interface BindOptions {
	baseURL: string;
	connect: Connect;
	fetch: typeof globalThis.fetch;
}

function shortCalls(call: Account["call"]): Calls {
	const stream = (stream_key: string) => ({ stream_key });
	return {
		push: (body, more) => call("sendPushNotification", { body, ...more }),
		put: (key, body, more) => call("reconcileLiveActivityStream", { params: stream(key), body, ...more }),
		del: (key, body, more) => call("endLiveActivityStream", { params: stream(key), ...(body && { body }), ...more }),
		start: (body, more) => call("startLiveActivity", { body, ...more }),
		update: (body, more) => call("updateLiveActivity", { body, ...more }),
		end: (body, more) => call("endLiveActivity", { body, ...more }),
		metric: (key, body, more) => call("updateMetricValue", { params: { key }, body, ...more }),
		badge: (body, more) => call("updateAppIconBadgeCount", { body, ...more }),
	};
}

function jsonObject(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return {};
	}
}

function sender(baseURL: string, fetch: BindOptions["fetch"], ownKey: string) {
	return async ({ method, path, body, headers = {}, apiKey = ownKey }: RawRequest): Promise<Answer> => {
		const raw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
		const url = path.startsWith("//") ? new URL(baseURL).origin + path.slice(1) : baseURL + path;
		const init = {
			method,
			headers: {
				...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
				...(body !== undefined && { "content-type": "application/json" }),
				...headers,
			},
			...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
			...(body instanceof ReadableStream && { duplex: "half" }),
		};
		const response = await fetch(url, init as RequestInit);
		const text = await response.text();
		return { status: response.status, headers: response.headers, body: jsonObject(text), text };
	};
}

async function refused(call: Promise<unknown>): Promise<CallError> {
	const answer = await call.catch((error: unknown) => {
		if (error instanceof CallError) return error;
		throw error;
	});
	if (answer instanceof CallError) return answer;
	throw new Error(`The call should have been refused, but was answered ${JSON.stringify(answer)}`);
}

export function bindAccount(account: TargetAccount, { baseURL, connect, fetch }: BindOptions): Account {
	const [ownKey = ""] = Object.values(account.keys);
	const clients = new Map<string, Client>();
	const clientOf = (apiKey: string) => {
		const client = clients.get(apiKey) ?? connect({ baseURL, apiKey, fetch });
		clients.set(apiKey, client);
		return client;
	};
	const call = <Id extends OperationId>(id: Id, { apiKey = ownKey, ...input }: CallInput) => {
		const answer = clientOf(apiKey).call(id, input) as Promise<unknown> as Promise<Answers[Id]>;
		// A case may make several calls before it looks at the first: a refusal is no crash of the process.
		answer.catch(() => undefined);
		return answer;
	};
	return { ...account, ...shortCalls(call), call, refused, request: sender(baseURL, fetch, ownKey) };
}
