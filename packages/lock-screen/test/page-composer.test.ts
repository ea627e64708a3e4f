import { readFileSync } from "node:fs";
import { operations as known } from "@activitysmith/schema";
import { afterEach, expect, it, vi } from "vitest";
import { activity, screen } from "../src/gallery/make.ts";
import { filledPath, readOperations } from "../src/page/composer/document.ts";
import { bodyOf, draftOf, pathOf, send, withExample } from "../src/page/composer/draft.ts";

const document = JSON.parse(readFileSync(new URL("../../../openapi/openapi.json", import.meta.url), "utf8"));
const operations = readOperations(document);
const of = (id: string) => operations.find((operation) => operation.id === id) ?? expect.fail(`no ${id}`);

afterEach(() => vi.unstubAllGlobals());

it("offers every operation of the API with an example and a path that is whole", () => {
	expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(known).sort());
	for (const { id, examples, parameters, path } of operations) {
		expect(examples.length, id).toBeGreaterThan(0);
		expect(filledPath({ path }, Object.fromEntries(parameters.map((each) => [each.name, each.example])))).not.toMatch(
			/[{}]|\/\/|\/$/,
		);
	}
});

it("reads a document that has nothing of that", () => {
	for (const strange of [null, 7, {}, { paths: { "/a": { get: { operationId: 7 } } } }]) {
		expect(readOperations(strange)).toEqual([]);
	}
	const bare = { paths: { "/a/{b}": { post: { operationId: "c", parameters: [{ name: "b", in: "path" }] } } } };
	expect(readOperations(bare)).toMatchObject([{ id: "c", summary: "c", examples: [], parameters: [{ example: "" }] }]);
});

it("writes a parameter into the path so that it stays one", () => {
	const draft = { ...draftOf(of("updateMetricValue"), undefined, []), parameters: { key: "a/b ?#é" } };
	expect(pathOf(draft)).toBe("/metrics/a%2Fb%20%3F%23%C3%A9/value");
});

it("puts an activity that is shown into an example that needs one", () => {
	const update = of("updateLiveActivity");
	const streamed = activity({ type: "value", title: "s" }, { activityId: "streamed", streamKey: "k" });
	const ended = activity({ type: "value", title: "e" }, { activityId: "ended", status: "ended" });
	const own = activity({ type: "value", title: "o" }, { activityId: "own" });
	const idWith = (...activities: (typeof own)[]) => {
		const body = bodyOf(draftOf(update, update.examples[0], [screen({ activities })]));
		return (body as { activity_id: string }).activity_id;
	};
	expect(idWith(streamed, ended, own)).toBe("own");
	expect(idWith(ended, streamed)).toBe("streamed");
	expect(idWith(ended)).toHaveLength(32);
});

it("keeps the parameters when another example is chosen", () => {
	const stream = of("reconcileLiveActivityStream");
	const draft = { ...draftOf(stream, stream.examples[0], []), parameters: { stream_key: "mine" } };
	expect(withExample(draft, stream.examples[1], [])).toMatchObject({
		parameters: { stream_key: "mine" },
		body: JSON.stringify(stream.examples[1]?.value, null, 2),
	});
});

function answered(response: () => Response) {
	const asked: { url: string; init: RequestInit }[] = [];
	vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
		asked.push({ url, init });
		new Headers(init.headers);
		return response();
	});
	return asked;
}

it("sends the body as it was written, and shows the answer indented", async () => {
	const asked = answered(() => Response.json({ success: true }, { status: 201, headers: { "x-request-id": "r" } }));
	const draft = { ...draftOf(of("updateAppIconBadgeCount"), undefined, []), body: '{ "badge" : 3, }' };
	const outcome = await send(draft, "/api", "ask_1");
	expect(asked).toMatchObject([
		{ url: "/api/badge", init: { method: "POST", body: draft.body, headers: { authorization: "Bearer ask_1" } } },
	]);
	expect(outcome).toMatchObject({ status: 201, body: '{\n  "success": true\n}' });
	expect(outcome.headers).toContainEqual(["x-request-id", "r"]);
});

it("reads a body as a value, and leaves text as it was written", () => {
	const draft = draftOf(of("updateAppIconBadgeCount"), undefined, []);
	const read = (body: string) => bodyOf({ ...draft, body });
	expect([" ", '{"badge":3}', '{"badge":', '"three"'].map(read)).toEqual([
		undefined,
		{ badge: 3 },
		'{"badge":',
		'"three"',
	]);
});

it("sends no body where none was written, and no key where there is none", async () => {
	const asked = answered(() => new Response("plain"));
	const outcome = await send({ ...draftOf(of("endLiveActivityStream"), undefined, []), body: " " }, "/api", "");
	expect(asked[0]?.init).toEqual({ method: "DELETE", headers: {} });
	expect(outcome.body).toBe("plain");
});

it("says when there was no answer, and never shows the key", async () => {
	answered(() => {
		throw new TypeError("fetch failed");
	});
	const draft = draftOf(of("updateAppIconBadgeCount"), undefined, []);
	expect(await send(draft, "/api", "ask_1")).toEqual({ status: null, headers: [], body: "There was no answer." });
	const odd = await send(draft, "/api", "ask_نسخ");
	expect(odd.body).toBe("The API key has characters that a header cannot have.");
});
