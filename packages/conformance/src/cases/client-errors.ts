/** Section 7: how a client takes what goes wrong. The names are those of the error classes that every SDK has. */
import { type Case, type Context, casesOf } from "../case.ts";
import type { Capability, Fault } from "../driver.ts";
import { expect } from "../expect.ts";

const { cases, needing } = casesOf(7);
const faulty: readonly Capability[] = ["accounts", "faults"];

/** What a push is refused with while the fault strikes. */
async function struck({ account }: Context, fault: Fault) {
	const { faults, push, refused } = await account();
	await faults.add(fault);
	return refused(push({ title: "T" }));
}

needing(
	faulty,
	"client.error.each-status",
	"Each status is an error of a class of its own, with the status and the body",
	async (context) => {
		const classes: Record<number, string> = {
			400: "BadRequestError",
			401: "AuthenticationError",
			403: "PermissionDeniedError",
			404: "NoRecipientsError",
			429: "RateLimitError",
			500: "InternalServerError",
			502: "InternalServerError",
			503: "InternalServerError",
			504: "InternalServerError",
		};
		for (const [status, name] of Object.entries(classes)) {
			const error = await struck(context, { status: Number(status) });
			expect({ class: error.class, status: error.status }).toEqual({ class: name, status: Number(status) });
			expect(error.body).toMatchObject({ error: expect.any(String), message: error.message });
		}
	},
);

needing(
	faulty,
	"client.error.other-statuses",
	"A status without a class of its own is an API error with the status and the body",
	async (context) => {
		for (const status of [409, 413, 415, 422]) {
			const error = await struck(context, { status });
			expect({ class: error.class, status: error.status }).toEqual({ class: "APIError", status });
			expect(error.body).toMatchObject({ error: expect.any(String) });
		}
	},
);

needing(
	faulty,
	"client.error.retry-after",
	"A client is told how long to wait, with a 429 and a 503",
	async (context) => {
		for (const status of [429, 503]) {
			expect(await struck(context, { status, retryAfter: 17 })).toMatchObject({ status, retryAfter: 17 });
		}
	},
);

needing(
	faulty,
	"client.error.connection",
	"A connection that breaks, before the answer or within it, is a connection error without a status",
	async (context) => {
		for (const connection of ["reset", "truncate"] as const) {
			const error = await struck(context, { connection });
			expect({ class: error.class, status: error.status }).toEqual({ class: "ConnectionError", status: undefined });
		}
	},
);

needing(faulty, "client.error.passes", "After a fault the next call succeeds", async ({ faults, push, refused }) => {
	await faults.add({ status: 503, times: 1 });
	expect(await refused(push({ title: "T" }))).toMatchObject({ status: 503 });
	expect(await push({ title: "T" })).toMatchObject({ success: true });
});

export const clientErrorCases: readonly Case[] = cases;
