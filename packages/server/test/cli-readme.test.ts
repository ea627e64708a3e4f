/** The README: its commands do what they say, and what it shows of an explanation is what is printed. */
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ActivitySmith from "activitysmith";
import { expect, test } from "vitest";
import { temporaryFolder } from "./databases.ts";
import { asking, asOwner, firstKey, start } from "./running-server.ts";

const text = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const PATIENT = { timeout: 30_000, interval: 50 };

function blocks(language: string): string[] {
	return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, code = ""]) => code);
}

/** Times differ from day to day. */
const timeless = (output: string) =>
	output
		.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "<time>")
		.replace(/\d+ \w+ ago|a moment ago/g, "<ago>")
		.replace(/ +$/gm, "");

const cwd = temporaryFolder();

/** Runs shell lines where `activitysmith-server` is a command. */
function shell(lines: string, port: string): Promise<string> {
	const bin = join(cwd, "bin");
	mkdirSync(bin, { recursive: true });
	const command = join(bin, "activitysmith-server");
	writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" --conditions=@activitysmith/source "${cli}" "$@"\n`);
	chmodSync(command, 0o755);
	const env = { PATH: `${bin}:${process.env.PATH ?? ""}`, NODE_NO_WARNINGS: "1", ACTIVITYSMITH_PORT: port };
	return new Promise((resolve, reject) => {
		execFile("sh", ["-ec", lines], { cwd, env }, (error, output, errors) => {
			if (error) reject(new Error(errors, { cause: error }));
			else resolve(output);
		});
	});
}

test("its commands do what they say", { timeout: 120_000 }, async () => {
	const server = await start({ data: join(cwd, "activitysmith-data") });
	const { port } = new URL(server.url);
	const owner = asOwner(server);
	const [manage = "", explain = ""] = blocks("bash");
	const output = await shell(manage, port);
	expect((await owner("GET", "/manage/users")).body.users).toMatchObject([{ name: "Ada" }, { name: "Owner" }]);
	expect((await owner("GET", "/manage/channels")).body.channels).toMatchObject([{ slug: "ops", devices: [] }]);
	expect((await owner("GET", "/manage/keys")).body.keys).toMatchObject([{}, { name: "CI", channels: ["ops"] }]);
	expect((await owner("GET", "/manage/metrics")).body.metrics).toMatchObject([{ key: "latency", label: "Latency" }]);
	expect((await owner("GET", "/manage/account")).body.limits).toEqual({ requests_per_minute: 600, live_activities: 8 });

	const [, code] = /^Code +(\S+)$/m.exec(output) ?? [];
	const phone = { name: "Ada's iPhone", model: "iphone", bundle_id: "com.example.app", environment: "production" };
	expect((await asking(server, undefined)("POST", "/device/pair", { code, ...phone })).status).toBe(201);
	const { liveActivities } = new ActivitySmith({ apiKey: firstKey(server), baseURL: server.baseURL });
	await liveActivities.stream("nightly-backup", {
		content_state: { title: "Nightly Backup", type: "progress", percentage: 42 },
	});
	await expect
		.poll(async () => (await owner("GET", "/manage/explain/nightly-backup")).body.counts, PATIENT)
		.toMatchObject({ shown: 1, not_shown: 1 });
	const [shown = ""] = blocks("text");
	expect(timeless(await shell(explain, port))).toBe(timeless(shown));
});
