/** Paths, methods, keys and connections of every bad kind, over real HTTP: each gets an error in JSON. */
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { progress } from "./api.ts";
import { overHttp, PUSH, PUT } from "./over-http.ts";

const { send, refused, url } = overHttp();

describe("keys in the path", () => {
	const characters = "stream_key must contain only letters, numbers, underscores, and hyphens";
	test.each(["a.b", "a%20b", "a%2Fb", "a%2fb", "%C3%A9", "a%00b", "%", "%zz", "%ff", "a+b", "a:b", "a;b"])(
		"stream key %s",
		async (key) => {
			for (const method of ["PUT", "DELETE"]) {
				await refused(
					{ method, path: `/live-activity/stream/${key}`, body: progress(1) },
					400,
					"Invalid stream_key",
					characters,
				);
			}
		},
	);

	test("a stream key has 255 characters at most", async () => {
		const put = (length: number) => ({
			...PUT,
			path: `/live-activity/stream/${"k".repeat(length)}`,
			body: progress(1),
		});
		expect((await send(put(255))).status).toBe(200);
		expect((await send({ ...put(255), method: "DELETE", body: {} })).status).toBe(200);
		await refused(put(256), 400, "Invalid stream_key", /^stream_key must be at most 255 characters/);
	});

	test("a stream key may be written in percent", async () => {
		const { body } = await send({ ...PUT, path: "/live-activity/stream/%6bk", body: progress(1) });
		expect(body.stream_key).toBe("kk");
		await send({ method: "DELETE", path: "/live-activity/stream/kk" });
	});

	test.each(["A", "-a", "a%20b", "a%2Fb", "%zz", "a".repeat(65)])("metric key %s", async (key) => {
		const request = { method: "POST", path: `/metrics/${key}/value`, body: { value: 1 } };
		await refused(request, 400, "Bad request", /^key must be 1 to 64/);
	});

	test.each([null, true, "", "v".repeat(65), [], {}])("metric value %j", async (value) => {
		await refused({ method: "POST", path: "/metrics/m/value", body: { value } }, 400, "Bad request", /^value/);
	});

	test.each([-1, 1.5, 2_147_483_648, "3", null])("badge %j", async (badge) => {
		await refused({ method: "POST", path: "/badge", body: { badge } }, 400, "Bad request", /^badge/);
	});
});

describe("routes and methods", () => {
	test.each([
		["POST", "/"],
		["GET", "/api"],
		["POST", "/push-notification"],
		["POST", "/api/push-notification/"],
		["POST", "/api/push_notification"],
		["PUT", "/api/live-activity/stream/"],
		["PUT", "/api/live-activity/stream/a/b"],
		["POST", "/api/../etc/passwd"],
		["POST", "/API/badge"],
		["GET", "/api/%"],
	])("%s %s is not found", async (method, path) => {
		const response = await fetch(url() + path, { method, headers: { Authorization: "Bearer ask_test" } });
		expect(response.status).toBe(404);
		expect(response.headers.get("content-type")).toBe("application/json");
		expect(await response.json()).toEqual({ error: "Not found", message: expect.stringMatching(/^There is no /) });
	});

	test.each(["GET", "PATCH", "OPTIONS", "DELETE", "PUT"])("%s on a POST is not allowed", async (method) => {
		const { headers, body } = await refused({ method, path: "/badge", key: null }, 405, "Method not allowed");
		expect(headers.get("allow")).toBe("POST");
		expect(body.message).toContain(method);
	});

	test.each(["GET", "PATCH", "OPTIONS", "POST"])("%s on a stream is not allowed", async (method) => {
		const { headers } = await refused({ ...PUT, method, key: null }, 405, "Method not allowed");
		expect(headers.get("allow")).toBe("PUT, DELETE");
	});

	test("HEAD gets the headers of a 405 and no body", async () => {
		const response = await fetch(`${url()}/api/badge`, { method: "HEAD" });
		expect(response.status).toBe(405);
		expect(response.headers.get("allow")).toBe("POST");
		expect(await response.text()).toBe("");
	});
});

describe("keys", () => {
	const missing = "No API key: send the header Authorization: Bearer <API key>.";
	test("missing and wrong ones read differently, and are not echoed", async () => {
		for (const [headers, message] of [
			[{}, missing],
			[{ Authorization: "" }, missing],
			[{ Authorization: "Bearer" }, /must have the form/],
			[{ Authorization: "Basic c2VjcmV0" }, /must have the form/],
			[{ Authorization: "Bearer secret secret" }, /must have the form/],
			[{ Authorization: "ask_test" }, /must have the form/],
			[{ Authorization: "Bearer secret" }, /is not valid/],
		] as const) {
			const answer = await refused({ ...PUSH, key: null, headers, body: { title: "T" } }, 401, "Unauthorized", message);
			expect(answer.headers.get("www-authenticate")).toBe("Bearer");
			expect(JSON.stringify([answer.body, [...answer.headers]])).not.toContain("secret");
		}
	});

	test.each(["bearer ask_test", "BEARER ask_test", "Bearer  ask_test", "Bearer ask_test "])(
		"%j is fine",
		async (value) => {
			expect((await send({ ...PUSH, key: null, headers: { Authorization: value }, body: { title: "T" } })).status).toBe(
				200,
			);
		},
	);
});

describe("what is hardly HTTP", () => {
	/** Everything that the server answers to these bytes before it closes. */
	function raw(text: string): Promise<string> {
		return new Promise((resolve, reject) => {
			const { hostname, port } = new URL(url());
			const socket = connect(Number(port), hostname, () => socket.write(text));
			let answer = "";
			socket.on("data", (chunk) => {
				answer += chunk;
			});
			socket.on("end", () => resolve(answer));
			socket.on("error", reject);
			socket.setTimeout(5000, () => reject(new Error(`still open after: ${answer}`)));
		});
	}

	const json =
		/^HTTP\/1\.1 4\d\d [\s\S]*content-type: application\/json[\s\S]*\r\n\r\n\{"error":"[^"]+","message":"[^"]+"/i;

	test.each([
		["no request at all", "hello\r\n\r\n"],
		["headers of 64 KiB", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(65_536)}\r\n\r\n`],
		["a bad length", "POST /api/badge HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n"],
		["two lengths", "POST /api/badge HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
		["a bad chunk", "POST /api/badge HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
		["no host", "POST /api/badge HTTP/1.1\r\nConnection: close\r\n\r\n"],
		["a bad host", "POST /api/badge HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"],
	])("%s", async (_, text) => {
		expect(await raw(text)).toMatch(json);
	});

	test("a body that breaks off", async () => {
		const { hostname, port } = new URL(url());
		await new Promise<void>((resolve) => {
			const socket = connect(Number(port), hostname, () => {
				socket.write(
					'POST /api/badge HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ask_test\r\nContent-Length: 50\r\n\r\n{"ba',
				);
				setTimeout(() => socket.destroy(), 20);
			});
			socket.on("close", () => resolve());
		});
	});

	test("a large body is refused without harm to the connection", async () => {
		const large = "x".repeat(70_000);
		const one = (connection: string, body: string) =>
			`POST /api/push-notification HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ask_test\r\nContent-Type: application/json\r\nConnection: ${connection}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
		const answers = await raw(one("keep-alive", large) + one("close", '{"title":"T"}'));
		expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 413", "HTTP/1.1 200"]);
	});
});
