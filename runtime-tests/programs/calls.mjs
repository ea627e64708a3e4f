/** Every kind of call to a mock, and its answers: what is the same on each runtime. */
import ActivitySmith, { APIError, BadRequestError, LiveActivityLimitError, NotFoundError } from "activitysmith";

const progress = (percentage) => ({ content_state: { title: "Nightly Backup", type: "progress", percentage } });

export default async function calls(baseURL, options) {
	const client = new ActivitySmith({ apiKey: `ask_${crypto.randomUUID()}`, baseURL, ...options });
	const { liveActivities } = client;

	const { success, devices_notified } = await client.notifications.send({ title: "Disk almost full" });
	const { badge } = await client.badgeCount(3);
	const { data, requestId } = await client.withResponse().badgeCount(0);

	const stream = [];
	for (const percentage of [10, 42, 42]) {
		stream.push((await liveActivities.stream("nightly-backup", progress(percentage))).operation);
	}
	stream.push((await liveActivities.endStream("nightly-backup")).operation);

	const job = liveActivities.track("reindex", { title: "Reindex", type: "progress", percentage: 0 });
	await job.progress(50);
	await job.end();

	const failed = (error) => error;
	const refused = await liveActivities.stream("refused", progress(400)).catch(failed);
	const unknown = await liveActivities.endStream("unknown").catch(failed);
	for (let count = 1; count <= 4; count++) await liveActivities.start(progress(count));
	const limited = await liveActivities.start(progress(5)).catch(failed);

	return {
		sent: { success, devices_notified },
		badges: [badge, data.badge],
		requestId: typeof requestId,
		stream,
		refused: [refused instanceof APIError, refused instanceof BadRequestError, refused instanceof NotFoundError],
		unknown: [unknown instanceof APIError, unknown instanceof BadRequestError, unknown instanceof NotFoundError],
		status: [refused.status, unknown.status, limited.status],
		limited: [limited instanceof LiveActivityLimitError, limited.limit, limited.active],
	};
}
