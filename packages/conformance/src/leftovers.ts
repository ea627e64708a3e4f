/** On an account that others use too, a case leaves no activity behind. */
import type { Account } from "./case.ts";
import type { Exchange } from "./exchange.ts";

function answered(exchanges: Exchange[], operation: string): Exchange[] {
	return exchanges.filter((exchange) => exchange.operation?.id === operation && exchange.status === 200);
}

const unique = <T>(values: T[]) => [...new Set(values)];

/** Ends every stream that was put and every activity that was started, ended already or not: that is no error. */
export async function endWhatRuns(exchanges: Exchange[], { request }: Account): Promise<void> {
	const paths = unique(answered(exchanges, "reconcileLiveActivityStream").map(({ path }) => path));
	const ids = answered(exchanges, "startLiveActivity").map(({ body }) => JSON.parse(body).activity_id as string);
	for (const path of paths) {
		await request({ method: "DELETE", path: path.slice(path.indexOf("/live-activity/")) });
	}
	for (const activity_id of unique(ids)) {
		const body = { activity_id, content_state: { title: "Done", auto_dismiss_minutes: 0 } };
		await request({ method: "POST", path: "/live-activity/end", body });
	}
}
