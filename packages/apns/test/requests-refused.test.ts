/** What builders refuse, and how they say so. */
import { describe, expect, test } from "vitest";
import {
	alertNotification,
	background,
	badgeOnly,
	broadcastLiveActivity,
	collapseId,
	type Device,
	endLiveActivity,
	type LiveActivityAps,
	PayloadTooLargeError,
	reloadWidgets,
	startLiveActivity,
	updateLiveActivity,
} from "../src/requests/index.ts";

const device: Device = { environment: "development", bundleId: "com.example.app", deviceToken: "c0ffee" };
const channel = { environment: "development", bundleId: "com.example.app", channelId: "dHN0LXNyY2gtY2hubA==" } as const;

const update: LiveActivityAps = { timestamp: 1773909000, event: "update", "content-state": {} };
const end: LiveActivityAps = { ...update, event: "end" };
const start: LiveActivityAps = {
	...update,
	event: "start",
	"attributes-type": "GameAttributes",
	attributes: {},
	alert: { title: "Lions", body: "are on" },
};

/** As from JavaScript, where nobody checked the types. */
const wrong = (change: object) => change as never;

describe("where to", () => {
	test.each([
		[{ deviceToken: "" }, "deviceToken must be hexadecimal digits"],
		[{ deviceToken: "c0ffee/../x" }, "deviceToken must be hexadecimal digits"],
		[{ deviceToken: "c0ffee\r\n" }, "deviceToken must be hexadecimal digits"],
		[{ deviceToken: undefined }, "deviceToken must be hexadecimal digits"],
		[{ environment: "sandbox" }, 'environment must be "production" or "development", not "sandbox"'],
		[{ bundleId: "" }, "bundleId must be letters, digits and hyphens between dots, such as com.example.app"],
		[{ bundleId: "com..app" }, "bundleId must be letters, digits and hyphens between dots, such as com.example.app"],
		[{ bundleId: "com.app\n" }, "bundleId must be letters, digits and hyphens between dots, such as com.example.app"],
		[
			{ bundleId: "a".repeat(256) },
			"bundleId must be letters, digits and hyphens between dots, such as com.example.app",
		],
		[
			{ bundleId: "com.example.app.push-type.liveactivity" },
			"bundleId must be the app's own, without the suffix of a push type: that is added",
		],
	])("%j", (change, message) => {
		expect(() => badgeOnly(wrong({ ...device, ...change }), 1)).toThrow(new TypeError(message));
	});

	test("a token may have any length and is not in an error", () => {
		for (const deviceToken of ["f", "AB".repeat(80), "0".repeat(1001)]) {
			expect(reloadWidgets({ ...device, deviceToken }).deviceToken).toBe(deviceToken);
		}
		expect(() => reloadWidgets({ ...device, deviceToken: "deadbeef!" })).toThrow(/^(?!.*deadbeef)/);
	});

	test.each([
		[{ channelId: "not base64!" }, "channelId must be base64, as Apple returned it"],
		[{ bundleId: "com example" }, "bundleId must be letters, digits and hyphens between dots, such as com.example.app"],
		[{ environment: undefined }, 'environment must be "production" or "development", not undefined'],
	])("of a broadcast: %j", (change, message) => {
		const to = wrong({ ...channel, ...change });
		expect(() => broadcastLiveActivity(to, { aps: update })).toThrow(new TypeError(message));
	});
});

describe("how", () => {
	test.each([
		[{ apnsId: "5F1C9E2A-7F6B-4D55-8A2E-0C9D3C1B7A11" }, /^apnsId must be a UUID in lower case, not "5F1C/],
		[{ apnsId: "1" }, /^apnsId must be a UUID in lower case, not "1"$/],
		[{ expiration: 1.5 }, /^expiration must be whole epoch seconds, not 1\.5$/],
		[{ expiration: -1 }, /^expiration must be whole epoch seconds, not -1$/],
		[{ expiration: Number.NaN }, /^expiration must be whole epoch seconds, not NaN$/],
		[{ expiration: "0" }, /^expiration must be whole epoch seconds, not "0"$/],
		[{ expiration: 1773909000000 }, /^expiration must be epoch seconds; 1773909000000 looks like milliseconds$/],
		[{ priority: 7 }, /^priority must be 10 or 5 or 1, not 7$/],
		[{ collapseId: "" }, /^collapseId must be a string that is not empty$/],
		[{ now: Number.NaN }, /^expiration must be whole epoch seconds, not NaN$/],
	])("%j", (options, message) => {
		expect(() => badgeOnly(device, 1, wrong(options))).toThrow(message);
		expect(() => badgeOnly(device, 1, wrong(options))).toThrow(TypeError);
	});

	test("a background push has priority 5, a Live Activity 10 or 5", () => {
		expect(() => background(device, {}, wrong({ priority: 10 }))).toThrow("priority must be 5, not 10");
		expect(() => updateLiveActivity(device, { aps: update }, wrong({ priority: 1 }))).toThrow(
			"priority must be 10 or 5, not 1",
		);
		expect(() => broadcastLiveActivity(channel, { aps: update }, wrong({ priority: 1 }))).toThrow(
			"priority must be 10 or 5, not 1",
		);
	});

	test("a request's id of a broadcast is a UUID", () => {
		expect(() => broadcastLiveActivity(channel, { aps: update }, { requestId: "7" })).toThrow(
			'requestId must be a UUID in lower case, not "7"',
		);
	});

	test("ids are made by default, a new one for every push", () => {
		const ids = [badgeOnly(device, 1), badgeOnly(device, 1)].map(({ headers }) => headers["apns-id"]);
		expect(new Set(ids).size).toBe(2);
		for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
	});

	test("defaults count from the clock, in seconds", () => {
		const before = Math.floor(Date.now() / 1000);
		const expiration = Number(badgeOnly(device, 1).headers["apns-expiration"]);
		expect(expiration).toBeGreaterThanOrEqual(before + 86_400);
		expect(expiration).toBeLessThanOrEqual(Math.floor(Date.now() / 1000) + 86_400);
	});

	test("an update is not kept beyond 8 hours, and not to a stale date that is over", () => {
		const at = { now: 1773909000_000 };
		for (const stale of [1773909000 + 900_000, 1773909000, 1773908000]) {
			const { headers } = updateLiveActivity(device, { aps: { ...update, "stale-date": stale } }, at);
			expect(headers["apns-expiration"]).toBe(String(1773909000 + 8 * 3600));
		}
	});
});

describe("notifications", () => {
	test.each([
		[{ alert: undefined }, "aps.alert must be an object, not undefined"],
		[{ badge: -1 }, "aps.badge must be a number from 0 to 9007199254740991, not -1"],
		[{ badge: 1.5 }, "aps.badge must be a whole number from 0, not 1.5"],
		[{ sound: { name: 7 } }, "aps.sound.name must be a string, not 7"],
		[{ sound: { name: "a", volume: 2 } }, "aps.sound.volume must be a number from 0 to 1, not 2"],
		[{ sound: { name: "a", critical: true } }, "aps.sound.critical must be 0 or 1, not true"],
		[{ "thread-id": 7 }, "aps.thread-id must be a string, not 7"],
		[{ category: null }, "aps.category must be a string, not null"],
		[{ "mutable-content": true }, "aps.mutable-content must be 1, not true"],
		[{ "content-available": 0 }, "aps.content-available must be 1, not 0"],
		[
			{ "interruption-level": "loud" },
			'aps.interruption-level must be "passive" or "active" or "time-sensitive" or "critical", not "loud"',
		],
		[{ "relevance-score": 1.01 }, "aps.relevance-score must be a number from 0 to 1, not 1.01"],
		[{ "relevance-score": -0.01 }, "aps.relevance-score must be a number from 0 to 1, not -0.01"],
		[{ "relevance-score": Number.NaN }, "aps.relevance-score must be a number from 0 to 1, not NaN"],
		[{ "target-content-id": {} }, "aps.target-content-id must be a string, not an object"],
		[{ "filter-criteria": [] }, "aps.filter-criteria must be a string, not an array"],
	])("%j", (change, message) => {
		const body = { aps: { alert: "Hello", ...change } };
		expect(() => alertNotification(device, wrong(body))).toThrow(new TypeError(message));
	});

	test("what is not a body is said to be none", () => {
		expect(() => alertNotification(device, wrong(null as never))).toThrow("body must be an object, not null");
		expect(() => alertNotification(device, wrong({}))).toThrow("aps must be an object, not undefined");
	});

	test("0 and 1 are scores, and keys that Apple may add pass", () => {
		for (const score of [0, 1]) {
			const { body } = alertNotification(device, {
				aps: { alert: "Hello", "relevance-score": score, toString: 1 } as never,
			});
			expect(body).toBe(`{"aps":{"alert":"Hello","relevance-score":${score},"toString":1}}`);
		}
	});

	test("only a notification that takes its own place is sent again in doubt", () => {
		const body = { aps: { alert: "Hello" } };
		expect(alertNotification(device, body).whenAmbiguous).toBe("report");
		expect(alertNotification(device, body, { collapseId: "greeting" }).whenAmbiguous).toBe("resend");
		expect(alertNotification(device, { ...body, activitysmith: null }).whenAmbiguous).toBe("report");
	});

	test("a badge is a whole number, and background data has no aps", () => {
		expect(() => badgeOnly(device, -1)).toThrow("badge must be a number from 0 to");
		expect(() => badgeOnly(device, wrong("1" as never))).toThrow("badge must be a whole number from 0, not 1");
		expect(() => background(device, { aps: {} })).toThrow("data must not have the key aps");
	});
});

describe("Live Activities", () => {
	test.each([
		[
			{ alert: undefined },
			"aps.alert must be there: without one Apple starts nothing. quiet: true adds one nobody notices",
		],
		[{ alert: "Lions" }, 'aps.alert must be an object, not "Lions"'],
		[{ alert: { title: "Lions" } }, "aps.alert.body must be a string, not undefined"],
		[{ alert: { title: { "loc-args": [] }, body: "" } }, "aps.alert.title.loc-key must be a string, not undefined"],
		[{ alert: { title: "", body: "", sound: 1 } }, "aps.alert.sound must be a string, not 1"],
		[{ "attributes-type": undefined }, "aps.attributes-type must be a string, not undefined"],
		[{ attributes: [] }, "aps.attributes must be an object, not an array"],
		[{ "input-push-token": true }, "aps.input-push-token must be 1, not true"],
		[{ "input-push-channel": "?" }, "aps.input-push-channel must be base64, as Apple returned it"],
		[
			{ "input-push-channel": "abcd", "input-push-token": 1 },
			"aps must have input-push-token or input-push-channel, not both: an activity follows one",
		],
		[{ "dismissal-date": 1773909000 }, "aps.dismissal-date is allowed with the event end only"],
		[{ event: "update" }, 'aps.event must be "start", not "update"'],
		[{ timestamp: 1773909000.5 }, "aps.timestamp must be whole epoch seconds, not 1773909000.5"],
		[{ timestamp: 1773909000000 }, "aps.timestamp must be epoch seconds; 1773909000000 looks like milliseconds"],
		[{ "content-state": undefined }, "aps.content-state must be an object, not undefined"],
		[{ "stale-date": "soon" }, 'aps.stale-date must be whole epoch seconds, not "soon"'],
		[{ "relevance-score": Infinity }, "aps.relevance-score must be a finite number, not Infinity"],
		[
			{ "interruption-level": "quiet" },
			'aps.interruption-level must be "passive" or "active" or "time-sensitive" or "critical", not "quiet"',
		],
	])("a start: %j", (change, message) => {
		expect(() => startLiveActivity(device, wrong({ aps: { ...start, ...change } }))).toThrow(new TypeError(message));
	});

	test.each(["attributes-type", "attributes", "input-push-token", "input-push-channel"] as const)(
		"%s belongs to a start",
		(field) => {
			const aps = { ...update, [field]: start[field] ?? 1 };
			const message = `aps.${field} is allowed with the event start only`;
			expect(() => updateLiveActivity(device, { aps })).toThrow(message);
			expect(() => endLiveActivity(device, { aps: { ...aps, event: "end" } })).toThrow(message);
			expect(() => broadcastLiveActivity(channel, { aps })).toThrow(message);
		},
	);

	test("each takes the body of its own event", () => {
		expect(() => updateLiveActivity(device, { aps: end })).toThrow('aps.event must be "update", not "end"');
		expect(() => endLiveActivity(device, { aps: update })).toThrow('aps.event must be "end", not "update"');
		expect(() => broadcastLiveActivity(channel, { aps: start })).toThrow(
			'aps.event must be "update" or "end", not "start"',
		);
	});

	test("options are held to the same rules", () => {
		expect(() => updateLiveActivity(device, { aps: update }, { relevanceScore: Number.NaN })).toThrow(
			"relevance-score",
		);
		expect(() => endLiveActivity(device, { aps: end }, { dismissalDate: 0.5 })).toThrow("dismissal-date");
		expect(() => updateLiveActivity(device, { aps: update }, { staleDate: 1e15 })).toThrow("milliseconds");
		expect(() => startLiveActivity(device, { aps: start }, { inputPushChannel: "?" })).toThrow("input-push-channel");
	});

	test("an option that is undefined is none", () => {
		const none = { timestamp: undefined, staleDate: undefined, relevanceScore: undefined, expiration: undefined };
		const more = { ...none, priority: undefined, collapseId: undefined, dismissalDate: undefined, now: 0 };
		const ends = [{ now: 0 }, more].map((options) => {
			const id = "5f1c9e2a-7f6b-4d55-8a2e-0c9d3c1b7a11";
			return [
				endLiveActivity(device, { aps: end }, wrong({ ...options, apnsId: id })),
				broadcastLiveActivity(channel, { aps: end }, wrong({ ...options, requestId: id })),
			];
		});
		expect(ends[1]).toEqual(ends[0]);
	});

	test("what was given is not changed, and a start is never sent again in doubt", () => {
		const body = Object.freeze({ aps: Object.freeze({ ...start, "input-push-token": 1 as const }) });
		const request = startLiveActivity(device, body, { quiet: true, inputPushChannel: "abcd", collapseId: "game" });
		expect(request.whenAmbiguous).toBe("report");
		expect(body.aps.alert).toEqual({ title: "Lions", body: "are on" });
		expect(request.body).not.toContain("Lions");
	});
});

test("what is too large says how large it is and may be", () => {
	const body = { aps: { alert: "ü".repeat(3000) } };
	const error = new PayloadTooLargeError(6020, 4096);
	expect(() => alertNotification(device, body)).toThrow(error);
	expect(error).toBeInstanceOf(RangeError);
	expect(error).toMatchObject({
		name: "PayloadTooLargeError",
		bytes: 6020,
		limit: 4096,
		message: "The body takes 6020 bytes, 1924 over Apple's limit of 4096",
	});
});

/** Hashes as openssl makes them. */
test.each([
	["nightly-backup", "nightly-backup"],
	["k".repeat(64), "k".repeat(64)],
	["k".repeat(65), "85zcJYR1jJnPgcH0HSVy9U4XBmr__J0Yeur-X3y-ISI"],
	["a b", "a b"],
	[" a", "feWYs_-KmWOOH5v0kmC6oNmOBp3eMtHy4VOttc5HgkI"],
	["a\nb", "fhj3NzEbLcOy8mndeDlrA1HxT7Zu-oefdoyyMYGIPHg"],
	["✓", "Hau6Ic2tRFQfaxV5b40il4_H6hDEauzu7rZsI7OsdgQ"],
	["é", "SplVfkAzw1Od4utlRyAXytX5VX96BiWgnxw_biumnEw"],
])("a collapse id of %j", (key, expected) => {
	expect(collapseId(key)).toBe(expected);
});
