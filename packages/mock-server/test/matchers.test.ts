/** The matchers in Vitest and, with the same result, in the `expect` of Jest. */
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { LiveActivityColor } from "@activitysmith/schema";
import { expect as jestExpect } from "expect";
import { describe, expect, expectTypeOf, test } from "vitest";
import { createMock } from "../src/index.ts";
import type {} from "../src/jest.ts";
import { matchers } from "../src/matchers.ts";
import type { Color } from "../src/matchers-expected.ts";
import "../src/vitest.ts";
import { api, progress } from "./api.ts";

jestExpect.extend(matchers);

function messageOf(assertion: () => void): string {
	try {
		assertion();
	} catch (error) {
		// Colours depend on where the tests run.
		return stripVTControlCharacters((error as Error).message);
	}
	throw new Error("the assertion held");
}

async function backupAt(percentage: number) {
	const mock = createMock();
	const { put, del, push } = api(mock);
	await put(
		"nightly-backup",
		progress(percentage, { subtitle: "db-1", icon: { symbol: "externaldrive", color: "red" } }),
	);
	return { mock, phone: mock.device("iphone"), put, del, push };
}

test("the colours are those of the API", () => {
	expectTypeOf<Color>().toEqualTypeOf<LiveActivityColor>();
});

test("what the README shows is in the example, which runs", () => {
	const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
	const [, shown = "nothing"] = /## Matchers.*?```js\n(.*?)```/s.exec(read("../README.md")) ?? [];
	expect(read("../../../examples/testing-vitest/deploy.test.ts")).toContain(shown);
});

test("a field that there is not, or a value that it cannot have, does not compile", () => {
	const mock = createMock();
	// @ts-expect-error
	expect(() => expect(mock).toShowLiveActivity({ percentag: 1 })).toThrow();
	// @ts-expect-error
	expect(() => jestExpect(mock).toShowLiveActivity({ percentag: 1 })).toThrow();
	// @ts-expect-error
	expect(mock).not.toShowLiveActivity({ percentage: "1" });
	// @ts-expect-error
	expect(mock).not.toShowLiveActivity({ icon: { symbl: "house" } });
	// @ts-expect-error
	expect(() => expect(mock).not.toShowLiveActivity({ status: "dismissed" })).toThrow();
	// @ts-expect-error
	expect(() => jestExpect(mock).not.toHaveReceivedNotification({ message: "x" })).toThrow();
	jestExpect(mock).not.toShowLiveActivity({ metrics: [{ label: jestExpect.stringContaining("x") }] });
});

describe.each([
	["vitest", expect],
	["jest", jestExpect as unknown as typeof expect],
])("in %s", (_, expect) => {
	describe("toShowLiveActivity", () => {
		test("holds for what is on the lock screen, whichever part of it is told", async () => {
			const { mock, phone } = await backupAt(42);
			for (const received of [phone, mock, mock.account("ask_test")]) {
				expect(received).toShowLiveActivity();
				expect(received).toShowLiveActivity({});
				expect(received).toShowLiveActivity({ streamKey: "nightly-backup", status: "active" });
				expect(received).toShowLiveActivity({ type: "progress", title: "Nightly Backup", percentage: 42 });
				expect(received).toShowLiveActivity({ icon: { symbol: "externaldrive" }, color: "blue" });
				expect(received).toShowLiveActivity({ badge: undefined, dismissAt: null });
			}
		});

		test("does not hold for anything else", async () => {
			const { mock } = await backupAt(42);
			for (const wrong of [
				{ percentage: 43 },
				{ percentage: 42, title: "Other" },
				{ icon: { symbol: "externaldrive", color: "blue" as const } },
				{ subtitle: undefined },
				{ status: "stale" as const },
			]) {
				expect(mock).not.toShowLiveActivity(wrong);
				expect(() => expect(mock).toShowLiveActivity(wrong)).toThrow();
			}
			expect(createMock()).not.toShowLiveActivity();
		});

		test("takes asymmetric matchers at any depth", async () => {
			const { phone, put } = await backupAt(42);
			await put("load", {
				content_state: { title: "Load", type: "metrics", metrics: [{ label: "CPU", value: 87.5, unit: "%" }] },
			});
			expect(phone).toShowLiveActivity({ title: expect.stringContaining("Backup"), percentage: expect.any(Number) });
			expect(phone).toShowLiveActivity({ metrics: [{ label: "CPU", value: expect.stringMatching(/^87/) }] });
			expect(phone).not.toShowLiveActivity({ metrics: [{ label: "CPU" }, { label: expect.anything() }] });
			expect(phone).not.toShowLiveActivity({ metrics: [{ label: expect.stringContaining("RAM") }] });
		});

		test("of an account, any phone will do; a phone answers for itself", async () => {
			const { mock, phone } = await backupAt(42);
			const [{ activityId = "" } = {}] = phone.lockScreen().activities;
			await phone.dismiss(activityId);
			expect(phone).not.toShowLiveActivity();
			expect(mock).toShowLiveActivity({ activityId });
		});

		test("says what is shown instead and how the nearest differs", async () => {
			const { mock, put } = await backupAt(42);
			await put("deploy", progress(50, { title: "Deploy" }));
			expect(messageOf(() => expect(mock).toShowLiveActivity({ streamKey: "nightly-backup", percentage: 50 }))).toBe(
				`expect(phone).toShowLiveActivity(expected)

iphone and ipad show:
  Deploy
  ██████████░░░░░░░░░░ 50%

  Nightly Backup
  db-1
  ████████░░░░░░░░░░░░ 42%

The nearest, Nightly Backup (nightly-backup), differs:
  percentage: expected 50, is 42`,
			);
		});

		test("says so when it was there, or is over", async () => {
			const { mock, phone, put, del } = await backupAt(42);
			await del("nightly-backup");
			const active = { streamKey: "nightly-backup", status: "active" } as const;
			expect(messageOf(() => expect(mock).toShowLiveActivity(active))).toContain(
				'\n  status: expected "active", is "ended"',
			);
			await mock.clock.advance("1h");
			expect(messageOf(() => expect(phone).toShowLiveActivity(active))).toBe(
				`expect(phone).toShowLiveActivity(expected)

iphone shows:
  Nothing on the lock screen

Nightly Backup (nightly-backup) was on iphone and has been dismissed.`,
			);
			await put("deploy", progress(1, { title: "Deploy" }));
			expect(messageOf(() => expect(phone).toShowLiveActivity({ title: "Rollback" }))).not.toContain("dismissed");
		});

		test("says what is shown when it should not be", async () => {
			const { phone } = await backupAt(42);
			expect(messageOf(() => expect(phone).not.toShowLiveActivity({ percentage: 42 }))).toBe(
				`expect(phone).not.toShowLiveActivity(expected)

Nightly Backup (nightly-backup) is there.

iphone shows:
  Nightly Backup
  db-1
  ████████░░░░░░░░░░░░ 42%`,
			);
		});
	});

	describe("toHaveReceivedNotification", () => {
		const deployed = {
			title: "Deployed",
			subtitle: "api",
			message: "v42 is live",
			badge: 3,
			interruption_level: "time-sensitive",
			redirection: "https://ci.example/42",
			actions: [{ title: "Roll back", type: "webhook", url: "https://ci.example/rollback" }],
			payload: { version: 42, by: { name: "ada" } },
		};

		test("holds for what has arrived, whichever part of it is told", async () => {
			const { mock, phone, push } = await backupAt(42);
			await push(deployed);
			await push({ title: "Later", media: "https://cdn.example/a.png" });
			for (const received of [phone, mock, mock.account("ask_test")]) {
				expect(received).toHaveReceivedNotification();
				expect(received).toHaveReceivedNotification({ title: "Deployed", subtitle: "api", body: "v42 is live" });
				expect(received).toHaveReceivedNotification({
					badge: 3,
					interruptionLevel: "time-sensitive",
					media: undefined,
				});
				expect(received).toHaveReceivedNotification({ redirection: expect.stringContaining("/42") });
				expect(received).toHaveReceivedNotification({ actions: [{ title: "Roll back", type: "webhook" }] });
				expect(received).toHaveReceivedNotification({ payload: { by: { name: expect.any(String) } } });
				expect(received).toHaveReceivedNotification({ media: "https://cdn.example/a.png" });
			}
			expect(mock).not.toHaveReceivedNotification({ title: "Deployed", badge: 4 });
			expect(mock).not.toHaveReceivedNotification({ title: "Deployed", media: expect.anything() });
			expect(mock).not.toHaveReceivedNotification({ payload: { version: "42" } });
			expect(createMock()).not.toHaveReceivedNotification();
		});

		test("says what arrived instead and how the nearest differs", async () => {
			const { mock, push } = await backupAt(42);
			const missing = () => messageOf(() => expect(mock).toHaveReceivedNotification({ title: "Deployed", badge: 4 }));
			expect(missing()).toBe(
				"expect(phone).toHaveReceivedNotification(expected)\n\niphone and ipad received:\n  Nothing",
			);
			await push({ title: "Queued" });
			await push(deployed);
			expect(missing()).toBe(
				`expect(phone).toHaveReceivedNotification(expected)

iphone and ipad received:
  Deployed · api · v42 is live
  Queued

The nearest, Deployed, differs:
  badge: expected 4, is 3`,
			);
			for (let count = 0; count < 9; count += 1) await push({ title: `Queued ${count}` });
			expect(missing()).toContain("  Queued 4\n  and 6 more\n");
		});
	});

	describe("a mistake in the test is told, also with .not", () => {
		test.each([undefined, null, "iphone", {}, { devices: [{}] }, Promise.resolve()])("not a phone: %s", (received) => {
			expect(() => expect(received).not.toShowLiveActivity()).toThrow(
				/^toShowLiveActivity is about a phone, an account or a mock, such as mock\.devices\[0], .*, and not /,
			);
		});

		test.each([
			[{ percentag: 1 }, "a phone has no field percentag, there are activityId, streamKey, status,"],
			[{ current_step: 1 }, "a phone has no field current_step, it is called currentStep there"],
			[{ key: "deploy" }, "a phone has no field key, it is called streamKey there"],
			[{ status: "dismissed" }, "what is dismissed is not on the lock screen"],
		])("%j", async (expected, message) => {
			const { phone } = await backupAt(42);
			expect(() => expect(phone).not.toShowLiveActivity(expected as never)).toThrow(`toShowLiveActivity: ${message}`);
		});

		test("the API's name for a notification's text", () => {
			expect(() => expect(createMock()).not.toHaveReceivedNotification({ message: "x" } as never)).toThrow(
				"toHaveReceivedNotification: a phone has no field message, it is called body there",
			);
		});

		test("not an object of fields", () => {
			for (const expected of [null, "Backup", expect.objectContaining({ title: "Backup" })]) {
				expect(() => expect(createMock()).not.toShowLiveActivity(expected as never)).toThrow(
					'toShowLiveActivity takes an object of fields, such as { title: "Backup" }',
				);
			}
		});
	});
});
