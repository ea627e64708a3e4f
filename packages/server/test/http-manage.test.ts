/** The management: for the owner only, and what it changes holds for the API. */
import ActivitySmith from "activitysmith";
import { beforeAll, describe, expect, test } from "vitest";
import type * as z from "zod";
import { manageRoutes } from "../src/http/manage/routes.ts";
import { type Server, startServer } from "../src/index.ts";
import { temporaryFolder } from "./databases.ts";
import { type Ask, asking, asOwner, firstKey } from "./running-server.ts";

const folder = temporaryFolder();
let server: Server;
let owner: Ask;
let user: string;
let device: string;

beforeAll(async () => {
	server = await startServer({ data: folder, port: 0 });
	owner = asOwner(server);
	await owner("PATCH", "/manage/account/limits", { requests_per_minute: null, live_activities: 100 });
	user = (await owner("POST", "/manage/users", { name: "Ada" })).body.id as string;
	const { devices } = (await owner("GET", "/manage/devices")).body as { devices: { id: string }[] };
	device = devices[0]?.id ?? "";
	return () => server.close();
});

const client = (apiKey: string) => new ActivitySmith({ apiKey, baseURL: server.baseURL, maxRetries: 0 });

/** The answer fits the schema that the document has of it. */
async function get<T>(id: string, path: string): Promise<T> {
	const { status, body } = await owner("GET", path);
	expect(status).toBe(200);
	const schema = manageRoutes.find((route) => route.id === id)?.answer as z.ZodType<T>;
	return schema.parse(body);
}

interface KeyView {
	id: string;
	name: string;
	channels: string[] | null;
	last_four: string;
	revoked_at: string | null;
}

describe("who is not the owner", () => {
	test.each(manageRoutes.map(({ method, path }) => [method, path] as const))(
		"gets nothing of %s %s",
		async (method, path) => {
			const at = `/manage${path.replace(/\{\w+\}/g, "any")}`;
			for (const token of [undefined, "aso_wrong", firstKey(server)]) {
				const refused = await asking(server, token)(method, at, method === "GET" ? undefined : {});
				expect(refused).toMatchObject({ status: 401, body: { error: "Unauthorized" } });
			}
		},
	);
});

describe("keys", () => {
	test("are told once, reach what they are for, and nothing after they were revoked", async () => {
		await owner("POST", "/manage/channels", { slug: "ops", users: [user] });
		await owner("POST", "/manage/channels", { slug: "devs", devices: [device] });
		const { status, body } = await owner("POST", "/manage/keys", { name: "CI", channels: ["devs"] });
		expect(status).toBe(201);
		const { id, key } = body as { id: string; key: string };
		expect(key).toMatch(/^ask_[A-Za-z0-9]{40}$/);
		const { keys } = await get<{ keys: KeyView[] }>("listKeys", "/manage/keys");
		expect(keys.find((known) => known.id === id)).toMatchObject({
			name: "CI",
			channels: ["devs"],
			last_four: key.slice(-4),
			revoked_at: null,
		});
		expect(JSON.stringify(keys)).not.toContain(key);

		expect(await client(key).notifications.send({ title: "Scoped" })).toMatchObject({
			effective_channel_slugs: ["devs"],
			devices_notified: 1,
		});
		await expect(client(key).notifications.send({ title: "Beyond", channels: ["ops"] })).rejects.toMatchObject({
			status: 403,
		});
		const revoked = await owner("DELETE", `/manage/keys/${id}`);
		expect([revoked.status, revoked.headers.get("cache-control")]).toEqual([204, "no-store"]);
		expect(revoked.headers.get("x-request-id")).toMatch(/^req_/);
		await expect(client(key).notifications.send({ title: "Late" })).rejects.toMatchObject({ status: 401 });
		expect((await owner("DELETE", `/manage/keys/${id}`)).status).toBe(404);
		const after = await get<{ keys: KeyView[] }>("listKeys", "/manage/keys");
		expect(after.keys.find((known) => known.id === id)?.revoked_at).toEqual(expect.any(String));
	});

	test("are of channels that there are", async () => {
		expect(await owner("POST", "/manage/keys", { name: "Lost", channels: ["nowhere"] })).toMatchObject({
			status: 404,
			body: { error: "Channel not found" },
		});
	});
});

describe("channels", () => {
	test("have the members that they were given", async () => {
		expect((await owner("POST", "/manage/channels", { slug: "team", users: [user] })).status).toBe(201);
		expect((await owner("POST", "/manage/channels", { slug: "team" })).status).toBe(409);
		const members = { users: [], devices: [device] };
		expect((await owner("PUT", "/manage/channels/team/members", members)).body).toEqual({ slug: "team", ...members });
		const { channels } = await get<{ channels: { slug: string }[] }>("listChannels", "/manage/channels");
		expect(channels).toContainEqual({ slug: "team", ...members });
		expect((await owner("DELETE", "/manage/channels/team")).status).toBe(204);
		expect((await owner("DELETE", "/manage/channels/team")).status).toBe(404);
		expect((await owner("PUT", "/manage/channels/team/members", members)).status).toBe(404);
	});

	test("get members and lose them, one by one", async () => {
		await owner("POST", "/manage/channels", { slug: "few", users: [user] });
		const change = (body: unknown) => owner("PATCH", "/manage/channels/few/members", body);
		expect((await change({ add: { devices: [device] } })).body).toEqual({
			slug: "few",
			users: [user],
			devices: [device],
		});
		expect((await change({ add: { users: [user] } })).body).toMatchObject({ users: [user] });
		expect((await change({ remove: { users: [user, "usr_nobody"] } })).body).toMatchObject({ users: [] });
		const both = { add: { users: [user] }, remove: { users: [user] } };
		expect((await change(both)).body).toEqual({ slug: "few", users: [], devices: [device] });
		expect(await change({ add: { users: ["usr_nobody"] } })).toMatchObject({
			status: 400,
			body: { issues: [{ path: "users", message: expect.stringContaining("usr_nobody") }] },
		});
		const { channels } = await get<{ channels: { slug: string }[] }>("listChannels", "/manage/channels");
		expect(channels).toContainEqual({ slug: "few", users: [], devices: [device] });
		expect((await owner("PATCH", "/manage/channels/none/members", {})).status).toBe(404);
	});

	test("with a member that nobody knows are not made", async () => {
		expect(
			await owner("POST", "/manage/channels", { slug: "half", users: [user], devices: ["dev_nobody"] }),
		).toMatchObject({
			status: 400,
			body: { issues: [{ path: "devices", message: expect.stringContaining("dev_nobody") }] },
		});
		const { channels } = await get<{ channels: { slug: string }[] }>("listChannels", "/manage/channels");
		expect(channels.map(({ slug }) => slug)).not.toContain("half");
	});
});

describe("metrics", () => {
	test("take values once they are there", async () => {
		const { metrics: values } = client(firstKey(server));
		await expect(values.update("orders", { value: 1 })).rejects.toMatchObject({ status: 404 });
		const format = { kind: "currency", currency: "EUR" };
		expect((await owner("PUT", "/manage/metrics/orders", { label: "Orders", format })).status).toBe(204);
		await values.update("orders", { value: 12.5, timestamp: "2026-01-01T00:00:00.000Z" });
		const { metrics } = await get<{ metrics: unknown[] }>("listMetrics", "/manage/metrics");
		expect(metrics).toEqual([{ key: "orders", label: "Orders", format, value: 12.5, at: "2026-01-01T00:00:00.000Z" }]);
		expect((await owner("DELETE", "/manage/metrics/orders")).status).toBe(204);
		await expect(values.update("orders", { value: 1 })).rejects.toMatchObject({ status: 404 });
	});

	test.each([
		[{ format: { kind: "currency" } }, "format.currency"],
		[{ format: { kind: "number", unit: "ms" } }, "format.unit"],
		[{ format: { kind: "other" } }, "format.kind"],
		[{ label: "bell\u0007" }, "label"],
		[{ unknown: 1 }, "unknown"],
	])("are not defined by %j", async (definition, path) => {
		const refused = await owner("PUT", "/manage/metrics/wrong", definition);
		expect(refused).toMatchObject({ status: 400, body: { error: "Bad request", issues: [{ path }] } });
	});
});

describe("people and devices", () => {
	test("go together", async () => {
		const { id } = (await owner("POST", "/manage/users", { name: "Grace" })).body as { id: string };
		const { code } = (await owner("POST", "/manage/pairing-codes", { user_id: id, kind: "ios" })).body;
		const phone = { name: "Grace's", model: "ipad", bundle_id: "com.example.app", environment: "production" };
		const paired = await asking(server, undefined)("POST", "/device/pair", { code, ...phone });
		const devices = async () => (await get<{ devices: { id: string }[] }>("listDevices", "/manage/devices")).devices;
		expect((await devices()).map((known) => known.id)).toContain(paired.body.device_id);
		expect((await owner("DELETE", `/manage/users/${id}`)).status).toBe(204);
		expect((await devices()).map((known) => known.id)).not.toContain(paired.body.device_id);
		const { users } = await get<{ users: { id: string }[] }>("listUsers", "/manage/users");
		expect(users.map((known) => known.id)).not.toContain(id);
		expect((await owner("POST", "/manage/pairing-codes", { user_id: id, kind: "ios" })).status).toBe(404);
	});
});

describe("streams", () => {
	test("are paused and resumed", async () => {
		const { liveActivities } = client(firstKey(server));
		const put = (percentage: number) =>
			liveActivities.stream("paused", { content_state: { title: "Deploy", type: "progress", percentage } });
		await put(1);
		expect((await owner("POST", "/manage/streams/paused/pause")).status).toBe(204);
		expect(await put(2)).toMatchObject({ operation: "paused", activity_id: null });
		const { streams } = await get<{ streams: { stream_key: string }[] }>("listStreams", "/manage/streams?limit=10");
		expect(streams).toMatchObject([{ stream_key: "paused", paused: true, activity_id: null }]);
		expect((await owner("POST", "/manage/streams/paused/resume")).status).toBe(204);
		expect(await put(3)).toMatchObject({ operation: "started" });
		expect((await owner("POST", "/manage/streams/never/pause")).status).toBe(404);
		expect((await owner("GET", "/manage/streams?limit=0")).status).toBe(400);
		expect((await owner("GET", "/manage/streams?after=paused")).body).toEqual({ streams: [] });
	});
});

describe("accounts", () => {
	test("have keys, people and limits of their own", async () => {
		const made = await owner("POST", "/manage/accounts", { id: "acme" });
		const limits = { requests_per_minute: 60, live_activities: 4 };
		expect([made.status, made.body]).toEqual([201, { id: "acme", limits }]);
		expect(await owner("POST", "/manage/accounts", { id: "acme" })).toMatchObject({
			status: 409,
			body: { error: "Account exists" },
		});
		expect((await owner("POST", "/manage/accounts", {})).body.id).toMatch(/^acc_/);
		expect((await owner("POST", "/manage/accounts", { id: "no spaces" })).status).toBe(400);
		const { accounts } = await get<{ accounts: { id: string }[] }>("listAccounts", "/manage/accounts");
		expect(accounts[0]).toEqual((await owner("GET", "/manage/account")).body);
		expect(accounts).toContainEqual({ id: "acme", limits });

		const { body: ada } = await owner("POST", "/manage/users?account=acme", { name: "Ada" });
		const { code } = (await owner("POST", "/manage/pairing-codes?account=acme", { user_id: ada.id, kind: "ios" })).body;
		const phone = { name: "Ada's", model: "iphone", bundle_id: "com.example.app", environment: "production" };
		expect((await asking(server, undefined)("POST", "/device/pair", { code, ...phone })).status).toBe(201);
		const { key } = (await owner("POST", "/manage/keys?account=acme", { name: "Theirs" })).body;
		const theirs = client(key as string);
		expect(await theirs.notifications.send({ title: "Only theirs" })).toMatchObject({ devices_notified: 1 });
		await theirs.liveActivities.stream("shared-name", {
			content_state: { title: "Theirs", type: "progress", percentage: 1 },
		});
		expect((await owner("POST", "/manage/streams/shared-name/pause")).status).toBe(404);
		expect((await owner("POST", "/manage/streams/shared-name/pause?account=acme")).status).toBe(204);
		const { devices } = await get<{ devices: unknown[] }>("listDevices", "/manage/devices?account=acme");
		expect(devices).toHaveLength(1);
		await owner("PATCH", "/manage/account/limits?account=acme", { live_activities: 7 });
		expect((await owner("GET", "/manage/account?account=acme")).body).toMatchObject({ limits: { live_activities: 7 } });
		expect((await owner("GET", "/manage/account")).body).not.toMatchObject({ limits: { live_activities: 7 } });
		// People of another account do not count.
		expect((await owner("POST", "/manage/channels", { slug: "mixed", users: [ada.id] })).status).toBe(400);
		expect(await owner("GET", "/manage/keys?account=nobody")).toMatchObject({
			status: 404,
			body: { error: "Account not found" },
		});
	});
});

describe("limits", () => {
	test("hold from the next request on", async () => {
		const { liveActivities } = client(firstKey(server));
		const start = () => liveActivities.start({ content_state: { title: "One", type: "progress", percentage: 1 } });
		const { id } = (await owner("GET", "/manage/account")).body;
		expect((await owner("PATCH", "/manage/account/limits", { live_activities: 0 })).body).toEqual({
			id,
			limits: { requests_per_minute: null, live_activities: 0 },
		});
		await expect(start()).rejects.toMatchObject({ status: 429, limit: 0 });
		await owner("PATCH", "/manage/account/limits", { live_activities: 100 });
		await start();
		expect((await owner("PATCH", "/manage/account/limits", { requests_per_minute: 0 })).status).toBe(400);
	});
});
