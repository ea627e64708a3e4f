/** From the body that a device received to what its notification shows. */
import type { CardButton } from "./card.ts";
import { buttonOf } from "./card-of.ts";
import { fieldsOf, listOf, textOf } from "./fields.ts";
import type { ShownNotification } from "./screen.ts";

export interface NotificationCard {
	id: string;
	/** Epoch milliseconds. */
	receivedAt: number;
	title: string;
	subtitle: string | null;
	message: string | null;
	/** Address of an image, audio or video that it shows when it is expanded. */
	media: string | null;
	/** Address of the image that stands for the app's own icon. */
	icon: string | null;
	/** What a tap opens: its redirection, or its media. */
	opens: string | null;
	/** Shown when it is expanded; at most four. */
	buttons: readonly CardButton[];
	/** Such as `time-sensitive`. */
	interruptionLevel: string | null;
}

const MAX_BUTTONS = 4;

/** It takes any body: where a field is missing or is not what it should be, there is an empty text or nothing. */
export function notificationOf({ receivedAt, body }: ShownNotification): NotificationCard {
	const { aps, activitysmith } = fieldsOf(body);
	const { alert, "interruption-level": interruptionLevel } = fieldsOf(aps);
	const { title, subtitle, body: message } = fieldsOf(alert);
	const own = fieldsOf(activitysmith);
	const media = textOf(own.media) || null;
	return {
		id: textOf(own.id) ?? "",
		receivedAt,
		title: textOf(title) ?? "",
		subtitle: textOf(subtitle) || null,
		message: textOf(message) || null,
		media,
		icon: textOf(own.icon) || null,
		opens: textOf(own.redirection) || media,
		buttons: listOf(own.actions)
			.map((action, index) => buttonOf(action, `action-${index + 1}`))
			.filter((button) => button !== null)
			.slice(0, MAX_BUTTONS),
		interruptionLevel: textOf(interruptionLevel) || null,
	};
}
