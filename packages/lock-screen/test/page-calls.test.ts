import { execFileSync } from "node:child_process";
import { ActivitySmith } from "activitysmith";
import fc from "fast-check";
import { expect, it } from "vitest";
import { curlOf } from "../src/page/calls/curl.ts";
import { literal } from "../src/page/calls/literal.ts";
import { sdkCallOf } from "../src/page/calls/sdk.ts";

/** What a real shell hands to curl. */
function argumentsOf(command: string): string[] {
	const script = `curl() { for each; do printf '%s\\0' "$each"; done; }\n${command}`;
	const output = execFileSync("/bin/sh", ["-c", script], { env: { ACTIVITYSMITH_API_KEY: "ask_of_the_shell" } });
	return output.toString("utf8").split("\0").slice(0, -1);
}

const nasty = fc.string({
	unit: fc.oneof(
		fc.constantFrom("'", '"', "\\", "$", "`", "\n", "!", "$(id)", "é", "نسخ", "💸", "@", "\t"),
		fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
	),
});
const json = fc.jsonValue({ maxDepth: 3, stringUnit: "grapheme" });

it("hands any body to curl as it is", () => {
	fc.assert(
		fc.property(nasty, json, (text, value) => {
			const body = { text, value };
			const command = curlOf({ method: "POST", url: "http://127.0.0.1:4010/api/push-notification", body });
			const args = argumentsOf(command);
			expect(JSON.parse(args.at(args.indexOf("--data-raw") + 1) ?? "")).toEqual(JSON.parse(JSON.stringify(body)));
			expect(args).toContain("Authorization: Bearer ask_of_the_shell");
		}),
		{ numRuns: 60 },
	);
});

it("writes the method that curl would not choose, and no body where there is none", () => {
	const url = "http://127.0.0.1:4010/api/live-activity/stream/nightly-backup";
	expect(argumentsOf(curlOf({ method: "DELETE", url }))).toEqual([
		"-X",
		"DELETE",
		url,
		"-H",
		"Authorization: Bearer ask_of_the_shell",
	]);
	expect(argumentsOf(curlOf({ method: "PUT", url, body: {} }))).toContain("PUT");
	expect(argumentsOf(curlOf({ method: "POST", url, body: {} }))).not.toContain("-X");
	expect(argumentsOf(curlOf({ method: "POST", url: "http://h/a[1]" })).slice(0, 4)).toEqual([
		"-g",
		"-X",
		"POST",
		"http://h/a[1]",
	]);
});

it("shows a key only where it is told to", () => {
	const call = { method: "POST", url: "http://127.0.0.1:4010/api/badge", body: { badge: 1 } };
	expect(argumentsOf(curlOf({ ...call, key: "ask_it's" }))).toContain("Authorization: Bearer ask_it's");
});

it("writes text that is not JSON as it is", () => {
	const args = argumentsOf(curlOf({ method: "POST", url: "http://h/", body: "{not 'JSON'\n" }));
	expect(args.at(-1)).toBe("{not 'JSON'\n");
});

it("writes any value so that TypeScript reads the same value", () => {
	fc.assert(
		fc.property(fc.oneof(json, fc.dictionary(fc.constantFrom("__proto__", "a b", "class", "ok"), json)), (value) => {
			const plain = JSON.parse(JSON.stringify(value));
			const read = new Function(`return ${literal(value)};`)();
			expect(JSON.stringify(read)).toBe(JSON.stringify(plain));
		}),
	);
});

it("keeps short values on a line and gives long ones a line for each field", () => {
	expect(literal({ title: "Backup", tags: ["a", "b"] })).toBe('{ title: "Backup", tags: ["a", "b"] }');
	expect(literal({ content_state: { title: "x".repeat(60), subtitle: "upload archive" } })).toBe(
		`{\n  content_state: {\n    title: "${"x".repeat(60)}",\n    subtitle: "upload archive",\n  },\n}`,
	);
});

/** Runs the call with the SDK itself, and tells what it has sent. */
async function sent(call: Parameters<typeof sdkCallOf>[0]): Promise<{ method?: string; path: string; body: unknown }> {
	let request: Request | undefined;
	const activitysmith = new ActivitySmith({
		apiKey: "ask_test",
		baseURL: "http://127.0.0.1:4010/api",
		maxRetries: 0,
		fetch: async (input: string | URL | Request, init?: RequestInit) => {
			request = new Request(input, init);
			return Response.json({ success: true });
		},
	});
	await new Function("activitysmith", `return (async () => { ${sdkCallOf(call)} })();`)(activitysmith);
	const text = (await request?.text()) ?? "";
	return {
		method: request?.method ?? "",
		path: new URL(request?.url ?? "").pathname,
		body: text === "" ? undefined : JSON.parse(text),
	};
}

const state = { content_state: { title: "Deploy", type: "progress", percentage: 10 } };
const target = { target: { channels: ["ops"] } };

it.each([
	["sendPushNotification", null, { title: 'It\'s "done"\n💸' }, "POST", "/api/push-notification"],
	["startLiveActivity", null, { ...state, ...target }, "POST", "/api/live-activity/start"],
	[
		"updateLiveActivity",
		"a1",
		{ activity_id: "a1", content_state: { title: "x" } },
		"POST",
		"/api/live-activity/update",
	],
	["endLiveActivity", "a1", { activity_id: "a1", content_state: { title: "x" } }, "POST", "/api/live-activity/end"],
	["reconcileLiveActivityStream", "nightly", { ...state, ...target }, "PUT", "/api/live-activity/stream/nightly"],
	["endLiveActivityStream", "nightly", undefined, "DELETE", "/api/live-activity/stream/nightly"],
	[
		"endLiveActivityStream",
		"nightly",
		{ content_state: { title: "x" } },
		"DELETE",
		"/api/live-activity/stream/nightly",
	],
	["updateMetricValue", "queue.length", { value: 12 }, "POST", "/api/metrics/queue.length/value"],
	[
		"updateMetricValue",
		"status",
		{ value: "ok", timestamp: "2026-03-19T08:30:00Z" },
		"POST",
		"/api/metrics/status/value",
	],
	["updateAppIconBadgeCount", null, { badge: 0 }, "POST", "/api/badge"],
	["updateAppIconBadgeCount", null, { badge: 3, ...target }, "POST", "/api/badge"],
])("%s as a call sends the same request", async (operation, key, body, method, path) => {
	expect(await sent({ operation, key, body })).toEqual({ method, path, body });
});

it("has no call for what the SDK could not send", () => {
	expect(sdkCallOf({ operation: null, key: null, body: {} })).toBeNull();
	expect(sdkCallOf({ operation: "toString", key: null, body: {} })).toBeNull();
	expect(sdkCallOf({ operation: "sendPushNotification", key: null })).toBeNull();
	expect(sdkCallOf({ operation: "updateMetricValue", key: "k", body: { timestamp: "x" } })).toBeNull();
});
