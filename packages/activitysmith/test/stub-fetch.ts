/** A fetch that sends nothing: it keeps what it was asked and answers as it is told, in order. */
import { ActivitySmith, type ActivitySmithOptions } from "../src/index.ts";

export interface Sent {
	url: string;
	method: string;
	headers: Record<string, string>;
	body: unknown;
	init: RequestInit;
}

export type Reply = Response | Error | ((signal: AbortSignal) => Response | Promise<Response>);

export const reply = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
	new Response(JSON.stringify(body), { status, headers });

export function stubFetch(...replies: Reply[]) {
	const sent: Sent[] = [];
	const fetch = async (url: string, init: RequestInit): Promise<Response> => {
		sent.push({
			url,
			method: init.method ?? "GET",
			headers: Object.fromEntries(new Headers(init.headers)),
			body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
			init,
		});
		const next = replies.shift() ?? reply(200, { success: true });
		if (next instanceof Error) throw next;
		return typeof next === "function" ? next(init.signal as AbortSignal) : next;
	};
	return { fetch, sent, replies };
}

/** A client over a stub, and what it sent. */
export function stubClient(replies: Reply[] = [], options: ActivitySmithOptions = {}) {
	const stub = stubFetch(...replies);
	const client = new ActivitySmith({
		apiKey: "ask_secret",
		baseURL: "https://own.example/api",
		fetch: stub.fetch,
		...options,
	});
	return { client, ...stub };
}
