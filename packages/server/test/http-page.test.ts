/** The lock screen of a browser: who may see it, and what may be done on it. */
import { join } from "node:path";
import ActivitySmith from "activitysmith";
import { beforeAll, describe, expect, test } from "vitest";
import { type Server, startServer } from "../src/index.ts";
import { temporaryFolder } from "./databases.ts";
import { type Ask, asOwner, firstKey, openLink, openPage, start } from "./running-server.ts";

const folder = temporaryFolder();
const calls: { url: string; headers: Record<string, string>; body: string | null }[] = [];
let server: Server;
let owner: Ask;
let cookie: string;
let activitysmith: ActivitySmith;
let device: string;

beforeAll(async () => {
	server = await startServer({
		data: folder,
		port: 0,
		sendWebhook: async (call) => {
			calls.push(call);
			return { status: 204 };
		},
	});
	owner = asOwner(server);
	cookie = await openLink(server.lockScreenLink);
	activitysmith = new ActivitySmith({ apiKey: firstKey(server), baseURL: server.baseURL });
	const { body } = await owner("GET", "/manage/devices");
	[{ id: device }] = body.devices as [{ id: string }];
	return () => server.close();
});

/** @param headers Those of the page itself when left out. */
function post(path: string, body: unknown, headers: Record<string, string> = { origin: server.url, cookie }) {
	return fetch(server.url + path, {
		method: "POST",
		headers: { "content-type": "application/json", ...headers },
		body: JSON.stringify(body),
	});
}

async function newUser(name: string): Promise<string> {
	return (await owner("POST", "/manage/users", { name })).body.id as string;
}

async function newLink(userId: string): Promise<string> {
	return (await owner("POST", "/manage/pairing-codes", { user_id: userId, kind: "browser" })).body.link as string;
}

describe("a browser", () => {
	test.each(["/", "/index.html", "/screens"])("that is not paired gets nothing at %s", async (path) => {
		const { activity_id } = await activitysmith.liveActivities.start({
			content_state: { title: "Not for everybody", type: "progress", percentage: 1 },
		});
		const response = await fetch(server.url + path);
		expect(response.status).toBe(401);
		expect(await response.text()).not.toContain("Not for everybody");
		await activitysmith.liveActivities.end({ activity_id, content_state: { title: "Over", auto_dismiss_minutes: 0 } });
	});

	test("that is not paired may press and dismiss nothing", async () => {
		const on = { notificationId: "any" };
		const own = { origin: server.url };
		expect((await post("/screens/press", { device, on, action: "action-1" }, own)).status).toBe(401);
		expect((await post("/screens/dismiss", { device, activityId: "any" }, own)).status).toBe(401);
	});

	test("gets its secret in a cookie that no script and no other site can use", async () => {
		const response = await fetch(await newLink(await newUser("Ada")));
		expect(response.headers.getSetCookie()).toEqual([
			expect.stringMatching(/^activitysmith_[a-z0-9]{8}=asd_\w{40}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/),
		]);
		expect(response.headers.get("cache-control")).toBe("no-store");
		expect(response.headers.get("referrer-policy")).toBe("no-referrer");
	});

	test("gets the page with what it needs to know", async () => {
		const response = await fetch(server.url, { headers: { cookie } });
		expect(response.status).toBe(200);
		const [, settings] =
			/<script type="application\/json" id="settings">(.*?)<\/script>/.exec(await response.text()) ?? [];
		const { events, press, dismiss, api, document } = JSON.parse(settings ?? "{}");
		expect({ events, press, dismiss, api }).toEqual({
			events: "/screens",
			press: "/screens/press",
			dismiss: "/screens/dismiss",
			api: "/api",
		});
		expect(await (await fetch(server.url + document)).json()).toMatchObject({ openapi: "3.1.0" });
	});

	test("opens a link once", async () => {
		const link = await newLink(await newUser("Once"));
		// Programs look at links before people open them.
		await fetch(link, { method: "HEAD" });
		await openLink(link);
		const again = await fetch(link);
		expect(again.status).toBe(404);
		expect(again.headers.getSetCookie()).toEqual([]);
	});

	test("sees its own lock screen and no other", async () => {
		const channel = `only-${Date.now()}`;
		const userId = await newUser("Grace");
		const hers = await openPage(server, await openLink(await newLink(userId)));
		await owner("POST", "/manage/channels", { slug: channel, users: [userId] });
		await activitysmith.notifications.send({ title: "For Grace", channels: [channel] });
		await activitysmith.notifications.send({ title: "For everybody" });
		const titles = ({ notifications }: { notifications: readonly { body: { aps: { alert: { title: string } } } }[] }) =>
			notifications.map(({ body }) => body.aps.alert.title);
		await hers.until((screen) => titles(screen).length === 2);
		const mine = await openPage(server, cookie);
		expect(titles(await mine.until(() => true))).toEqual(["For everybody"]);
		await expect.poll(() => hers.of("push").length).toBe(2);
		expect(mine.of("push")).toEqual([]);
	});

	test("is no phone: a phone's secret opens no lock screen", async () => {
		const { code } = (await owner("POST", "/manage/pairing-codes", { user_id: await newUser("Phone"), kind: "ios" }))
			.body;
		const phone = { code, name: "Phone", model: "iphone", bundle_id: "com.example.app", environment: "sandbox" };
		const { secret } = (await (await post("/device/pair", phone)).json()) as { secret: string };
		const [name] = cookie.split("=");
		expect((await fetch(server.url, { headers: { cookie: `${name}=${secret}` } })).status).toBe(401);
	});

	test("that takes a lock screen over leaves nothing to the one before", async () => {
		const data = join(folder, "taken-over");
		const before = await startServer({ data, port: 0 });
		await before.close();
		const after = await start({ data });
		const page = await openPage(after, await openLink(after.lockScreenLink));
		await page.until(() => true);
		// Another link for the same lock screen, which nobody had opened yet.
		await openLink(before.lockScreenLink?.replace(before.url, after.url));
		await page.ended;
	});

	test("whose device was removed is shown nothing more", async () => {
		const theirs = await openLink(await newLink(await newUser("Gone")));
		const page = await openPage(server, theirs);
		const { id } = await page.until(() => true);
		expect((await owner("DELETE", `/manage/devices/${id}`)).status).toBe(204);
		await page.ended;
		expect((await fetch(server.url, { headers: { cookie: theirs } })).status).toBe(401);
	});
});

describe("the page", () => {
	async function withButton(key: string) {
		const { activity_id } = await activitysmith.liveActivities.stream(key, {
			content_state: { title: "With a button", type: "progress", percentage: 1 },
			action: { title: "Stop", type: "webhook", url: "https://example.com/stop", body: { id: 7 } },
		});
		if (!activity_id) throw new Error("Nothing was started");
		return activity_id;
	}

	test("presses a button, whose webhook is called with a signature", async () => {
		const activityId = await withButton("pressed");
		const page = await openPage(server, cookie, "?last=100");
		await page.until(({ activities }) => activities.length > 0);
		const response = await post("/screens/press", { device, on: { activityId }, action: "primary" });
		expect(await response.json()).toEqual({ status: 204 });
		expect(calls.at(-1)).toMatchObject({
			url: "https://example.com/stop",
			body: '{"id":7}',
			headers: { "webhook-signature": expect.stringMatching(/^v1,/), "activitysmith-stream-key": "pressed" },
		});
		// Where it leads, a device has no business to know.
		await expect.poll(() => page.of("request").length).toBeGreaterThan(0);
		expect(JSON.stringify([page.screen(), page.of("push"), page.of("request")])).not.toContain("example.com/stop");
		await activitysmith.liveActivities.endStream("pressed");
	});

	test("swipes a Live Activity away", async () => {
		const activityId = await withButton("swiped");
		const page = await openPage(server, cookie);
		const shows = ({ activities }: { activities: readonly { activityId: string }[] }) =>
			activities.some((activity) => activity.activityId === activityId);
		await page.until(shows);
		expect((await post("/screens/dismiss", { device, activityId })).status).toBe(204);
		await page.until((screen) => !shows(screen));
		expect((await post("/screens/press", { device, on: { activityId }, action: "primary" })).status).toBe(404);
	});

	test("acts for its own device only", async () => {
		const other = await openPage(server, await openLink(await newLink(await newUser("Other"))));
		const activityId = await withButton("of-both");
		const { id } = await other.until(({ activities }) => activities.some((one) => one.activityId === activityId));
		const before = calls.length;
		expect((await post("/screens/dismiss", { device: id, activityId })).status).toBe(404);
		expect((await post("/screens/press", { device: id, on: { activityId }, action: "primary" })).status).toBe(404);
		expect(calls).toHaveLength(before);
		expect((await post("/screens/press", { device, on: { activityId }, action: "primary" })).status).toBe(200);
		await activitysmith.liveActivities.endStream("of-both");
	});

	test.each([
		["another origin", { origin: "http://127.0.0.1:1" }],
		["another site", { "sec-fetch-site": "cross-site" }],
		["another port of the machine", { origin: "http://localhost:8080", "sec-fetch-site": "same-site" }],
		["who knows where", {}],
	])("of %s may press and dismiss nothing", async (_, headers: Record<string, string>) => {
		for (const path of ["/screens/press", "/screens/dismiss"]) {
			const response = await post(path, { device, activityId: "any" }, { cookie, ...headers });
			expect(response.status).toBe(403);
		}
	});

	test("of another port may not read the events", async () => {
		const headers = { cookie, origin: "http://localhost:8080" };
		expect((await fetch(`${server.url}/screens`, { headers })).status).toBe(403);
	});

	test.each([
		["/screens/press", { device: 1 }],
		["/screens/press", "text"],
		["/screens/dismiss", {}],
	])("is told what is wrong with a body at %s", async (path, body) => {
		const response = await post(path, body);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ error: "Bad request", issues: expect.any(Array) });
	});
});

test("behind a proxy with TLS the link has its address, the cookie is for TLS only, and the page is known by it", async () => {
	const publicUrl = "https://push.example.com";
	const data = temporaryFolder();
	const first = await startServer({ data, port: 0 });
	const { origin: listens, port } = new URL(first.url);
	await first.close();
	const behind = await start({ data, port: Number(port), publicUrl });
	expect(behind.baseURL).toBe(`${publicUrl}/api`);
	expect(behind.lockScreenLink).toMatch(/^https:\/\/push\.example\.com\/pair\?code=\w+$/);
	const opened = await fetch(`${behind.lockScreenLink}`.replace(publicUrl, listens));
	const [kept = ""] = opened.headers.getSetCookie();
	expect(kept).toMatch(/; Secure$/);
	const dismiss = (origin: string) =>
		fetch(`${listens}/screens/dismiss`, {
			method: "POST",
			headers: { origin, cookie: kept.split(";")[0] ?? "", "content-type": "application/json" },
			body: JSON.stringify({ device: "another", activityId: "any" }),
		});
	expect((await dismiss(publicUrl)).status).toBe(404);
	expect((await dismiss("https://push.example.org")).status).toBe(403);
});
