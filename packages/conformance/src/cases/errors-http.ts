/** Section 6: what is refused before its content is looked at, always in the form of every error. */
import { type Answer, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { acceptsAll, eachOperation, wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(6);

/** Status, title, a sentence, and nothing else. */
function expectError({ status, headers, body }: Answer, expected: number, error: string): void {
	expect(status).toBe(expected);
	expect(headers.get("content-type")).toMatch(/^application\/json\b/);
	expect(body).toEqual({ error, message: expect.stringMatching(/\S/) });
}

anywhere(
	"error.unknown-route",
	"An unknown route is a 404 `Not found` in JSON, with a key or without",
	async (context) => {
		for (const apiKey of [undefined, null]) {
			for (const path of ["/nothing-here", "/live-activity", "/metrics/deploys", "/push-notification/extra"]) {
				for (const method of ["GET", "POST"]) {
					expectError(await context.request({ method, path, apiKey }), 404, "Not found");
				}
			}
		}
	},
);

anywhere(
	"error.unknown-route.outside-the-base-path",
	"A route outside the base path is a 404 `Not found` in JSON",
	async ({ request }) => {
		const answer = await request({ method: "POST", path: "//conformance-nothing-here", body: { title: "T" } });
		expectError(answer, 404, "Not found");
	},
);

anywhere(
	"error.wrong-method",
	"A method that a route does not take is a 405 `Method not allowed` in JSON",
	async ({ request, streamKey }) => {
		for (const { path } of eachOperation(streamKey)) {
			for (const method of ["GET", "PATCH"]) {
				expectError(await request({ method, path }), 405, "Method not allowed");
			}
		}
		expectError(await request({ ...wire.put(streamKey), method: "POST" }), 405, "Method not allowed");
		expectError(await request({ ...wire.badge(), method: "PUT" }), 405, "Method not allowed");
	},
);

anywhere("error.malformed-json", "A body that is no JSON is a 400 `Bad request` in JSON", async ({ request }) => {
	for (const body of ["{", '{"title":"T"', "{'title':'T'}", '{"title":"T"} x', "title", '{"title":NaN}']) {
		expectError(await request(wire.push(body)), 400, "Bad request");
	}
});

anywhere("error.malformed-json.not-echoed", "A body that could not be read is not echoed", async ({ request }) => {
	const answer = await request(wire.push('{"title":"my-own-secret'));
	expectError(answer, 400, "Bad request");
	expect(answer.text).not.toContain("my-own-secret");
});

anywhere(
	"error.body-not-an-object",
	"JSON that is no object is a 400 `Bad request`",
	async ({ request, streamKey }) => {
		for (const body of ["null", "true", "1", '"text"', "[]", '[{"title":"T"}]']) {
			for (const one of [wire.push(body), wire.put(streamKey, body)]) {
				expect(await request(one)).toMatchObject({ status: 400, body: { error: "Bad request" } });
			}
		}
	},
);

anywhere(
	"error.body-required",
	"Without a body, every operation but DELETE is a 400 `Bad request`",
	async ({ request, streamKey }) => {
		for (const one of eachOperation(streamKey).filter(({ method }) => method !== "DELETE")) {
			for (const body of [undefined, ""]) {
				const answer = await request({ ...one, body, headers: { "content-type": "application/json" } });
				expect(answer).toMatchObject({ status: 400, body: { error: "Bad request" } });
			}
		}
	},
);

anywhere(
	"error.content-type",
	"A body of another content type is a 415 `Unsupported media type`",
	async ({ request, streamKey }) => {
		for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
			for (const one of eachOperation(streamKey)) {
				const answer = await request({ ...one, headers: { "content-type": type } });
				expectError(answer, 415, "Unsupported media type");
			}
		}
	},
);

anywhere("error.content-type.json", "JSON with a charset, or in other letters, is JSON", async (context) => {
	const types = ["application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON"];
	await acceptsAll(
		context,
		types.map((type) => ({ ...wire.badge({ badge: 0 }), headers: { "content-type": type } })),
	);
});

anywhere(
	"error.payload-too-large",
	"A body above 64 KiB is a 413 `Payload too large`, for every operation",
	async ({ request, streamKey }) => {
		for (const one of eachOperation(streamKey)) {
			const body = JSON.stringify(one.body) + " ".repeat(64 * 1024);
			expectError(await request({ ...one, body }), 413, "Payload too large");
		}
	},
);

const strangers = "ask_conformanceNobodyHasThisKey0123456789abcdef";

anywhere(
	"error.unauthorized.without-key",
	"Without a key every operation is a 401 `Unauthorized` with WWW-Authenticate: Bearer",
	async ({ request, streamKey }) => {
		for (const one of eachOperation(streamKey)) {
			const answer = await request({ ...one, apiKey: null });
			expectError(answer, 401, "Unauthorized");
			expect(answer.headers.get("www-authenticate")).toBe("Bearer");
		}
	},
);

anywhere(
	"error.unauthorized.other-forms",
	"A header of another form than `Bearer <key>` is a 401 that does not echo it",
	async ({ request }) => {
		for (const authorization of ["", "Bearer", "Basic c2VjcmV0OmtleQ==", strangers, `Token ${strangers}`]) {
			const answer = await request({ ...wire.badge({ badge: 0 }), apiKey: null, headers: { authorization } });
			expectError(answer, 401, "Unauthorized");
			expect(answer.headers.get("www-authenticate")).toBe("Bearer");
			expect(answer.text).not.toMatch(/c2VjcmV0|NobodyHasThisKey/);
		}
	},
);

needing(
	["strict-keys"],
	"error.unauthorized.wrong-key",
	"With a wrong key every operation is a 401 that reads differently from a missing one and does not echo the key",
	async ({ request, streamKey }) => {
		const missing = await request({ ...wire.badge({ badge: 0 }), apiKey: null });
		for (const one of eachOperation(streamKey)) {
			const answer = await request({ ...one, apiKey: strangers });
			expectError(answer, 401, "Unauthorized");
			expect(answer.headers.get("www-authenticate")).toBe("Bearer");
			expect(answer.body.message).not.toBe(missing.body.message);
			expect(answer.text + JSON.stringify([...answer.headers])).not.toContain("NobodyHasThisKey");
		}
	},
);

needing(
	["strict-keys"],
	"error.unauthorized.as-the-sdk-sees-it",
	"A wrong key reaches the caller of an SDK as an authentication error",
	async ({ badge, refused }) => {
		expect(await refused(badge({ badge: 0 }, { apiKey: strangers }))).toMatchObject({
			class: "AuthenticationError",
			status: 401,
		});
	},
);

export const httpErrorCases = cases;
