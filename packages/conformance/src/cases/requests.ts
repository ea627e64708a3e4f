/** Section 3: what requests may say. */
import { type Case, casesOf } from "../case.ts";
import { expect } from "../expect.ts";

const { cases, anywhere } = casesOf(3);

anywhere("push.media-xor-actions", "Media together with actions is a 400", async ({ request }) => {
	const action = { title: "Open", type: "open_url", url: "https://a.example" };
	const body = { title: "T", media: "https://a.example/cat.png", actions: [action] };
	const answer = await request({ method: "POST", path: "/push-notification", body });
	expect(answer).toMatchObject({ status: 400, body: { error: "Bad request" } });
});

export const requestCases: readonly Case[] = cases;
