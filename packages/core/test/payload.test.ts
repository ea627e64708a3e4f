/**
 * What a device receives, as golden fixtures: each file holds what was asked for beside the exact body that follows from
 * it, byte for byte, so that the order of fields is pinned too. Apps decode these: a change here is a change for them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { liveActivityTypes } from "@activitysmith/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity, Presentation } from "../src/model.ts";
import {
	bytesAtMost,
	endBody,
	payloadBytes,
	refuseOversizedStart,
	startBody,
	updateBody,
} from "../src/payload/live-activity.ts";
import { badgeBody, notificationBody, widgetBody } from "../src/payload/notification.ts";
import { finalPresentation, mergePresentation, type SentPresentation } from "../src/rules/presentation.ts";
import { states } from "./arbitrary.ts";
import { activity, MINUTE, NOW } from "./record.ts";

type Request = SentPresentation & Pick<Parameters<typeof mergePresentation>[1], "content_state">;

interface Fixture {
	/** What the fixture is about. */
	says: string;
	event: "start" | "update" | "end" | "notification" | "badge" | "widgets";
	/** Accepted one after the other, a minute apart; the last one is what is sent. */
	requests: Record<string, unknown>[];
	/** What differs from the first version of a stream's activity. */
	activity?: Partial<Activity>;
	alert?: { title?: string; body?: string };
	body: unknown;
}

const folder = new URL("fixtures/", import.meta.url);
const fixtures = readdirSync(folder).map((file) => ({
	file,
	...(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Fixture),
}));

function bodyOf({ event, requests, activity: change = {}, alert = undefined }: Fixture): unknown {
	const [request = {}] = requests;
	if (event === "notification") {
		const id = "5f1c9e2a-7f6b-4d55-8a2e-0c9d3c1b7a11";
		return notificationBody({ id, accountId: "account-1", request: request as never, channels: null, sentAt: NOW });
	}
	if (event === "badge") return badgeBody(request.badge as number);
	if (event === "widgets") return widgetBody();
	let shown: Presentation | undefined;
	let now = NOW - MINUTE;
	for (const [index, sent] of (requests as unknown as Request[]).entries()) {
		now += MINUTE;
		const last = event === "end" && index === requests.length - 1;
		shown = last && shown ? finalPresentation(shown, sent, now) : mergePresentation(shown, sent, null, now);
	}
	const of = { ...activity({ version: requests.length, ...change }), presentation: shown as Presentation };
	if (event === "start") return startBody({ ...of, alert: alert ?? null }, now);
	if (event === "update") return updateBody({ ...of, alert: alert ?? null }, now);
	return endBody({ ...of, alert: alert ?? null }, now + 2 * MINUTE, now);
}

describe("golden fixtures", () => {
	test.each(fixtures)("$file: $says", (fixture: Fixture) => {
		expect(JSON.stringify(bodyOf(fixture), null, "\t")).toBe(JSON.stringify(fixture.body, null, "\t"));
	});

	test("every type and every event has one", () => {
		const types = fixtures.flatMap(({ requests }) =>
			requests.map(({ content_state }) => (content_state as { type?: string } | undefined)?.type),
		);
		expect(new Set(types)).toEqual(new Set([...liveActivityTypes, undefined]));
		expect(new Set(fixtures.map(({ event }) => event))).toEqual(
			new Set(["start", "update", "end", "notification", "badge", "widgets"]),
		);
	});
});

/** Every number and every string in it. */
function leaves(value: unknown): unknown[] {
	return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

test("of any state: every value survives JSON, and no key is in the request's spelling", () => {
	fc.assert(
		fc.property(states, (state) => {
			const presentation = mergePresentation(undefined, { content_state: state }, null, NOW);
			const content = startBody({ ...activity({ presentation }), alert: null }, NOW).aps["content-state"];
			expect(JSON.parse(JSON.stringify(content))).toEqual(content);
			for (const leaf of leaves(content)) {
				if (typeof leaf === "number") expect(Number.isFinite(leaf)).toBe(true);
			}
			expect(JSON.stringify(Object.keys(content))).not.toContain("_");
			expect(Object.keys(content).slice(0, 3)).toEqual(["version", "type", "title"]);
		}),
	);
});

describe("progress", () => {
	const percentage = (content: Record<string, unknown>) => {
		const request = { content_state: { title: "T", type: "progress", ...content } } as Request;
		const presentation = mergePresentation(undefined, request, null, NOW);
		return updateBody({ ...activity({ presentation }), alert: null }, NOW).aps["content-state"].percentage;
	};

	test.each([
		[{ value: 21, upper_limit: 50 }, 42],
		[{ value: 7, upper_limit: 25 }, 28],
		[{ value: 1, upper_limit: 3 }, 33.33],
		[{ value: 60, upper_limit: 50 }, 100],
		[{ value: -1, upper_limit: 50 }, 0],
		[{ value: 0, upper_limit: Number.MIN_VALUE }, 0],
		[{ value: 1e308, upper_limit: Number.MIN_VALUE }, 100],
		[{ value: 8.5e307, upper_limit: 1.7e308 }, 50],
		[{ percentage: 33.3333, value: 9, upper_limit: 10 }, 33.3333],
		[{ percentage: 0 }, 0],
	])("%j shows %d %", (content, expected) => {
		expect(percentage(content)).toBe(expected);
	});
});

describe("the size", () => {
	/** A start whose body has exactly this many bytes. */
	const sized = (bytes: number, character = "a", change: Partial<Activity> = { streamKey: null }) => {
		const of = (subtitle: string) => {
			const request: Request = { content_state: { title: "T", type: "value", value: 1, subtitle } };
			const presentation = mergePresentation(undefined, request, null, NOW);
			return { ...activity({ presentation, ...change }), alert: { title: "A" } };
		};
		const width = payloadBytes(character) - 2;
		const room = bytes - payloadBytes(startBody(of(""), NOW));
		const shown = of(character.repeat(Math.floor(room / width)) + "a".repeat(room % width));
		expect(payloadBytes(startBody(shown, NOW))).toBe(bytes);
		return shown;
	};

	test.each(["a", "ü", "😀", '"', "\u0001"])("4096 bytes of JSON pass, one more is refused: %j", (character) => {
		expect(() => refuseOversizedStart(sized(4096, character), NOW)).not.toThrow();
		expect(() => refuseOversizedStart(sized(4097, character), NOW)).toThrow(
			"The Live Activity does not fit in a push: it takes 4097 bytes, 1 over Apple's limit of 4096.",
		);
	});

	test("is within the limit in both forms whenever it is not refused", () => {
		const characters = fc.constantFrom("a", "ü", "😀", '"', "\u0001");
		const long = fc.tuple(characters, fc.nat(600)).map(([character, count]) => character.repeat(count));
		const seen = { fitting: 0, refused: 0 };
		fc.assert(
			fc.property(states, long, long, fc.boolean(), (state, title, subtitle, ownAlert) => {
				const content = { ...state, title: `${state.title}${title}`, subtitle };
				const presentation = mergePresentation(undefined, { content_state: content }, null, NOW);
				const shown = { ...activity({ presentation }), alert: ownAlert ? { title: subtitle, body: title } : null };
				try {
					refuseOversizedStart(shown, NOW);
				} catch {
					seen.refused += 1;
					return;
				}
				seen.fitting += 1;
				for (const form of [shown, { ...shown, alert: null, replaces: shown.id }]) {
					expect(payloadBytes(startBody(form, NOW))).toBeLessThanOrEqual(4096);
				}
			}),
			{ numRuns: 2000 },
		);
		expect(Math.min(seen.fitting, seen.refused), JSON.stringify(seen)).toBeGreaterThan(100);
	});

	test("of a stream's activity counts in the form of a rotation too, when that is the larger one", () => {
		const quiet = payloadBytes(startBody({ ...sized(4000, "a", {}), alert: null, replaces: "another" }, NOW)) - 4000;
		expect(quiet).toBeGreaterThan(0);
		expect(() => refuseOversizedStart(sized(4096 - quiet, "a", {}), NOW)).not.toThrow();
		expect(() => refuseOversizedStart(sized(4097 - quiet, "a", {}), NOW)).toThrow("4097 bytes, 1 over");
		// When neither form fits, so many bytes fewer make both fit.
		expect(() => refuseOversizedStart(sized(4106, "a", {}), NOW)).toThrow(`${4106 + quiet} bytes, ${10 + quiet} over`);
	});
});

test("no body takes more bytes than are reckoned for it", () => {
	const text = fc.string({ unit: "binary" });
	fc.assert(
		fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(text, text)), (body) => {
			expect(payloadBytes(body)).toBeLessThanOrEqual(bytesAtMost(body));
		}),
	);
});
