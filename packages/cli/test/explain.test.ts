/** explain, against the server itself. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Server, startServer } from "@activitysmith/server";
import ActivitySmith from "activitysmith";
import { afterAll, beforeAll, expect, test } from "vitest";
import { explainCases } from "./cases/explain.ts";
import { type Environment, run } from "./program.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
let server: Server;
let env: Environment;
beforeAll(async () => {
	stage = await openStage();
	server = await startServer({ data: join(stage.program.folder, "data"), port: 0 });
	env = { ACTIVITYSMITH_BASE_URL: server.baseURL, ACTIVITYSMITH_API_KEY: server.firstKey };
	const client = new ActivitySmith({ apiKey: `${server.firstKey}`, baseURL: server.baseURL });
	await client.liveActivities
		.stream("job", { content_state: { title: "Job", type: "progress", percentage: 10 } })
		.catch(() => undefined);
}, 60_000);
afterAll(async () => {
	await server.close();
	await stage[Symbol.asyncDispose]();
});

test.each(explainCases)("$name", async ({ args, prints, code = 0 }) => {
	const ran = await run(stage.program, args, env);
	for (const text of prints) expect(ran.stdout + ran.stderr).toMatch(text);
	expect(ran.code).toBe(code);
});

test("devices on several pages are one list", async () => {
	const device = (name: string) => ({ device_id: name, name, verdict: "shown", sentence: "It shows it." });
	const paged = createServer(({ url = "" }, response) => {
		const isSecond = url.endsWith("/api/explain/job?cursor=two");
		const page = {
			summary: "Two devices.",
			devices: [device(isSecond ? "b" : "a")],
			next_cursor: isSecond ? null : "two",
		};
		response.end(JSON.stringify(page));
	}).listen(0, "127.0.0.1");
	await once(paged, "listening");
	const { port } = paged.address() as AddressInfo;
	const ran = await run(stage.program, ["explain", "job", "--base-url", `http://127.0.0.1:${port}/api/`], env);
	paged.close();
	expect(ran).toMatchObject({ code: 0, stdout: "Two devices.\n✓ a: It shows it.\n✓ b: It shows it.\n" });
});

test("a server that does not explain", async () => {
	const visit = stage.visit();
	expect(await visit.run(["explain", "job"])).toMatchObject({
		code: 2,
		stderr: expect.stringContaining("the hosted service and the mock do not explain"),
	});
});

test("a key that is refused, and nobody there", async () => {
	expect((await run(stage.program, ["explain", "job"], { ...env, ACTIVITYSMITH_API_KEY: "ask_wrong" })).code).toBe(1);
	const nowhere = { ...env, ACTIVITYSMITH_BASE_URL: "http://127.0.0.1:1/api" };
	expect((await run(stage.program, ["explain", "job"], nowhere)).code).toBe(3);
});
