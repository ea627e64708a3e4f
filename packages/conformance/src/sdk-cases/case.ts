/** A case about a client, whatever service it speaks to: what it sends, what it tries again, what it refuses by itself. */
import type { Json } from "../driver.ts";
import { CallFailure } from "../process/failure.ts";
import type { CallLine, ClientSettings } from "../process/protocol.ts";
import { type Reply, ScriptedServer, type SentRequest } from "./script.ts";

/** An SDK that makes calls with settings of the case's: that of {@link DriverProcess}, or one in this process. */
export type MakeCall = (client: ClientSettings, call: Omit<CallLine, "id" | "client">) => Promise<Json>;

export interface SdkCase {
	id: string;
	/** The sentence that it proves. */
	title: string;
	run(makeCall: MakeCall): Promise<void>;
}

type Call = Omit<CallLine, "id" | "client">;

export const KEY = "ask_kept_to_itself";

const progress = { title: "T", type: "progress", percentage: 0 };

/** A call of each operation, as its method takes it. */
export const call = {
	push: (body: Json = {}): Call => ({ operation: "sendPushNotification", body: { title: "T", ...body } }),
	start: (body: Json = {}): Call => ({ operation: "startLiveActivity", body: { content_state: progress, ...body } }),
	put: (body: Json = {}, stream_key = "k"): Call => ({
		operation: "reconcileLiveActivityStream",
		params: { stream_key },
		body: { content_state: progress, ...body },
	}),
	del: (stream_key = "k", body?: Json): Call => ({
		operation: "endLiveActivityStream",
		params: { stream_key },
		...(body && { body }),
	}),
	update: (body: Json = {}): Call => ({
		operation: "updateLiveActivity",
		body: { activity_id: "a", content_state: { title: "T" }, ...body },
	}),
	end: (body: Json = {}): Call => ({
		operation: "endLiveActivity",
		body: { activity_id: "a", content_state: { title: "T" }, ...body },
	}),
	metric: (body: Json = { value: 1 }, key = "m"): Call => ({ operation: "updateMetricValue", params: { key }, body }),
	badge: (body: Json = {}): Call => ({ operation: "updateAppIconBadgeCount", body: { badge: 1, ...body } }),
};

export interface Outcome {
	/** The body of the answer, or why there is none. */
	result?: Json;
	error?: CallFailure;
	requests: SentRequest[];
}

type Settings = Partial<ClientSettings>;

async function outcomeOf(calling: Promise<Json>): Promise<Omit<Outcome, "requests">> {
	try {
		return { result: await calling };
	} catch (error) {
		if (error instanceof CallFailure) return { error };
		throw error;
	}
}

/** Makes the calls one after another with one client against the replies. Gives what came of the last one. */
export async function play(
	makeCall: MakeCall,
	calls: Call[],
	replies: Reply[] = [],
	settings: Settings = {},
): Promise<Outcome> {
	await using server = await ScriptedServer.start(replies);
	const client = { baseURL: server.baseURL, apiKey: KEY, ...settings };
	let last: Omit<Outcome, "requests"> = {};
	for (const one of calls) last = await outcomeOf(makeCall(client, one));
	return { ...last, requests: server.requests };
}
