/** A server of two routes and a case for each, to look at the runner with. */
import type { Case } from "../src/case.ts";
import type { Capability, Target } from "../src/index.ts";

const headers = {
	"content-type": "application/json",
	"x-request-id": "req_1",
	"keep-alive": "timeout=65",
	"ratelimit-limit": "60",
	"ratelimit-remaining": "59",
	"ratelimit-reset": "60",
};

export function json(status: number, body: unknown, extra: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(body), { status, headers: { ...headers, ...extra } });
}

export const metricStored = () => json(200, { success: true });

/** A target with one account whose answers the test gives. */
export function fakeTarget(
	answer: (url: URL, init: RequestInit) => Response | Promise<Response>,
	...capabilities: Capability[]
): Target {
	const absent = () => Promise.reject(new Error("not there"));
	return {
		name: "fake",
		baseURL: "https://fake.test/api",
		capabilities: new Set(capabilities),
		fetch: async (input, init = {}) => {
			init.signal?.throwIfAborted();
			return answer(new URL(String(input)), init);
		},
		account: async () => ({
			keys: { all: "ask_secret" },
			clock: { now: absent, advance: absent },
			phones: { look: absent, tokens: absent, registerTokens: absent, offline: absent, dismiss: absent },
			channels: { set: absent },
			streams: { pause: absent, resume: absent },
			faults: { add: absent },
		}),
	};
}

export function fakeCase(id: string, run: Case["run"], needs: Capability[] = []): Case {
	return { id, section: 1, title: `The title of ${id}`, needs, run };
}

export const storesAMetric = fakeCase("fake.metric", async ({ metric }) => void (await metric("m", { value: 1 })));
