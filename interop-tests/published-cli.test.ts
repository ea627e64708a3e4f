/**
 * Shell lines as they are written against `activitysmith-cli` 1.x of the hosted service, run against the mock with the
 * command of this repository in its place: the requests, what scripts cut out of the output, and how a failure ends. That
 * package can no longer be installed from npm, so that what it sends stands here, as its repository and its documentation
 * have it.
 */
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { createMock } from "@activitysmith/mock-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const cli = fileURLToPath(new URL("../packages/cli/src/cli.ts", import.meta.url));
const mock = createMock();
const folder = mkdtempSync(join(tmpdir(), "published-cli-"));
let baseURL: string;

beforeAll(async () => {
	({ baseURL } = await mock.listen());
	for (const name of ["activitysmith", "activitysmith-cli"]) {
		const file = join(folder, name);
		writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' --conditions=@activitysmith/source '${cli}' "$@"\n`);
		chmodSync(file, 0o755);
	}
	writeFileSync(
		join(folder, "actions.json"),
		'[{"title":"Open Build","type":"open_url","url":"https://ci.example.com/812"}]',
	);
	writeFileSync(
		join(folder, "state.json"),
		'{"title":"Deploy","type":"segmented_progress","numberOfSteps":4,"currentStep":1,"subtitle":"start"}',
	);
});
afterAll(async () => {
	await mock.close();
	rmSync(folder, { recursive: true });
});

let scripts = 0;

/** Runs lines of shell on an account of their own. */
async function shell(lines: string): Promise<{ code: number; stdout: string; stderr: string; sent: unknown[][] }> {
	scripts += 1;
	const key = `ask_script${scripts}`;
	const env = {
		...process.env,
		PATH: `${folder}${delimiter}${process.env.PATH}`,
		ACTIVITYSMITH_API_KEY: key,
		ACTIVITYSMITH_BASE_URL: baseURL,
	};
	const ran = await new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
		execFile("sh", ["-c", lines], { cwd: folder, env }, (error, stdout, stderr) =>
			resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
		);
	});
	const entries = mock.account(key).journal.entries();
	return { ...ran, sent: entries.map(({ method, path, body }) => [method, path.replace("/api", ""), body]) };
}

const build = { title: "Build Failed", message: "CI pipeline failed on main branch" };
const deploy = { title: "Deploy", type: "segmented_progress", number_of_steps: 4, current_step: 1 };
const put = (key: string, body: object) => ["PUT", `/live-activity/stream/${key}`, body];

describe.skipIf(process.platform === "win32")("requests", { timeout: 60_000 }, () => {
	test.each([
		[
			`activitysmith push --title "Build Failed" --message "CI pipeline failed on main branch" --channels "devs,ops"`,
			["POST", "/push-notification", { ...build, target: { channels: ["devs", "ops"] } }],
		],
		[
			`activitysmith push --title "Homepage ready" --media "https://cdn.example.com/v2.png" --redirection "https://example.com"`,
			[
				"POST",
				"/push-notification",
				{ title: "Homepage ready", media: "https://cdn.example.com/v2.png", redirection: "https://example.com/" },
			],
		],
		[
			`activitysmith push --title x --actions '[{"title":"Create Incident","type":"webhook","url":"https://hooks.example.com/create","method":"post","body":{"service":"payments"}}]' --redirection "spotify:track:6rqhFg"`,
			[
				"POST",
				"/push-notification",
				{
					title: "x",
					redirection: "spotify:track:6rqhFg",
					actions: [
						{
							title: "Create Incident",
							type: "webhook",
							url: "https://hooks.example.com/create",
							method: "POST",
							body: { service: "payments" },
						},
					],
				},
			],
		],
		[
			`activitysmith push --title x --actions-file ./actions.json --tags "user:382,billing" --tags customer-import --metadata '{"amount":29,"trial":false}'`,
			[
				"POST",
				"/push-notification",
				{
					title: "x",
					actions: [{ title: "Open Build", type: "open_url", url: "https://ci.example.com/812" }],
					tags: ["user:382", "billing", "customer-import"],
					metadata: { amount: 29, trial: false },
				},
			],
		],
		[
			`activitysmith activity start --content-state '{"title":"Deploy","numberOfSteps":4,"currentStep":1,"type":"segmented_progress","color":"yellow"}' --channels "devs,ops"`,
			[
				"POST",
				"/live-activity/start",
				{ content_state: { ...deploy, color: "yellow" }, target: { channels: ["devs", "ops"] } },
			],
		],
		[
			`activitysmith activity start --title Deploy --number-of-steps 4 --current-step 1 --type segmented_progress`,
			["POST", "/live-activity/start", { content_state: deploy }],
		],
		[
			`activitysmith activity start --content-state-file state.json --content-state '{"subtitle":"inline"}' --current-step 2`,
			["POST", "/live-activity/start", { content_state: { ...deploy, subtitle: "inline", current_step: 2 } }],
		],
		[
			`activitysmith activity stream prod-web-1 --content-state '{"title":"Server Health","type":"metrics","metrics":[{"label":"CPU","value":9,"unit":"%"}],"icon":{"symbol":"server.rack","color":"blue"}}'`,
			put("prod-web-1", {
				content_state: {
					title: "Server Health",
					type: "metrics",
					metrics: [{ label: "CPU", value: 9, unit: "%" }],
					icon: { symbol: "server.rack", color: "blue" },
				},
			}),
		],
		[
			`activitysmith activity stream benchmark --content-state '{"title":"Run","type":"timer","durationSeconds":300,"countsDown":true}'`,
			put("benchmark", { content_state: { title: "Run", type: "timer", duration_seconds: 300, counts_down: true } }),
		],
		[
			`activitysmith activity stream revenue --title Revenue --type value --value 0007`,
			put("revenue", { content_state: { title: "Revenue", type: "value", value: "0007" } }),
		],
		[
			`activitysmith activity stream approval --title Approve --message "Send it?" --type alert --icon-symbol sparkles --icon-color green --badge-title Agent --badge-color green --action '{"title":"Send","type":"webhook","url":"https://agent.example.com/yes"}' --secondary-action '{"title":"Deny","type":"webhook","url":"https://agent.example.com/no"}'`,
			put("approval", {
				content_state: {
					title: "Approve",
					message: "Send it?",
					type: "alert",
					icon: { symbol: "sparkles", color: "green" },
					badge: { title: "Agent", color: "green" },
				},
				action: { title: "Send", type: "webhook", url: "https://agent.example.com/yes" },
				secondary_action: { title: "Deny", type: "webhook", url: "https://agent.example.com/no" },
			}),
		],
		[
			`activitysmith activity stream import --title Import --type progress --percentage 60 --clear-tags`,
			put("import", { content_state: { title: "Import", type: "progress", percentage: 60 }, tags: [] }),
		],
		[
			"activitysmith metrics update deploy.success_rate 99.9",
			["POST", "/metrics/deploy.success_rate/value", { value: 99.9 }],
		],
		["activitysmith metric update prod.status healthy", ["POST", "/metrics/prod.status/value", { value: "healthy" }]],
		[
			`activitysmith badge 3 --channels "sales,success"`,
			["POST", "/badge", { badge: 3, target: { channels: ["sales", "success"] } }],
		],
		["activitysmith-cli badge-count 0", ["POST", "/badge", { badge: 0 }]],
	])("%s", async (line, request) => {
		expect(await shell(line)).toMatchObject({ code: 0, stderr: "", sent: [request] });
	});
});

describe.skipIf(process.platform === "win32")("scripts", { timeout: 60_000 }, () => {
	test("cut the id out of what start prints, and go on with it", async () => {
		const { code, stdout, sent } = await shell(`set -e
id=$(activitysmith activity start --content-state-file state.json | sed -n 's/^Activity ID: //p' | head -n1)
activitysmith activity update --activity-id "$id" --content-state '{"title":"Deploy","currentStep":2}' > /dev/null
activitysmith activity end --activity-id "$id" --title Deploy --current-step 4 --auto-dismiss-minutes 3`);
		expect(code).toBe(0);
		const [, , id] = /^(Live Activity ended\.\nActivity ID: )(\S{32})\n$/.exec(stdout) ?? [];
		expect(sent.slice(1)).toEqual([
			["POST", "/live-activity/update", { activity_id: id, content_state: { title: "Deploy", current_step: 2 } }],
			[
				"POST",
				"/live-activity/end",
				{ activity_id: id, content_state: { title: "Deploy", current_step: 4, auto_dismiss_minutes: 3 } },
			],
		]);
	});

	test("end a stream with and without a last state", async () => {
		const start = "activitysmith activity stream job --title Job --type progress --percentage 1 > /dev/null";
		const { stdout, sent } = await shell(`${start}; activitysmith activity end-stream job; ${start}
activitysmith activity end-stream job --auto-dismiss-seconds 30 --title Job --percentage 100 --tags finished > /dev/null`);
		expect(stdout).toMatch(/^Live Activity stream ended\.\nStream key: job\nOperation: ended\nActivity ID: \S{32}\n$/);
		expect([sent[1], sent[3]]).toEqual([
			["DELETE", "/live-activity/stream/job", undefined],
			[
				"DELETE",
				"/live-activity/stream/job",
				{ content_state: { title: "Job", percentage: 100, auto_dismiss_seconds: 30 }, tags: ["finished"] },
			],
		]);
	});

	test("read the API's answer as JSON", async () => {
		const { stdout } = await shell("activitysmith push --title Hello --json");
		expect(JSON.parse(stdout)).toMatchObject({ success: true, devices_notified: 2 });
	});

	test("see a failure by the exit code, and read it as JSON from standard output", async () => {
		const end = "activitysmith activity end-stream never-seen";
		expect(await shell(end)).toMatchObject({
			code: 1,
			stdout: "",
			stderr: expect.stringContaining("Status: 404 Not Found"),
		});
		const { code, stdout } = await shell(`${end} --json`);
		expect(code).not.toBe(0);
		expect(JSON.parse(stdout).error).toMatchObject({
			message: expect.any(String),
			status: 404,
			statusText: "Not Found",
			responseBody: { error: "Live Activity stream not found" },
		});
	});

	test("are told before anything is sent when both kinds of tags are given, or metadata that is none", async () => {
		for (const wrong of [
			"activitysmith activity stream job --title x --type timer --counts-down false --tags a --clear-tags",
			"activitysmith push --title x --metadata null",
			"activitysmith push --title x --tags ,,",
			"activitysmith push --message x",
		]) {
			const { code, sent } = await shell(wrong);
			expect(code).not.toBe(0);
			expect(sent).toEqual([]);
		}
	});
});
