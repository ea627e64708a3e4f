/** Section 2: how an update, an end or a later PUT is laid over the accepted state. */
import { type Account, type Case, casesOf } from "../case.ts";
import type { Json } from "../driver.ts";
import { expect } from "../expect.ts";
import { newestActivity, seen } from "./looks.ts";
import { badField, putRaw } from "./refusals.ts";
import { change, leastStates, openAction, progress, steps, timer, webhookAction } from "./states.ts";

const { cases, anywhere, needing } = casesOf(2);

async function shown({ phones }: Account): Promise<Json> {
	return (await newestActivity(phones)).state;
}

needing(seen, "merge.kept", "A field that is not sent is kept: type, colour and steps stay", async (context) => {
	const { put, streamKey } = context;
	await put(streamKey, steps(1, 3, { color: "red", step_color: "lime", icon: { symbol: "bolt" } }));
	await put(streamKey, { content_state: { title: "Deploy", subtitle: "tests", current_step: 2 } });
	expect(await shown(context)).toMatchObject({
		type: "segmented_progress",
		subtitle: "tests",
		color: "red",
		stepColor: "lime",
		icon: { symbol: "bolt" },
		numberOfSteps: 3,
		currentStep: 2,
	});
});

needing(seen, "merge.kept-by-update", "An update and an end keep what they do not send, too", async (context) => {
	const { start, update, end } = context;
	const { activity_id } = await start(progress(10, { color: "red" }));
	await update({ activity_id, ...change({ subtitle: "half" }) });
	expect(await shown(context)).toMatchObject({ percentage: 10, color: "red", subtitle: "half" });
	await end({ activity_id, ...change({ percentage: 100 }) });
	expect(await shown(context)).toMatchObject({ percentage: 100, color: "red", subtitle: "half" });
});

needing(seen, "merge.null-clears", "null clears an optional field", async (context) => {
	const { put, streamKey } = context;
	const all = { subtitle: "s", color: "red", icon: { symbol: "bolt" }, badge: { title: "prod" } };
	await put(streamKey, progress(10, all));
	await put(streamKey, change({ subtitle: null, color: null, icon: null, badge: null }));
	const state = await shown(context);
	for (const field of ["subtitle", "icon", "badge"]) expect(state).not.toHaveProperty(field);
	expect(state).toMatchObject({ color: "blue", percentage: 10 });
});

anywhere(
	"merge.rules-on-merged-state",
	"Pairs and the rules of a type are checked on the merged state",
	async (context) => {
		const { put, streamKey } = context;
		await put(streamKey, steps(1, 3));
		expect(await putRaw(context, { current_step: 4 })).toMatchObject(badField("content_state.current_step"));
		expect(await putRaw(context, { number_of_steps: null })).toMatchObject(badField("content_state.number_of_steps"));
		expect(await putRaw(context, { percentage: 1 })).toMatchObject(badField("content_state.percentage"));
		expect(await putRaw(context, { current_step: 3 })).toMatchObject({ status: 200, body: { operation: "updated" } });
	},
);

needing(
	seen,
	"merge.step-lowered",
	"A kept current_step above a smaller number_of_steps is lowered to it",
	async (context) => {
		const { put, streamKey } = context;
		await put(streamKey, steps(4, 5));
		await put(streamKey, change({ number_of_steps: 2 }));
		expect(await shown(context)).toMatchObject({ numberOfSteps: 2, currentStep: 2 });
	},
);

anywhere(
	"merge.both-sent-inconsistent",
	"current_step and number_of_steps that are both sent and disagree are a 400",
	async (context) => {
		await context.put(context.streamKey, steps(1, 5));
		const answer = await putRaw(context, { current_step: 4, number_of_steps: 3 });
		expect(answer).toMatchObject(badField("content_state.current_step"));
	},
);

needing(
	seen,
	"merge.step-colors-follow",
	"Kept step_colors are cut to fewer steps, and filled with the colour for more",
	async (context) => {
		const { put, streamKey } = context;
		await put(streamKey, steps(2, 4, { color: "purple", step_colors: ["green", "red"] }));
		await put(streamKey, change({ current_step: 4 }));
		expect(await shown(context)).toMatchObject({ stepColors: ["green", "red", "purple", "purple"] });
		await put(streamKey, change({ current_step: 1 }));
		expect(await shown(context)).toMatchObject({ stepColors: ["green"] });
		expect(await putRaw(context, { step_colors: ["red", "red"] })).toMatchObject(badField("content_state.step_colors"));
	},
);

needing(seen, "merge.actions", "Actions: omitted keeps, sent replaces, null removes", async (context) => {
	const { put, streamKey } = context;
	await put(streamKey, { ...progress(1), action: openAction, secondary_action: webhookAction });
	await put(streamKey, progress(2));
	expect(await shown(context)).toMatchObject({ action: { title: "Open" }, secondaryAction: { title: "Retry" } });
	await put(streamKey, { ...progress(3), action: { ...openAction, title: "Logs" } });
	expect(await shown(context)).toMatchObject({ action: { title: "Logs" }, secondaryAction: { title: "Retry" } });
	await put(streamKey, { ...progress(4), secondary_action: null });
	expect(await shown(context)).not.toHaveProperty("secondaryAction");
	expect(await shown(context)).toMatchObject({ action: { title: "Logs" } });
});

needing(seen, "merge.end-removes-actions", "On end, actions that are not sent again are removed", async (context) => {
	const { start, end, put, del, streamKey } = context;
	const both = { action: openAction, secondary_action: webhookAction };
	await put(streamKey, { ...progress(1), ...both });
	await del(streamKey, { ...change(), action: openAction });
	expect(await shown(context)).toMatchObject({ action: { title: "Open" } });
	expect(await shown(context)).not.toHaveProperty("secondaryAction");

	const { activity_id } = await start({ ...progress(1), ...both });
	await end({ activity_id, ...change() });
	expect(await shown(context)).not.toHaveProperty("action");
	expect(await shown(context)).not.toHaveProperty("secondaryAction");
});

needing(
	seen,
	"merge.other-type",
	"Another type keeps title, subtitle, colour and icon, and drops the old type's fields and what the new one lacks",
	async (context) => {
		const { put, streamKey } = context;
		const shared = { subtitle: "s", color: "red", icon: { symbol: "bolt" } };
		const state = progress(10, { ...shared, badge: { title: "prod" } });
		await put(streamKey, { ...state, action: openAction, secondary_action: webhookAction });
		await put(streamKey, change({ type: "alert", ...leastStates.alert }));
		expect(await shown(context)).toMatchObject({ type: "alert", ...shared, badge: { title: "prod" } });
		expect(await shown(context)).toHaveProperty("secondaryAction");
		expect(await shown(context)).not.toHaveProperty("percentage");

		await put(streamKey, change({ type: "timer", duration_seconds: 60 }));
		expect(await shown(context)).toMatchObject({ type: "timer", ...shared, action: { title: "Open" } });
		for (const field of ["badge", "secondaryAction", "message"]) {
			expect(await shown(context)).not.toHaveProperty(field);
		}
	},
);

anywhere(
	"merge.other-type-needs-its-own",
	"Another type needs its own fields: nothing of the old one stands in",
	async (context) => {
		await context.put(context.streamKey, steps(1, 3));
		expect(await putRaw(context, { type: "progress" })).toMatchObject(badField("content_state.percentage"));
		expect(await putRaw(context, { type: "timer" })).toMatchObject(badField("content_state.duration_seconds"));
	},
);

anywhere("merge.type-optional-later", "Later, type may be left out: a PUT, an update, an end", async (context) => {
	const { put, start, update, end, streamKey } = context;
	await put(streamKey, progress(1));
	expect(await put(streamKey, change({ percentage: 2 }))).toMatchObject({ operation: "updated" });
	const { activity_id } = await start(timer({ duration_seconds: 60 }));
	await update({ activity_id, ...change({ subtitle: "soon" }) });
	await end({ activity_id, ...change() });
});

export const mergeCases: readonly Case[] = cases;
