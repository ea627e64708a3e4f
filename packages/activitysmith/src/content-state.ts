/**
 * What a Live Activity shows, by its type. Made from the generated types, and stricter where the rules of a type are more
 * than a document of the API can say: a pair that must come together, fields of another type.
 */
import type {
	AlertContentState,
	CountdownContentState,
	CounterContentState,
	ContentStateUpdate as FlatState,
	LiveActivityAlertBadge,
	LiveActivityAlertIcon,
	LiveActivityColor,
	MetricsContentState,
	ProgressContentState as OpenProgressContentState,
	TimerContentState as OpenTimerContentState,
	SegmentedProgressContentState,
	StatsContentState,
	ValueContentState,
} from "./generated/types.gen.ts";

/** Progress in per cent, or as a `value` with the `upper_limit` that means 100 %. When both come, `percentage` is shown. */
export type ProgressContentState = Omit<OpenProgressContentState, "percentage" | "value" | "upper_limit"> &
	(
		| { percentage: number; value?: number; upper_limit?: number }
		| { percentage?: never; value: number; upper_limit: number }
	);

type TimerFields = Pick<OpenTimerContentState, "type" | "title" | "subtitle" | "color" | "icon" | "is_running">;

/** A countdown of `duration_seconds`, or with `counts_down: false` a timer that counts up from 00:00. */
export type TimerContentState = TimerFields &
	({ duration_seconds: number; counts_down?: boolean } | { duration_seconds?: number; counts_down: false });

/** The first state of a Live Activity. */
export type ContentStateStart =
	| SegmentedProgressContentState
	| ProgressContentState
	| MetricsContentState
	| StatsContentState
	| AlertContentState
	| ValueContentState
	| TimerContentState
	/** @deprecated Use `segmented_progress`. */
	| CounterContentState
	/** @deprecated Use `segmented_progress`. */
	| CountdownContentState;

interface Dismissal {
	/** Minutes that the ended activity stays on the lock screen; 0 removes it at once, iOS does after 4 hours. */
	auto_dismiss_minutes?: number;
}

export interface StreamDismissal extends Dismissal {
	/** The same in seconds. Wins over `auto_dismiss_minutes`. */
	auto_dismiss_seconds?: number;
}

/** Required fields stay as they are; `null` clears an optional one. */
type Clearable<State> = { [Field in keyof State]: undefined extends State[Field] ? State[Field] | null : State[Field] };

/** Everything but the title may be left out and keeps its value; `null` clears an optional field. */
export type Changes<State extends { type: string; title: string }> = Pick<State, "type" | "title"> & {
	[Field in Exclude<keyof State, "type" | "title">]?: State[Field] | null;
};

/** Without a type, a change of whatever the activity is. */
export type UntypedChanges = Omit<FlatState, "type"> & { type?: never };

export type Timer = TimerFields & Pick<OpenTimerContentState, "duration_seconds" | "counts_down">;

type TypedChanges =
	| Changes<SegmentedProgressContentState>
	| Changes<OpenProgressContentState>
	| Changes<MetricsContentState>
	| Changes<StatsContentState>
	| Changes<AlertContentState>
	| Changes<ValueContentState>
	| Changes<Timer>
	| Changes<CounterContentState>
	| Changes<CountdownContentState>;

/** What changes on a running Live Activity. With a `type`, only fields of that type; without one, any. */
export type ContentStateUpdate = UntypedChanges | TypedChanges;

/** The last state of a Live Activity, and how long it stays. */
export type ContentStateEnd = (UntypedChanges | TypedChanges) & Dismissal;

/**
 * The newest state of a stream. The first one needs a `type` and all that belongs to it. Later it may be left out, and
 * with it whatever doesn't change. A timer may leave out `duration_seconds` to go on counting.
 */
export type StreamContentState = (
	| UntypedChanges
	| Clearable<SegmentedProgressContentState>
	| Clearable<ProgressContentState>
	| Clearable<MetricsContentState>
	| Clearable<StatsContentState>
	| Clearable<AlertContentState>
	| Clearable<ValueContentState>
	| Changes<Timer>
	| Clearable<CounterContentState>
	| Clearable<CountdownContentState>
) &
	StreamDismissal;

/** The last state of a stream, and how long it stays. */
export type StreamContentStateEnd = (UntypedChanges | TypedChanges) & StreamDismissal;

/** The names of the types. */
export const liveActivityTypes = {
	segmentedProgress: "segmented_progress",
	progress: "progress",
	metrics: "metrics",
	stats: "stats",
	alert: "alert",
	value: "value",
	timer: "timer",
} as const;

export type LiveActivityType = (typeof liveActivityTypes)[keyof typeof liveActivityTypes];

/** Drops fields that are undefined, and has the compiler check a state where it is written. */
export const contentState: {
	(state: ContentStateStart): ContentStateStart;
	(state: UntypedChanges & StreamDismissal): UntypedChanges & StreamDismissal;
	(state: Changes<Timer> & StreamDismissal): Changes<Timer> & StreamDismissal;
	(state: StreamContentStateEnd): StreamContentStateEnd;
} = compact;

/** An icon: the name of an SF Symbol, and its colour. */
export function alertIcon(symbol: string, options?: { color?: LiveActivityColor }): LiveActivityAlertIcon {
	return compact({ ...options, symbol });
}

/** A small label, and its colour. */
export function alertBadge(title: string, options?: { color?: LiveActivityColor }): LiveActivityAlertBadge {
	return compact({ ...options, title });
}

/** Without the fields that are undefined. */
export function compact<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter((entry) => entry[1] !== undefined)) as T;
}
