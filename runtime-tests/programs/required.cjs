/** CommonJS: both are required. */
const { createMock } = require("@activitysmith/mock-server");
const ActivitySmith = require("activitysmith");

async function main() {
	const mock = createMock();
	const client = new ActivitySmith({ apiKey: "ask_any", baseURL: "https://mock.test/api", fetch: mock.fetch });
	const { operation } = await client.liveActivities.stream("backup", {
		content_state: { title: "Backup", type: ActivitySmith.liveActivityTypes.progress, percentage: 42 },
	});
	const error = await client.liveActivities.endStream("unknown").catch((error) => error);
	await mock.close();
	console.log(JSON.stringify({ operation, error: error instanceof ActivitySmith.NotFoundError, status: error.status }));
}

main();
