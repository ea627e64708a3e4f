// The published client, as its users have it. It knows one URL: of those given it takes the keys of the streams.
const ActivitySmith = require("activitysmith-published");

const client = new ActivitySmith({ apiKey: process.env.ACTIVITYSMITH_API_KEY });
const state = { title: "Deploy", type: "progress", percentage: 42 };

async function main() {
	for (const url of process.argv.slice(2)) {
		try {
			const answer = await client.liveActivities.stream(url.split("/").pop(), { content_state: state });
			console.log(`answered ${answer.operation}`);
		} catch (error) {
			console.log(`failed ${error.message} ${error.cause}`);
		}
	}
}

main();
