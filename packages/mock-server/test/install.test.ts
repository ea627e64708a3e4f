/** The mock in the place of `globalThis.fetch`, and that place as it was afterwards. */
import ActivitySmith, { AbortError } from "activitysmith";
import Published from "activitysmith-published";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createMock, type Installed, type Mock } from "../src/index.ts";
import { progress, shows } from "./api.ts";

/** The network, for these tests: it answers with the address that was asked for. */
const network = vi.fn(async (input: Parameters<typeof fetch>[0]) => {
	return new Response(input instanceof Request ? input.url : String(input));
});

beforeEach(() => {
	vi.stubGlobal("fetch", network);
	network.mockClear();
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.unstubAllEnvs();
});

const badge = {
	method: "POST",
	headers: { Authorization: "Bearer ask_any", "Content-Type": "application/json" },
	body: '{"badge":1}',
};
const asks = async (address: string | URL | Request, init?: RequestInit) => (await fetch(address, init)).text();

describe("requests to the API", () => {
	test("the published client, which takes no fetch and no base URL, reaches the mock unchanged", async () => {
		const mock = createMock();
		using _ = mock.install();
		const client = new Published({ apiKey: "ask_any" });
		expect(await client.liveActivities.stream("backup", progress(42) as never)).toMatchObject({ operation: "started" });
		expect(shows(mock)).toMatchObject([{ status: "active", percentage: 42 }]);
		expect(await client.liveActivities.endStream("backup")).toMatchObject({ operation: "ended" });
		await expect(client.liveActivities.endStream("other")).rejects.toMatchObject({ response: { status: 404 } });
		expect(network).not.toHaveBeenCalled();
	});

	test("ours, that was made before", async () => {
		const client = new ActivitySmith({ apiKey: "ask_any" });
		const mock = createMock();
		using _ = mock.install();
		await client.badgeCount(3);
		expect(mock.devices[0]?.badge).toBe(3);
	});

	test("a fault breaks the connection as it does in process", async () => {
		const mock = createMock({ faults: [{ connection: "reset" }] });
		using _ = mock.install();
		const error = await fetch("https://activitysmith.com/api/badge", badge).catch((error) => error);
		expect(error).toBeInstanceOf(TypeError);
		expect(error.cause).toMatchObject({ code: "ECONNRESET" });
	});

	test("aborting ends a fault that waits", async () => {
		const mock = createMock({ faults: [{ connection: "never" }] });
		using _ = mock.install();
		const controller = new AbortController();
		const call = new ActivitySmith({ apiKey: "ask_any" }).badgeCount(1, {}, { signal: controller.signal });
		await expect.poll(() => mock.faults.list()[0]?.struck).toBe(1);
		controller.abort();
		await expect(call).rejects.toBeInstanceOf(AbortError);
		await mock.journal.waitFor({ decision: "fault" });
	});

	test("where ACTIVITYSMITH_BASE_URL says when they are made", async () => {
		const mock = createMock();
		using _ = mock.install();
		expect(await asks("https://own.example/push/badge", badge)).toBe("https://own.example/push/badge");
		vi.stubEnv("ACTIVITYSMITH_BASE_URL", "https://own.example/push/");
		await new ActivitySmith({ apiKey: "ask_any" }).badgeCount(4);
		expect(mock.devices[0]?.badge).toBe(4);
		expect((await fetch("https://activitysmith.com/api/badge", badge)).status).toBe(200);
		vi.stubEnv("ACTIVITYSMITH_BASE_URL", "nowhere");
		expect(await asks("https://own.example/push/badge", badge)).toBe("https://own.example/push/badge");
	});

	test("below the given base URLs and no others", async () => {
		const mock = createMock();
		using _ = mock.install({ baseURL: ["https://a.example/api", "http://b.example:8080/"] });
		await fetch(new URL("https://a.example/api/badge"), badge);
		await fetch(new Request("http://b.example:8080/badge", badge));
		expect(mock.journal.entries().map(({ path, status }) => [path, status])).toEqual([
			["/api/badge", 200],
			["/api/badge", 200],
		]);
		for (const other of ["https://activitysmith.com/api/badge", "https://a.example/apis", "http://a.example/api"]) {
			expect(await asks(other)).toBe(other);
		}
	});

	test("a base URL that cannot be is refused, and nothing installed", () => {
		expect(() => createMock().install({ baseURL: "https//typo" })).toThrow(TypeError);
		expect(globalThis.fetch).toBe(network);
	});
});

describe("other requests", () => {
	test("pass", async () => {
		using _ = createMock().install();
		expect(await asks("https://elsewhere.example/x")).toBe("https://elsewhere.example/x");
		expect(await asks("/relative")).toBe("/relative");
	});

	test("are refused when told so, by the name of the host alone", async () => {
		using _ = createMock().install({ others: "refuse" });
		const error = await fetch("https://user:secret@elsewhere.example:8443/x?token=t").catch((error) => error);
		expect(error).toEqual(
			new TypeError(
				"A request to elsewhere.example:8443 was refused: the installed mock lets none through but to the API",
			),
		);
		expect(network).not.toHaveBeenCalled();
	});

	test("what comes from no host is never refused", async () => {
		using _ = createMock().install({ others: "refuse" });
		expect(await asks("data:text/plain,hello")).toBe("data:text/plain,hello");
	});
});

describe("afterwards", () => {
	test("fetch is what it was", () => {
		const installed = createMock().install();
		expect(globalThis.fetch).not.toBe(network);
		installed.uninstall();
		expect(globalThis.fetch).toBe(network);
		installed.uninstall();
		expect(globalThis.fetch).toBe(network);
	});

	test("closing the mock uninstalls it, as often as it was installed", async () => {
		const mock = createMock();
		mock.install();
		mock.install({ baseURL: "https://own.example" });
		await mock.close();
		expect(globalThis.fetch).toBe(network);
	});

	test("a reset leaves it installed", async () => {
		const mock = createMock();
		using _ = mock.install();
		mock.reset();
		expect((await fetch("https://activitysmith.com/api/badge", badge)).status).toBe(200);
	});

	test("somebody else's stand-in stays, and finds nothing of the mock behind it", async () => {
		const mock = createMock();
		const installed = mock.install();
		const behind = globalThis.fetch;
		const theirs: typeof fetch = (input, init) => behind(input, init);
		vi.stubGlobal("fetch", theirs);
		installed.uninstall();
		expect(globalThis.fetch).toBe(theirs);
		expect(await asks("https://activitysmith.com/api/badge", badge)).toBe("https://activitysmith.com/api/badge");
		expect(mock.journal.count()).toBe(0);
	});

	test("in whatever order they come and go, the newest that is installed answers, and at the end fetch is what it was", async () => {
		const steps = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(steps, async (steps) => {
				const installed: { mock: Mock; installed: Installed }[] = [];
				// 0 installs another; any other number takes away one of those that are there, the oldest being 1.
				for (const step of steps) {
					const [gone] = step > 0 ? installed.splice(step - 1, 1) : [];
					gone?.installed.uninstall();
					if (step === 0) {
						const mock = createMock();
						installed.push({ mock, installed: mock.install() });
					}
					const before = installed.map(({ mock }) => mock.journal.count());
					const response = await fetch("https://activitysmith.com/api/badge", badge);
					expect(response.headers.has("x-request-id")).toBe(installed.length > 0);
					const asked = installed.map(({ mock }, index) => mock.journal.count() - (before[index] ?? 0));
					expect(asked).toEqual(installed.map((_, index) => (index === installed.length - 1 ? 1 : 0)));
				}
				for (const { installed: one } of installed) one.uninstall();
				expect(globalThis.fetch).toBe(network);
			}),
			{ numRuns: 50 },
		);
	});
});
