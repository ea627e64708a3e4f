import { inspect } from "node:util";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { ActivitySmith, type ActivitySmithOptions, ValidationError } from "../src/index.ts";
import { version } from "../src/version.ts";
import { reply, stubClient, stubFetch } from "./stub-fetch.ts";

afterEach(() => {
	vi.unstubAllEnvs();
	vi.unstubAllGlobals();
});

/** Where a client made with these options sends a request, and with which key. */
async function target(options: ActivitySmithOptions) {
	const { fetch, sent } = stubFetch();
	await new ActivitySmith({ fetch, ...options }).badgeCount(1);
	return { url: sent[0]?.url, authorization: sent[0]?.headers.authorization };
}

test("the version that is sent is the package's", () => {
	expect(version).toBe(manifest.version);
});

describe("the key", () => {
	test("comes from the option, else from the environment", async () => {
		vi.stubEnv("ACTIVITYSMITH_API_KEY", "ask_env");
		expect((await target({})).authorization).toBe("Bearer ask_env");
		expect((await target({ apiKey: undefined })).authorization).toBe("Bearer ask_env");
		expect((await target({ apiKey: "ask_option" })).authorization).toBe("Bearer ask_option");
	});

	test("loses the line end of the file that it was read from", async () => {
		expect((await target({ apiKey: " ask_file\n" })).authorization).toBe("Bearer ask_file");
	});

	test.each([undefined, "", " \n"])("is required: %j", (apiKey) => {
		vi.stubEnv("ACTIVITYSMITH_API_KEY", "");
		expect(() => new ActivitySmith({ apiKey })).toThrow(ValidationError);
		expect(() => new ActivitySmith({ apiKey })).toThrow(/^ActivitySmith: apiKey is required/);
		expect(() => new ActivitySmith()).toThrow(ValidationError);
	});

	test.each(["ask_se\ncret", "ask_sécret", "ask se", "ask_\u{1F511}"])(
		"is refused when no header can hold it, and isn't shown: %j",
		(apiKey) => {
			const thrown = (() => {
				try {
					return new ActivitySmith({ apiKey });
				} catch (error) {
					return error;
				}
			})();
			expect(thrown).toBeInstanceOf(ValidationError);
			expect(inspect(thrown)).not.toContain(apiKey);
		},
	);

	test("needs no process, and no permission to read the environment", async () => {
		vi.stubGlobal("process", undefined);
		expect((await target({ apiKey: "k" })).url).toBe("https://activitysmith.com/api/badge");
		const env = new Proxy(
			{},
			{
				get() {
					throw new Error("NotCapable: Requires env access");
				},
			},
		);
		vi.stubGlobal("process", { env });
		expect((await target({ apiKey: "k" })).url).toBe("https://activitysmith.com/api/badge");
		expect(() => new ActivitySmith()).toThrow(ValidationError);
	});

	test("is in nothing that is printed or handed out", async () => {
		const events: unknown[] = [];
		const keep = (event: unknown) => events.push(event);
		const hooks = { onRequest: keep, onResponse: keep, onRetry: keep };
		const { client } = stubClient([reply(429, {}, { "retry-after": "0.001" }), reply(400, {})], { hooks });
		const error = await client.badgeCount(1).catch((reason) => reason);
		let context: unknown;
		const view = client.withResponse();
		const result = await view.notifications.send({ title: "T" }, (request) => {
			context = request;
			return {};
		});
		const job = client.liveActivities.track("k", { title: "T", type: "value", value: 1 });
		await job.end();
		expect(events).toHaveLength(11);
		for (const value of [
			client,
			view,
			error,
			result,
			context,
			job,
			events,
			client.notifications,
			client.liveActivities,
		]) {
			expect(inspect(value, { depth: 12, showHidden: true, getters: true })).not.toContain("ask_secret");
			expect(JSON.stringify(value) ?? "").not.toContain("ask_secret");
		}
	});

	test("is not repeated when it is in a header that fetch would refuse", () => {
		const make = () => new ActivitySmith({ apiKey: "k", headers: { authorization: "Bearer ask_secret\nx" } });
		expect(make).toThrow(ValidationError);
		expect(make).not.toThrow(/ask_secret/);
	});

	test("stays out of a browser unless told otherwise", async () => {
		vi.stubGlobal("window", globalThis);
		vi.stubGlobal("document", {});
		expect(() => new ActivitySmith({ apiKey: "ask_secret" })).toThrow(ValidationError);
		expect((await target({ apiKey: "k", dangerouslyAllowBrowser: true })).authorization).toBe("Bearer k");
	});
});

describe("the base URL", () => {
	const allowed: [string, string][] = [
		["https://own.example", "https://own.example/badge"],
		["https://own.example/", "https://own.example/badge"],
		["https://own.example/api//", "https://own.example/api/badge"],
		["HTTPS://own.example:8443/a/b", "HTTPS://own.example:8443/a/b/badge"],
		["http://localhost:4010/api", "http://localhost:4010/api/badge"],
		["http://localhost", "http://localhost/badge"],
		["http://127.0.0.1:4010/api/", "http://127.0.0.1:4010/api/badge"],
		["http://127.8.9.1/api", "http://127.8.9.1/api/badge"],
		["http://[::1]:4010/api", "http://[::1]:4010/api/badge"],
	];
	test.each(allowed)("%s is allowed", async (baseURL, url) => {
		expect((await target({ apiKey: "k", baseURL })).url).toBe(url);
	});

	const refused = [
		"http://own.example/api",
		"http://localhost.own.example",
		"http://localhost@own.example",
		"http://localhost:80@own.example",
		"http://127.0.0.1.own.example",
		"http://127.0.0.1:80@own.example/",
		"http://[::1]@own.example",
		"http://128.0.0.1",
		"ftp://own.example",
		"file:///etc/passwd",
		"javascript:alert(1)",
		"own.example/api",
		"//own.example",
	];
	test.each(refused)("%s is refused", (baseURL) => {
		expect(() => new ActivitySmith({ apiKey: "k", baseURL })).toThrow(ValidationError);
	});

	test("takes no credentials, and does not repeat them", () => {
		const make = () => new ActivitySmith({ apiKey: "k", baseURL: "https://user:ask_secret@api.example.com" });
		expect(make).toThrow(ValidationError);
		expect(make).not.toThrow(/ask_secret/);
	});

	test("no plain http ever leaves the machine unless allowed", () => {
		const part = fc.constantFrom(
			"localhost",
			"127.0.0.1",
			"[::1]",
			"own.example",
			"@",
			":",
			"80",
			"/",
			"\\",
			"?",
			"#",
			".",
			"%2e",
			"\t",
			"\n",
			" ",
		);
		const url = fc
			.array(fc.oneof(part, fc.string({ maxLength: 2 })), { maxLength: 6 })
			.map((parts) => `http://${parts.join("")}`);
		fc.assert(
			fc.property(url, (baseURL) => {
				try {
					new ActivitySmith({ apiKey: "k", baseURL });
				} catch {
					return true;
				}
				const sent = `${baseURL.replace(/\/+$/, "")}/badge`;
				return !URL.canParse(sent) || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(sent).hostname);
			}),
			{ numRuns: 3000 },
		);
	});

	test("comes from the environment when there is no option", async () => {
		vi.stubEnv("ACTIVITYSMITH_BASE_URL", "http://127.0.0.1:4010/api/");
		expect((await target({ apiKey: "k" })).url).toBe("http://127.0.0.1:4010/api/badge");
		expect((await target({ apiKey: "k", baseURL: "https://own.example" })).url).toBe("https://own.example/badge");
		vi.stubEnv("ACTIVITYSMITH_BASE_URL", "");
		expect((await target({ apiKey: "k" })).url).toBe("https://activitysmith.com/api/badge");
	});

	test("may be plain http elsewhere when that is allowed", async () => {
		const baseURL = "http://server.lan:8080/api";
		expect((await target({ apiKey: "k", baseURL, allowInsecureHTTP: true })).url).toBe(`${baseURL}/badge`);
		vi.stubEnv("ACTIVITYSMITH_ALLOW_INSECURE_HTTP", "1");
		expect((await target({ apiKey: "k", baseURL })).url).toBe(`${baseURL}/badge`);
		expect(() => new ActivitySmith({ apiKey: "k", baseURL, allowInsecureHTTP: false })).toThrow(ValidationError);
		expect(() => new ActivitySmith({ apiKey: "k", baseURL: "ftp://server.lan", allowInsecureHTTP: true })).toThrow();
		vi.stubEnv("ACTIVITYSMITH_ALLOW_INSECURE_HTTP", "0");
		expect(() => new ActivitySmith({ apiKey: "k", baseURL })).toThrow(ValidationError);
	});
});

test("the global fetch is looked up at every call", async () => {
	const client = new ActivitySmith({ apiKey: "k" });
	const { fetch, sent } = stubFetch();
	vi.stubGlobal("fetch", fetch);
	await client.badgeCount(1);
	expect(sent).toHaveLength(1);
});
