/** Section 6: every way to be refused. */
import { type Case, casesOf } from "../case.ts";
import { expect } from "../expect.ts";

const { cases, anywhere } = casesOf(6);

anywhere("error.unknown-route", "An unknown route is a 404 in the form of every error", async ({ request }) => {
	const answer = await request({ method: "GET", path: "/nothing-here" });
	expect(answer).toMatchObject({ status: 404, body: { error: "Not found", message: expect.any(String) } });
});

export const errorCases: readonly Case[] = cases;
