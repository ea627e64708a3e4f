/** What holds for pushes of any size, with any header. */
import { validateHeaderValue } from "node:http";
import fc from "fast-check";
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
	MAX_BROADCAST_BYTES,
	nextTimestamp,
	PayloadTooLargeError,
	type PushOptions,
	reloadWidgets,
	startLiveActivity,
	updateLiveActivity,
} from "../src/requests/index.ts";

const device: Device = { environment: "production", bundleId: "com.example.app", deviceToken: "c0ffee" };
const channel = { environment: "production", bundleId: "com.example.app", channelId: "dHN0LXNyY2gtY2hubA==" } as const;

function aps(event: LiveActivityAps["event"], content: object = {}): LiveActivityAps {
	const start = { "attributes-type": "A", attributes: {}, alert: { title: "", body: "" } };
	return { timestamp: 1773909000, event, "content-state": content, ...(event === "start" && start) };
}

/** Every builder, with the type and the suffix of its topic. */
const builders: [
	name: string,
	type: string,
	suffix: string,
	build: (to: Device, text: string, options?: PushOptions & { priority?: 5 }) => { headers: object; body: string },
][] = [
	["alertNotification", "alert", "", (to, text, options) => alertNotification(to, { aps: { alert: text } }, options)],
	["badgeOnly", "alert", "", (to, text, options) => badgeOnly(to, text.length, options)],
	["background", "background", "", (to, text, options) => background(to, { text }, options)],
	["reloadWidgets", "widgets", ".push-type.widgets", (to, _text, options) => reloadWidgets(to, options)],
	[
		"startLiveActivity",
		"liveactivity",
		".push-type.liveactivity",
		(to, text, options) => startLiveActivity(to, { aps: aps("start", { text }) }, options),
	],
	[
		"updateLiveActivity",
		"liveactivity",
		".push-type.liveactivity",
		(to, text, options) => updateLiveActivity(to, { aps: aps("update", { text }) }, options),
	],
	[
		"endLiveActivity",
		"liveactivity",
		".push-type.liveactivity",
		(to, text, options) => endLiveActivity(to, { aps: aps("end", { text }) }, options),
	],
];

const broadcast = (text: string) => broadcastLiveActivity(channel, { aps: aps("update", { text }) });

describe("the limit in bytes", () => {
	/** Those whose bodies grow with the text. */
	const growing = builders.filter(([name]) => !["badgeOnly", "reloadWidgets"].includes(name));
	const limited: [name: string, limit: number, body: (text: string) => string][] = [
		...growing.map(([name, , , build]) => [name, 4096, (text: string) => build(device, text).body] as never),
		["broadcastLiveActivity", MAX_BROADCAST_BYTES, (text) => broadcast(text).body],
	];
	/** One to four bytes of UTF-8, and what JSON escapes. */
	const unit = fc.oneof(
		fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
		fc.constantFrom('"', "\u0001", "\ud800"),
	);

	test.each(limited)("%s fills it to the last byte, and refuses one more", (_name, limit, body) => {
		const bytes = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;
		const room = limit - Buffer.byteLength(body(""));
		fc.assert(
			fc.property(unit, (character) => {
				const full = character.repeat(Math.floor(room / bytes(character)));
				const text = full + "a".repeat(room - bytes(full));
				expect(Buffer.byteLength(body(text))).toBe(limit);
				expect(() => body(`${text}a`)).toThrow(new PayloadTooLargeError(limit + 1, limit));
			}),
		);
	});

	test.each(limited)("%s: a body of any text is within it, or refused with its size", (_name, limit, body) => {
		const empty = Buffer.byteLength(body(""));
		fc.assert(
			fc.property(fc.string({ unit: "binary", minLength: 700, maxLength: 2500 }), (text) => {
				const bytes = empty + Buffer.byteLength(JSON.stringify(text)) - 2;
				if (bytes <= limit) expect(Buffer.byteLength(body(text))).toBe(bytes);
				else expect(() => body(text)).toThrow(new PayloadTooLargeError(bytes, limit));
			}),
		);
	});
});

const label = fc.stringMatching(/^[A-Za-z\d-]{1,12}$/);
const devices: fc.Arbitrary<Device> = fc.record({
	environment: fc.constantFrom("production", "development"),
	bundleId: fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join(".")),
	deviceToken: fc.stringMatching(/^[\da-fA-F]{1,200}$/),
});
const optionSets: fc.Arbitrary<PushOptions & { priority?: 5 }> = fc.record(
	{
		apnsId: fc.uuid(),
		expiration: fc.nat(4_000_000_000),
		priority: fc.constant(5 as const),
		collapseId: fc.string({ unit: "binary", minLength: 1, maxLength: 300 }),
		now: fc.nat(4_000_000_000_000),
	},
	{ requiredKeys: [] },
);

/** RFC 9113: no control characters, no space at either end; and no bytes that HTTP libraries read differently. */
const legal = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

test.each(builders)(
	"%s: every header is legal in HTTP/2, and the topic fits the push type",
	(_name, type, suffix, build) => {
		fc.assert(
			fc.property(devices, optionSets, (to, options) => {
				const { headers } = build(to, "", options);
				expect(headers).toMatchObject({ "apns-push-type": type, "apns-topic": to.bundleId + suffix });
				for (const [name, value] of Object.entries<string>(headers as never)) {
					expect(name).toMatch(/^apns-[a-z-]+$/);
					expect(value).toMatch(legal);
					expect(() => validateHeaderValue(name, value)).not.toThrow();
					if (name === "apns-collapse-id") expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
					if (name === "apns-expiration") expect(value).toMatch(/^\d{1,11}$/);
				}
			}),
		);
	},
);

test("a collapse id is the same for the same key, and another for another", () => {
	const keys = fc.string({ unit: "grapheme", minLength: 1, maxLength: 255 });
	fc.assert(
		fc.property(keys, keys, (one, other) => {
			expect(collapseId(one)).toBe(collapseId(`${one}`));
			expect(collapseId(one) === collapseId(other)).toBe(one === other);
		}),
	);
});

describe("nextTimestamp", () => {
	/** Clocks stand still, jump, and go back. */
	const clocks = fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 1, maxLength: 50 });

	test("strictly increases, in whole seconds, never behind the clock", () => {
		fc.assert(
			fc.property(clocks, (times) => {
				let last: number | null = null;
				for (const now of times) {
					const next = nextTimestamp(last, now);
					expect(Number.isInteger(next)).toBe(true);
					expect(next).toBeGreaterThanOrEqual(Math.floor(now / 1000));
					if (last !== null) expect(next).toBeGreaterThan(last);
					last = next;
				}
			}),
		);
	});

	test.each([
		[null, 1773909000_999, 1773909000],
		[1773908999, 1773909000_000, 1773909000],
		[1773909000, 1773909000_999, 1773909001],
		[1773909005, 1773909000_000, 1773909006],
		[1773909000.5, 1773909000_000, 1773909001],
	])("after %s, at %s: %s", (last, now, expected) => {
		expect(nextTimestamp(last, now)).toBe(expected);
	});
});
