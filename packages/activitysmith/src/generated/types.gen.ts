// Generated from openapi/openapi.json by `npm run generate`. Do not edit.

export type ClientOptions = {
    baseUrl: 'https://activitysmith.com/api' | (string & {});
};

/**
 * One labelled value.
 */
export type ActivityMetric = {
    /**
     * Name of the value.
     */
    label: string;
    value: ActivityMetricValue;
    /**
     * Unit behind the value. `%` makes it a gauge on a `metrics` activity.
     */
    unit?: string;
    /**
     * Colour of this value.
     */
    color?: LiveActivityColor;
};

/**
 * A number of at least 0, or a string that is shown as sent.
 */
export type ActivityMetricValue = number | string;

/**
 * A message that stays in view. The accent colour tints the buttons.
 */
export type AlertContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Second line.
     */
    subtitle?: string;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon;
    type: 'alert';
    /**
     * The message.
     */
    message: string;
    /**
     * A small label.
     */
    badge?: LiveActivityAlertBadge;
};

/**
 * An alert that lights up the screen together with the change.
 */
export type AlertPayload = {
    /**
     * Title of the alert.
     */
    title?: string;
    /**
     * Text of the alert.
     */
    body?: string;
};

/**
 * A number for the app icon.
 */
export type AppIconBadgeCountUpdateRequest = {
    /**
     * Number on the app icon; 0 clears it.
     */
    badge: number;
    /**
     * Limits the request to channels. Without it, everything in the scope of the API key.
     */
    target?: ChannelTarget;
    /**
     * Short for `target.channels`. When both are sent they must be equal.
     */
    channels?: Array<string>;
};

/**
 * The number is on its way.
 */
export type AppIconBadgeCountUpdateResponse = {
    /**
     * Always true: errors have another status and another body.
     */
    success: true;
    /**
     * The number as stored.
     */
    badge: number;
    /**
     * Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
     */
    devices_notified: number;
    /**
     * Users these devices belong to.
     */
    users_notified: number;
    /**
     * The same as `devices_notified`, by the name that newer clients of the hosted service know. They alone get it.
     */
    devices_updated?: number;
    /**
     * The same as `users_notified`, by the name that newer clients of the hosted service know. They alone get it.
     */
    users_updated?: number;
    /**
     * Channels that applied, `null` when none did.
     */
    effective_channel_slugs: Array<string> | null;
    /**
     * When the server accepted the request (ISO 8601, UTC).
     */
    timestamp: string;
};

/**
 * The request is not valid.
 */
export type BadRequestError = {
    /**
     * Short title.
     */
    error: string;
    /**
     * What is wrong and what is allowed.
     */
    message: string;
    /**
     * Everything that is wrong with the request, the first 100 at most.
     */
    issues?: Array<{
        /**
         * Field, such as `content_state.percentage`.
         */
        path: string;
        /**
         * What is allowed.
         */
        message: string;
    }>;
};

/**
 * Who gets it: the users and devices of these channels.
 */
export type ChannelTarget = {
    /**
     * At least one channel.
     */
    channels: Array<string>;
};

/**
 * A request with the same `Idempotency-Key` is still running.
 */
export type ConflictError = {
    error: 'Idempotency conflict';
    /**
     * What is wrong and what is allowed.
     */
    message: string;
};

/**
 * The last state of a Live Activity, and how long it stays.
 */
export type ContentStateEnd = {
    /**
     * First line.
     */
    title: string;
    /**
     * Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter` and `countdown` are deprecated.
     */
    type?: 'segmented_progress' | 'progress' | 'metrics' | 'stats' | 'alert' | 'value' | 'timer' | 'counter' | 'countdown';
    /**
     * Second line.
     */
    subtitle?: string | null;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor | null;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon | null;
    /**
     * A small label, for `alert`, `progress`, `segmented_progress` and `value`.
     */
    badge?: LiveActivityAlertBadge | null;
    /**
     * How many steps there are. It may grow and shrink while the activity runs.
     */
    number_of_steps?: number | null;
    /**
     * How many steps are completed, at most `number_of_steps`; 0 before the first.
     */
    current_step?: number | null;
    /**
     * Colour of the current step.
     */
    step_color?: LiveActivityColor | null;
    /**
     * Colours of the completed steps: as many as `current_step`.
     */
    step_colors?: Array<LiveActivityColor> | null;
    /**
     * Progress from 0 to 100.
     */
    percentage?: number | null;
    /**
     * For `progress` a number, measured by `upper_limit`; for `value` what is shown.
     */
    value?: number | string | null;
    /**
     * The `value` that means 100 %.
     */
    upper_limit?: number | null;
    /**
     * One to eight labelled values.
     */
    metrics?: Array<ActivityMetric> | null;
    /**
     * The message.
     */
    message?: string | null;
    /**
     * Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
     */
    duration_seconds?: number | null;
    /**
     * `false` counts up from 00:00.
     */
    counts_down?: boolean | null;
    /**
     * `false` freezes the timer, `true` lets it go on.
     */
    is_running?: boolean | null;
    /**
     * Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at the latest.
     */
    auto_dismiss_minutes?: number;
};

/**
 * What a new Live Activity shows, by `type`.
 */
export type ContentStateStart = ({
    type: 'segmented_progress';
} & SegmentedProgressContentState) | ({
    type: 'progress';
} & ProgressContentState) | ({
    type: 'metrics';
} & MetricsContentState) | ({
    type: 'stats';
} & StatsContentState) | ({
    type: 'alert';
} & AlertContentState) | ({
    type: 'value';
} & ValueContentState) | ({
    type: 'timer';
} & TimerContentState) | ({
    type: 'counter';
} & CounterContentState) | ({
    type: 'countdown';
} & CountdownContentState);

/**
 * What changes on a running Live Activity.
 */
export type ContentStateUpdate = {
    /**
     * First line.
     */
    title: string;
    /**
     * Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter` and `countdown` are deprecated.
     */
    type?: 'segmented_progress' | 'progress' | 'metrics' | 'stats' | 'alert' | 'value' | 'timer' | 'counter' | 'countdown';
    /**
     * Second line.
     */
    subtitle?: string | null;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor | null;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon | null;
    /**
     * A small label, for `alert`, `progress`, `segmented_progress` and `value`.
     */
    badge?: LiveActivityAlertBadge | null;
    /**
     * How many steps there are. It may grow and shrink while the activity runs.
     */
    number_of_steps?: number | null;
    /**
     * How many steps are completed, at most `number_of_steps`; 0 before the first.
     */
    current_step?: number | null;
    /**
     * Colour of the current step.
     */
    step_color?: LiveActivityColor | null;
    /**
     * Colours of the completed steps: as many as `current_step`.
     */
    step_colors?: Array<LiveActivityColor> | null;
    /**
     * Progress from 0 to 100.
     */
    percentage?: number | null;
    /**
     * For `progress` a number, measured by `upper_limit`; for `value` what is shown.
     */
    value?: number | string | null;
    /**
     * The `value` that means 100 %.
     */
    upper_limit?: number | null;
    /**
     * One to eight labelled values.
     */
    metrics?: Array<ActivityMetric> | null;
    /**
     * The message.
     */
    message?: string | null;
    /**
     * Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
     */
    duration_seconds?: number | null;
    /**
     * `false` counts up from 00:00.
     */
    counts_down?: boolean | null;
    /**
     * `false` freezes the timer, `true` lets it go on.
     */
    is_running?: boolean | null;
};

/**
 * Legacy: shown as `segmented_progress`. Use that type, or `timer`, instead.
 *
 * @deprecated
 */
export type CountdownContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Second line.
     */
    subtitle?: string;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon;
    type: 'countdown';
    /**
     * How many steps there are. It may grow and shrink while the activity runs.
     */
    number_of_steps: number;
    /**
     * How many steps are completed, at most `number_of_steps`; 0 before the first.
     */
    current_step: number;
    /**
     * Colour of the current step.
     */
    step_color?: LiveActivityColor;
    /**
     * Colours of the completed steps: as many as `current_step`.
     */
    step_colors?: Array<LiveActivityColor>;
    /**
     * A small label.
     */
    badge?: LiveActivityAlertBadge;
};

/**
 * Legacy: shown as `segmented_progress`. Use that type instead.
 *
 * @deprecated
 */
export type CounterContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Second line.
     */
    subtitle?: string;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon;
    type: 'counter';
    /**
     * How many steps there are. It may grow and shrink while the activity runs.
     */
    number_of_steps: number;
    /**
     * How many steps are completed, at most `number_of_steps`; 0 before the first.
     */
    current_step: number;
    /**
     * Colour of the current step.
     */
    step_color?: LiveActivityColor;
    /**
     * Colours of the completed steps: as many as `current_step`.
     */
    step_colors?: Array<LiveActivityColor>;
    /**
     * A small label.
     */
    badge?: LiveActivityAlertBadge;
};

/**
 * The API key may not do this.
 */
export type ForbiddenError = {
    /**
     * Short title.
     */
    error: string;
    /**
     * What is wrong and what is allowed.
     */
    message: string;
};

/**
 * The server failed.
 */
export type InternalServerError = {
    error: 'Internal server error';
    /**
     * What is wrong and what is allowed.
     */
    message: string;
};

/**
 * A button on a Live Activity.
 */
export type LiveActivityAction = ({
    type: 'open_url';
} & LiveActivityOpenUrlAction) | ({
    type: 'webhook';
} & LiveActivityWebhookAction);

/**
 * `open_url` opens a link on the device; `webhook` makes the server call a URL.
 */
export type LiveActivityActionType = 'open_url' | 'webhook';

/**
 * A small label, for `alert`, `progress` and `segmented_progress`.
 */
export type LiveActivityAlertBadge = {
    /**
     * Text of the badge.
     */
    title: string;
    /**
     * Colour of the badge.
     */
    color?: LiveActivityColor;
};

/**
 * An icon beside the title. Every type shows it.
 */
export type LiveActivityAlertIcon = {
    /**
     * Name of an Apple SF Symbol.
     */
    symbol: string;
    /**
     * Colour of the icon.
     */
    color?: LiveActivityColor;
};

/**
 * Accent colour. Shown as `blue` when none is given.
 */
export type LiveActivityColor = 'lime' | 'green' | 'cyan' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow' | 'gray';

/**
 * Ends a Live Activity.
 */
export type LiveActivityEndRequest = {
    /**
     * The `activity_id` that the start answered.
     */
    activity_id: string;
    content_state: ContentStateEnd;
    /**
     * A button on the ended activity. Left out removes the present one.
     */
    action?: LiveActivityAction | null;
    /**
     * A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes the present one.
     */
    secondary_action?: LiveActivityAction | null;
    /**
     * Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
     */
    tags?: Array<string>;
    /**
     * Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}` clears them.
     */
    metadata?: {
        [key: string]: string | number | boolean;
    };
};

/**
 * The end is on its way.
 */
export type LiveActivityEndResponse = {
    /**
     * Always true: errors have another status and another body.
     */
    success: true;
    /**
     * Id of the Live Activity.
     */
    activity_id: string;
    /**
     * Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
     */
    devices_notified?: number;
    /**
     * Devices that get the newest state as soon as they have registered a token for the activity.
     */
    devices_queued?: number;
    /**
     * When the server accepted the request (ISO 8601, UTC).
     */
    timestamp: string;
};

/**
 * As many Live Activities run as the account may have.
 */
export type LiveActivityLimitError = {
    error: 'Live Activity limit reached';
    /**
     * What is wrong and what is allowed.
     */
    message: string;
    /**
     * How many may run at the same time.
     */
    limit: number;
    /**
     * How many run now.
     */
    active: number;
};

/**
 * A button that opens a link.
 */
export type LiveActivityOpenUrlAction = {
    /**
     * Text on the button.
     */
    title: string;
    type: 'open_url';
    /**
     * An https, http or shortcuts URL that the device opens.
     */
    url: string;
};

/**
 * Starts a Live Activity.
 */
export type LiveActivityStartRequest = {
    content_state: ContentStateStart;
    /**
     * A button.
     */
    action?: LiveActivityAction;
    /**
     * A second button, for `alert`, `progress` and `segmented_progress`.
     */
    secondary_action?: LiveActivityAction;
    /**
     * An alert that comes with the change.
     */
    alert?: AlertPayload;
    /**
     * Limits the request to channels. Without it, everything in the scope of the API key.
     */
    target?: ChannelTarget;
    /**
     * Short for `target.channels`. When both are sent they must be equal.
     */
    channels?: Array<string>;
    /**
     * Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
     */
    tags?: Array<string>;
    /**
     * Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}` clears them.
     */
    metadata?: {
        [key: string]: string | number | boolean;
    };
};

/**
 * The Live Activity is on its way.
 */
export type LiveActivityStartResponse = {
    /**
     * Always true: errors have another status and another body.
     */
    success: true;
    /**
     * Id of the Live Activity.
     */
    activity_id: string;
    /**
     * Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
     */
    devices_notified?: number;
    /**
     * Users these devices belong to.
     */
    users_notified?: number;
    /**
     * Channels that applied, `null` when none did.
     */
    effective_channel_slugs: Array<string> | null;
    /**
     * Tags as they are now.
     */
    tags?: Array<string>;
    /**
     * When the server accepted the request (ISO 8601, UTC).
     */
    timestamp: string;
};

/**
 * Ends a stream, if wanted with a last state.
 */
export type LiveActivityStreamDeleteRequest = {
    /**
     * The last state, shown until the activity is removed.
     */
    content_state?: StreamContentState;
    /**
     * A button on the ended activity. Left out removes the present one.
     */
    action?: LiveActivityAction | null;
    /**
     * A second button on the ended activity, for `alert`, `progress` and `segmented_progress`. Left out removes the present one.
     */
    secondary_action?: LiveActivityAction | null;
    /**
     * An alert that comes with the change.
     */
    alert?: AlertPayload;
    /**
     * Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
     */
    tags?: Array<string>;
    /**
     * Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}` clears them.
     */
    metadata?: {
        [key: string]: string | number | boolean;
    };
};

/**
 * The stream has ended.
 */
export type LiveActivityStreamDeleteResponse = {
    /**
     * Always true: errors have another status and another body.
     */
    success: true;
    operation: 'ended';
    /**
     * Key of the stream.
     */
    stream_key: string;
    /**
     * The activity that ended, `null` when none was running.
     */
    activity_id: string | null;
    /**
     * Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
     */
    devices_notified?: number;
    /**
     * Devices that get the newest state as soon as they have registered a token for the activity.
     */
    devices_queued?: number;
    /**
     * When the server accepted the request (ISO 8601, UTC).
     */
    timestamp: string;
};

/**
 * What the stream did with the state.
 */
export type LiveActivityStreamPutResponse = {
    /**
     * Always true: errors have another status and another body.
     */
    success: true;
    /**
     * `started` a new activity, `updated` the present one, `rotated` to a new one (age or channels), `noop`: nothing changed and nothing was sent, `paused`: kept, but not shown.
     */
    operation: 'started' | 'updated' | 'rotated' | 'noop' | 'paused';
    /**
     * Key of the stream.
     */
    stream_key: string;
    /**
     * Id of the Live Activity.
     */
    activity_id: string | null;
    /**
     * The activity that was replaced, when `rotated`.
     */
    previous_activity_id?: string;
    /**
     * Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
     */
    devices_notified?: number;
    /**
     * Devices that get the newest state as soon as they have registered a token for the activity.
     */
    devices_queued?: number;
    /**
     * Users these devices belong to.
     */
    users_notified?: number;
    /**
     * Channels that applied, `null` when none did.
     */
    effective_channel_slugs: Array<string> | null;
    /**
     * Tags as they are now.
     */
    tags?: Array<string>;
    /**
     * When the server accepted the request (ISO 8601, UTC).
     */
    timestamp: string;
};

/**
 * The newest state of a stream.
 */
export type LiveActivityStreamRequest = {
    content_state: StreamContentState;
    /**
     * A button. Left out keeps the present one, `null` removes it.
     */
    action?: LiveActivityAction | null;
    /**
     * A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, `null` removes it.
     */
    secondary_action?: LiveActivityAction | null;
    /**
     * An alert that comes with the change.
     */
    alert?: AlertPayload;
    /**
     * Limits the request to channels. Without it, everything in the scope of the API key.
     */
    target?: ChannelTarget;
    /**
     * Short for `target.channels`. When both are sent they must be equal.
     */
    channels?: Array<string>;
    /**
     * Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
     */
    tags?: Array<string>;
    /**
     * Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}` clears them.
     */
    metadata?: {
        [key: string]: string | number | boolean;
    };
};

/**
 * Changes a running Live Activity.
 */
export type LiveActivityUpdateRequest = {
    /**
     * The `activity_id` that the start answered.
     */
    activity_id: string;
    content_state: ContentStateUpdate;
    /**
     * A button. Left out keeps the present one, `null` removes it.
     */
    action?: LiveActivityAction | null;
    /**
     * A second button, for `alert`, `progress` and `segmented_progress`. Left out keeps the present one, `null` removes it.
     */
    secondary_action?: LiveActivityAction | null;
    /**
     * Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
     */
    tags?: Array<string>;
    /**
     * Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}` clears them.
     */
    metadata?: {
        [key: string]: string | number | boolean;
    };
};

/**
 * The change is on its way.
 */
export type LiveActivityUpdateResponse = {
    /**
     * Always true: errors have another status and another body.
     */
    success: true;
    /**
     * Id of the Live Activity.
     */
    activity_id: string;
    /**
     * Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
     */
    devices_notified?: number;
    /**
     * Devices that get the newest state as soon as they have registered a token for the activity.
     */
    devices_queued?: number;
    /**
     * When the server accepted the request (ISO 8601, UTC).
     */
    timestamp: string;
};

/**
 * A button that makes the server call a webhook.
 */
export type LiveActivityWebhookAction = {
    /**
     * Text on the button.
     */
    title: string;
    type: 'webhook';
    /**
     * The https URL that the server calls when the button is pressed.
     */
    url: string;
    method?: LiveActivityWebhookMethod;
    /**
     * JSON that the server sends with a POST. It never leaves the server for the device; with GET it is not sent.
     */
    body?: {
        [key: string]: unknown;
    };
};

/**
 * HTTP method of a webhook.
 */
export type LiveActivityWebhookMethod = 'GET' | 'POST';

/**
 * The metric does not exist.
 */
export type MetricError = {
    /**
     * Short title.
     */
    error: string;
    /**
     * What is wrong and what is allowed.
     */
    message?: string;
};

/**
 * A new value of a metric.
 */
export type MetricValueUpdateRequest = {
    /**
     * The newest value.
     */
    value: number | string;
    /**
     * When the value was true. A value older than the stored one is ignored. Without it: now.
     */
    timestamp?: string;
};

/**
 * The value is stored.
 */
export type MetricValueUpdateResponse = {
    /**
     * Always true: errors have another status and another body.
     */
    success: true;
};

/**
 * Live values that change often, such as server CPU and memory; a gauge for each value in `%`.
 */
export type MetricsContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Second line.
     */
    subtitle?: string;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon;
    type: 'metrics';
    /**
     * One to eight labelled values.
     */
    metrics: Array<ActivityMetric>;
};

/**
 * No device matched.
 */
export type NoRecipientsError = {
    error: 'No recipients found';
    /**
     * What is wrong and what is allowed.
     */
    message: string;
    /**
     * Channels that applied, `null` when none did.
     */
    effective_channel_slugs?: Array<string> | null;
};

/**
 * There is no such thing.
 */
export type NotFoundError = {
    /**
     * Short title.
     */
    error: string;
    /**
     * What is wrong and what is allowed.
     */
    message: string;
};

/**
 * The body is larger than 64 KiB.
 */
export type PayloadTooLargeError = {
    error: 'Payload too large';
    /**
     * What is wrong and what is allowed.
     */
    message: string;
};

/**
 * A progress bar: `percentage`, or `value` with `upper_limit`. With both, `percentage` wins. A `value` beyond the limit shows 100 %.
 */
export type ProgressContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Second line.
     */
    subtitle?: string;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon;
    type: 'progress';
    /**
     * Progress from 0 to 100.
     */
    percentage?: number;
    /**
     * Progress so far, in the unit of `upper_limit`.
     */
    value?: number;
    /**
     * The `value` that means 100 %.
     */
    upper_limit?: number;
    /**
     * A small label.
     */
    badge?: LiveActivityAlertBadge;
};

/**
 * A button on a notification.
 */
export type PushNotificationAction = ({
    type: 'open_url';
} & PushNotificationOpenUrlAction) | ({
    type: 'webhook';
} & PushNotificationWebhookAction);

/**
 * `open_url` opens a link on the device; `webhook` makes the server call a URL.
 */
export type PushNotificationActionType = 'open_url' | 'webhook';

/**
 * A button that opens a link.
 */
export type PushNotificationOpenUrlAction = {
    /**
     * Text on the button.
     */
    title: string;
    type: 'open_url';
    /**
     * An https or http URL, or a URL of any app, that the device opens.
     */
    url: string;
};

/**
 * A push notification.
 */
export type PushNotificationRequest = {
    /**
     * Title of the notification.
     */
    title: string;
    /**
     * Text of the notification.
     */
    message?: string;
    /**
     * Line between title and text.
     */
    subtitle?: string;
    /**
     * https URL of an image, audio or video that is shown when the notification is expanded. Not together with `actions`.
     */
    media?: string;
    /**
     * URL that a tap opens. Without it, a tap opens `media`.
     */
    redirection?: string;
    /**
     * Up to four buttons.
     */
    actions?: Array<PushNotificationAction>;
    /**
     * JSON of your own that reaches the app with the notification.
     */
    payload?: {
        [key: string]: unknown;
    };
    /**
     * Number on the app icon; 0 clears it.
     */
    badge?: number;
    /**
     * Name of a sound of the app.
     */
    sound?: string;
    /**
     * https URL of an image that is shown as the sender's icon.
     */
    icon?: string;
    /**
     * How much it interrupts, by Apple's names.
     */
    interruption_level?: 'passive' | 'active' | 'time-sensitive';
    /**
     * Limits the request to channels. Without it, everything in the scope of the API key.
     */
    target?: ChannelTarget;
    /**
     * Short for `target.channels`. When both are sent they must be equal.
     */
    channels?: Array<string>;
    /**
     * Labels for the history, not shown on the device. Later requests: left out keeps them, `[]` clears them.
     */
    tags?: Array<string>;
    /**
     * Facts of your own, kept with the history and never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}` clears them.
     */
    metadata?: {
        [key: string]: string | number | boolean;
    };
};

/**
 * The notification is on its way.
 */
export type PushNotificationResponse = {
    /**
     * Always true: errors have another status and another body.
     */
    success: true;
    /**
     * Devices that it is on its way to: accepted and stored, not yet confirmed by Apple.
     */
    devices_notified?: number;
    /**
     * Users these devices belong to.
     */
    users_notified?: number;
    /**
     * Channels that applied, `null` when none did.
     */
    effective_channel_slugs: Array<string> | null;
    /**
     * Tags as they are now.
     */
    tags?: Array<string>;
    /**
     * When the server accepted the request (ISO 8601, UTC).
     */
    timestamp: string;
};

/**
 * A button that makes the server call a webhook.
 */
export type PushNotificationWebhookAction = {
    /**
     * Text on the button.
     */
    title: string;
    type: 'webhook';
    /**
     * The https URL that the server calls when the button is pressed.
     */
    url: string;
    method?: PushNotificationWebhookMethod;
    /**
     * JSON that the server sends with a POST. It never leaves the server for the device; with GET it is not sent.
     */
    body?: {
        [key: string]: unknown;
    };
};

/**
 * HTTP method of a webhook.
 */
export type PushNotificationWebhookMethod = 'GET' | 'POST';

/**
 * Too many requests in this minute.
 */
export type RateLimitError = {
    error: 'Rate limit exceeded';
    /**
     * What is wrong and what is allowed.
     */
    message: string;
};

/**
 * Progress through clear stages: a deployment, a backup, a migration, an agent run.
 */
export type SegmentedProgressContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Second line.
     */
    subtitle?: string;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon;
    type: 'segmented_progress';
    /**
     * How many steps there are. It may grow and shrink while the activity runs.
     */
    number_of_steps: number;
    /**
     * How many steps are completed, at most `number_of_steps`; 0 before the first.
     */
    current_step: number;
    /**
     * Colour of the current step.
     */
    step_color?: LiveActivityColor;
    /**
     * Colours of the completed steps: as many as `current_step`.
     */
    step_colors?: Array<LiveActivityColor>;
    /**
     * A small label.
     */
    badge?: LiveActivityAlertBadge;
};

/**
 * Business numbers side by side.
 */
export type StatsContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Second line.
     */
    subtitle?: string;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon;
    type: 'stats';
    /**
     * One to eight labelled values.
     */
    metrics: Array<ActivityMetric>;
};

/**
 * The newest state of a stream. `type` is needed when the stream starts.
 */
export type StreamContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the rest. `counter` and `countdown` are deprecated.
     */
    type?: 'segmented_progress' | 'progress' | 'metrics' | 'stats' | 'alert' | 'value' | 'timer' | 'counter' | 'countdown';
    /**
     * Second line.
     */
    subtitle?: string | null;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor | null;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon | null;
    /**
     * A small label, for `alert`, `progress`, `segmented_progress` and `value`.
     */
    badge?: LiveActivityAlertBadge | null;
    /**
     * How many steps there are. It may grow and shrink while the activity runs.
     */
    number_of_steps?: number | null;
    /**
     * How many steps are completed, at most `number_of_steps`; 0 before the first.
     */
    current_step?: number | null;
    /**
     * Colour of the current step.
     */
    step_color?: LiveActivityColor | null;
    /**
     * Colours of the completed steps: as many as `current_step`.
     */
    step_colors?: Array<LiveActivityColor> | null;
    /**
     * Progress from 0 to 100.
     */
    percentage?: number | null;
    /**
     * For `progress` a number, measured by `upper_limit`; for `value` what is shown.
     */
    value?: number | string | null;
    /**
     * The `value` that means 100 %.
     */
    upper_limit?: number | null;
    /**
     * One to eight labelled values.
     */
    metrics?: Array<ActivityMetric> | null;
    /**
     * The message.
     */
    message?: string | null;
    /**
     * Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
     */
    duration_seconds?: number | null;
    /**
     * `false` counts up from 00:00.
     */
    counts_down?: boolean | null;
    /**
     * `false` freezes the timer, `true` lets it go on.
     */
    is_running?: boolean | null;
    /**
     * Minutes that the ended activity stays on the lock screen; 0 removes it at once. iOS removes it after 4 hours at the latest.
     */
    auto_dismiss_minutes?: number;
    /**
     * The same in seconds. Wins over `auto_dismiss_minutes`.
     */
    auto_dismiss_seconds?: number;
};

/**
 * A countdown of `duration_seconds`, or with `counts_down: false` a timer that counts up. The device counts by itself.
 */
export type TimerContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Second line.
     */
    subtitle?: string;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon;
    type: 'timer';
    /**
     * Length of the timer in seconds. Sending it again restarts the timer; leaving it out keeps it.
     */
    duration_seconds?: number;
    /**
     * `false` counts up from 00:00.
     */
    counts_down?: boolean;
    /**
     * `false` freezes the timer, `true` lets it go on.
     */
    is_running?: boolean;
    /**
     * Legacy.
     *
     * @deprecated
     */
    number_of_steps?: number;
    /**
     * Legacy.
     *
     * @deprecated
     */
    current_step?: number;
    /**
     * Legacy.
     *
     * @deprecated
     */
    step_color?: LiveActivityColor;
    /**
     * Legacy.
     *
     * @deprecated
     */
    step_colors?: Array<LiveActivityColor>;
};

/**
 * The API key is missing or wrong.
 */
export type UnauthorizedError = {
    error: 'Unauthorized';
    /**
     * What is wrong and what is allowed.
     */
    message: string;
};

/**
 * The `Idempotency-Key` was used with another body.
 */
export type UnprocessableError = {
    error: 'Idempotency key reused';
    /**
     * What is wrong and what is allowed.
     */
    message: string;
};

/**
 * The body is not declared as JSON in UTF-8.
 */
export type UnsupportedMediaTypeError = {
    error: 'Unsupported media type';
    /**
     * What is wrong and what is allowed.
     */
    message: string;
};

/**
 * One value, shown as sent.
 */
export type ValueContentState = {
    /**
     * First line.
     */
    title: string;
    /**
     * Second line.
     */
    subtitle?: string;
    /**
     * Accent colour of the activity.
     */
    color?: LiveActivityColor;
    /**
     * Icon beside the title.
     */
    icon?: LiveActivityAlertIcon;
    type: 'value';
    /**
     * The value, shown as sent.
     */
    value: number | string;
    /**
     * A small label.
     */
    badge?: LiveActivityAlertBadge;
};

export type SendPushNotificationData = {
    body: PushNotificationRequest;
    headers?: {
        /**
         * Makes a retry safe: for 24 hours the same key with the same body answers the first result again instead of acting twice.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/push-notification';
};

export type SendPushNotificationErrors = {
    /**
     * The request is not valid.
     */
    400: BadRequestError;
    /**
     * The API key is missing or wrong.
     */
    401: UnauthorizedError;
    /**
     * The API key may not do this.
     */
    403: ForbiddenError;
    /**
     * There is no such thing, or no device matched.
     */
    404: NoRecipientsError;
    /**
     * A request with the same `Idempotency-Key` is still running.
     */
    409: ConflictError;
    /**
     * The body is too large.
     */
    413: PayloadTooLargeError;
    /**
     * The body is not declared as JSON in UTF-8.
     */
    415: UnsupportedMediaTypeError;
    /**
     * The `Idempotency-Key` was used with another body.
     */
    422: UnprocessableError;
    /**
     * Too many requests in this minute, or too many Live Activities.
     */
    429: RateLimitError;
    /**
     * The server failed.
     */
    500: InternalServerError;
};

export type SendPushNotificationError = SendPushNotificationErrors[keyof SendPushNotificationErrors];

export type SendPushNotificationResponses = {
    /**
     * The notification is on its way.
     */
    200: PushNotificationResponse;
};

export type SendPushNotificationResponse = SendPushNotificationResponses[keyof SendPushNotificationResponses];

export type EndLiveActivityStreamData = {
    body?: LiveActivityStreamDeleteRequest;
    path: {
        /**
         * Your own stable name for the thing that is shown: 1 to 255 letters, digits, underscores and hyphens.
         */
        stream_key: string;
    };
    query?: never;
    url: '/live-activity/stream/{stream_key}';
};

export type EndLiveActivityStreamErrors = {
    /**
     * The request is not valid.
     */
    400: BadRequestError;
    /**
     * The API key is missing or wrong.
     */
    401: UnauthorizedError;
    /**
     * The API key may not do this.
     */
    403: ForbiddenError;
    /**
     * There is no such thing, or no device matched.
     */
    404: NotFoundError;
    /**
     * The body is too large.
     */
    413: PayloadTooLargeError;
    /**
     * The body is not declared as JSON in UTF-8.
     */
    415: UnsupportedMediaTypeError;
    /**
     * Too many requests in this minute, or too many Live Activities.
     */
    429: RateLimitError;
    /**
     * The server failed.
     */
    500: InternalServerError;
};

export type EndLiveActivityStreamError = EndLiveActivityStreamErrors[keyof EndLiveActivityStreamErrors];

export type EndLiveActivityStreamResponses = {
    /**
     * The stream has ended.
     */
    200: LiveActivityStreamDeleteResponse;
};

export type EndLiveActivityStreamResponse = EndLiveActivityStreamResponses[keyof EndLiveActivityStreamResponses];

export type ReconcileLiveActivityStreamData = {
    body: LiveActivityStreamRequest;
    path: {
        /**
         * Your own stable name for the thing that is shown: 1 to 255 letters, digits, underscores and hyphens.
         */
        stream_key: string;
    };
    query?: never;
    url: '/live-activity/stream/{stream_key}';
};

export type ReconcileLiveActivityStreamErrors = {
    /**
     * The request is not valid.
     */
    400: BadRequestError;
    /**
     * The API key is missing or wrong.
     */
    401: UnauthorizedError;
    /**
     * The API key may not do this.
     */
    403: ForbiddenError;
    /**
     * There is no such thing, or no device matched.
     */
    404: NoRecipientsError;
    /**
     * The body is too large.
     */
    413: PayloadTooLargeError;
    /**
     * The body is not declared as JSON in UTF-8.
     */
    415: UnsupportedMediaTypeError;
    /**
     * Too many requests in this minute, or too many Live Activities.
     */
    429: RateLimitError | LiveActivityLimitError;
    /**
     * The server failed.
     */
    500: InternalServerError;
};

export type ReconcileLiveActivityStreamError = ReconcileLiveActivityStreamErrors[keyof ReconcileLiveActivityStreamErrors];

export type ReconcileLiveActivityStreamResponses = {
    /**
     * What the stream did with the state.
     */
    200: LiveActivityStreamPutResponse;
};

export type ReconcileLiveActivityStreamResponse = ReconcileLiveActivityStreamResponses[keyof ReconcileLiveActivityStreamResponses];

export type StartLiveActivityData = {
    body: LiveActivityStartRequest;
    headers?: {
        /**
         * Makes a retry safe: for 24 hours the same key with the same body answers the first result again instead of acting twice.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/live-activity/start';
};

export type StartLiveActivityErrors = {
    /**
     * The request is not valid.
     */
    400: BadRequestError;
    /**
     * The API key is missing or wrong.
     */
    401: UnauthorizedError;
    /**
     * The API key may not do this.
     */
    403: ForbiddenError;
    /**
     * There is no such thing, or no device matched.
     */
    404: NoRecipientsError;
    /**
     * A request with the same `Idempotency-Key` is still running.
     */
    409: ConflictError;
    /**
     * The body is too large.
     */
    413: PayloadTooLargeError;
    /**
     * The body is not declared as JSON in UTF-8.
     */
    415: UnsupportedMediaTypeError;
    /**
     * The `Idempotency-Key` was used with another body.
     */
    422: UnprocessableError;
    /**
     * Too many requests in this minute, or too many Live Activities.
     */
    429: RateLimitError | LiveActivityLimitError;
    /**
     * The server failed.
     */
    500: InternalServerError;
};

export type StartLiveActivityError = StartLiveActivityErrors[keyof StartLiveActivityErrors];

export type StartLiveActivityResponses = {
    /**
     * The Live Activity is on its way.
     */
    200: LiveActivityStartResponse;
};

export type StartLiveActivityResponse = StartLiveActivityResponses[keyof StartLiveActivityResponses];

export type UpdateLiveActivityData = {
    body: LiveActivityUpdateRequest;
    path?: never;
    query?: never;
    url: '/live-activity/update';
};

export type UpdateLiveActivityErrors = {
    /**
     * The request is not valid.
     */
    400: BadRequestError;
    /**
     * The API key is missing or wrong.
     */
    401: UnauthorizedError;
    /**
     * The API key may not do this.
     */
    403: ForbiddenError;
    /**
     * There is no such thing, or no device matched.
     */
    404: NotFoundError;
    /**
     * The body is too large.
     */
    413: PayloadTooLargeError;
    /**
     * The body is not declared as JSON in UTF-8.
     */
    415: UnsupportedMediaTypeError;
    /**
     * Too many requests in this minute, or too many Live Activities.
     */
    429: RateLimitError;
    /**
     * The server failed.
     */
    500: InternalServerError;
};

export type UpdateLiveActivityError = UpdateLiveActivityErrors[keyof UpdateLiveActivityErrors];

export type UpdateLiveActivityResponses = {
    /**
     * The change is on its way.
     */
    200: LiveActivityUpdateResponse;
};

export type UpdateLiveActivityResponse = UpdateLiveActivityResponses[keyof UpdateLiveActivityResponses];

export type EndLiveActivityData = {
    body: LiveActivityEndRequest;
    path?: never;
    query?: never;
    url: '/live-activity/end';
};

export type EndLiveActivityErrors = {
    /**
     * The request is not valid.
     */
    400: BadRequestError;
    /**
     * The API key is missing or wrong.
     */
    401: UnauthorizedError;
    /**
     * The API key may not do this.
     */
    403: ForbiddenError;
    /**
     * There is no such thing, or no device matched.
     */
    404: NotFoundError;
    /**
     * The body is too large.
     */
    413: PayloadTooLargeError;
    /**
     * The body is not declared as JSON in UTF-8.
     */
    415: UnsupportedMediaTypeError;
    /**
     * Too many requests in this minute, or too many Live Activities.
     */
    429: RateLimitError;
    /**
     * The server failed.
     */
    500: InternalServerError;
};

export type EndLiveActivityError = EndLiveActivityErrors[keyof EndLiveActivityErrors];

export type EndLiveActivityResponses = {
    /**
     * The end is on its way.
     */
    200: LiveActivityEndResponse;
};

export type EndLiveActivityResponse = EndLiveActivityResponses[keyof EndLiveActivityResponses];

export type UpdateMetricValueData = {
    body: MetricValueUpdateRequest;
    path: {
        /**
         * Key of a metric that exists in the workspace.
         */
        key: string;
    };
    query?: never;
    url: '/metrics/{key}/value';
};

export type UpdateMetricValueErrors = {
    /**
     * The request is not valid.
     */
    400: BadRequestError;
    /**
     * The API key is missing or wrong.
     */
    401: UnauthorizedError;
    /**
     * There is no such thing, or no device matched.
     */
    404: MetricError;
    /**
     * The body is too large.
     */
    413: PayloadTooLargeError;
    /**
     * The body is not declared as JSON in UTF-8.
     */
    415: UnsupportedMediaTypeError;
    /**
     * Too many requests in this minute, or too many Live Activities.
     */
    429: RateLimitError;
    /**
     * The server failed.
     */
    500: InternalServerError;
};

export type UpdateMetricValueError = UpdateMetricValueErrors[keyof UpdateMetricValueErrors];

export type UpdateMetricValueResponses = {
    /**
     * The value is stored.
     */
    200: MetricValueUpdateResponse;
};

export type UpdateMetricValueResponse = UpdateMetricValueResponses[keyof UpdateMetricValueResponses];

export type UpdateAppIconBadgeCountData = {
    body: AppIconBadgeCountUpdateRequest;
    path?: never;
    query?: never;
    url: '/badge';
};

export type UpdateAppIconBadgeCountErrors = {
    /**
     * The request is not valid.
     */
    400: BadRequestError;
    /**
     * The API key is missing or wrong.
     */
    401: UnauthorizedError;
    /**
     * The API key may not do this.
     */
    403: ForbiddenError;
    /**
     * There is no such thing, or no device matched.
     */
    404: NoRecipientsError;
    /**
     * The body is too large.
     */
    413: PayloadTooLargeError;
    /**
     * The body is not declared as JSON in UTF-8.
     */
    415: UnsupportedMediaTypeError;
    /**
     * Too many requests in this minute, or too many Live Activities.
     */
    429: RateLimitError;
    /**
     * The server failed.
     */
    500: InternalServerError;
};

export type UpdateAppIconBadgeCountError = UpdateAppIconBadgeCountErrors[keyof UpdateAppIconBadgeCountErrors];

export type UpdateAppIconBadgeCountResponses = {
    /**
     * The number is on its way.
     */
    200: AppIconBadgeCountUpdateResponse;
};

export type UpdateAppIconBadgeCountResponse = UpdateAppIconBadgeCountResponses[keyof UpdateAppIconBadgeCountResponses];
