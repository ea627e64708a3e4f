import { expect, test } from "vitest";
import { adviceOf, isTokenDead, reasonNamed, reasons } from "../src/reasons.ts";
import { CHANNEL_REASONS, PUSH_REASONS } from "../src/testing/index.ts";

/** By status, as Apple's two pages list them, and what was seen instead. */
const ofDevices = {
	400: "BadCollapseId BadDeviceToken BadExpirationDate BadMessageId BadPriority BadTopic DeviceTokenNotForTopic DuplicateHeaders IdleTimeout InvalidPushType MissingDeviceToken MissingTopic PayloadEmpty TopicDisallowed",
	403: "BadCertificate BadCertificateEnvironment BadEnvironmentKeyIdInToken BadEnvironmentKeyInToken ExpiredProviderToken Forbidden InvalidProviderToken MissingProviderToken UnrelatedKeyIdInToken",
	404: "BadPath",
	405: "MethodNotAllowed",
	410: "ExpiredToken Unregistered",
	413: "PayloadTooLarge",
	429: "TooManyProviderTokenUpdates TooManyRequests",
	500: "InternalServerError",
	503: "ServiceUnavailable Shutdown",
};
const ofChannels = {
	400: "BadChannelId BadExpirationDate BadMessageId BadPriority BadRequestParams BadRequestPayload CannotCreateChannelConfig ChannelNotRegistered FeatureNotEnabled InvalidPushType MissingChannelId MissingPushType PayloadEmpty TopicDisallowed",
	403: "BadCertificate BadCertificateEnvironment ExpiredProviderToken InvalidProviderToken MissingProviderToken TopicMismatch",
	404: "BadPath",
	405: "MethodNotAllowed",
	413: "PayloadTooLarge",
	429: "TooManyProviderTokenUpdates TooManyRequests",
	500: "InternalServerError",
	503: "Service Unavailable,Shutdown",
};

test.each([
	["devices", ofDevices],
	["channels", ofChannels],
] as const)("the table is complete: %s", (from, expected) => {
	const rows = reasons.filter((row) => row.from === from || row.from === "both");
	const byStatus = Object.groupBy(rows, ({ status }) => status);
	const found = Object.entries(byStatus).map(([status, of = []]) => [status, of.map(({ reason }) => reason).sort()]);
	const listed = Object.entries(expected).map(([status, names]) => [status, names.split(/,| (?!Unavailable)/)]);
	expect(found).toEqual(listed);
});

test("every reason has one row, a meaning and a source", () => {
	expect(new Set(reasons.map(({ reason }) => reason)).size).toBe(reasons.length);
	for (const { reason, meaning, source } of reasons) {
		expect(meaning, reason).toMatch(/^.{15,}\.$/);
		expect(source, reason).toMatch(/^https:\/\/(developer\.apple\.com|github\.com)\//);
	}
	expect(reasonNamed("Shutdown")).toMatchObject({ status: 503, advice: "retry-later" });
	expect(reasonNamed("toString")).toBeUndefined();
});

test("what the gateway answers with is in the table, with the same status", () => {
	for (const [status, names] of [...Object.entries(PUSH_REASONS), ...Object.entries(CHANNEL_REASONS)]) {
		for (const name of names) expect(reasonNamed(name), name).toMatchObject({ status: Number(status) });
	}
	const answered = new Set<string>([PUSH_REASONS, CHANNEL_REASONS].flatMap((table) => Object.values(table).flat()));
	expect(answered).toEqual(new Set(reasons.map(({ reason }) => reason)));
});

test("what Apple says is never to be sent again is not, and what comes with 5xx is", () => {
	const never = "BadDeviceToken DeviceTokenNotForTopic Forbidden ExpiredToken Unregistered PayloadTooLarge".split(" ");
	for (const { status, reason, advice } of reasons) {
		expect(adviceOf(status, reason)).toBe(advice);
		if (never.includes(reason)) expect(advice, reason).not.toBe("retry-later");
		if (status >= 500) expect(advice, reason).toBe("retry-later");
	}
});

test.each([
	[400, "BadDeviceToken", "drop-token"],
	[410, "Unregistered", "drop-token"],
	[410, "ExpiredToken", "drop-token"],
	[400, "ChannelNotRegistered", "drop-token"],
	[400, "DeviceTokenNotForTopic", "fix-configuration"],
	[403, "ExpiredProviderToken", "fix-configuration"],
	[403, "BadEnvironmentKeyInToken", "fix-configuration"],
	[400, "IdleTimeout", "retry-later"],
	[429, "TooManyRequests", "retry-later"],
	[429, "TooManyProviderTokenUpdates", "retry-later"],
	[413, "PayloadTooLarge", "drop-message"],
	[400, "BadPriority", "drop-message"],
	[503, "Service Unavailable", "retry-later"],
] as const)("%i %s: %s", (status, reason, advice) => {
	expect(adviceOf(status, reason)).toBe(advice);
});

test.each([
	[200, "delivered"],
	[201, "delivered"],
	[204, "delivered"],
	[302, "fix-configuration"],
	[400, "drop-message"],
	[401, "fix-configuration"],
	[403, "fix-configuration"],
	[404, "fix-configuration"],
	[405, "fix-configuration"],
	[407, "fix-configuration"],
	[408, "retry-later"],
	[410, "drop-token"],
	[413, "drop-message"],
	[418, "drop-message"],
	[429, "retry-later"],
	[500, "retry-later"],
	[502, "retry-later"],
	[599, "retry-later"],
] as const)("%i without a reason, or with one that nobody knows: %s", (status, advice) => {
	expect(adviceOf(status, null)).toBe(advice);
	expect(adviceOf(status, "AddedNextYear")).toBe(advice);
	expect(adviceOf(status, "constructor")).toBe(advice);
});

test("a server error is tried again, whatever its reason", () => {
	expect(adviceOf(500, "PayloadTooLarge")).toBe("retry-later");
});

test("a token that was registered again after Apple found it dead is kept", () => {
	const facts = { timestamp: 1773909000000, registeredAt: 1773909000001 };
	expect(isTokenDead(facts)).toBe(false);
	expect(adviceOf(410, "Unregistered", facts)).toBe("retry-later");
	expect(adviceOf(410, "ExpiredToken", facts)).toBe("retry-later");
	expect(adviceOf(400, "BadDeviceToken", facts)).toBe("drop-token");
});

test.each([
	[{ timestamp: 1773909000000, registeredAt: 1773909000000 }],
	[{ timestamp: 1773909000000, registeredAt: 0 }],
	[{ timestamp: 1773909000000 }],
	[{ registeredAt: 1773909000000 }],
	[{}],
])("a token is dead when it was not registered since, or nobody knows: %j", (facts) => {
	expect(isTokenDead(facts)).toBe(true);
	expect(adviceOf(410, "Unregistered", facts)).toBe("drop-token");
});
