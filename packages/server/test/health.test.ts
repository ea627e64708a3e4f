/** What a load balancer, an orchestrator or a watchdog asks. */
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../src/database/open.ts";
import { healthRoutes } from "../src/http/health.ts";
import { startServer } from "../src/index.ts";
import { temporaryFolder } from "./databases.ts";
import { startPostgres } from "./postgres.ts";
import { asking, start } from "./running-server.ts";

const data = temporaryFolder();

test("a server that runs is live and ready, and anybody may ask", async () => {
	const server = await start({ data });
	const ask = asking(server, undefined);
	expect(await ask("GET", "/health")).toMatchObject({ status: 200, body: { status: "live" } });
	expect(await ask("GET", "/ready")).toMatchObject({ status: 200, body: { status: "ready" } });
	for (const path of ["/health", "/ready"]) {
		const { status, headers } = await fetch(server.url + path, { method: "HEAD" });
		expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
	}
});

test("a server that stops is live, and not ready", async () => {
	const database = await openDatabase({ file: join(data, "stopping.sqlite") });
	onTestFinished(() => database.close());
	const onError = (error: unknown) => {
		throw error;
	};
	const statuses = async (closing: AbortSignal) => {
		const routes = healthRoutes({ database, closing, onError });
		const url = new URL("http://127.0.0.1/");
		return Promise.all(routes.map(async ({ handle }) => (await handle(new Request(url), url)).status));
	};
	expect(await statuses(new AbortController().signal)).toEqual([200, 200]);
	expect(await statuses(AbortSignal.abort())).toEqual([200, 503]);
});

test("a server without its database lives on, is not ready, and tells nobody where the database is", {
	timeout: 90_000,
}, async () => {
	const postgres = await startPostgres();
	const heard: unknown[] = [];
	const databaseUrl = await postgres.newDatabase();
	const server = await startServer({ data, port: 0, databaseUrl, onError: (error) => void heard.push(error) });
	onTestFinished(() => server.close());
	const ask = asking(server, undefined);
	expect((await ask("GET", "/ready")).status).toBe(200);
	await postgres.stop();
	const { status, headers, body } = await ask("GET", "/ready");
	expect({ status, body }).toEqual({
		status: 503,
		body: { error: "Not ready", message: "The database does not answer." },
	});
	expect(headers.get("retry-after")).toBe("1");
	expect((await ask("GET", "/health")).status).toBe(200);
	expect(heard).not.toEqual([]);
});
