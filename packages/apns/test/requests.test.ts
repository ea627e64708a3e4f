/**
 * Pushes as golden fixtures: each file holds what a builder was given beside the exact headers and body that follow, byte
 * for byte. Apple takes or refuses by the headers, and apps decode the bodies: a change here is a change for both.
 */
import { readdirSync, readFileSync } from "node:fs";
import {
	type Activity,
	type ActivityState,
	endBody,
	type Notification,
	notificationBody,
	startBody,
	updateBody,
} from "@activitysmith/core";
import { liveActivityTypes } from "@activitysmith/schema";
import { describe, expect, test } from "vitest";
import * as builders from "../src/requests/index.ts";

type Builder = Extract<
	keyof typeof builders,
	`${string}LiveActivity` | "alertNotification" | "badgeOnly" | "background" | "reloadWidgets"
>;

interface Fixture {
	/** What the fixture is about. */
	says: string;
	builder: Builder;
	/** One of them: the state of an activity of ours, a notification's request, or what the builder takes itself. */
	input: { state?: ActivityState; notification?: Notification["request"]; badge?: number; body?: object };
	/** Of a broadcast. */
	event?: "update" | "end";
	/** What differs from the first version of a stream's activity. */
	activity?: Partial<Activity>;
	alert?: { title?: string; body?: string };
	options?: Record<string, unknown>;
	headers: Record<string, string>;
	body: unknown;
	whenAmbiguous?: string;
}

/** 2026-03-19 08:30 UTC */
const NOW = Date.UTC(2026, 2, 19, 8, 30);
const ID = "5f1c9e2a-7f6b-4d55-8a2e-0c9d3c1b7a11";
const app = { environment: "production", bundleId: "com.example.app" } as const;
const device = { ...app, deviceToken: "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0" };
const channel = { ...app, channelId: "dHN0LXNyY2gtY2hubA==" };

const byToken = {
	startLiveActivity: builders.startLiveActivity,
	updateLiveActivity: builders.updateLiveActivity,
	endLiveActivity: builders.endLiveActivity,
};

const folder = new URL("fixtures/", import.meta.url);
const fixtures = readdirSync(folder).map((file) => ({
	file,
	...(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Fixture),
}));

function activityBody({ builder, input, event, activity, alert }: Fixture): builders.LiveActivityPayload {
	if (!input.state) return input.body as builders.LiveActivityPayload;
	const shown = {
		id: "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034",
		streamKey: "nightly-backup",
		presentation: { state: input.state, channels: null, tags: [], metadata: {} },
		version: 1,
		startedAt: NOW,
		replaces: null,
		...activity,
		alert: alert ?? null,
	};
	if (builder === "startLiveActivity") return startBody(shown, NOW);
	return builder === "endLiveActivity" || event === "end" ? endBody(shown, NOW + 120_000, NOW) : updateBody(shown, NOW);
}

function requestOf(fixture: Fixture) {
	const { builder, input } = fixture;
	const options = { now: NOW, apnsId: ID, ...fixture.options };
	switch (builder) {
		case "alertNotification": {
			const request = input.notification;
			const body = request
				? notificationBody({ id: ID, accountId: "account-1", request, channels: null, sentAt: NOW })
				: (input.body as builders.AlertBody);
			return builders.alertNotification(device, body, options);
		}
		case "badgeOnly":
			return builders.badgeOnly(device, input.badge as number, options);
		case "background":
			return builders.background(device, input.body as Record<string, unknown> | undefined, options);
		case "reloadWidgets":
			return builders.reloadWidgets(device, options);
		case "broadcastLiveActivity":
			return builders.broadcastLiveActivity(channel, activityBody(fixture), { ...options, requestId: ID });
		default:
			return byToken[builder](device, activityBody(fixture), options);
	}
}

describe("golden fixtures", () => {
	test.each(fixtures)("$file: $says", (fixture: Fixture) => {
		const { headers, body, ...where } = requestOf(fixture);
		expect(JSON.stringify(headers, null, "\t")).toBe(JSON.stringify(fixture.headers, null, "\t"));
		expect(body).toBe(JSON.stringify(fixture.body));
		const { builder, whenAmbiguous } = fixture;
		const to =
			builder === "broadcastLiveActivity" ? channel : { environment: "production", deviceToken: device.deviceToken };
		expect(where).toEqual({ ...to, ...(whenAmbiguous && { whenAmbiguous }) });
	});

	test("every builder and every kind of activity has one", () => {
		const names = Object.keys(builders).filter((name) =>
			/Activity$|Notification$|^badge|^background|^reload/.test(name),
		);
		expect(names).toHaveLength(8);
		expect(new Set(fixtures.map(({ builder }) => builder))).toEqual(new Set(names));
		const starts = fixtures.filter(({ builder }) => builder === "startLiveActivity");
		const types = starts.flatMap(({ input }) => input.state?.content.type ?? []);
		expect(new Set(types)).toEqual(new Set(liveActivityTypes));
	});
});
