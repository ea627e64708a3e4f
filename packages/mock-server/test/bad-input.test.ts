/** Bodies of every bad kind, over real HTTP: each gets the contract's error, and the server goes on. */
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { progress } from "./api.ts";
import { overHttp, PUSH, PUT, START } from "./over-http.ts";
import { misfitsBelow, requestSchema, withValue } from "./wrong-type.ts";

const { send, refused } = overHttp();

describe("a body that is no JSON", () => {
	test.each([
		["{", "it ends too early"],
		['{"title":', "it ends too early"],
		['{"title":"T"} x', "the first mistake is at character 14"],
		["{'title':'T'}", "the first mistake is at character 1"],
		["title", undefined],
		["NaN", undefined],
		['{"title":"T","badge":NaN}', undefined],
		['{"title":"T","badge":01}', undefined],
		['{"title":"a\nb"}', undefined],
		["[".repeat(64 * 1024), undefined],
		["\u0000", undefined],
	])("%j", async (body, where) => {
		const { body: answer } = await refused(
			{ ...PUSH, body },
			400,
			"Bad request",
			/^The request body must be valid JSON/,
		);
		if (where) expect(answer.message).toBe(`The request body must be valid JSON: ${where}.`);
		// What it could not read may be secret.
		expect(String(answer.message).length).toBeLessThan(100);
	});

	test("no body, and one that is empty, where one is needed", async () => {
		for (const body of [undefined, ""]) {
			await refused({ ...PUSH, body }, 400, "Bad request", /^The request body is required/);
		}
	});

	test.each([[null], [true], [1], ["text"], [[]], [[{ title: "T" }]]])("%j instead of an object", async (body) => {
		await refused({ ...PUSH, body: JSON.stringify(body) }, 400, "Bad request", /^The request body must be an object/);
	});

	test.each([
		["a byte that begins nothing", [0xff]],
		["half a character", [0xc3]],
		["a surrogate in UTF-8", [0xed, 0xa0, 0x80]],
	])("not UTF-8: %s", async (_, bytes) => {
		const body = Buffer.concat([Buffer.from('{"title":"'), Buffer.from(bytes), Buffer.from('"}')]);
		await refused({ ...PUSH, body }, 400, "Bad request", "The request body must be encoded in UTF-8.");
	});

	test("UTF-16", async () => {
		await refused({ ...PUSH, body: Buffer.from('{"title":"T"}', "utf16le") }, 400, "Bad request");
	});
});

describe("a body of another kind", () => {
	test.each([
		"text/plain",
		"application/x-www-form-urlencoded",
		"multipart/form-data; boundary=x",
		"application/json; charset=utf-16",
		"application/json; charset=iso-8859-1",
		"application/jsonp",
		"application/json, text/plain",
		"json",
		"",
	])("Content-Type: %s", async (type) => {
		await refused({ ...PUSH, body: { title: "T" }, headers: { "Content-Type": type } }, 415, "Unsupported media type");
	});

	test.each([
		"application/json",
		"APPLICATION/JSON",
		"application/json;charset=UTF-8",
		'application/json; charset="utf-8"',
		"application/json; charset=utf8; x=y",
		"application/vnd.api+json",
	])("Content-Type: %s is JSON", async (type) => {
		expect((await send({ ...PUSH, body: { title: "T" }, headers: { "Content-Type": type } })).status).toBe(200);
	});

	test("compressed", async () => {
		const body = gzipSync(JSON.stringify({ title: "T" }));
		await refused({ ...PUSH, body, headers: { "Content-Encoding": "gzip" } }, 415, "Unsupported media type");
		await refused({ ...PUSH, body }, 400, "Bad request");
	});
});

describe("the size", () => {
	/** A valid body of exactly so many bytes. */
	const sized = (bytes: number) => {
		const body = JSON.stringify({ title: "T" });
		return body + " ".repeat(bytes - body.length);
	};
	const stream = (text: string) =>
		new ReadableStream<Uint8Array>({
			start(controller) {
				for (let at = 0; at < text.length; at += 10_000) {
					controller.enqueue(new TextEncoder().encode(text.slice(at, at + 10_000)));
				}
				controller.close();
			},
		});

	test("64 KiB pass, with a length and without", async () => {
		expect((await send({ ...PUSH, body: sized(64 * 1024) })).status).toBe(200);
		expect((await send({ ...PUSH, body: stream(sized(64 * 1024)) })).status).toBe(200);
	});

	test.each([
		["with a length", () => sized(64 * 1024 + 1)],
		["in chunks", () => stream(sized(64 * 1024 + 1))],
		["a megabyte", () => sized(1024 * 1024)],
		["a megabyte in chunks", () => stream(sized(1024 * 1024))],
	])("a byte more does not: %s", async (_, body) => {
		await refused(
			{ ...PUSH, body: body() },
			413,
			"Payload too large",
			"The body must be at most 65536 bytes (64 KiB).",
		);
	});
});

const full = {
	sendPushNotification: { ...PUSH, body: { title: "T" } },
	startLiveActivity: { ...START, body: progress(1) },
	reconcileLiveActivityStream: { ...PUT, body: progress(1) },
	endLiveActivityStream: { ...PUT, method: "DELETE", body: {} },
	updateLiveActivity: {
		...PUSH,
		path: "/live-activity/update",
		body: { activity_id: "a", content_state: { title: "T" } },
	},
	endLiveActivity: { ...PUSH, path: "/live-activity/end", body: { activity_id: "a", content_state: { title: "T" } } },
	updateMetricValue: { ...PUSH, path: "/metrics/m/value", body: { value: 1 } },
	updateAppIconBadgeCount: { ...PUSH, path: "/badge", body: { badge: 1 } },
};

describe.each(Object.entries(full))("%s", (operation, request) => {
	const fields = misfitsBelow(requestSchema(operation));

	test("every field with a value of the wrong kind is refused by name", async () => {
		expect(fields.length).toBeGreaterThan(5);
		for (const { path, value } of fields) {
			const { status, body } = await send({ ...request, body: withValue(request.body, path, value) });
			const where = `${path.join(".")} = ${JSON.stringify(value)}: ${JSON.stringify(body)}`;
			expect(status, where).toBe(400);
			const [name] = path;
			const issues = (body.issues ?? []) as { path: string }[];
			expect(
				issues.map((issue) => issue.path).some((at) => at.startsWith(String(name))),
				where,
			).toBe(true);
		}
	});

	test.each(["unknown", "__proto__", "constructor", "prototype", "toString", "Title", "hasOwnProperty"])(
		"an unknown field %s is refused by name, and pollutes nothing",
		async (name) => {
			const text = JSON.stringify(request.body).replace(/\}$/, `,"${name}":{"polluted":true}}`).replace("{,", "{");
			const { body } = await refused({ ...request, body: text }, 400, "Bad request");
			expect(body.issues).toContainEqual({ path: name, message: expect.stringContaining("is not a field") });
			expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		},
	);
});

describe("states", () => {
	test.each([
		[{ type: "gauge" }, /^content_state\.type must be one of segmented_progress/],
		[{ type: "constructor" }, /^content_state\.type must be one of/],
		[{}, /^content_state\.type is required/],
		[{ type: "segmented_progress", number_of_steps: 3 }, /^content_state\.current_step is required/],
		[{ type: "segmented_progress", current_step: 3 }, /^content_state\.number_of_steps is required/],
		[{ type: "segmented_progress", number_of_steps: 0, current_step: 0 }, /^content_state\.number_of_steps/],
		[{ type: "segmented_progress", number_of_steps: 3, current_step: 4 }, /^content_state\.current_step/],
		[{ type: "segmented_progress", number_of_steps: 3, current_step: -1 }, /^content_state\.current_step/],
		[{ type: "segmented_progress", number_of_steps: 3, current_step: 1.5 }, /^content_state\.current_step/],
		[{ type: "progress" }, /^content_state\.percentage is required/],
		[{ type: "progress", value: 1 }, /^content_state\.upper_limit is required/],
		[{ type: "progress", upper_limit: 1 }, /^content_state\.value is required/],
		[{ type: "progress", value: 1, upper_limit: 0 }, /^content_state\.upper_limit/],
		[{ type: "progress", percentage: -1 }, /^content_state\.percentage/],
		[{ type: "progress", percentage: 100.1 }, /^content_state\.percentage/],
		[{ type: "progress", percentage: "NaN" }, /^content_state\.percentage/],
		[{ type: "progress", percentage: 1, color: "pink" }, /^content_state\.color/],
		[{ type: "metrics", metrics: [] }, /^content_state\.metrics/],
		[
			{ type: "metrics", metrics: Array.from({ length: 9 }, () => ({ label: "l", value: 1 })) },
			/^content_state\.metrics/,
		],
		[{ type: "metrics", metrics: [{ label: "l", value: -1 }] }, /^content_state\.metrics\[0\]\.value/],
		[{ type: "stats", metrics: [{ label: "l", value: "" }] }, /^content_state\.metrics\[0\]\.value/],
		[{ type: "alert", message: "" }, /^content_state\.message/],
		[{ type: "timer" }, /^content_state\.duration_seconds is required/],
		[{ type: "timer", counts_down: true }, /^content_state\.duration_seconds is required/],
		[{ type: "timer", duration_seconds: 0 }, /^content_state\.duration_seconds/],
		[{ type: "timer", duration_seconds: 1, badge: { title: "b" } }, /^content_state\.badge/],
		[{ type: "value", value: 1, current_step: 1 }, /^content_state\.current_step/],
		[{ type: "value", value: "\ud800" }, /^content_state\.value/],
		[{ type: "value", value: 1, subtitle: "a\udc00" }, /^content_state\.subtitle/],
		[{ type: "value", value: 1, title: "" }, /^content_state\.title/],
	])("%j", async (state, message) => {
		const body = { content_state: { title: "T", ...state } };
		for (const request of [START, PUT]) await refused({ ...request, body }, 400, "Bad request", message);
	});

	test("numbers that JavaScript cannot hold", async () => {
		const body = '{"content_state":{"title":"T","type":"value","value":1e999}}';
		await refused({ ...START, body }, 400, "Bad request", /^content_state\.value/);
		await refused({ ...PUSH, body: '{"title":"T","payload":{"a":[-1e999]}}' }, 400, "Bad request", /^payload\.a\[0\]/);
		await refused({ ...PUSH, body: '{"title":"T","badge":1e999}' }, 400, "Bad request", /^badge/);
	});

	test.each([30_000_000, Number.MAX_SAFE_INTEGER])(
		"a step so far that its colours would fill no push: %d",
		async (step) => {
			const first = { type: "segmented_progress", number_of_steps: step, current_step: 1, step_colors: ["red"] };
			expect((await send({ ...PUT, body: { content_state: { title: "T", ...first } } })).status).toBe(200);
			const body = { content_state: { title: "T", current_step: step } };
			await refused({ ...PUT, body }, 400, "Bad request", /^content_state\.step_colors/);
		},
	);

	test("of repeated keys the last one counts, as JSON.parse has it", async () => {
		expect((await send({ ...PUSH, body: '{"title":1,"title":"T"}' })).status).toBe(200);
		await refused({ ...PUSH, body: '{"title":"T","title":1}' }, 400, "Bad request", /^title/);
	});

	test("deep nesting", async () => {
		const nested = (depth: number) => `{"title":"T","payload":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`;
		await refused({ ...PUSH, body: nested(10_000) }, 400, "Bad request", /levels deep/);
		await refused({ ...PUSH, body: nested(33) }, 400, "Bad request", /levels deep/);
		expect((await send({ ...PUSH, body: nested(32) })).status).toBe(200);
		const brackets = "[".repeat(30_000) + "]".repeat(30_000);
		await refused({ ...PUSH, body: brackets }, 400, "Bad request", /must be an object/);
		await refused({ ...PUSH, body: `{"title":${brackets}}` }, 400, "Bad request", /^title must be a string/);
	});

	test("keys that belong to prototypes, in JSON that is passed on", async () => {
		for (const field of ["payload", "metadata"]) {
			const body = `{"title":"T","${field}":{"__proto__":{"polluted":true}}}`;
			await refused({ ...PUSH, body }, 400, "Bad request", new RegExp(`^${field}`));
		}
		expect((await send({ ...PUSH, body: '{"title":"T","payload":{"constructor":{"prototype":1}}}' })).status).toBe(200);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

describe("channels", () => {
	const title = "Invalid channel targeting";
	test.each<[object, string]>([
		[{ target: { channels: "ops" } }, "target.channels must be an array of channel slugs"],
		[{ target: { channels: null } }, "target.channels must be an array of channel slugs"],
		[{ target: {} }, "target.channels must be an array of channel slugs"],
		[{ channels: [] }, "channels must contain at least one channel"],
		[{ target: { channels: [] } }, "target.channels must contain at least one channel"],
	])("%j", async (sent, message) => {
		await refused({ ...PUSH, body: { title: "T", ...sent } }, 400, title, message);
		await refused({ ...PUT, body: { ...progress(1), ...sent } }, 400, title, message);
		await refused({ ...START, body: { ...progress(1), ...sent } }, 400, title, message);
		await refused({ ...PUSH, path: "/badge", body: { badge: 1, ...sent } }, 400, title, message);
	});

	test.each<object>([
		[{ channels: ["OPS"] }],
		[{ channels: ["-ops"] }],
		[{ channels: ["a".repeat(65)] }],
		[{ channels: [1] }],
		[{ target: "ops" }],
		[{ target: { channels: ["ops"], users: ["ann"] } }],
		[{ channels: ["ops"], target: { channels: ["sales"] } }],
		[{ channels: ["unknown"] }],
	])("%j", async (sent) => {
		await refused({ ...PUSH, body: { title: "T", ...sent } }, 400, title);
	});
});

describe("urls", () => {
	test.each([
		"http://a.example",
		"javascript:alert(1)",
		"JaVaScRiPt:alert(1)",
		" https://a.example",
		"https://",
		"//a.example",
		"ftp://a.example",
		"data:text/html,hi",
		"",
	])("a webhook of %j", async (address) => {
		const action = { title: "A", type: "webhook", url: address };
		await refused({ ...PUT, body: { ...progress(1), action } }, 400, "Bad request", /^action\.url/);
		await refused({ ...PUSH, body: { title: "T", actions: [action] } }, 400, "Bad request", /^actions\[0\]\.url/);
	});

	test.each(["javascript:alert(1)", "data:text/html,hi", "file:///etc/passwd", "about:blank", "activitysmith://x"])(
		"a link of %j",
		async (address) => {
			const action = { title: "A", type: "open_url", url: address };
			await refused({ ...PUT, body: { ...progress(1), action } }, 400, "Bad request", /^action\.url/);
			await refused({ ...PUSH, body: { title: "T", redirection: address } }, 400, "Bad request", /^redirection/);
		},
	);

	test("media with actions, and too many actions", async () => {
		const action = { title: "A", type: "open_url", url: "https://a.example" };
		const media = "https://a.example/a.png";
		await refused({ ...PUSH, body: { title: "T", media, actions: [action] } }, 400, "Bad request", /^media/);
		await refused({ ...PUSH, body: { title: "T", actions: Array(5).fill(action) } }, 400, "Bad request", /^actions/);
		expect((await send({ ...PUSH, body: { title: "T", media, actions: [] } })).status).toBe(200);
	});

	test("method and body belong to a webhook", async () => {
		const action = { title: "A", type: "open_url", url: "https://a.example" };
		for (const more of [{ method: "POST" }, { body: {} }]) {
			await refused(
				{ ...PUT, body: { ...progress(1), action: { ...action, ...more } } },
				400,
				"Bad request",
				/^action\./,
			);
		}
	});
});
