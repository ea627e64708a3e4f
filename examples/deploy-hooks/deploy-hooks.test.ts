import type { AddressInfo } from "node:net";
import { createMock } from "@activitysmith/mock-server";
import { ActivitySmith } from "activitysmith";
import express from "express";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { deploysOnThePhone as forExpress } from "./express.ts";
import { deploysOnThePhone as forHono } from "./hono.ts";

type Post = (body: unknown) => Promise<Response>;
type Serve = (
	activitysmith: ActivitySmith,
	onError: (error: unknown) => void,
) => Promise<AsyncDisposable & { post: Post }>;

const init = (body: unknown) => ({
	method: "POST",
	headers: { "content-type": "application/json" },
	body: JSON.stringify(body),
});

const servers: Record<string, Serve> = {
	async Express(activitysmith, onError) {
		const app = express();
		app.post("/deploys", express.json(), forExpress(activitysmith, onError), (_, response) => {
			response.status(202).end();
		});
		const server = app.listen(0, "127.0.0.1");
		await new Promise((resolve) => server.once("listening", resolve));
		const { port } = server.address() as AddressInfo;
		return {
			post: (body) => fetch(`http://127.0.0.1:${port}/deploys`, init(body)),
			async [Symbol.asyncDispose]() {
				server.closeAllConnections();
				server.close();
			},
		};
	},
	async Hono(activitysmith, onError) {
		const app = new Hono();
		app.post("/deploys", forHono(activitysmith, onError), (context) => context.body(null, 202));
		return { post: async (body) => app.request("/deploys", init(body)), async [Symbol.asyncDispose]() {} };
	},
};

const event = { service: "api", state: "running", name: "migrate", step: 1, of: 3 };

describe.each(Object.entries(servers))("deploys posted to %s", (_, serve) => {
	test("are on the phone until they have ended", async () => {
		const mock = createMock();
		const phone = mock.device("iphone");
		const errors: unknown[] = [];
		const client = new ActivitySmith({ apiKey: "ask_app", baseURL: "https://mock.test/api", fetch: mock.fetch });
		await using app = await serve(client, (error) => errors.push(error));
		expect((await app.post(event)).status).toBe(202);
		await expect
			.poll(() => phone.lockScreen().activities[0]?.state)
			.toMatchObject({ subtitle: "migrate", currentStep: 1 });
		await app.post({ ...event, state: "failed" });
		await expect
			.poll(() => phone.lockScreen().activities[0])
			.toMatchObject({
				streamKey: "deploy-api",
				status: "ended",
				state: { title: "Deploy api", subtitle: "migrate: failed", color: "red" },
			});
		expect(errors).toEqual([]);
	});

	test("are answered when the phone can't be reached, and what is no deploy is passed on", async () => {
		const mock = createMock();
		mock.faults.add({ status: 400 });
		const errors: unknown[] = [];
		const client = new ActivitySmith({ apiKey: "ask_app", baseURL: "https://mock.test/api", fetch: mock.fetch });
		await using app = await serve(client, (error) => errors.push(error));
		expect((await app.post({ ...event, step: 9 })).status).toBe(202);
		expect((await app.post([])).status).toBe(202);
		expect(mock.journal.count()).toBe(0);
		expect((await app.post(event)).status).toBe(202);
		await expect.poll(() => errors).toMatchObject([{ status: 400 }]);
	});
});
