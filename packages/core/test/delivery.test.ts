/** What a device is sent next: the newest state, once; never an older one; every end; every alert once. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity, ActivityDevice } from "../src/model.ts";
import { payloadBytes } from "../src/payload/live-activity.ts";
import { nextPush } from "../src/rules/delivery.ts";
import { activity, MINUTE, NOW, presentation, row } from "./record.ts";

const shown = row({ sentVersion: 1, tokenAt: NOW });
const waiting = row({ sentVersion: 1 });
const ended = { at: NOW, dismissAt: NOW + 2 * MINUTE };
const alert = { alert: { title: "A" }, version: 2 };

function push(change: Partial<Activity>, device: ActivityDevice, successorReady = false, now = NOW) {
	return nextPush(activity(change), device, successorReady, now);
}

describe("a device that was sent nothing", () => {
	test("gets a start with the newest version, with no token needed", () => {
		const next = push({ version: 5 }, row());
		expect(next?.body.aps).toMatchObject({ event: "start", "content-state": { version: 5 } });
		expect(next?.device).toEqual(row({ sentVersion: 5 }));
	});

	test("gets a start that fits also when only the alert was short that has been sent", () => {
		const content = { type: "value" as const, title: "T", value: 1, subtitle: "s".repeat(3000) };
		const next = push({ version: 5, presentation: presentation({ state: { content } }) }, row());
		expect(payloadBytes(next?.body)).toBeLessThanOrEqual(4096);
		expect(next?.body.aps).toMatchObject({ "content-state": { subtitle: content.subtitle }, alert: { body: "" } });
	});

	test("gets nothing of what is over", () => {
		expect(push({ ended }, row())).toBeUndefined();
		expect(push({ replaced: { by: "b", at: NOW } }, row(), true)).toBeUndefined();
	});
});

describe("a device that shows it", () => {
	test("has what it should: nothing", () => {
		expect(push({ version: 1 }, shown)).toBeUndefined();
	});

	test("lags: an update with the newest version", () => {
		const next = push({ version: 7 }, shown);
		expect(next?.body.aps).toMatchObject({ event: "update", "content-state": { version: 7 } });
		expect(next?.device.sentVersion).toBe(7);
	});

	test("without a token waits; with it gets the newest, or the end", () => {
		expect(push({ version: 7 }, waiting)).toBeUndefined();
		expect(push({ version: 7, ended }, waiting)).toBeUndefined();
		expect(push({ version: 7, ended }, { ...waiting, tokenAt: NOW })?.body.aps).toMatchObject({
			event: "end",
			"dismissal-date": (NOW + 2 * MINUTE) / 1000,
		});
	});

	test("dismissed it: nothing more", () => {
		expect(push({ version: 7, ended, alert }, { ...shown, dismissed: true })).toBeUndefined();
		expect(push({ replaced: { by: "b", at: NOW } }, { ...shown, dismissed: true }, true)).toBeUndefined();
	});
});

describe("an activity that was replaced", () => {
	const replaced = { by: "b", at: NOW };

	test("leaves the device when its successor is ready there, or after a minute", () => {
		expect(push({ replaced }, shown, false, NOW + MINUTE - 1)).toBeUndefined();
		for (const next of [push({ replaced }, shown, true), push({ replaced }, shown, false, NOW + MINUTE)]) {
			const { event, timestamp, "dismissal-date": dismissal = 0 } = next?.body.aps ?? {};
			expect(event).toBe("end");
			expect(dismissal).toBeLessThan(timestamp ?? 0);
			expect(next?.device.dismissed).toBe(true);
		}
	});

	test("waits for its own token", () => {
		expect(push({ replaced }, waiting, true, NOW + MINUTE)).toBeUndefined();
	});
});

describe("an alert", () => {
	test("rides on the start, the update or the end that brings its version or a later one", () => {
		for (const version of [2, 5]) {
			expect(push({ version, alert }, row())?.body.aps.alert).toEqual({ title: "A", body: "" });
			expect(push({ version, alert }, shown)?.body.aps.alert).toEqual({ title: "A", body: "" });
			expect(push({ version, alert, ended }, shown)?.body.aps.alert).toEqual({ title: "A", body: "" });
		}
	});

	test("is not sent again", () => {
		expect(push({ version: 3, alert }, row({ sentVersion: 2, tokenAt: NOW }))?.body.aps).not.toHaveProperty("alert");
	});

	test("goes with the end of an activity that was replaced", () => {
		expect(push({ version: 2, alert, replaced: { by: "b", at: NOW } }, shown, true)?.body.aps.alert).toEqual({
			title: "A",
			body: "",
		});
	});
});

test("whatever happens in whatever order, a device ends with the newest, and never went back", () => {
	type Event = "change" | "alert" | "end" | "replace" | "token" | "deliver" | "successor";
	const events = fc.array(
		fc.constantFrom<Event>("change", "change", "alert", "end", "replace", "token", "deliver", "deliver", "successor"),
		{ maxLength: 30 },
	);
	fc.assert(
		fc.property(events, (script) => {
			let current = activity();
			let device = row();
			let successorReady = false;
			const versions: number[] = [];
			const sentEvents: string[] = [];
			const alerts: string[] = [];
			/** The alert that a device must have had by now: a newer one takes the place of one that waits. */
			let owed: string | undefined;
			const deliver = () => {
				const next = nextPush(current, device, successorReady, NOW);
				if (!next) return;
				const { aps } = next.body;
				versions.push(aps["content-state"].version);
				sentEvents.push(aps.event);
				if (aps.alert?.title.startsWith("alert")) alerts.push(aps.alert.title);
				({ device } = next);
				owed = undefined;
			};
			for (const event of script) {
				const over = current.ended !== null || current.replaced !== null;
				if (event === "deliver") deliver();
				else if (event === "token") device = { ...device, tokenAt: NOW };
				else if (event === "successor") successorReady = true;
				else if (event === "end" && !over) current = { ...current, version: current.version + 1, ended };
				else if (over) continue;
				else if (event === "replace") {
					current = { ...current, version: current.version + 1, replaced: { by: "b", at: NOW } };
				} else {
					const version = current.version + 1;
					current = { ...current, version, presentation: presentation() };
					if (event !== "alert") continue;
					owed = `alert ${version}`;
					current = { ...current, alert: { alert: { title: owed }, version } };
				}
			}
			const started = sentEvents.length > 0;
			device = { ...device, tokenAt: NOW };
			successorReady = true;
			for (let round = 0; round < 3; round += 1) deliver();

			expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b).slice(0, versions.length));
			expect(alerts).toEqual([...new Set(alerts)]);
			expect(sentEvents.slice(0, 1)).toEqual(sentEvents.length > 0 ? ["start"] : []);
			expect(sentEvents.slice(1, -1)).not.toContain("end");
			const over = current.ended !== null || current.replaced !== null;
			if (!started && over) expect(sentEvents).toEqual([]);
			else {
				expect(owed).toBeUndefined();
				expect(device.sentVersion).toBe(current.version);
				expect(sentEvents.at(-1) === "end").toBe(over);
			}
			expect(nextPush(current, device, true, NOW)).toBeUndefined();
		}),
		{ numRuns: 3000 },
	);
});
