import type { PushNotificationRequest } from "activitysmith";
import { readButtons, readLink } from "../buttons.ts";
import { createClient } from "../client.ts";
import { printAnswer } from "../output.ts";
import { historyOf, without } from "../request.ts";
import type { Call } from "../table/flag.ts";
import type { pushFlags } from "../table/flags.ts";

export async function push({ flags }: Call<typeof pushFlags>): Promise<void> {
	const { title, message, subtitle, media, redirection, badge, sound, icon, channels } = flags;
	const actions = readButtons(flags.actions, "--actions") ?? readButtons(flags["actions-file"], "--actions-file");
	const request = without({
		title,
		message,
		subtitle,
		media: media && readLink(media),
		redirection: redirection && readLink(redirection),
		actions,
		badge,
		sound,
		icon,
		interruption_level: flags["interruption-level"],
		payload: flags.payload ?? flags["payload-file"],
		...historyOf(flags),
		channels,
	});
	const answer = await createClient(flags).notifications.send(request as unknown as PushNotificationRequest);
	printAnswer(answer, flags.json, [
		"Push sent.",
		`Success: ${answer.success}`,
		answer.devices_notified === undefined ? undefined : `Devices notified: ${answer.devices_notified}`,
	]);
}
