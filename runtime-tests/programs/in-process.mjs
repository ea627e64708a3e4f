/** The mock answers in process, and its phones show what followed. */
import { createMock } from "@activitysmith/mock-server";
import ActivitySmith from "activitysmith";
import calls from "./calls.mjs";

export default async function inProcess(options) {
	const mock = createMock({ now: "2026-01-01T00:00:00Z" });
	const baseURL = "https://mock.test/api";
	const answers = await calls(baseURL, { ...options, fetch: mock.fetch });

	const apiKey = "ask_phone";
	const client = new ActivitySmith({ ...options, apiKey, baseURL, fetch: mock.fetch });
	const [phone] = mock.account(apiKey).devices;
	const state = { content_state: { title: "Reindex", type: "progress", percentage: 10 } };
	await client.notifications.send({ title: "Disk almost full" });
	await client.badgeCount(3);
	await client.liveActivities.stream("reindex", state);
	const [shown] = phone.lockScreen().activities;
	await mock.clock.advance("7h30m");
	const { operation } = await client.liveActivities.stream("reindex", state);
	await mock.close();

	return {
		...answers,
		phone: {
			notifications: phone.notifications().map(({ aps }) => aps.alert.title),
			badge: phone.badge,
			status: shown.status,
			percentage: shown.state.percentage,
			startedAt: new Date(shown.startedAt).toISOString(),
		},
		later: operation,
	};
}
