/** From the first start to a Live Activity on a lock screen, and what is still true after the next start. */
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import ActivitySmith from "activitysmith";
import { describe, expect, test } from "vitest";
import { DatabaseError, SettingsError, startServer } from "../src/index.ts";
import { onPostgres, temporaryFolder } from "./databases.ts";
import { asking, asOwner, firstKey, openLink, openPage, start } from "./running-server.ts";

const folder = temporaryFolder();
const PATIENT = { timeout: 30_000, interval: 50 };
const progress = (percentage: number) => ({
	content_state: { title: "Nightly Backup", type: "progress" as const, percentage },
});

describe("on a file", () => {
	test("the first start makes all that a first Live Activity needs", async () => {
		const server = await start({ data: join(folder, "first") });
		const page = await openPage(server, await openLink(server.lockScreenLink));
		await page.until(({ activities }) => activities.length === 0);

		const activitysmith = new ActivitySmith({ apiKey: firstKey(server), baseURL: server.baseURL });
		const started = await activitysmith.liveActivities.stream("nightly-backup", progress(42));
		expect(started).toMatchObject({ operation: "started", devices_notified: 1, devices_queued: 0, users_notified: 1 });

		const screen = await page.until(({ activities }) => activities.length > 0);
		expect(screen.activities).toMatchObject([
			{
				activityId: started.activity_id,
				streamKey: "nightly-backup",
				status: "active",
				state: { type: "progress", title: "Nightly Backup", percentage: 42, version: 1 },
			},
		]);

		const updated = await activitysmith.liveActivities.stream("nightly-backup", progress(64));
		expect(updated).toMatchObject({ operation: "updated", devices_notified: 1, devices_queued: 0 });
		await page.until(({ activities: [activity] }) => activity?.state.percentage === 64);
	});

	test("it tells the page what was asked and what was pushed", async () => {
		const server = await start({ data: join(folder, "told") });
		const page = await openPage(server, await openLink(server.lockScreenLink));
		const activitysmith = new ActivitySmith({ apiKey: firstKey(server), baseURL: server.baseURL });
		const { activity_id } = await activitysmith.liveActivities.stream("told", progress(42));
		await expect.poll(() => page.of("push").length).toBe(1);
		expect(page.of("request")).toMatchObject([
			{ method: "PUT", path: "/api/live-activity/stream/told", key: "told", status: 200, decision: "started" },
		]);
		expect(page.of("push")).toMatchObject([
			{
				kind: "live-activity",
				activityId: activity_id,
				body: { aps: { event: "start", "content-state": { percentage: 42 } } },
			},
		]);
	});

	test("the next start finds the key, the lock screen's browser, what it shows, and the owner", async () => {
		const data = join(folder, "again");
		const before = await startServer({ data, port: 0 });
		const cookie = await openLink(before.lockScreenLink);
		const key = firstKey(before);
		const activitysmith = new ActivitySmith({ apiKey: key, baseURL: before.baseURL });
		const { activity_id } = await activitysmith.liveActivities.stream("kept", progress(42));
		await activitysmith.notifications.send({ title: "Kept", badge: 3 });
		await asOwner(before)("PUT", "/manage/metrics/users", { label: "Users" });
		await activitysmith.metrics.update("users", { value: 7 });
		const screens = await openPage(before, cookie);
		const shown = await screens.until(({ badge, widgets }) => badge === 3 && widgets.length === 1);
		await before.close();

		const server = await start({ data });
		expect(server.firstKey).toBeUndefined();
		expect((await asOwner(server)("GET", "/manage/account")).status).toBe(200);
		const page = await openPage(server, cookie);
		expect(await page.until(() => true)).toEqual(shown);
		const again = new ActivitySmith({ apiKey: key, baseURL: server.baseURL });
		expect(
			await again.liveActivities.stream("kept", { content_state: { title: "Kept", percentage: 43 } }),
		).toMatchObject({
			operation: "updated",
			activity_id,
		});
	});

	test("the owner token is in a file for its user alone, and in no answer", async () => {
		const server = await start({ data: join(folder, "token") });
		const file = server.ownerTokenFile ?? "";
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readFileSync(file, "utf8")).toMatch(/^aso_[A-Za-z0-9]{40}\n$/);
		expect(JSON.stringify(server)).not.toContain(readFileSync(file, "utf8").trim());
	});

	test("one that cannot start listens no longer", async () => {
		const listening = () => process.getActiveResourcesInfo().filter((kind) => kind === "TCPServerWrap").length;
		const data = join(folder, "refused");
		const before = await startServer({ data, port: 0 });
		await before.close();
		await expect.poll(listening, PATIENT).toBe(0);
		const file = new DatabaseSync(join(data, "activitysmith.sqlite"));
		file.exec("CREATE TRIGGER full BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, 'No more of that'); END");
		file.close();
		await expect(startServer({ data, port: 0 })).rejects.toThrow("No more of that");
		await expect.poll(listening, PATIENT).toBe(0);
	});

	test("an owner token that is given is the one that counts", async () => {
		const ownerToken = "given-by-whoever-runs-the-server-12345";
		const server = await start({ data: join(folder, "given"), ownerToken });
		expect(server.ownerTokenFile).toBeUndefined();
		expect((await asking(server, ownerToken)("GET", "/manage/account")).status).toBe(200);
		expect((await asking(server, `${ownerToken}6`)("GET", "/manage/account")).status).toBe(401);
	});

	test("a stop ends the pages' streams and answers what has begun", async () => {
		const server = await startServer({ data: join(folder, "stop"), port: 0 });
		const page = await openPage(server, await openLink(server.lockScreenLink));
		await page.until(() => true);
		const body = JSON.stringify(progress(1));
		const half = request(`${server.baseURL}/live-activity/stream/last`, {
			method: "PUT",
			headers: { authorization: `Bearer ${firstKey(server)}`, "content-length": body.length },
		});
		const answered = once(half, "response");
		await new Promise((written) => half.write(body.slice(0, 10), written));
		// By then the server has the request: its answer needs the rest of the body.
		await asking(server, firstKey(server))("GET", "/api/nothing");
		const closed = server.close();
		await page.ended;
		half.end(body.slice(10));
		const [{ statusCode }] = await answered;
		expect(statusCode).toBe(200);
		await closed;
		await expect(fetch(server.url)).rejects.toThrow();
	});

	test("a stop does not wait for a connection that has brought nothing", { timeout: 8000 }, async () => {
		const server = await startServer({ data: join(folder, "silent"), port: 0 });
		const silent = connect(Number(new URL(server.url).port), "127.0.0.1");
		await once(silent, "connect");
		// It is accepted in the order in which it came.
		await asking(server, firstKey(server))("GET", "/api/nothing");
		const ended = once(silent, "close");
		await server.close();
		await ended;
	});

	test("what stands in the way of the database is told, and nothing is left running", async () => {
		await expect(startServer({ data: join(folder, "first", "activitysmith.sqlite"), port: 0 })).rejects.toThrow(
			DatabaseError,
		);
	});

	test("a key for Apple that is none is refused without being repeated", async () => {
		const key = "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----";
		const apns = { key, keyId: "ABCDE12345", teamId: "ABCDE12345", origin: undefined, ca: undefined };
		const failed = startServer({ data: join(folder, "apns"), port: 0, apns });
		await expect(failed).rejects.toThrow(SettingsError);
		await expect(failed).rejects.toThrow(/^(?!.*secret).*private key/s);
	});
});

describe("on PostgreSQL", () => {
	onPostgres((_, postgres) => {
		test("two servers share the keys, the devices and what pages are told", async () => {
			const databaseUrl = await postgres().newDatabase();
			const data = join(folder, "shared");
			const [one, other] = await Promise.all([
				start({ data, databaseUrl }),
				start({ data: join(folder, "other"), databaseUrl }),
			]);
			const key = one.firstKey ?? other.firstKey;
			expect([one.firstKey, other.firstKey].filter(Boolean)).toHaveLength(1);
			const page = await openPage(other, await openLink(other.lockScreenLink));
			await page.until(() => true);
			const activitysmith = new ActivitySmith({ apiKey: key ?? "", baseURL: one.baseURL });
			await activitysmith.liveActivities.stream("shared", progress(42));
			await page.until(({ activities: [activity] }) => activity?.state.percentage === 42);
			await expect.poll(() => page.of("push").length).toBe(1);
		});

		test("a pairing code is good once, whichever of two servers it is told at the same time", async () => {
			const databaseUrl = await postgres().newDatabase();
			const ownerToken = "given-by-whoever-runs-the-servers-12345";
			const one = await start({ data: join(folder, "pairs"), databaseUrl, ownerToken });
			const other = await start({ data: join(folder, "pairs-too"), databaseUrl, ownerToken });
			const owner = asking(one, ownerToken);
			const { id: user_id } = (await owner("POST", "/manage/users", { name: "Ada" })).body;
			for (let round = 0; round < 5; round += 1) {
				const { code } = (await owner("POST", "/manage/pairing-codes", { user_id, kind: "ios" })).body;
				const phone = { code, name: "Phone", model: "iphone", bundle_id: "com.example.app", environment: "sandbox" };
				const answers = await Promise.all(
					[one, other, one, other].map((server) => asking(server, undefined)("POST", "/device/pair", phone)),
				);
				expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404]);
			}
		});
	});
});
