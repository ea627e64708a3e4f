/** The answer of a PUT, and the state that is sent, the same in every benchmark. */
export const ANSWER = JSON.stringify({
	success: true,
	operation: "updated",
	stream_key: "nightly-backup",
	activity_id: "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034",
	devices_notified: 2,
	devices_queued: 0,
	users_notified: 1,
	effective_channel_slugs: null,
	tags: [],
	timestamp: "2026-03-19T08:30:00.000Z",
});

export const KEY = "nightly-backup";

export const REQUEST = {
	content_state: {
		title: "Nightly Backup",
		subtitle: "upload archive",
		type: "segmented_progress",
		number_of_steps: 3,
		current_step: 2,
	},
} as const;

/** What one writes without an SDK. */
export async function bareCall(fetch: typeof globalThis.fetch, baseURL: string): Promise<unknown> {
	const response = await fetch(`${baseURL}/live-activity/stream/${KEY}`, {
		method: "PUT",
		headers: { Authorization: "Bearer ask_bench", "Content-Type": "application/json" },
		body: JSON.stringify(REQUEST),
	});
	if (!response.ok) throw new Error(String(response.status));
	return response.json();
}
