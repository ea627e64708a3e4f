/** The entry for pages and workers, as a bundler for the web takes it, in a realm that has nothing of Node. */
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import type { Mock, MockOptions } from "../src/index.ts";

/** What Node has and pages have not. */
const NODE_ONLY = ["process", "Buffer", "global", "require", "module", "setImmediate", "clearImmediate", "WebAssembly"];

const names = Object.getOwnPropertyNames(globalThis).filter(
	(name) => !NODE_ONLY.includes(name) && !/^_|globalThis/.test(name),
);
const page: Record<string, unknown> = createContext({
	...Object.fromEntries(names.map((name) => [name, globalThis[name as keyof typeof globalThis]])),
	fetch: async (address: unknown) => new Response(`the network at ${address}`),
	location: { href: "https://page.example/" },
	// MSW keeps cookies there.
	localStorage: { getItem: () => null, setItem: () => undefined },
});

interface Kit {
	createMock(options?: MockOptions): Mock;
	handlers(mock: Mock): unknown[];
}

let kit: Kit;
let bundled: string[];

beforeAll(async () => {
	const { outputFiles, metafile } = await build({
		stdin: {
			contents: `
				export * from "@activitysmith/mock-server";
				export * from "@activitysmith/mock-server/msw";
			`,
			resolveDir: fileURLToPath(new URL(".", import.meta.url)),
		},
		bundle: true,
		platform: "browser",
		conditions: ["@activitysmith/source"],
		format: "iife",
		globalName: "kit",
		write: false,
		metafile: true,
	});
	bundled = Object.keys(metafile.inputs);
	runInContext(outputFiles[0]?.text ?? "", page);
	kit = page.kit as Kit;
});

const put = {
	method: "PUT",
	headers: { Authorization: "Bearer ask_any", "Content-Type": "application/json" },
	body: JSON.stringify({ content_state: { title: "Backup", type: "progress", percentage: 42 } }),
};

test("the service's rules are in it, and nothing that listens", () => {
	expect(bundled.some((path) => path.endsWith("core/src/service.ts"))).toBe(true);
	expect(
		bundled.filter((path) =>
			/node-server|\/listen\.ts|webhooks\/src|ipaddr|screens\/page\.ts|lock-screen\/(?:build|src\/page)/.test(path),
		),
	).toEqual([]);
});

test("a mock answers, and its phones show what was sent", async () => {
	const mock = kit.createMock();
	const response = await mock.fetch("https://activitysmith.com/api/live-activity/stream/backup", put);
	expect(await response.json()).toMatchObject({ operation: "started" });
	expect(mock.device("iphone").lockScreen({ as: "text" })).toBe("Backup\n████████░░░░░░░░░░░░ 42%");
	await mock.clock.advance("8h");
	const { activities, dismissed } = mock.device("iphone").lockScreen();
	expect([activities.length, dismissed.length]).toEqual([1, 1]);
});

test("control routes are answered too", async () => {
	const response = await kit.createMock().fetch("https://activitysmith.com/_mock/magic");
	expect(response.status).toBe(200);
});

test("faults, which need timers and streams", async () => {
	const mock = kit.createMock({ faults: [{ connection: "truncate", delay: 1, slowBody: 1 }] });
	const response = await mock.fetch("https://activitysmith.com/api/live-activity/stream/backup", put);
	await expect(response.text()).rejects.toThrow("terminated");
});

test("it listens nowhere, and says what to do instead", async () => {
	await expect(kit.createMock().listen()).rejects.toThrow("A mock can't listen here, where there are no ports");
});

test("a press is recorded, and nothing is called, whatever it is told", async () => {
	const outcomes = [];
	for (const webhooks of ["record", "call"] as const) {
		const mock = kit.createMock({ webhooks });
		const action = { title: "Pause", type: "webhook", url: "https://ops.example.com/pause" };
		const body = JSON.stringify({ ...JSON.parse(put.body), action });
		await mock.fetch("https://activitysmith.com/api/live-activity/stream/backup", { ...put, body });
		const activityId = mock.streams[0]?.activityId ?? "";
		outcomes.push(await mock.device("iphone").press({ activityId }, "primary"));
		expect(mock.presses[0]?.request?.headers["webhook-signature"]).toMatch(/^v1,/);
	}
	expect(outcomes).toEqual([
		{ status: null, message: expect.stringContaining("Recorded") },
		{ status: null, message: expect.stringContaining("A mock can't call webhooks here") },
	]);
});

test("it stands in for the page's fetch, relative addresses among others", async () => {
	const before = page.fetch;
	const mock = kit.createMock();
	const installed = mock.install({ baseURL: "https://page.example/push" });
	const pageFetch = page.fetch as typeof fetch;
	expect(await (await pageFetch("/push/live-activity/stream/backup", put)).json()).toMatchObject({
		operation: "started",
	});
	expect(await (await pageFetch("/elsewhere")).text()).toBe("the network at /elsewhere");
	installed.uninstall();
	expect(page.fetch).toBe(before);
});

test("MSW's handlers for a worker are in the same bundle, and load", () => {
	expect(kit.handlers(kit.createMock())).toHaveLength(1);
});
