/** A mock that listens, with one account that is described, for tests of what may arrive over real HTTP. */
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { createMock } from "../src/index.ts";
import { type Answer, send as sendTo } from "./api.ts";

type Sent = Parameters<typeof sendTo>[1];

export const PUT = { method: "PUT", path: "/live-activity/stream/k" } as const;
export const PUSH = { method: "POST", path: "/push-notification" } as const;
export const START = { method: "POST", path: "/live-activity/start" } as const;

export function overHttp() {
	const mock = createMock({
		accounts: [{ keys: ["ask_test"], channels: { ops: { users: ["user-1"] } }, metrics: ["m"] }],
	});
	let url = "";
	beforeAll(async () => {
		({ url } = await mock.listen());
	});
	afterAll(() => mock.close());

	const send = (request: Sent): Promise<Answer> => sendTo(fetch, request, url);

	/** Whatever was sent: the next request is answered. */
	afterEach(async () => {
		expect((await send({ method: "POST", path: "/badge", body: { badge: 0 } })).status).toBe(200);
	});

	async function refused(request: Sent, status: number, error: string, message?: RegExp | string): Promise<Answer> {
		const answer = await send(request);
		expect({ status: answer.status, error: answer.body.error }).toEqual({ status, error });
		expect(answer.headers.get("content-type")).toBe("application/json");
		expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
		if (typeof message === "string") expect(answer.body.message).toBe(message);
		else if (message) expect(answer.body.message).toMatch(message);
		return answer;
	}

	return { send, refused, url: () => url };
}
