/** The command with a key of Apple's: what it sends to iPhones, over TLS, and what it says of settings that are wrong. */
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startFakeApns } from "@activitysmith/apns/testing";
import ActivitySmith from "activitysmith";
import { describe, expect, onTestFinished, test } from "vitest";
import { finished, run, untilReady } from "./command.ts";
import { DeviceApi } from "./conformance/device-api.ts";
import { temporaryFolder } from "./databases.ts";
import { asking } from "./running-server.ts";

const folder = temporaryFolder();
let files = 0;

function file(text: string): string {
	files += 1;
	const path = join(folder, `${files}.pem`);
	writeFileSync(path, text);
	return path;
}

test("a phone that pairs over HTTP shows what is started, updated, ended and sent", { timeout: 60_000 }, async () => {
	const wrong: unknown[] = [];
	const gateway = await startFakeApns({ h2c: false, bundleIds: ["com.example.lockscreen"] });
	onTestFinished(() => gateway.close());
	const { p8, ca, keyId, teamId, origin, bundleIds } = gateway;
	const server = run(
		folder,
		["--json", "--port", "0", "--apns-key-file", file(p8), "--apns-ca-file", file(ca), "--apns-key-id", keyId],
		{ ACTIVITYSMITH_APNS_TEAM_ID: teamId, ACTIVITYSMITH_APNS_ORIGIN: origin },
	);
	const ready = JSON.parse(await untilReady(server, /\n/));
	expect(ready.apns).toBe(true);

	const owner = asking(ready, readFileSync(ready.ownerTokenFile, "utf8").trim());
	const { id: user_id } = (await owner("POST", "/manage/users", { name: "Ada" })).body;
	const { code } = (await owner("POST", "/manage/pairing-codes", { user_id, kind: "ios" })).body;
	const facts = { name: "Ada's iPhone", model: "iphone", bundle_id: bundleIds[0], environment: "sandbox" };
	const { body } = await asking(ready, undefined)("POST", "/device/pair", { code, ...facts });
	const app = new DeviceApi(String(body.secret), (path, init) => fetch(ready.url + path, init));
	const iphone = gateway.addDevice();
	gateway.reports.listen(({ kind, token, activity }) => {
		const { activityId } = (activity?.attributes ?? {}) as { activityId?: string };
		if (kind === "update" && activityId)
			app.registerActivityToken(activityId, token).catch((error) => wrong.push(error));
	});
	await app.registerToken("push", iphone.tokens.device);
	await app.registerToken("start", iphone.tokens.pushToStart);

	const activitysmith = new ActivitySmith({ apiKey: ready.apiKey, baseURL: ready.baseURL });
	const shown = () => iphone.activities.map(({ activityState, contentState }) => ({ activityState, contentState }));
	const card = (activityState: string, percentage: number) => [
		{ activityState, contentState: expect.objectContaining({ title: "Nightly Backup", percentage }) },
	];
	const patient = { timeout: 20_000 };
	const { activity_id } = await activitysmith.liveActivities.start({
		content_state: { title: "Nightly Backup", type: "progress", percentage: 1 },
	});
	await expect.poll(shown, patient).toEqual(card("active", 1));
	await activitysmith.liveActivities.update({
		activity_id,
		content_state: { title: "Nightly Backup", percentage: 64 },
	});
	await expect.poll(shown, patient).toEqual(card("active", 64));
	await activitysmith.liveActivities.end({ activity_id, content_state: { title: "Nightly Backup", percentage: 100 } });
	await expect.poll(shown, patient).toEqual(card("ended", 100));
	await activitysmith.notifications.send({ title: "Backup done" });
	await expect
		.poll(() => iphone.notifications.map(({ payload }) => payload), patient)
		.toContainEqual(expect.objectContaining({ aps: expect.objectContaining({ alert: { title: "Backup done" } }) }));

	expect(iphone.dropped).toEqual([]);
	expect(wrong).toEqual([]);
	server.kill("SIGTERM");
	expect((await once(server, "exit"))[0]).toBe(0);
});

describe("a setting that is wrong", () => {
	const ec = (namedCurve: string) =>
		generateKeyPairSync("ec", { namedCurve }).privateKey.export({ format: "pem", type: "pkcs8" }).toString();
	const good = {
		ACTIVITYSMITH_APNS_KEY: ec("P-256"),
		ACTIVITYSMITH_APNS_KEY_ID: "ABCDE12345",
		ACTIVITYSMITH_APNS_TEAM_ID: "FGHIJ67890",
	};
	const pem = (kind: string) => `-----BEGIN ${kind}-----\nHUSHHUSH\n-----END ${kind}-----\n`;

	test.each<[string, Record<string, string>, string]>([
		[
			"a key file that is not there",
			{ ACTIVITYSMITH_APNS_KEY: "", ACTIVITYSMITH_APNS_KEY_FILE: "nowhere.p8" },
			"The file that ACTIVITYSMITH_APNS_KEY_FILE names cannot be read",
		],
		[
			"a key file with something else",
			{ ACTIVITYSMITH_APNS_KEY: "", ACTIVITYSMITH_APNS_KEY_FILE: file(pem("CERTIFICATE")) },
			"What the file holds that ACTIVITYSMITH_APNS_KEY_FILE names must be what Apple's .p8 file holds",
		],
		[
			"a key that is cut off",
			{ ACTIVITYSMITH_APNS_KEY: pem("PRIVATE KEY") },
			"ACTIVITYSMITH_APNS_KEY does not hold a private key in PEM",
		],
		[
			"a key of another kind",
			{ ACTIVITYSMITH_APNS_KEY: ec("P-384") },
			"ACTIVITYSMITH_APNS_KEY holds a key of another kind",
		],
		["a key id that is too short", { ACTIVITYSMITH_APNS_KEY_ID: "ABC" }, "ACTIVITYSMITH_APNS_KEY_ID must be the ten"],
		[
			"a team id that is too long",
			{ ACTIVITYSMITH_APNS_TEAM_ID: "FGHIJ678901" },
			"ACTIVITYSMITH_APNS_TEAM_ID must be the ten",
		],
		["no team id", { ACTIVITYSMITH_APNS_TEAM_ID: "" }, "without ACTIVITYSMITH_APNS_TEAM_ID"],
		[
			"an authority that is none",
			{ ACTIVITYSMITH_APNS_CA: pem("CERTIFICATE") },
			"ACTIVITYSMITH_APNS_CA does not hold certificates in PEM",
		],
		[
			"a gateway elsewhere without TLS",
			{ ACTIVITYSMITH_APNS_ORIGIN: "http://push.example.com" },
			"ACTIVITYSMITH_APNS_ORIGIN is without TLS",
		],
	])("is named, and not repeated: %s", async (_, env, message) => {
		const { code, output, errors } = await finished(run(folder, ["--port", "0"], { ...good, ...env }));
		expect({ code, output }).toEqual({ code: 2, output: "" });
		expect(errors).toContain(message);
		expect(errors).not.toContain("HUSHHUSH");
		expect(errors).not.toMatch(/^ +at /m);
	});
});
