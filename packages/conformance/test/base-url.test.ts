/** A server of which nothing is known but a base URL and a key, as the hosted service is. */
import { afterAll, describe, expect, test } from "vitest";
import { allCases, inProcess, server } from "../src/index.ts";
import { missing } from "../src/run-case.ts";
import { testEveryCase } from "./every-case.ts";
import { strictMock } from "./mocks.ts";

const limits = { requestsPerMinute: 1_000_000, liveActivities: 4 };
const mock = strictMock({ accounts: [{ keys: ["ask_only"], strict: true, limits }], limits });
const { baseURL } = await mock.listen({ control: "off" });
const target = await server({ name: "mock-by-base-url", baseURL: `${baseURL}/`, apiKey: "ask_only" });
afterAll(() => mock.close());

describe("the mock by its base URL and a key alone", () => {
	testEveryCase(target);

	test("after all of them nothing is left on its lock screen but what fades by itself", () => {
		for (const device of mock.devices) {
			expect(device.lockScreen().activities.filter(({ status }) => status !== "ended")).toEqual([]);
		}
	});
});

test("of everything that the contract says, a third can be seen from outside at least", () => {
	const runnable = allCases.filter((one) => missing(one, target).length === 0);
	expect(runnable.length / allCases.length).toBeGreaterThan(1 / 3);
});

test("without control routes a key is needed", async () => {
	await expect(server({ baseURL })).rejects.toThrow("An API key is needed");
});

describe("what a target is found to be able to do", () => {
	test("follows from its control routes, its clock and how it takes strangers", async () => {
		const all = ["accounts", "channels", "clock", "faults", "phones", "streams", "strict-keys"];
		expect([...target.capabilities]).toEqual(["strict-keys"]);
		expect([...(await inProcess(strictMock())).capabilities].sort()).toEqual(all);
		const { fetch } = strictMock();
		expect([...(await server({ baseURL: "https://mock.test/api", fetch })).capabilities].sort()).toEqual(all);
		const lenient = strictMock({ accounts: [], clock: "real" });
		expect([...(await server({ baseURL: "https://mock.test/api", fetch: lenient.fetch })).capabilities].sort()).toEqual(
			all.filter((capability) => !["clock", "strict-keys"].includes(capability)),
		);
		await lenient.close();
	});
});
