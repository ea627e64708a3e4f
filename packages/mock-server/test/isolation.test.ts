/** Many tests at once on one server: each with a key of its own, each sees its own devices and nothing of the others. */
import { ActivitySmith } from "activitysmith";
import { expect, test } from "vitest";
import { createMock, type Mock } from "../src/index.ts";

/** `npm run bench mock-isolation` sets more. */
const REPEATS = Number(process.env.MOCK_ISOLATION_REPEATS ?? 2);
const TESTS = 200;
/** One for all, so that only the API key tells the tests apart. */
const STREAM = "deploy";

interface Seen {
	/** What the client was answered. */
	answers: unknown[];
	/** What there is afterwards under its API key. */
	account: unknown;
	activityId: string | null;
	activitiesShown: (string | undefined)[];
}

async function runTest(mock: Mock, baseURL: string, name: string): Promise<Seen> {
	const apiKey = `ask_isolation_${name}`;
	const client = new ActivitySmith({ apiKey, baseURL });
	const put = (percentage: number) =>
		client.liveActivities.stream(STREAM, { content_state: { title: name, type: "progress", percentage } });
	const started = await put(10);
	const again = await put(10);
	const updated = await put(60);
	const sent = await client.notifications.send({ title: name, message: "half of it is done" });
	const ended = await client.liveActivities.endStream(STREAM, { content_state: { title: `${name} is over` } });

	const { devices, journal, streams } = mock.account(apiKey);
	return {
		answers: [
			...[started, again, updated].map((answer) => [answer.operation, answer.devices_notified, answer.users_notified]),
			[sent.devices_notified, sent.users_notified],
			[ended.operation, ended.devices_notified],
			new Set([started, again, updated, ended].map((answer) => answer.activity_id)).size,
		],
		account: {
			decisions: journal.entries().map(({ decision }) => decision),
			streams,
			devices: devices.map((device) => ({
				notifications: device.notifications().map(({ aps }) => aps.alert.title),
				activities: device.lockScreen().activities.map(({ status, state }) => [status, state.title]),
				pushes: device.pushes.length,
			})),
		},
		activityId: started.activity_id,
		activitiesShown: devices.map((device) => device.lockScreen().activities[0]?.activityId),
	};
}

/** The same for every test, but for its name. */
function expected(name: string) {
	const device = { notifications: [name], activities: [["ended", `${name} is over`]], pushes: 4 };
	return {
		answers: [["started", 2, 1], ["noop", 0, 0], ["updated", 2, 1], [2, 1], ["ended", 2], 1],
		account: {
			decisions: ["started", "noop", "updated", "sent", "ended"],
			streams: [{ key: STREAM, status: "inactive", activityId: null }],
			devices: [device, device],
		},
	};
}

test(`${TESTS} tests at once on one server, ${REPEATS} times, never see each other`, { timeout: 600_000 }, async () => {
	await using mock = createMock();
	const { baseURL } = await mock.listen();
	for (let repeat = 0; repeat < REPEATS; repeat += 1) {
		mock.reset();
		const names = Array.from({ length: TESTS }, (_, index) => `test_${repeat}_${index}`);
		const seen = await Promise.all(names.map((name) => runTest(mock, baseURL, name)));
		for (const [index, { answers, account, activityId, activitiesShown }] of seen.entries()) {
			expect({ answers, account }).toEqual(expected(names[index] ?? ""));
			expect(activitiesShown).toEqual([activityId, activityId]);
		}
		expect(new Set(seen.map(({ activityId }) => activityId)).size).toBe(TESTS);
	}
});
