/** From facts to a verdict: the rules, without a database. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REFUSED } from "../src/delivery/timing.ts";
import type { ActivityFacts, DeliveryFacts, DeviceFacts, Subject } from "../src/explain/facts.ts";
import { similarTo } from "../src/explain/similar.ts";
import { explainDevice, type Reason, reasons, summary, type Verdict } from "../src/explain/verdict.ts";

const NOW = Date.UTC(2026, 0, 2);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const activity: ActivityFacts = {
	id: "act",
	streamKey: "backup",
	type: "progress",
	version: 3,
	startedAt: NOW - HOUR,
	channels: null,
	ended: null,
	dismissed: false,
	replacedBy: null,
	rotatesAt: null,
};

const subject: Subject = {
	now: NOW,
	name: "backup",
	stream: { key: "backup", paused: false, kept: false, lastPutAt: NOW - MINUTE },
	activity,
	running: 1,
	limit: 4,
	hasGateway: true,
	appVersions: {},
	scope: null,
};

const delivery: DeliveryFacts = {
	sentVersion: 3,
	tokenAt: NOW - HOUR,
	dismissed: false,
	claimedUntil: null,
	nextAttemptAt: 0,
	attempts: 0,
	lastStatus: 200,
	lastReason: null,
	lastAt: NOW - MINUTE,
};

const device: DeviceFacts = {
	id: "dev",
	name: "Ada's iPhone",
	kind: "ios",
	paired: true,
	lastReachedAt: null,
	registered: true,
	liveActivities: true,
	frequentUpdates: true,
	appVersion: "1.4.0",
	osVersion: "18.2",
	pairedAt: NOW - HOUR,
	channels: ["ops"],
	startTokenAt: NOW - HOUR,
	delivery,
	showsPredecessor: false,
};

interface Changes {
	subject?: Partial<Subject>;
	activity?: Partial<ActivityFacts>;
	device?: Partial<DeviceFacts>;
	delivery?: Partial<DeliveryFacts>;
}

function explained(changes: Changes) {
	return explainDevice(
		{ ...subject, activity: { ...activity, ...changes.activity }, ...changes.subject },
		{ ...device, delivery: { ...delivery, ...changes.delivery }, ...changes.device },
	);
}

const unsent = { sentVersion: 0, tokenAt: null, lastStatus: null, lastAt: null };
const paused = { stream: { key: "backup", paused: true, kept: true, lastPutAt: NOW } };
const kept = { stream: { key: "backup", paused: false, kept: true, lastPutAt: NOW }, activity: null };
const ended = { ended: { at: NOW - MINUTE, dismissAt: NOW - 1 } };

test.each<[Reason, Verdict, Changes, string]>([
	["up_to_date", "shown", {}, "It shows the latest state, version 3, sent 1 minute ago."],
	["rotation_due", "shown", { activity: { startedAt: NOW - 7.6 * HOUR } }, "the next update moves it to a fresh"],
	["ended_and_still_there", "shown", { activity: { ended: { at: NOW, dismissAt: NOW + 2 * MINUTE } } }, "in 2 minutes"],
	["not_confirmed", "unconfirmed", { delivery: { tokenAt: null } }, "the phone has not said that it shows it"],
	["waiting_for_token", "unconfirmed", { delivery: { tokenAt: null, sentVersion: 1 } }, "waits for it"],
	["queued", "outdated", { delivery: { sentVersion: 2 } }, "It shows version 2 of 3. The latest state is on its way."],
	["queued", "not_shown", { delivery: unsent }, "The latest state is on its way."],
	["sending", "outdated", { delivery: { sentVersion: 2, claimedUntil: NOW + 1 } }, "being sent right now"],
	[
		"retrying",
		"outdated",
		{
			delivery: {
				sentVersion: 2,
				attempts: 2,
				nextAttemptAt: NOW + 15_000,
				lastStatus: 503,
				lastReason: "ServiceUnavailable",
			},
		},
		"the next one is in 15 seconds. Apple last answered 503 ServiceUnavailable, 1 minute ago.",
	],
	[
		"limited_by_apple",
		"outdated",
		{ delivery: { sentVersion: 2, attempts: 1, lastStatus: 429, lastReason: "TooManyRequests" } },
		"Apple limits how many pushes the phone gets",
	],
	[
		"refused_by_apple",
		"outdated",
		{
			delivery: { sentVersion: 2, attempts: 1, nextAttemptAt: REFUSED, lastStatus: 413, lastReason: "PayloadTooLarge" },
		},
		"413 PayloadTooLarge",
	],
	["no_gateway", "not_shown", { subject: { hasGateway: false }, delivery: unsent }, "no key of Apple's"],
	["no_start_token", "not_shown", { device: { startTokenAt: null }, delivery: unsent }, "has not registered the token"],
	[
		"rotating",
		"outdated",
		{ device: { showsPredecessor: true }, delivery: unsent },
		"still shows the Live Activity of before",
	],
	["paused", "not_shown", { subject: { ...paused, activity: null } }, "backup is paused"],
	["waiting_for_update", "not_shown", { subject: kept }, "the next update starts it again"],
	[
		"limit_reached",
		"not_shown",
		{ subject: { ...kept, running: 4 } },
		"4 Live Activities run, and the account may have 4",
	],
	["expired", "not_shown", { activity: { startedAt: NOW - 13 * HOUR } }, "had run for 8 hours"],
	["ended", "not_shown", { activity: ended }, "ended 1 minute ago"],
	["ended", "not_shown", { subject: { activity: null } }, "has ended"],
	["dismissed_everywhere", "not_shown", { activity: { dismissed: true } }, "swiped away on every device"],
	[
		"replaced",
		"not_shown",
		{ activity: { replacedBy: "next" }, subject: { stream: null }, delivery: { dismissed: true } },
		"replaced by a fresh Live Activity of its stream, next",
	],
	["beyond_key", "not_shown", { subject: { scope: ["dev", "qa"] } }, "reaches only dev and qa"],
	["unpaired", "not_shown", { device: { paired: false, lastReachedAt: NOW - HOUR } }, "1 hour ago"],
	["never_paired", "not_shown", { device: { paired: false } }, "has no such device"],
	[
		"app_too_old",
		"not_shown",
		{ subject: { appVersions: { progress: "1.10" } } },
		"version 1.4.0, and progress needs 1.10",
	],
	["system_too_old", "not_shown", { device: { osVersion: "16.7" }, delivery: unsent }, "iOS 16.7"],
	["live_activities_off", "not_shown", { device: { liveActivities: false, delivery: null } }, "switched off"],
	["unregistered", "not_shown", { device: { registered: false, delivery: null } }, "its token is dead"],
	[
		"not_in_channels",
		"not_shown",
		{ activity: { channels: ["dev"] }, device: { delivery: null } },
		"sent to dev, and the device is in ops",
	],
	["joined_later", "not_shown", { device: { delivery: null } }, "gets it with the next one"],
	["dismissed", "not_shown", { delivery: { dismissed: true } }, "swiped it away"],
	[
		"gone",
		"not_shown",
		{ delivery: { dismissed: true, lastStatus: 410, lastReason: "Unregistered" } },
		"410 Unregistered",
	],
])("%s makes it %s", (reason, verdict, changes, words) => {
	const found = explained(changes);
	expect({ verdict: found.verdict, reason: found.reason }).toEqual({ verdict, reason });
	expect(found.sentence).toContain(words);
});

const time = fc.integer({ min: NOW - 14 * HOUR, max: NOW + 2 * HOUR });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value);
const seldom = <T>(value: fc.Arbitrary<T>) =>
	fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const mostly = (usual: boolean) => fc.integer({ min: 0, max: 5 }).map((n) => (n > 0 ? usual : !usual));
const slugs = fc.subarray(["ops", "dev", "qa"]);
const version = fc.integer({ min: 0, max: 4 });

const someActivity: fc.Arbitrary<ActivityFacts> = fc.record({
	id: fc.constant("act"),
	streamKey: maybe(fc.constant("backup")),
	type: fc.constantFrom("progress", "value"),
	version: fc.integer({ min: 1, max: 4 }),
	startedAt: fc.integer({ min: NOW - 14 * HOUR, max: NOW }),
	channels: maybe(slugs),
	ended: seldom(fc.record({ at: time, dismissAt: time })),
	dismissed: mostly(false),
	replacedBy: seldom(fc.constant("next")),
	rotatesAt: maybe(time),
});

const someSubject: fc.Arbitrary<Subject> = fc.record({
	now: fc.constant(NOW),
	name: fc.constant("backup"),
	stream: maybe(fc.record({ key: fc.constant("backup"), paused: fc.boolean(), kept: fc.boolean(), lastPutAt: time })),
	activity: maybe(someActivity),
	running: fc.integer({ min: 0, max: 5 }),
	limit: fc.integer({ min: 0, max: 5 }),
	hasGateway: fc.boolean(),
	appVersions: fc.constantFrom({}, { value: "1.5" }),
	scope: seldom(slugs),
});

const someDelivery: fc.Arbitrary<DeliveryFacts> = fc.record({
	sentVersion: version,
	tokenAt: maybe(time),
	dismissed: mostly(false),
	claimedUntil: maybe(time),
	nextAttemptAt: fc.oneof(time, fc.constantFrom(0, REFUSED)),
	attempts: fc.integer({ min: 0, max: 3 }),
	lastStatus: maybe(fc.constantFrom(200, 400, 410, 429, 503)),
	lastReason: maybe(fc.constantFrom("BadDeviceToken", "TooManyRequests", "ambiguous")),
	lastAt: maybe(time),
});

const someDevice: fc.Arbitrary<DeviceFacts> = fc.record({
	id: fc.string({ minLength: 1 }),
	name: fc.string({ minLength: 1 }),
	kind: fc.constantFrom("ios", "browser"),
	paired: mostly(true),
	lastReachedAt: maybe(time),
	registered: fc.boolean(),
	liveActivities: fc.boolean(),
	frequentUpdates: fc.boolean(),
	appVersion: maybe(fc.constantFrom("1.4", "1.5.0", "2", "beta")),
	osVersion: maybe(fc.constantFrom("16.7", "17.2", "18")),
	pairedAt: time,
	channels: slugs,
	startTokenAt: maybe(time),
	delivery: maybe(someDelivery),
	showsPredecessor: fc.boolean(),
});

/** What the rows say by themselves, in other words than the rules have. */
function rowsSayShown({ activity, scope, appVersions }: Subject, { delivery, ...device }: DeviceFacts): boolean {
	if (!activity || !delivery || !device.paired) return false;
	const isMeant = scope === null || scope.some((slug) => device.channels.includes(slug));
	const draws = !(appVersions[activity.type] && ["1.4", "beta"].includes(device.appVersion ?? ""));
	const isThere = !delivery.dismissed && !activity.dismissed && activity.replacedBy === null;
	const isConfirmed = delivery.tokenAt !== null && delivery.sentVersion >= activity.version;
	const isInTime = activity.startedAt > NOW - 12 * HOUR && (activity.ended === null || activity.ended.dismissAt > NOW);
	return isMeant && draws && isThere && isConfirmed && isInTime;
}

describe("whatever the facts", () => {
	test("a device has one verdict, and is said to show it just when the rows say so", () => {
		fc.assert(
			fc.property(someSubject, someDevice, (about, one) => {
				const { verdict, reason } = explainDevice(about, one);
				expect(reasons).toContain(reason);
				expect(verdict === "shown").toBe(rowsSayShown(about, one));
			}),
			{ numRuns: 20_000 },
		);
	});

	test("the reason fits the verdict", () => {
		const ofOne: Partial<Record<Reason, Verdict[]>> = {
			up_to_date: ["shown"],
			rotation_due: ["shown"],
			ended_and_still_there: ["shown"],
			not_confirmed: ["unconfirmed"],
			waiting_for_token: ["unconfirmed"],
			rotating: ["outdated"],
		};
		const late = ["queued", "sending", "retrying", "limited_by_apple", "refused_by_apple", "no_gateway"];
		fc.assert(
			fc.property(someSubject, someDevice, (about, one) => {
				const { verdict, reason } = explainDevice(about, one);
				const allowed = ofOne[reason] ?? (late.includes(reason) ? ["outdated", "not_shown"] : ["not_shown"]);
				expect(allowed).toContain(verdict);
			}),
			{ numRuns: 5000 },
		);
	});

	test("the sentence is one that can be read", () => {
		fc.assert(
			fc.property(someSubject, someDevice, (about, one) => {
				const { sentence } = explainDevice(about, one);
				expect(sentence).toMatch(/^[A-Za-z].*\.$/s);
				expect(sentence).not.toMatch(/undefined|null|NaN|\.\.|\s\s|-\d+ (?:second|minute|hour)/);
			}),
			{ numRuns: 5000 },
		);
	});

	test("the summary counts the devices that there are, and those that show it", () => {
		fc.assert(
			fc.property(someSubject, fc.array(someDevice, { maxLength: 5 }), (about, some) => {
				const all = some.map((one) => explainDevice(about, one));
				const said = summary(about, all);
				expect(said).not.toMatch(/undefined|null|NaN/);
				const [, shown, of] = /(\d+) of (\d+) device/.exec(said) ?? [];
				if (shown === undefined) return;
				const listed = all.filter((one) => one.device.paired && one.reason !== "beyond_key");
				expect([Number(shown), Number(of)]).toEqual([
					listed.filter((one) => one.verdict === "shown").length,
					listed.length,
				]);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe("names like one that is not there", () => {
	const known = ["nightly-backup", "nightly-build", "deploy", "deploy-web", "x"];

	test.each([
		["nightly-bakup", "nightly-backup"],
		["NIGHTLY-BUILD", "nightly-build"],
		["deploy-we", "deploy-web"],
		["deploying", "deploy"],
	])("%s is like %s", (name, nearest) => {
		expect(similarTo(name, known)[0]).toBe(nearest);
	});

	test("are three at most, and none when nothing is near", () => {
		expect(similarTo("quarterly-report-of-everything", known)).toEqual([]);
		fc.assert(
			fc.property(fc.string(), fc.array(fc.string()), (name, some) => {
				const similar = similarTo(name, some);
				expect(similar.length).toBeLessThanOrEqual(3);
				for (const one of similar) expect(some).toContain(one);
			}),
		);
	});
});
