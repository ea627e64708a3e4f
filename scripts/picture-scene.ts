/** What the phones show in the pictures of the documentation: the demo on its way, and some more. */
import { createMock, type Mock } from "@activitysmith/mock-server";
import ActivitySmith from "activitysmith";
import { steps } from "../examples/demo/flows.ts";

const API_KEY = "ask_mock";
/** All of the demo but the ends. */
const STEPS = 6;

/** A mock that listens on a port, and at whose clock it is twenty to ten. */
export async function playScene(): Promise<{ mock: Mock; url: string }> {
	const mock = createMock({
		now: "2026-09-22T09:35:00Z",
		accounts: [
			{
				keys: [API_KEY],
				users: [
					{
						id: "ana",
						devices: [
							{ id: "iphone", name: "Ana’s iPhone" },
							{ id: "ipad", name: "Kitchen iPad" },
						],
					},
				],
				metrics: [
					{ key: "deploy.success_rate", label: "Deploys", format: { kind: "percent" } },
					{ key: "queue.length", label: "Queue" },
					{ key: "revenue.today", label: "Revenue", format: { kind: "currency", currency: "USD" } },
				],
				strict: false,
			},
		],
	});
	const { url, baseURL } = await mock.listen();
	const client = new ActivitySmith({ apiKey: API_KEY, baseURL });
	await client.metrics.update("deploy.success_rate", 92);
	await client.metrics.update("queue.length", 1204);
	await client.metrics.update("revenue.today", 2430.5);
	for (const step of steps.slice(0, STEPS)) {
		await step.run(client);
		await mock.clock.advance("30s");
	}
	await client.notifications.send({ title: "New subscription", message: "Customer upgraded to Pro plan" });
	await client.badgeCount(3);
	await mock.clock.advance("3m");
	return { mock, url };
}
