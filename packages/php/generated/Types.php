<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * Types of what goes into requests, for PHPStan and Psalm. In your own code:
 * `@phpstan-import-type LiveActivityStreamRequest from \ActivitySmith\Types`.
 *
 * @phpstan-type PushNotificationActionType 'open_url'|'webhook'
 * @phpstan-type PushNotificationWebhookMethod 'GET'|'POST'
 * @phpstan-type PushNotificationAction array{
 *     title: string,
 *     type: PushNotificationActionType,
 *     url: string,
 *     method?: PushNotificationWebhookMethod,
 *     body?: array<string, mixed>|object,
 * }
 * @phpstan-type ChannelTarget array{
 *     channels: list<string>|string,
 * }
 * @phpstan-type PushNotificationRequest array{
 *     title: string,
 *     message?: string,
 *     subtitle?: string,
 *     media?: string,
 *     redirection?: string,
 *     actions?: list<PushNotificationAction>,
 *     payload?: array<string, mixed>|object,
 *     badge?: int,
 *     sound?: string,
 *     icon?: string,
 *     interruption_level?: 'passive'|'active'|'time-sensitive',
 *     target?: ChannelTarget,
 *     channels?: list<string>|string,
 *     tags?: list<string>,
 *     metadata?: array<string, string|int|float|bool>|object,
 * }
 * @phpstan-type LiveActivityColorValue 'lime'|'green'|'cyan'|'blue'|'purple'|'magenta'|'red'|'orange'|'yellow'|'gray'
 * @phpstan-type LiveActivityAlertIconValue array{
 *     symbol: string,
 *     color?: LiveActivityColorValue,
 * }
 * @phpstan-type LiveActivityAlertBadgeValue array{
 *     title: string,
 *     color?: LiveActivityColorValue,
 * }
 * @phpstan-type ActivityMetricValue int|float|string
 * @phpstan-type ActivityMetric array{
 *     label: string,
 *     value: ActivityMetricValue,
 *     unit?: string,
 *     color?: LiveActivityColorValue,
 * }
 * @phpstan-type StreamContentState array{
 *     title: string,
 *     type?: 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown',
 *     subtitle?: string|null,
 *     color?: LiveActivityColorValue|null,
 *     icon?: LiveActivityAlertIconValue|null,
 *     badge?: LiveActivityAlertBadgeValue|null,
 *     number_of_steps?: int|null,
 *     current_step?: int|null,
 *     step_color?: LiveActivityColorValue|null,
 *     step_colors?: list<LiveActivityColorValue>|null,
 *     percentage?: int|float|null,
 *     value?: int|float|string|null,
 *     upper_limit?: int|float|null,
 *     metrics?: list<ActivityMetric>|null,
 *     message?: string|null,
 *     duration_seconds?: int|float|null,
 *     counts_down?: bool|null,
 *     is_running?: bool|null,
 *     auto_dismiss_minutes?: int,
 *     auto_dismiss_seconds?: int,
 * }
 * @phpstan-type LiveActivityActionType 'open_url'|'webhook'
 * @phpstan-type LiveActivityWebhookMethod 'GET'|'POST'
 * @phpstan-type LiveActivityActionValue array{
 *     title: string,
 *     type: LiveActivityActionType,
 *     url: string,
 *     method?: LiveActivityWebhookMethod,
 *     body?: array<string, mixed>|object,
 * }
 * @phpstan-type AlertPayload array{
 *     title?: string,
 *     body?: string,
 * }
 * @phpstan-type LiveActivityStreamRequest array{
 *     content_state: StreamContentState,
 *     action?: LiveActivityActionValue|null,
 *     secondary_action?: LiveActivityActionValue|null,
 *     alert?: AlertPayload,
 *     target?: ChannelTarget,
 *     channels?: list<string>|string,
 *     tags?: list<string>,
 *     metadata?: array<string, string|int|float|bool>|object,
 * }
 * @phpstan-type LiveActivityStreamDeleteRequest array{
 *     content_state?: StreamContentState,
 *     action?: LiveActivityActionValue|null,
 *     secondary_action?: LiveActivityActionValue|null,
 *     alert?: AlertPayload,
 *     tags?: list<string>,
 *     metadata?: array<string, string|int|float|bool>|object,
 * }
 * @phpstan-type ContentStateStart array{
 *     title: string,
 *     subtitle?: string,
 *     color?: LiveActivityColorValue,
 *     icon?: LiveActivityAlertIconValue,
 *     type: 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown',
 *     number_of_steps?: int,
 *     current_step?: int,
 *     step_color?: LiveActivityColorValue,
 *     step_colors?: list<LiveActivityColorValue>,
 *     badge?: LiveActivityAlertBadgeValue,
 *     percentage?: int|float,
 *     value?: int|float|string,
 *     upper_limit?: int|float,
 *     metrics?: list<ActivityMetric>,
 *     message?: string,
 *     duration_seconds?: int|float,
 *     counts_down?: bool,
 *     is_running?: bool,
 * }
 * @phpstan-type LiveActivityStartRequest array{
 *     content_state: ContentStateStart,
 *     action?: LiveActivityActionValue,
 *     secondary_action?: LiveActivityActionValue,
 *     alert?: AlertPayload,
 *     target?: ChannelTarget,
 *     channels?: list<string>|string,
 *     tags?: list<string>,
 *     metadata?: array<string, string|int|float|bool>|object,
 * }
 * @phpstan-type ContentStateUpdate array{
 *     title: string,
 *     type?: 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown',
 *     subtitle?: string|null,
 *     color?: LiveActivityColorValue|null,
 *     icon?: LiveActivityAlertIconValue|null,
 *     badge?: LiveActivityAlertBadgeValue|null,
 *     number_of_steps?: int|null,
 *     current_step?: int|null,
 *     step_color?: LiveActivityColorValue|null,
 *     step_colors?: list<LiveActivityColorValue>|null,
 *     percentage?: int|float|null,
 *     value?: int|float|string|null,
 *     upper_limit?: int|float|null,
 *     metrics?: list<ActivityMetric>|null,
 *     message?: string|null,
 *     duration_seconds?: int|float|null,
 *     counts_down?: bool|null,
 *     is_running?: bool|null,
 * }
 * @phpstan-type LiveActivityUpdateRequest array{
 *     activity_id: string,
 *     content_state: ContentStateUpdate,
 *     action?: LiveActivityActionValue|null,
 *     secondary_action?: LiveActivityActionValue|null,
 *     tags?: list<string>,
 *     metadata?: array<string, string|int|float|bool>|object,
 * }
 * @phpstan-type ContentStateEnd array{
 *     title: string,
 *     type?: 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown',
 *     subtitle?: string|null,
 *     color?: LiveActivityColorValue|null,
 *     icon?: LiveActivityAlertIconValue|null,
 *     badge?: LiveActivityAlertBadgeValue|null,
 *     number_of_steps?: int|null,
 *     current_step?: int|null,
 *     step_color?: LiveActivityColorValue|null,
 *     step_colors?: list<LiveActivityColorValue>|null,
 *     percentage?: int|float|null,
 *     value?: int|float|string|null,
 *     upper_limit?: int|float|null,
 *     metrics?: list<ActivityMetric>|null,
 *     message?: string|null,
 *     duration_seconds?: int|float|null,
 *     counts_down?: bool|null,
 *     is_running?: bool|null,
 *     auto_dismiss_minutes?: int,
 * }
 * @phpstan-type LiveActivityEndRequest array{
 *     activity_id: string,
 *     content_state: ContentStateEnd,
 *     action?: LiveActivityActionValue|null,
 *     secondary_action?: LiveActivityActionValue|null,
 *     tags?: list<string>,
 *     metadata?: array<string, string|int|float|bool>|object,
 * }
 * @phpstan-type MetricValueUpdateRequest array{
 *     value: int|float|string,
 *     timestamp?: \DateTimeInterface|string,
 * }
 * @phpstan-type AppIconBadgeCountUpdateRequest array{
 *     badge: int,
 *     target?: ChannelTarget,
 *     channels?: list<string>|string,
 * }
 */
interface Types
{
}
