/** Assertions about phones, for runners whose `expect` can be extended as that of Jest: they import nothing of any. */
import {
	activityFields,
	type ExpectedActivity,
	type ExpectedNotification,
	type Fields,
	flatActivity,
	flatNotification,
	notificationFields,
} from "./matchers-expected.ts";
import { type Candidate, differences, reportFound, reportMissing } from "./matchers-report.ts";
import type { Phone } from "./phone.ts";

export type { ExpectedActivity, ExpectedNotification } from "./matchers-expected.ts";

/** For a phone, or for an account or a mock: then any of its phones will do. */
export interface PhoneMatchers<R> {
	/**
	 * A Live Activity is on the lock screen now that has all of these fields; one that is ended counts until it leaves the
	 * screen. Fields are those that the phone gets, in camelCase and without nesting.
	 *
	 * @example
	 * expect(mock).toShowLiveActivity({ streamKey: "deploy", status: "active", percentage: 42 });
	 */
	toShowLiveActivity(expected?: ExpectedActivity): R;
	/**
	 * A notification has arrived that has all of these fields.
	 *
	 * @example
	 * expect(mock).toHaveReceivedNotification({ title: expect.stringContaining("failed"), badge: 1 });
	 */
	toHaveReceivedNotification(expected?: ExpectedNotification): R;
}

/** What is used of the `this` that runners call their matchers with. */
export interface Runner {
	isNot?: boolean | undefined;
	customTesters: unknown[];
	equals(actual: unknown, expected: unknown, testers?: unknown[]): boolean;
	utils: {
		matcherHint(name: string, received?: string, expected?: string, options?: { isNot?: boolean }): string;
		printExpected(value: unknown): string;
		printReceived(value: unknown): string;
		iterableEquality: unknown;
		subsetEquality: unknown;
	};
}

export interface MatcherResult {
	pass: boolean;
	message: () => string;
}

/** What one of the matchers is about. */
export interface Subject {
	matcher: string;
	fields: Readonly<Record<string, true>>;
	/** Other names that people know a field by. */
	synonyms: Readonly<Record<string, string>>;
	/** Newest first. */
	of: (phone: Phone) => Fields[];
	/** Those that are there no longer. */
	gone: (phone: Phone) => Fields[];
	/** All that there is, for people. */
	text: (phone: Phone) => string;
	verb: { one: string; many: string };
}

const liveActivity: Subject = {
	matcher: "toShowLiveActivity",
	fields: activityFields,
	synonyms: { id: "activityId", key: "streamKey" },
	of: (phone) => phone.lockScreen().activities.map(flatActivity),
	gone: (phone) => phone.lockScreen().dismissed.map(flatActivity),
	text: (phone) => phone.lockScreen({ as: "text" }),
	verb: { one: "shows", many: "show" },
};

const NOTIFICATIONS_LISTED = 5;

const notification: Subject = {
	matcher: "toHaveReceivedNotification",
	fields: notificationFields,
	synonyms: { message: "body" },
	of: (phone) => phone.notifications().map(flatNotification),
	gone: () => [],
	text(phone) {
		const all = phone.notifications().map(({ aps: { alert } }) => alert);
		const lines = all.map(({ title, subtitle, body }) => [title, subtitle, body].filter(Boolean).join(" · "));
		const more = lines.length - NOTIFICATIONS_LISTED;
		const listed = [...lines.slice(0, NOTIFICATIONS_LISTED), ...(more > 0 ? [`and ${more} more`] : [])];
		return listed.join("\n") || "Nothing";
	},
	verb: { one: "received", many: "received" },
};

function isPhone(value: unknown): value is Phone {
	const { lockScreen, notifications } = (value ?? {}) as Partial<Phone>;
	return typeof lockScreen === "function" && typeof notifications === "function";
}

/** By what it has and not by its class, of which there may be two. */
function phonesOf({ matcher }: Subject, received: unknown, { utils }: Runner): readonly Phone[] {
	if (isPhone(received)) return [received];
	const { devices } = (received ?? {}) as { devices?: unknown };
	if (Array.isArray(devices) && devices.every(isPhone)) return devices;
	throw new TypeError(
		`${matcher} is about a phone, an account or a mock, such as mock.devices[0], mock.account(key) or mock, and not ${utils.printReceived(received)}`,
	);
}

function check({ matcher, fields, synonyms }: Subject, expected: unknown): asserts expected is Fields {
	if (typeof expected !== "object" || expected === null || "asymmetricMatch" in expected) {
		throw new TypeError(`${matcher} takes an object of fields, such as { title: "Backup" }`);
	}
	for (const [field, value] of Object.entries(expected)) {
		if (field === "status" && value === "dismissed") {
			throw new TypeError(
				`${matcher}: what is dismissed is not on the lock screen; use .not, or lockScreen().dismissed`,
			);
		}
		if (fields[field]) continue;
		const camelCase = field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
		const meant = synonyms[field] ?? (fields[camelCase] && camelCase);
		const instead = meant ? `it is called ${meant} there` : `there are ${Object.keys(fields).join(", ")}`;
		throw new TypeError(`${matcher}: a phone has no field ${field}, ${instead}`);
	}
}

function match(subject: Subject, runner: Runner, received: unknown, expected: unknown = {}): MatcherResult {
	const phones = phonesOf(subject, received, runner);
	check(subject, expected);
	const candidates: Candidate[] = phones.flatMap((phone) =>
		subject.of(phone).map((fields) => ({ phone, fields, differing: differences(runner, fields, expected) })),
	);
	const found = candidates.find(({ differing }) => differing.length === 0);
	return {
		pass: found !== undefined,
		message: () =>
			found ? reportFound(subject, runner, found) : reportMissing(subject, runner, { phones, candidates, expected }),
	};
}

/** To be passed to `expect.extend()`. */
export const matchers = {
	toShowLiveActivity(this: Runner, received: unknown, expected?: ExpectedActivity): MatcherResult {
		return match(liveActivity, this, received, expected);
	},
	toHaveReceivedNotification(this: Runner, received: unknown, expected?: ExpectedNotification): MatcherResult {
		return match(notification, this, received, expected);
	},
};
