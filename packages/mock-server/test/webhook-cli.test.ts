/** The command calls webhooks: none of this machine, unless its range is allowed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, expect, test } from "vitest";
import { send } from "./api.ts";
import { type Hook, receiver } from "./hooks.ts";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "webhooks-"));
afterAll(() => rmSync(folder, { recursive: true }));
const children: ChildProcess[] = [];
afterEach(() => {
	for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Where it listens. */
async function served(authority: string, ...args: string[]): Promise<string> {
	const file = join(folder, "authority.pem");
	writeFileSync(file, authority);
	const child = spawn(process.execPath, ["--conditions=@activitysmith/source", cli, "--port", "0", "--json", ...args], {
		stdio: ["ignore", "pipe", "inherit"],
		env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
	});
	children.push(child);
	const [line] = await once(createInterface(child.stdout), "line");
	return JSON.parse(line).url;
}

const json = { "content-type": "application/json" };

/** Presses the button of a new activity. */
async function press(url: string, webhook: string) {
	const action = { title: "Pause", type: "webhook", url: webhook, body: { job_id: "j" } };
	const body = { content_state: { title: "T", type: "value", value: 1 }, action };
	const started = await send(fetch, { method: "POST", path: "/live-activity/start", body }, url);
	const on = { activityId: started.body.activity_id };
	const response = await fetch(`${url}/_mock/screens/press`, {
		method: "POST",
		headers: json,
		body: JSON.stringify({ device: "iphone", on, action: "primary" }),
	});
	return response.json();
}

test("with the range allowed, its receiver gets what the API was sent, and can verify it", async () => {
	await using hooks = await receiver("localhost", (_, response) => void response.writeHead(201).end());
	const url = await served(hooks.authority, "--allow-webhooks-to", "127.0.0.0/8", "--allow-webhooks-to", "::1/128");
	expect(await press(url, `${hooks.url}/pause?job=1`)).toEqual({ status: 201 });
	const [{ method, url: path, headers, body }] = hooks.received as [Hook];
	expect([method, path]).toEqual(["POST", "/pause?job=1"]);
	const { webhookSecret } = await (await fetch(`${url}/_mock/presses`)).json();
	expect(new Webhook(webhookSecret).verify(body, headers as Record<string, string>)).toEqual({ job_id: "j" });
});

test("without, it is refused, and told how to allow it", async () => {
	await using hooks = await receiver("localhost");
	const outcome = await press(await served(hooks.authority), hooks.url);
	expect(outcome).toEqual({
		status: null,
		message: expect.stringMatching(
			/^localhost is at (127\.0\.0\.1|::1), .*--allow-webhooks-to (127\.0\.0\.1\/32|::1\/128)/,
		),
	});
	expect(hooks.connections).toBe(0);
});

test("with --webhooks record nothing is called", async () => {
	await using hooks = await receiver("localhost");
	const url = await served(hooks.authority, "--webhooks", "record", "--allow-webhooks-to", "127.0.0.0/8");
	expect(await press(url, hooks.url)).toEqual({ status: null, message: expect.stringContaining("Recorded") });
	expect(hooks.connections).toBe(0);
});
