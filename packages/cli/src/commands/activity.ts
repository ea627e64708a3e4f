/** The commands below `activity`. */
import type {
	LiveActivityEndRequest,
	LiveActivityStartRequest,
	LiveActivityStreamDeleteRequest,
	LiveActivityStreamRequest,
	LiveActivityUpdateRequest,
} from "activitysmith";
import { readButton } from "../buttons.ts";
import { createClient } from "../client.ts";
import { contentState, optionalContentState } from "../content-state.ts";
import { printAnswer } from "../output.ts";
import { historyOf, without } from "../request.ts";
import type { Call, Values } from "../table/flag.ts";
import {
	type activityIdFlags,
	type buttonFlags,
	type channelFlags,
	type laterHistoryFlags,
	stateFlags,
	streamDismissFlags,
} from "../table/flags.ts";

/** Every command takes some of them. */
type ActivityFlags = typeof activityIdFlags &
	typeof stateFlags &
	typeof streamDismissFlags &
	typeof buttonFlags &
	typeof channelFlags &
	typeof laterHistoryFlags;
type ActivityCall = Call<ActivityFlags>;

const fields = { ...stateFlags, ...streamDismissFlags };

function buttonOf(flags: Values<ActivityFlags>, name: "action" | "secondary-action") {
	for (const flag of [name, `${name}-file`] as const) {
		if (flags[flag] !== undefined) return readButton(flags[flag], `--${flag}`);
	}
	return undefined;
}

/** What goes beside the state. */
function extras(flags: Values<ActivityFlags>) {
	return without({
		action: buttonOf(flags, "action"),
		secondary_action: buttonOf(flags, "secondary-action"),
		channels: flags.channels,
		...historyOf(flags),
	});
}

const idLine = (id: string | null | undefined) => (id ? `Activity ID: ${id}` : undefined);

export async function start({ flags }: ActivityCall): Promise<void> {
	const request = { content_state: contentState(flags, fields), ...extras(flags) };
	const answer = await createClient(flags).liveActivities.start(request as unknown as LiveActivityStartRequest);
	printAnswer(answer, flags.json, ["Live Activity started.", idLine(answer.activity_id)]);
}

const changeOf = (flags: ActivityCall["flags"]) => ({
	activity_id: flags["activity-id"],
	content_state: contentState(flags, fields),
	...extras(flags),
});

export async function update({ flags }: ActivityCall): Promise<void> {
	const answer = await createClient(flags).liveActivities.update(
		changeOf(flags) as unknown as LiveActivityUpdateRequest,
	);
	printAnswer(answer, flags.json, ["Live Activity updated.", idLine(flags["activity-id"])]);
}

export async function end({ flags }: ActivityCall): Promise<void> {
	const answer = await createClient(flags).liveActivities.end(changeOf(flags) as unknown as LiveActivityEndRequest);
	printAnswer(answer, flags.json, ["Live Activity ended.", idLine(flags["activity-id"])]);
}

export async function stream({ flags, args: [key = ""] }: ActivityCall): Promise<void> {
	const request = { content_state: contentState(flags, fields), ...extras(flags) };
	const answer = await createClient(flags).liveActivities.stream(key, request as unknown as LiveActivityStreamRequest);
	printAnswer(answer, flags.json, [
		"Live Activity stream reconciled.",
		`Stream key: ${key}`,
		`Operation: ${answer.operation}`,
		idLine(answer.activity_id),
	]);
}

export async function endStream({ flags, args: [key = ""] }: ActivityCall): Promise<void> {
	const given = optionalContentState(flags, fields);
	const state = given && { content_state: contentState(flags, fields) };
	const request = { ...state, ...extras(flags) };
	const body = Object.keys(request).length > 0 ? request : undefined;
	const answer = await createClient(flags).liveActivities.endStream(
		key,
		body as unknown as LiveActivityStreamDeleteRequest | undefined,
	);
	printAnswer(answer, flags.json, [
		"Live Activity stream ended.",
		`Stream key: ${key}`,
		`Operation: ${answer.operation}`,
		idLine(answer.activity_id),
	]);
}
