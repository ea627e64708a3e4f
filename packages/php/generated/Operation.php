<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * The operations of the API.
 *
 * @internal
 */
enum Operation
{
    case SendPushNotification;
    case ReconcileLiveActivityStream;
    case EndLiveActivityStream;
    case StartLiveActivity;
    case UpdateLiveActivity;
    case EndLiveActivity;
    case UpdateMetricValue;
    case UpdateAppIconBadgeCount;

    /** Fields that belong into a content state. */
    public const STATE_FIELDS = [
        'title',
        'subtitle',
        'color',
        'icon',
        'type',
        'number_of_steps',
        'current_step',
        'step_color',
        'step_colors',
        'badge',
        'percentage',
        'value',
        'upper_limit',
        'metrics',
        'message',
        'duration_seconds',
        'counts_down',
        'is_running',
        'auto_dismiss_minutes',
        'auto_dismiss_seconds',
    ];

    /** Fields that are objects, which an empty array would not show. */
    public const OBJECTS = [
        'target',
        'icon',
        'badge',
        'content_state',
        'action',
        'secondary_action',
        'alert',
    ];

    /** Fields that hold JSON of the caller's. */
    public const MAPS = [
        'body',
        'payload',
        'metadata',
    ];

    /**
     * The method, and the path below the base URL with the key in braces when there is one.
     *
     * @return array{string, string}
     */
    public function route(): array
    {
        return match ($this) {
            self::SendPushNotification => ['POST', '/push-notification'],
            self::ReconcileLiveActivityStream => ['PUT', '/live-activity/stream/{stream_key}'],
            self::EndLiveActivityStream => ['DELETE', '/live-activity/stream/{stream_key}'],
            self::StartLiveActivity => ['POST', '/live-activity/start'],
            self::UpdateLiveActivity => ['POST', '/live-activity/update'],
            self::EndLiveActivity => ['POST', '/live-activity/end'],
            self::UpdateMetricValue => ['POST', '/metrics/{key}/value'],
            self::UpdateAppIconBadgeCount => ['POST', '/badge'],
        };
    }

    /** Acts again when it is sent again, unless an Idempotency-Key says that it is the same. */
    public function isIdempotent(): bool
    {
        return in_array($this, [self::SendPushNotification, self::StartLiveActivity], true);
    }
}
