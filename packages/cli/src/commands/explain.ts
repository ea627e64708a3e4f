/** `activitysmith explain`: why each device shows a stream or a Live Activity, or does not, in the server's own words. */
import { APIError, ConnectionError, TimeoutError } from "activitysmith";
import { createClient, settingsOf } from "../client.ts";
import { UsageError } from "../failure.ts";
import { print, printJson, styled } from "../print.ts";
import { checkStreamKey } from "../request.ts";
import type { Call } from "../table/flag.ts";
import type { explainFlags } from "../table/long-flags.ts";

const TIMEOUT = 10_000;

interface Device {
	device_id: string;
	name: string;
	verdict: "shown" | "outdated" | "unconfirmed" | "not_shown";
	sentence: string;
}

interface Explanation {
	summary: string;
	beyond_key: number;
	devices: Device[];
	next_cursor: string | null;
}

const signs = {
	shown: ["green", "✓"],
	outdated: ["yellow", "~"],
	unconfirmed: ["yellow", "?"],
	not_shown: ["red", "✗"],
} as const;

/** The SDK has the hosted service's operations alone, and this is none. */
async function get<T>(url: string, apiKey: string): Promise<T> {
	let response: Response;
	let text: string;
	try {
		response = await fetch(url, {
			headers: { authorization: `Bearer ${apiKey}` },
			redirect: "manual",
			signal: AbortSignal.timeout(TIMEOUT),
		});
		text = await response.text();
	} catch (cause) {
		const isLate = (cause as Error).name === "TimeoutError";
		throw isLate
			? new TimeoutError("No answer in time", { cause })
			: new ConnectionError(`No answer: ${(cause as Error).message}`, { cause });
	}
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		throw new APIError(response, text);
	}
	if (!response.ok) throw new APIError(response, text, body);
	return body as T;
}

/** A server that knows the question names similar keys when it knows none of that name. */
function isMissingRoute(error: unknown): boolean {
	if (!(error instanceof APIError)) return false;
	const { status, body } = error;
	return status === 405 || (status === 404 && !(typeof body === "object" && body !== null && "similar" in body));
}

/** All pages of it as one. */
async function explanationOf(base: string, apiKey: string, query: URLSearchParams): Promise<Explanation> {
	const first = await get<Explanation>(`${base}?${query}`, apiKey);
	let { next_cursor: cursor } = first;
	while (typeof cursor === "string") {
		query.set("cursor", cursor);
		const page = await get<Explanation>(`${base}?${query}`, apiKey);
		first.devices.push(...page.devices);
		cursor = page.next_cursor;
	}
	return { ...first, next_cursor: null };
}

export async function explain({ flags, args: [key = ""] }: Call<typeof explainFlags>): Promise<void> {
	checkStreamKey(key, "explain: <key>");
	// Key and address are as good as the SDK wants them.
	createClient(flags);
	const { apiKey = "", baseURL } = settingsOf(flags);
	const query = new URLSearchParams();
	if (flags.device !== undefined) query.set("device_id", flags.device);
	if (flags.verdict !== undefined) query.set("verdict", flags.verdict);
	const base = `${baseURL.replace(/\/+$/, "")}/explain/${encodeURIComponent(key)}`;
	const explanation = await explanationOf(base, apiKey, query).catch((error: unknown) => {
		if (!isMissingRoute(error)) throw error;
		throw new UsageError(
			"explain asks a server of your own, activitysmith-server: the hosted service and the mock do not explain. Say where it is with --base-url",
		);
	});
	if (flags.json) {
		printJson(explanation);
		return;
	}
	print(explanation.summary);
	for (const { name, verdict, sentence } of explanation.devices) {
		const [style, sign] = signs[verdict];
		print(`${styled(style, sign)} ${name}: ${sentence}`);
	}
	if (explanation.beyond_key > 0) print(`${explanation.beyond_key} more that this key does not reach`);
}
