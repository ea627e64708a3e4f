/** `await using`, where the runtime knows it. */
import { createMock } from "@activitysmith/mock-server";
import ActivitySmith from "activitysmith";

export default async function disposal() {
	let url;
	let shown;
	{
		await using mock = createMock();
		const { baseURL } = await mock.listen();
		url = baseURL;
		const client = new ActivitySmith({ apiKey: "ask_job", baseURL });
		{
			await using job = client.liveActivities.track("backup", { title: "Backup", type: "progress", percentage: 0 });
			await job.progress(50);
		}
		shown = mock
			.account("ask_job")
			.devices[0].lockScreen()
			.activities.map(({ status }) => status);
	}
	const closed = await fetch(url).then(
		() => false,
		() => true,
	);
	return { shown, closed };
}
