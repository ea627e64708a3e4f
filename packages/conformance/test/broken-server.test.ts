/** A server that is wrong in one thing: the suite has to notice, and say in which case. */
import { expect, test } from "vitest";
import { allCases, inProcess, runSuite, type Target } from "../src/index.ts";
import { strictMock } from "./mocks.ts";

interface Said {
	status: number;
	headers: Headers;
	body: Record<string, unknown>;
}

/** The mock, with every answer changed on its way. */
async function broken(change: (said: Said, path: string) => Partial<Said>): Promise<Target> {
	const target = await inProcess(strictMock(), "broken");
	return {
		...target,
		async fetch(input, init) {
			const response = await target.fetch(input, init);
			const said = { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
			const { status, headers, body } = { ...said, ...change(said, new URL(String(input)).pathname) };
			return new Response(JSON.stringify(body), { status, headers });
		},
	};
}

/** Problems by the id of the case, of those in the same section as one. */
async function failedCases(target: Target, id: string): Promise<Map<string, string>> {
	const section = allCases.find((one) => one.id === id)?.section;
	const { ok, results } = await runSuite(target, { filter: (one) => one.section === section });
	expect(ok).toBe(false);
	const failed = results.filter(({ verdict }) => verdict === "failed");
	return new Map(failed.map(({ case: { id }, problems }) => [id, problems.join("\n")]));
}

/** Reads a stated value from a body and puts another in its place. */
const instead =
	(field: string, from: unknown, to: unknown) =>
	({ body }: Said) =>
		body[field] === from ? { body: { ...body, [field]: to } } : {};

test.each<[string, Parameters<typeof broken>[0], string]>([
	["a noop is called an update", instead("operation", "noop", "updated"), "stream.put.noop-when-nothing-changed"],
	["a rotation is called an update", instead("operation", "rotated", "updated"), "rotation.at-7h30m"],
	["a start reaches one device less", instead("devices_notified", 2, 1), "response.push"],
	["no channel is an empty list", instead("effective_channel_slugs", null, []), "response.push"],
	["an error has another title", instead("error", "Unauthorized", "unauthorized"), "operation.each.needs-a-key"],
	[
		"a stream that was never seen is ended gladly",
		({ status, body }, path) =>
			status === 404 && path.includes("/stream/")
				? { status: 400, body: { error: "Bad request", message: String(body.message) } }
				: {},
		"stream.delete.unknown",
	],
	[
		"the account's rate is not told",
		({ headers }) => {
			const fewer = new Headers(headers);
			fewer.delete("ratelimit-remaining");
			return { headers: fewer };
		},
		"response.rate-headers",
	],
])("%s", async (_, change, id) => {
	const target = await broken(change);
	expect([...(await failedCases(target, id)).keys()]).toContain(id);
});

test("one more key in a body is found in every case that has the answer", async () => {
	const target = await broken(({ body }) => (body.success ? { body: { ...body, debug: true } } : {}));
	const failed = await failedCases(target, "stream.put.started");
	const problem = /^answer\.body: PUT .* must NOT have (additional|unevaluated) properties/m;
	expect(failed.get("stream.put.started")).toMatch(problem);
	expect(failed.get("stream.put.updated")).toMatch(problem);
});

test("a server that does not deliver is found by what the phones show", async () => {
	const target = await inProcess(strictMock(), "broken");
	const silent: Target = {
		...target,
		async account(seed) {
			const account = await target.account(seed);
			const look = async () => (await account.phones.look()).map((phone) => ({ ...phone, activities: [], pushes: [] }));
			return { ...account, phones: { ...account.phones, look } };
		},
	};
	const failed = await failedCases(silent, "device.start.alert");
	expect([...failed.keys()]).toEqual(expect.arrayContaining(["device.start.alert", "device.start.attributes"]));
});
