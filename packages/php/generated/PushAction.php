<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * A button on a notification.
 *
 * @phpstan-import-type PushNotificationActionType from Types
 * @phpstan-import-type PushNotificationWebhookMethod from Types
 * @phpstan-import-type PushNotificationAction from Types
 */
final class PushAction
{
    /**
     * What is `null` is left out.
     *
     * @param string $title Text on the button.
     * @param PushNotificationActionType $type
     * @param string $url An https or http URL, or a URL of any app, that the device opens.
     * @param PushNotificationWebhookMethod|null $method
     * @param array<string, mixed>|object|null $body JSON that the server sends with a POST. It never leaves the server
     *     for the device; with GET it is not sent.
     * @return PushNotificationAction
     */
    public static function make(
        string $title,
        string $type,
        string $url,
        ?string $method = null,
        array|object|null $body = null,
    ): array {
        return Internal\Fields::given(get_defined_vars());
    }
}
