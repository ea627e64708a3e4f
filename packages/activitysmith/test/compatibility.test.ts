/** The same program over the published package and over this one: what goes over the wire, and what comes back. */
import Published from "activitysmith-published";
import { describe, expect, test, vi } from "vitest";
import ActivitySmith from "../src/index.ts";
import { stubFetch } from "./stub-fetch.ts";

const progress = { title: "Backup", type: "progress", percentage: 42 } as const;
const push = { title: "New subscription", message: "Pro", tags: ["user:382"] };
const override = async () => ({ headers: { "x-a": "1" } });

// Typed as the published package is: each call must run unchanged on both.
type Client = InstanceType<typeof Published>;
const calls: Record<string, (client: Client) => Promise<unknown>> = {
	send: (client) => client.notifications.send(push),
	"send to channels": (client) => client.notifications.send({ ...push, channels: ["sales"] }),
	"send with a target": (client) => client.notifications.send({ ...push, target: { channels: ["sales"] } }),
	"send with overrides": (client) => client.notifications.send(push, { headers: { "x-a": "1" } }),
	"send with an override function": (client) => client.notifications.send(push, override),
	sendPushNotification: (client) => client.notifications.sendPushNotification({ pushNotificationRequest: push }),
	sendPushNotificationRaw: async (client) =>
		(await client.notifications.sendPushNotificationRaw({ pushNotificationRequest: push }, override)).value(),
	start: (client) => client.liveActivities.start({ content_state: progress, channels: ["sales"] }),
	startLiveActivity: (client) =>
		client.liveActivities.startLiveActivity({ liveActivityStartRequest: { content_state: progress } }),
	startLiveActivityRaw: async (client) =>
		(
			await client.liveActivities.startLiveActivityRaw({ liveActivityStartRequest: { content_state: progress } })
		).value(),
	update: (client) => client.liveActivities.update({ activity_id: "a", content_state: { title: "T" } }),
	updateLiveActivity: (client) =>
		client.liveActivities.updateLiveActivity({
			liveActivityUpdateRequest: { activity_id: "a", content_state: { title: "T" } },
		}),
	updateLiveActivityRaw: async (client) =>
		(
			await client.liveActivities.updateLiveActivityRaw({
				liveActivityUpdateRequest: { activity_id: "a", content_state: { title: "T" } },
			})
		).value(),
	end: (client) =>
		client.liveActivities.end({ activity_id: "a", content_state: { title: "T", auto_dismiss_minutes: 0 } }),
	endLiveActivity: (client) =>
		client.liveActivities.endLiveActivity({
			liveActivityEndRequest: { activity_id: "a", content_state: { title: "T" } },
		}),
	endLiveActivityRaw: async (client) =>
		(
			await client.liveActivities.endLiveActivityRaw({
				liveActivityEndRequest: { activity_id: "a", content_state: { title: "T" } },
			})
		).value(),
	stream: (client) => client.liveActivities.stream("nightly-backup", { content_state: progress }),
	"stream to channels": (client) =>
		client.liveActivities.stream("k", { content_state: progress, channels: ["ops"] }, { headers: { "x-a": "1" } }),
	reconcileLiveActivityStream: (client) =>
		client.liveActivities.reconcileLiveActivityStream({
			streamKey: "a b",
			liveActivityStreamRequest: { content_state: progress },
		}),
	reconcileLiveActivityStreamRaw: async (client) =>
		(
			await client.liveActivities.reconcileLiveActivityStreamRaw({
				streamKey: "k",
				liveActivityStreamRequest: { content_state: progress },
			})
		).value(),
	endStream: (client) => client.liveActivities.endStream("k"),
	"endStream with a state": (client) => client.liveActivities.endStream("k", { content_state: progress }, override),
	endLiveActivityStream: (client) => client.liveActivities.endLiveActivityStream({ streamKey: "k" }),
	"endLiveActivityStream with a state": (client) =>
		client.liveActivities.endLiveActivityStream({
			streamKey: "k",
			liveActivityStreamDeleteRequest: { content_state: progress },
		}),
	endLiveActivityStreamRaw: async (client) =>
		(await client.liveActivities.endLiveActivityStreamRaw({ streamKey: "k" })).value(),
	"metric with a number": (client) => client.metrics.update("deploy.success_rate", 99.9),
	"metric with zero": (client) => client.metrics.update("m", 0),
	"metric with a string": (client) => client.metrics.update("prod.status", "healthy"),
	"metric with an empty string": (client) => client.metrics.update("prod.status", ""),
	"metric with a request": (client) => client.metrics.update("m", { value: 3 }),
	"metric with more": (client) => client.metrics.update("m", 3, { timestamp: new Date(0) } as never, override),
	updateMetricValue: (client) => client.metrics.updateMetricValue({ key: "m", metricValueUpdateRequest: { value: 3 } }),
	updateMetricValueRaw: async (client) =>
		(await client.metrics.updateMetricValueRaw({ key: "m", metricValueUpdateRequest: { value: 3 } })).value(),
	badgeCount: (client) => client.badgeCount(8333),
	"badgeCount for channels": (client) => client.badgeCount(3, { channels: ["sales"] }),
	"badgeCount with overrides": (client) => client.badgeCount(0, {}, { headers: { "x-a": "1" } }),
};

async function run(client: Client, call: (client: Client) => Promise<unknown>) {
	const { fetch, sent } = stubFetch();
	vi.stubGlobal("fetch", fetch);
	try {
		const value = await call(client);
		const requests = sent.map(({ url, method, headers, body }) => {
			const { "x-activitysmith-sdk": _, "idempotency-key": __, ...rest } = headers;
			return { url, method, headers: rest, body };
		});
		return { value, requests };
	} finally {
		vi.unstubAllGlobals();
	}
}

test.each(Object.keys(calls))("%s", async (name) => {
	const call = calls[name] as (client: Client) => Promise<unknown>;
	const published = await run(new Published({ apiKey: "ask_1" }), call);
	const ours = await run(new ActivitySmith({ apiKey: "ask_1" }) as unknown as Client, call);
	expect(published.requests).toHaveLength(1);
	expect(ours).toEqual(published);
});

test("every public method of the published package is there", () => {
	const methods = (client: object) => {
		const names: string[] = [];
		for (const [name, resource] of [["", client], ...Object.entries(client)] as [string, object][]) {
			for (const method of Object.getOwnPropertyNames(Object.getPrototypeOf(resource))) names.push(`${name}.${method}`);
		}
		// A private field of the published class.
		return names.filter((name) => !name.startsWith("appIconBadgesApi"));
	};
	const ours = new ActivitySmith({ apiKey: "k" });
	const all = new Set([...methods(ours), ".badgeCount"]);
	expect(methods(new Published({ apiKey: "k" })).filter((name) => !all.has(name))).toEqual([]);
	expect(ours.badgeCount).toBeTypeOf("function");
});

describe("what stands on the class", () => {
	test("the types of Live Activities", () => {
		expect(ActivitySmith.liveActivityTypes).toEqual({ ...Published.liveActivityTypes, value: "value" });
		const resource = new ActivitySmith({ apiKey: "k" }).liveActivities.constructor;
		expect((resource as unknown as { types: object }).types).toBe(ActivitySmith.liveActivityTypes);
	});

	test("contentState, alertIcon and alertBadge drop what is undefined", () => {
		const state = { title: "T", type: "progress", percentage: 0, subtitle: undefined } as never;
		expect(Object.entries(ActivitySmith.contentState(state))).toEqual(Object.entries(Published.contentState(state)));
		for (const color of ["yellow", undefined] as const) {
			const options = { color } as { color: "yellow" };
			expect(ActivitySmith.alertIcon("cloud.sun", options)).toStrictEqual(Published.alertIcon("cloud.sun", options));
			expect(ActivitySmith.alertBadge("S3", options)).toStrictEqual(Published.alertBadge("S3", options));
		}
		expect(ActivitySmith.alertIcon("bolt")).toStrictEqual({ symbol: "bolt" });
	});
});
