/** Section 3: an Idempotency-Key makes a retried push or start safe. */
import { type Account, type Answer, type Case, casesOf, type RawRequest } from "../case.ts";
import { expect } from "../expect.ts";
import { badField } from "./refusals.ts";
import { change, progress } from "./states.ts";
import { wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(3);

/** Sends with a key. */
function sender({ request }: Pick<Account, "request">, key: string) {
	return (one: RawRequest, more: Pick<RawRequest, "apiKey"> = {}) =>
		request({ ...one, ...more, headers: { "idempotency-key": key } });
}

const replayed = ({ headers }: Answer) => headers.get("idempotent-replayed");

/** Expects a first answer, not one that was given before. */
function expectFirst(answer: Answer): void {
	expect(answer.status).toBe(200);
	expect(replayed(answer)).toBeNull();
}

function expectReplay(answer: Answer, first: Answer): void {
	expect(answer.status).toBe(200);
	expect(replayed(answer)).toBe("true");
	expect(answer.body).toEqual(first.body);
}

anywhere(
	"idempotency.replay",
	"The same Idempotency-Key with the same body gives the first 200 again, with Idempotent-Replayed: true",
	async (context) => {
		for (const one of [wire.push({ title: "T", tags: ["a"] }), wire.start(progress(1))]) {
			const send = sender(context, context.unique("key"));
			const first = await send(one);
			expectFirst(first);
			const again = await send(one);
			expectReplay(again, first);
			expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
		}
	},
);

needing(
	["phones"],
	"idempotency.delivers-once",
	"A replay by Idempotency-Key is delivered to nobody a second time",
	async (context) => {
		for (const one of [wire.push({ title: "T" }), wire.start(progress(1))]) {
			const send = sender(context, context.unique("key"));
			await send(one);
			const before = await context.phones.look();
			expect(replayed(await send(one))).toBe("true");
			expect(await context.phones.look()).toEqual(before);
		}
	},
);

needing(
	["accounts"],
	"idempotency.replay-after-the-end",
	"A replayed start answers the first id even when that activity has ended, and starts no other",
	async (context) => {
		const { end, account } = context;
		const send = sender(context, context.unique("key"));
		const first = await send(wire.start(progress(1)));
		await end({ activity_id: first.body.activity_id, ...change() });
		expectReplay(await send(wire.start(progress(1))), first);
		const small = await account({ limits: { liveActivities: 1 } });
		const inSmall = sender(small, context.unique("other"));
		const { body } = await inSmall(wire.start(progress(1)));
		expect(await inSmall(wire.start(progress(1)))).toMatchObject({
			status: 200,
			body: { activity_id: body.activity_id },
		});
	},
);

anywhere(
	"idempotency.canonical-json",
	"Bodies with an Idempotency-Key are the same when their JSON is: order, white space and escapes make no difference",
	async (context) => {
		const send = sender(context, context.unique("key"));
		const first = await send(wire.push('{"title":"T","payload":{"a":1,"b":{"c":2,"d":[1,2]}}}'));
		expectFirst(first);
		const same = '{ "payload": {"b":{"d":[1, 2],"c":2},\n\t"a":1.0}, "title": "\\u0054" }';
		expectReplay(await send(wire.push(same)), first);
		const other = '{"title":"T","payload":{"a":1,"b":{"c":2,"d":[2,1]}}}';
		expect(await send(wire.push(other))).toMatchObject({ status: 422 });
	},
);

anywhere(
	"idempotency.other-body",
	"The same Idempotency-Key with another body is a 422 `Idempotency key reused`",
	async (context) => {
		for (const [one, other] of [
			[wire.push({ title: "T" }), wire.push({ title: "t" })],
			[wire.start(progress(1)), wire.start(progress(2))],
		] as const) {
			const send = sender(context, context.unique("key"));
			const first = await send(one);
			const reused = await send(other);
			expect(reused.status).toBe(422);
			expect(reused.body).toEqual({ error: "Idempotency key reused", message: expect.stringMatching(/\S/) });
			expectReplay(await send(one), first);
		}
	},
);

needing(
	["phones"],
	"idempotency.other-body-does-nothing",
	"What is refused because its Idempotency-Key was reused is not done",
	async (context) => {
		const send = sender(context, context.unique("key"));
		await send(wire.push({ title: "T" }));
		await send(wire.push({ title: "another" }));
		for (const { notifications } of await context.phones.look()) expect(notifications).toHaveLength(1);
	},
);

anywhere(
	"idempotency.scope.operation",
	"An Idempotency-Key belongs to an operation: on the other one it is new",
	async (context) => {
		const send = sender(context, context.unique("key"));
		expectFirst(await send(wire.push({ title: "T" })));
		expectFirst(await send(wire.start(progress(1))));
	},
);

needing(
	["accounts"],
	"idempotency.scope.account",
	"An Idempotency-Key belongs to an account, whichever of its API keys sends it",
	async (context) => {
		const { account, unique } = context;
		const own = await account({ keys: { one: "all", two: "all" } });
		const send = sender(own, unique("key"));
		const first = await send(wire.push({ title: "T" }));
		expectFirst(first);
		expectReplay(await send(wire.push({ title: "T" }), { apiKey: own.keys.two }), first);
		const other = await account();
		expectFirst(await sender(other, unique("key"))(wire.push({ title: "another" })));
	},
);

needing(
	["accounts", "clock"],
	"idempotency.24-hours",
	"An Idempotency-Key is remembered for 24 hours",
	async (context) => {
		const { clock, unique } = context;
		const send = sender(context, unique("key"));
		const first = await send(wire.push({ title: "T" }));
		await clock.advance(24 * 3_600_000 - 1000);
		expectReplay(await send(wire.push({ title: "T" })), first);
		await clock.advance(2000);
		expectFirst(await send(wire.push({ title: "another" })));
	},
);

needing(
	["accounts"],
	"idempotency.only-200s",
	"Only a 200 is stored for an Idempotency-Key: what was refused may be tried again, with another body too",
	async ({ account, unique }) => {
		const own = await account({ limits: { liveActivities: 1 } });
		const key = unique("stream");
		const [retried, changed] = [sender(own, unique("retried")), sender(own, unique("changed"))];
		await own.put(key, progress(1));
		expect((await retried(wire.start(progress(2)))).status).toBe(429);
		expect((await changed(wire.start(progress(3)))).status).toBe(429);
		expect((await changed(wire.start(progress(4)))).status).toBe(429);
		await own.del(key);
		expectFirst(await retried(wire.start(progress(2))));
	},
);

needing(["accounts"], "idempotency.replay-counts", "A replay counts against the rate", async ({ account, unique }) => {
	const own = await account({ limits: { requestsPerMinute: 3 } });
	const send = sender(own, unique("key"));
	const statuses: number[] = [];
	for (let count = 0; count < 4; count += 1) statuses.push((await send(wire.push({ title: "T" }))).status);
	expect(statuses).toEqual([200, 200, 200, 429]);
});

anywhere("idempotency.key-length", "An Idempotency-Key has 1 to 255 characters", async (context) => {
	const { unique } = context;
	const long = unique("k").padEnd(255, "k");
	for (const [one, path] of [
		[wire.push({ title: "T" }), "Idempotency-Key"],
		[wire.start(progress(1)), "Idempotency-Key"],
	] as const) {
		expectFirst(await sender(context, long)(one));
		expect(replayed(await sender(context, long)(one))).toBe("true");
		for (const key of ["", `${long}k`]) expect(await sender(context, key)(one)).toMatchObject(badField(path));
	}
});

anywhere(
	"idempotency.elsewhere-without-meaning",
	"An Idempotency-Key has no meaning on operations other than push and start",
	async (context) => {
		const { streamKey } = context;
		const send = sender(context, context.unique("key"));
		for (const badge of [1, 0])
			expect(await send(wire.badge({ badge }))).toMatchObject({ status: 200, body: { badge } });
		for (const operation of ["started", "noop"]) {
			const answer = await send(wire.put(streamKey, progress(1)));
			expect(answer).toMatchObject({ status: 200, body: { operation } });
			expect(replayed(answer)).toBeNull();
		}
	},
);

anywhere(
	"idempotency.at-the-same-time",
	"Of requests with one Idempotency-Key at the same time one is done; the others get its answer or a 409 `Idempotency conflict`",
	async (context) => {
		for (const one of [wire.start(progress(1)), wire.push({ title: "T" })]) {
			const send = sender(context, context.unique("key"));
			const answers = await Promise.all(Array.from({ length: 10 }, () => send(one)));
			const done = answers.filter(({ status }) => status === 200);
			expect(done.filter((answer) => replayed(answer) === null)).toHaveLength(1);
			for (const answer of done) expect(answer.body).toEqual(done[0]?.body);
			for (const { status, body } of answers) {
				if (status === 200) continue;
				expect(status).toBe(409);
				expect(body).toEqual({ error: "Idempotency conflict", message: expect.stringMatching(/\S/) });
			}
			expectReplay(await send(one), done[0] as Answer);
		}
	},
);

needing(
	["phones"],
	"idempotency.at-the-same-time-delivers-once",
	"Requests with one Idempotency-Key at the same time are delivered once",
	async (context) => {
		const send = sender(context, context.unique("key"));
		await Promise.all(Array.from({ length: 10 }, () => send(wire.push({ title: "T" }))));
		for (const { notifications } of await context.phones.look()) expect(notifications).toHaveLength(1);
	},
);

anywhere("idempotency.elsewhere-any-length", "elsewhere not even its length is looked at", async ({ request }) => {
	expect(await request({ ...wire.badge({ badge: 0 }), headers: { "idempotency-key": "k".repeat(300) } })).toMatchObject(
		{ status: 200 },
	);
});

export const idempotencyCases: readonly Case[] = cases;
