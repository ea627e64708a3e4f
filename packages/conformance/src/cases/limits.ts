/** Section 7: 60 requests a minute. */
import { type Account, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { change, progress } from "./states.ts";
import { eachOperation, NOBODYS_ID, wire } from "./wire.ts";

const { cases, needing } = casesOf(7);

/** Sends badges until one is refused, and resolves to how many were not. */
async function allowance({ request }: Pick<Account, "request">, atMost = 100): Promise<number> {
	for (let count = 0; count < atMost; count += 1) {
		if ((await request(wire.badge({ badge: 0 }))).status === 429) return count;
	}
	return atMost;
}

needing(
	["accounts"],
	"limit.rate.sixty",
	"An account has 60 requests a minute unless it has another number",
	async (context) => {
		expect(await allowance(await context.account({}))).toBe(60);
	},
);

needing(
	["accounts"],
	"limit.rate.setting",
	"The number of requests is a setting of the account",
	async ({ account }) => {
		for (const requestsPerMinute of [1, 7, 75]) {
			expect(await allowance(await account({ limits: { requestsPerMinute } }))).toBe(requestsPerMinute);
		}
	},
);

needing(
	["accounts"],
	"limit.rate.all-keys-and-operations",
	"All keys of an account share its requests a minute, over all eight operations",
	async ({ account, streamKey }) => {
		const { request, keys } = await account({
			keys: { all: "all", ops: ["ops"] },
			channels: { ops: { users: ["user-1"] } },
			users: [{ id: "user-1", devices: [{ id: "iphone" }] }],
			limits: { requestsPerMinute: 16 },
		});
		const each = eachOperation(streamKey);
		for (const apiKey of [keys.all, keys.ops]) {
			for (const one of each) expect((await request({ ...one, apiKey })).status).not.toBe(429);
		}
		for (const apiKey of [keys.all, keys.ops]) {
			for (const one of each) {
				expect(await request({ ...one, apiKey })).toMatchObject({
					status: 429,
					body: { error: "Rate limit exceeded" },
				});
			}
		}
	},
);

needing(["accounts"], "limit.rate.own", "Each account has a rate of its own", async ({ account }) => {
	const [one, other] = [
		await account({ limits: { requestsPerMinute: 1 } }),
		await account({ limits: { requestsPerMinute: 1 } }),
	];
	expect(await allowance(one)).toBe(1);
	expect(await allowance(other)).toBe(1);
});

needing(
	["accounts"],
	"limit.rate.refused-requests-count",
	"A request that is refused for anything but the rate counts as well",
	async ({ account, unique }) => {
		const own = await account({ limits: { requestsPerMinute: 5 }, channels: { nobody: {} } });
		const refusals = [
			[wire.badge({ badge: -1 }), 400],
			[wire.update({ activity_id: NOBODYS_ID, ...change() }), 404],
			[wire.push({ title: "T", target: { channels: ["nobody"] } }), 404],
			[wire.put(unique("no.key"), progress(1)), 400],
			[{ ...wire.push("{"), headers: { "content-type": "text/plain" } }, 415],
		] as const;
		for (const [one, status] of refusals) expect((await own.request(one)).status).toBe(status);
		expect(await allowance(own)).toBe(0);
	},
);

needing(
	["accounts"],
	"limit.rate.not-counted",
	"What has no key, and what is no operation, does not count",
	async ({ account }) => {
		const own = await account({ limits: { requestsPerMinute: 2 } });
		for (let count = 0; count < 3; count += 1) {
			expect((await own.request({ ...wire.badge({ badge: 0 }), apiKey: null })).status).toBe(401);
			expect((await own.request({ method: "POST", path: "/nothing-here", body: {} })).status).toBe(404);
			expect((await own.request({ method: "GET", path: "/badge" })).status).toBe(405);
		}
		expect(await allowance(own)).toBe(2);
	},
);

needing(
	["accounts", "clock"],
	"limit.rate.recovers",
	"After the time that Retry-After names, requests are taken again, as many as before",
	async ({ account }) => {
		const own = await account({ limits: { requestsPerMinute: 3 } });
		expect(await allowance(own)).toBe(3);
		const refused = await own.request(wire.badge({ badge: 1 }));
		await own.clock.advance(Number(refused.headers.get("retry-after")) * 1000);
		expect((await own.request(wire.badge({ badge: 1 }))).status).toBe(200);
		await own.clock.advance("1m");
		expect(await allowance(own)).toBe(3);
	},
);

needing(
	["accounts", "clock"],
	"limit.rate.refused-for-the-rate-do-not-count",
	"A request that is refused for the rate does not count: who keeps on trying is not kept out for longer",
	async ({ account }) => {
		const own = await account({ limits: { requestsPerMinute: 2 } });
		expect(await allowance(own)).toBe(2);
		for (let second = 0; second < 59; second += 1) {
			expect((await own.request(wire.badge({ badge: 1 }))).status).toBe(429);
			await own.clock.advance("1s");
		}
		await own.clock.advance("2s");
		expect(await allowance(own)).toBe(2);
	},
);

needing(
	["accounts"],
	"limit.rate.as-the-sdk-sees-it",
	"Too many requests reach the caller of an SDK as a rate limit error with the seconds to wait",
	async ({ account }) => {
		const { badge, refused } = await account({ limits: { requestsPerMinute: 1 } });
		await badge({ badge: 1 });
		const failure = await refused(badge({ badge: 1 }));
		expect(failure).toMatchObject({ class: "RateLimitError", status: 429 });
		expect(failure.retryAfter).toBeGreaterThanOrEqual(1);
		expect(failure.retryAfter).toBeLessThanOrEqual(60);
	},
);

export { cases as limitCases };
