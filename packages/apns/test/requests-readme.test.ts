/** The README: its program runs, and its table of builders says what they do. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import * as requests from "../src/requests/index.ts";

const text = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const programs = Array.from(
	text.matchAll(/^```ts\n(.*?)^```/gms),
	([, code = ""], index) => [index + 1, code] as const,
);

// Below this folder, so that a program finds the packages that it imports.
const folder = mkdtempSync(fileURLToPath(new URL(".readme-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(programs)("program %i runs", (index, code) => {
	const file = join(folder, `program-${index}.ts`);
	writeFileSync(file, code);
	const { status, stderr } = spawnSync(process.execPath, ["--conditions=@activitysmith/source", file], {
		encoding: "utf8",
	});
	expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

const NOW = 1773909000_000;
const device = { environment: "production", bundleId: "com.example.app", deviceToken: "c0ffee" } as const;
const live = (event: "start" | "update" | "end", more: object = {}) => ({
	aps: { timestamp: NOW / 1000, event, "content-state": {}, ...more },
});
const start = { "attributes-type": "A", attributes: { activityId: "a" }, alert: { title: "", body: "" } };
const options = { now: NOW };

const built = {
	alertNotification: requests.alertNotification(device, { aps: { alert: "" } }, options),
	badgeOnly: requests.badgeOnly(device, 1, options),
	background: requests.background(device, {}, options),
	reloadWidgets: requests.reloadWidgets(device, options),
	startLiveActivity: requests.startLiveActivity(device, live("start", start), options),
	updateLiveActivity: requests.updateLiveActivity(device, live("update"), options),
	endLiveActivity: requests.endLiveActivity(device, live("end"), options),
	broadcastLiveActivity: {
		...requests.broadcastLiveActivity({ ...device, channelId: "abcd" }, live("update"), options),
		whenAmbiguous: "report",
	},
};

test.each(Object.entries(built))("the row of %s says what it does", (name, { headers, whenAmbiguous }) => {
	const row = text.split("\n").find((line) => line.startsWith(`| \`${name}(`)) ?? "";
	const [, , priority = "", kept = "", , inDoubt = ""] = row.split("|").map((cell) => cell.trim());
	expect(priority).toMatch(new RegExp(`\\b${headers["apns-priority"]}\\b`));
	const seconds = Math.max(0, Number(headers["apns-expiration"]) - NOW / 1000);
	const [, number = "0", unit = "hour"] = /(\d+) (hour|minute)/.exec(kept) ?? [];
	expect(seconds).toBe(Number(number) * (unit === "hour" ? 3600 : 60));
	expect(inDoubt).toMatch(whenAmbiguous === "resend" ? /sent again$/ : /reported$/);
});
