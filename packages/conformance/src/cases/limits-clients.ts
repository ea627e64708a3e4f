/** Section 7: what published clients send, and how numbers become text. */
import { type Case, casesOf } from "../case.ts";
import { expect } from "../expect.ts";
import { newestActivity } from "./looks.ts";
import { progress } from "./states.ts";
import { wire } from "./wire.ts";

const { cases, anywhere, needing } = casesOf(7);

anywhere(
	"client.sdk-header",
	"X-ActivitySmith-SDK is accepted from every client, makes no difference and is never required",
	async ({ request }) => {
		const sent = ["node-v1.10.0", "python-v1.4.0", "go-v1.6.0", "ruby-v1.5.0", "php-v1.5.0", "something else"];
		const headers = [{}, ...sent.map((sdk) => ({ "x-activitysmith-sdk": sdk }))];
		for (const more of headers) {
			expect(await request({ ...wire.badge({ badge: 0 }), headers: more })).toMatchObject({
				status: 200,
				body: { success: true, badge: 0 },
			});
		}
	},
);

anywhere(
	"client.delete-with-empty-json",
	"DELETE with a JSON content type and an empty body, as the published npm client sends it, ends the stream",
	async ({ put, request, streamKey }) => {
		const { activity_id } = await put(streamKey, progress(1));
		const headers = { "content-type": "application/json", "x-activitysmith-sdk": "node-v1.10.0" };
		expect(await request({ ...wire.del(streamKey), body: "", headers })).toMatchObject({
			status: 200,
			body: { operation: "ended", activity_id },
		});
	},
);

/** What generated clients of other languages fill in by themselves. */
const filledIn = { "x-activitysmith-sdk": "python-v1.14.0" };

anywhere(
	"client.filled-in-defaults",
	"Defaults that published clients fill in on every body, a timer's and a webhook's, are no mistake where they mean nothing",
	async ({ request, streamKey }) => {
		const state = progress(1, { counts_down: true, is_running: true });
		const action = { title: "Open", type: "open_url", url: "https://example.com", method: "POST" };
		expect(await request({ ...wire.put(streamKey, { ...state, action }), headers: filledIn })).toMatchObject({
			status: 200,
			body: { operation: "started" },
		});
		const push = wire.push({ title: "T", actions: [action] });
		expect(await request({ ...push, headers: filledIn })).toMatchObject({ status: 200 });
		for (const field of ["counts_down", "is_running"]) {
			const one = wire.put(streamKey, progress(1, { [field]: false }));
			expect(await request({ ...one, headers: filledIn })).toMatchObject({
				status: 400,
				body: { message: expect.stringContaining(field) },
			});
		}
	},
);

anywhere(
	"client.camel-case-refused",
	"Fields are in snake_case: the camelCase of a client's own language is a 400 that names the field",
	async ({ request, streamKey }) => {
		const { content_state } = progress(1);
		for (const [one, path] of [
			[wire.put(streamKey, { contentState: content_state }), "contentState"],
			[wire.push({ title: "T", interruptionLevel: "active" }), "interruptionLevel"],
			[wire.end({ activityId: "a", content_state: { title: "T" } }), "activityId"],
		] as const) {
			const answer = await request(one);
			expect(answer).toMatchObject({ status: 400, body: { error: "Bad request" } });
			expect((answer.body.issues as { path: string }[]).map((issue) => issue.path)).toContain(path);
		}
	},
);

/** As JSON, and as ECMAScript writes it. */
const numbers = [
	["0", "0"],
	["-0", "0"],
	["42", "42"],
	["42.0", "42"],
	["99.90", "99.9"],
	["-12.75", "-12.75"],
	["1234567.5", "1234567.5"],
	["1000000", "1000000"],
	["0.1", "0.1"],
	["0.30000000000000004", "0.30000000000000004"],
	["1e3", "1000"],
	["123456789012345680000", "123456789012345680000"],
	["1e21", "1e+21"],
	["0.000001", "0.000001"],
	["1e-7", "1e-7"],
] as const;

needing(
	["accounts", "phones"],
	"number.value-as-text",
	"Numbers become strings by ECMAScript's rule, without grouping: a value",
	async ({ request, phones, streamKey }) => {
		for (const [sent, shown] of numbers) {
			const body = `{"content_state":{"title":"T","type":"value","value":${sent}}}`;
			expect(await request(wire.put(streamKey, body))).toMatchObject({ status: 200 });
			expect((await newestActivity(phones)).state).toMatchObject({ text: shown });
		}
	},
);

needing(
	["accounts", "phones"],
	"number.metrics-as-text",
	"Numbers become strings by ECMAScript's rule, without grouping: metrics and stats",
	async ({ request, phones, streamKey }) => {
		for (const type of ["metrics", "stats"]) {
			for (const [sent, shown] of numbers.filter(([text]) => !text.startsWith("-"))) {
				const metrics = `[{"label":"Orders","value":${sent},"unit":"%"}]`;
				const body = `{"content_state":{"title":"T","type":"${type}","metrics":${metrics}}}`;
				expect(await request(wire.put(streamKey, body))).toMatchObject({ status: 200 });
				expect((await newestActivity(phones)).state).toMatchObject({
					metrics: [{ value: shown, number: Number(sent) }],
				});
			}
		}
	},
);

export const clientCases: readonly Case[] = cases;
