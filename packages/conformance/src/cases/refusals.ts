/** What an answer looks like that refuses something. */
import type { Context } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";

/** A 400 whose list of issues names the field, such as `content_state.percentage`. */
export function badField(path: string): Json {
	return {
		status: 400,
		body: { error: "Bad request", issues: expect.arrayContaining([expect.objectContaining({ path })]) },
	};
}

/** PUTs a state that an SDK need not let through, and resolves to the answer whatever its status. */
export function putRaw({ request, streamKey }: Context, state: Json, more: Json = {}) {
	const body = { content_state: { title: "Nightly Backup", ...state }, ...more };
	return request({ method: "PUT", path: `/live-activity/stream/${streamKey}`, body });
}

/** PUTs each state and expects a 400 that names the field. */
export async function refusesEach(context: Context, path: string, states: Json[]): Promise<void> {
	for (const state of states) expect(await putRaw(context, state)).toMatchObject(badField(path));
}

/** PUTs each state on a stream of its own and expects it to be started; each is ended so that the next has room. */
export async function acceptsEach({ put, del, unique }: Context, states: Json[]): Promise<void> {
	for (const [index, state] of states.entries()) {
		const key = unique(`accepted-${index}`);
		const answer = await put(key, { content_state: { title: "Nightly Backup", ...state } });
		expect(answer).toMatchObject({ operation: "started" });
		await del(key);
	}
}
