/** What a test can expect a phone to show or to have received: flat, by the names that the phone itself uses. */
import type { DeviceAction, NotificationBody } from "@activitysmith/core";
import type { ShownActivity } from "./phone.ts";

/** An asymmetric matcher of the test runner, such as `expect.stringContaining("…")`. */
export interface Asymmetric {
	asymmetricMatch(other: unknown): boolean;
}

/** Part of a value, with asymmetric matchers anywhere in it. Arrays are compared item by item. */
export type Like<T> =
	| Asymmetric
	| (T extends readonly (infer Item)[]
			? readonly Like<Item>[]
			: T extends object
				? { readonly [K in keyof T]?: Like<T[K]> }
				: T);

/** What is not given may be anything; `undefined` is a field that is not set. */
type Expected<Fields> = { readonly [Field in keyof Fields]?: Like<Fields[Field]> | undefined };

/** Written out, because the schema's own type would bring zod into the declarations. */
export type Color = "lime" | "green" | "cyan" | "blue" | "purple" | "magenta" | "red" | "orange" | "yellow" | "gray";

interface ActivityFields {
	activityId: string;
	/** `null` for an activity that was started without a stream. */
	streamKey: string | null;
	/** `ended` is over, but still on the lock screen. */
	status: Exclude<ShownActivity["status"], "dismissed">;
	/** Epoch milliseconds. */
	startedAt: number;
	/** When an ended activity leaves the lock screen, in epoch milliseconds. */
	dismissAt: number | null;
	/** Grows with every change. */
	version: number;
	/** As it is shown: the legacy step types are `segmented_progress`. */
	type: "segmented_progress" | "progress" | "metrics" | "stats" | "alert" | "value" | "timer";
	title: string;
	subtitle: string;
	color: Color;
	icon: { symbol: string; color: Color };
	badge: { title: string; color: Color };
	action: DeviceAction;
	secondaryAction: DeviceAction;
	/** Of `progress`, whichever way it was sent. */
	percentage: number;
	value: number;
	upperLimit: number;
	/** Of `segmented_progress`. */
	numberOfSteps: number;
	currentStep: number;
	stepColor: Color;
	stepColors: Color[];
	/** Of `metrics` and `stats`: `value` as it is shown, `number` when it was sent as one. */
	metrics: { label: string; value: string; number: number; unit: string; color: Color }[];
	/** Of `alert`. */
	message: string;
	/** Of `value`, as it is shown. */
	text: string;
	/** Of `timer`, in epoch seconds. */
	timer: { startsAt: number; endsAt: number; countsDown: boolean; pausedAt: number };
}

interface NotificationFields {
	id: string;
	title: string;
	subtitle: string;
	/** The `message` of the request. */
	body: string;
	badge: number;
	sound: string;
	interruptionLevel: "passive" | "active" | "time-sensitive";
	media: string;
	icon: string;
	redirection: string;
	actions: DeviceAction[];
	payload: Record<string, unknown>;
}

export type ExpectedActivity = Expected<ActivityFields>;
export type ExpectedNotification = Expected<NotificationFields>;

/** Every field, so that a wrong name is found: it would never match, and with `.not` always pass. */
export const activityFields: Record<keyof ActivityFields, true> = {
	activityId: true,
	streamKey: true,
	status: true,
	startedAt: true,
	dismissAt: true,
	version: true,
	type: true,
	title: true,
	subtitle: true,
	color: true,
	icon: true,
	badge: true,
	action: true,
	secondaryAction: true,
	percentage: true,
	value: true,
	upperLimit: true,
	numberOfSteps: true,
	currentStep: true,
	stepColor: true,
	stepColors: true,
	metrics: true,
	message: true,
	text: true,
	timer: true,
};

export const notificationFields: Record<keyof NotificationFields, true> = {
	id: true,
	title: true,
	subtitle: true,
	body: true,
	badge: true,
	sound: true,
	interruptionLevel: true,
	media: true,
	icon: true,
	redirection: true,
	actions: true,
	payload: true,
};

/** What is compared with what is expected. */
export type Fields = Readonly<Record<string, unknown>>;

export function flatActivity({ state, ...activity }: ShownActivity): Fields {
	return { ...activity, ...state };
}

export function flatNotification({ aps, activitysmith }: NotificationBody): Fields {
	const { alert, badge, sound, "interruption-level": interruptionLevel } = aps;
	return { ...alert, badge, sound, interruptionLevel, ...activitysmith };
}
