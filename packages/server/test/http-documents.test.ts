/** The documents of the device API and of the management, and what routes do with requests that are none of theirs. */
import { beforeAll, describe, expect, test } from "vitest";
import { deviceRoutes } from "../src/http/device/routes.ts";
import { manageRoutes } from "../src/http/manage/routes.ts";
import { type Server, startServer } from "../src/index.ts";
import { temporaryFolder } from "./databases.ts";
import { type Ask, asking, asOwner } from "./running-server.ts";

const folder = temporaryFolder();
let server: Server;
let owner: Ask;
let anybody: Ask;

beforeAll(async () => {
	server = await startServer({ data: folder, port: 0 });
	owner = asOwner(server);
	anybody = asking(server, undefined);
	return () => server.close();
});

interface Document {
	openapi: string;
	paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
	components: { schemas: Record<string, unknown> };
}

describe.each([
	["/device", deviceRoutes],
	["/manage", manageRoutes],
])("the document of %s", (base, routes) => {
	test("describes every route, and refers to nothing that is not in it", async () => {
		const { status, body } = await anybody("GET", `${base}/openapi.json`);
		const document = body as unknown as Document;
		expect([status, document.openapi]).toEqual([200, "3.1.0"]);
		const described = Object.entries(document.paths).flatMap(([path, operations]) =>
			Object.entries(operations).map(([method, { operationId }]) => [operationId, method.toUpperCase(), path]),
		);
		expect(described.sort()).toEqual(routes.map(({ id, method, path }) => [id, method, path || "/"]).sort());
		const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? [];
		expect(references.length).toBeGreaterThan(0);
		for (const reference of references) {
			expect(document.components.schemas).toHaveProperty(reference.split("/").at(-1) ?? "");
		}
	});
});

describe("a request", () => {
	test("for no route is told the nearest", async () => {
		const { status, headers, body } = await owner("GET", "/manage/kyes");
		expect(status).toBe(404);
		expect(body).toMatchObject({ error: "Not found", message: expect.stringContaining("GET /manage/keys") });
		expect(headers.get("x-request-id")).toMatch(/^req_/);
		expect([headers.get("cache-control"), headers.get("x-content-type-options")]).toEqual(["no-store", "nosniff"]);
	});

	test.each(["/device", "/device/"])(
		"for the base path finds its route at %s, as the document calls it",
		async (path) => {
			expect((await anybody("DELETE", path)).status).toBe(401);
			const { status, headers } = await anybody("GET", path);
			expect([status, headers.get("allow")]).toEqual([405, "DELETE"]);
		},
	);

	test("with another method is told those there are", async () => {
		const { status, headers } = await owner("PUT", "/manage/keys", {});
		expect([status, headers.get("allow")]).toEqual([405, "GET, POST"]);
	});

	test.each([
		["not JSON", "{", "application/json", 400],
		["too large", JSON.stringify({ name: "x".repeat(70_000) }), "application/json", 413],
		["of another type", "name=Ada", "application/x-www-form-urlencoded", 415],
		["empty", "", "application/json", 400],
		["a list", "[]", "application/json", 400],
	])("with a body that is %s is refused as the API does", async (_, body, type, status) => {
		const response = await fetch(`${server.url}/device/pair`, {
			method: "POST",
			body,
			headers: { "content-type": type },
		});
		expect(response.status).toBe(status);
		expect(await response.json()).toEqual({
			error: expect.any(String),
			message: expect.any(String),
			...(status === 400 && body !== "{" && { issues: expect.any(Array) }),
		});
	});

	test.each(["/manage/keys/%00", "/manage/channels/%ff", "/manage/devices/a%2Fb", "/manage/users/ü"])(
		"for %s is refused, and breaks nothing",
		async (path) => {
			const { status } = await owner("DELETE", path);
			expect([400, 404]).toContain(status);
		},
	);

	test.each([
		["GET", "/apis", ""],
		["POST", "/live-activity/start", "POST /api/live-activity/start"],
		["PUT", "/ap/live-activity/stream/backup", "PUT /api/live-activity/stream/{stream_key}"],
		["GET", "/nothing-like-it", ""],
		["DELETE", "//", ""],
	])("for no route anywhere, %s %s, is answered as by the API", async (method, path, nearest) => {
		const response = await fetch(server.url + path, { method });
		expect(response.status).toBe(404);
		expect(response.headers.get("x-request-id")).toMatch(/^req_/);
		expect(response.headers.get("ratelimit-limit")).toBe("60");
		expect(await response.json()).toEqual({
			error: "Not found",
			message: `There is no ${method} ${path} in this API.${nearest && ` The nearest is ${nearest}.`}`,
		});
	});

	test.each([
		["PUT", "/screens", "GET"],
		["GET", "/screens/press", "POST"],
		["HEAD", "/pair", "GET"],
		["POST", "/health", "GET, HEAD"],
	])("with another method outside of the APIs, %s %s, is told those there are", async (method, path, allowed) => {
		const { status, headers } = await fetch(server.url + path, { method });
		expect([status, headers.get("allow")]).toEqual([405, allowed]);
		expect(headers.get("x-request-id")).toMatch(/^req_/);
	});

	test.each(["/pair", "/pair?code=", "/../manage/keys", "/%00", "/%ff"])("for %s reaches nobody", async (path) => {
		const response = await fetch(server.url + path);
		expect([401, 404]).toContain(response.status);
	});
});
