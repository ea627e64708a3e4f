<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * A button on a Live Activity.
 *
 * @phpstan-import-type LiveActivityActionType from Types
 * @phpstan-import-type LiveActivityWebhookMethod from Types
 * @phpstan-import-type LiveActivityActionValue from Types
 */
final class LiveActivityAction
{
    /**
     * What is `null` is left out.
     *
     * @param string $title Text on the button.
     * @param LiveActivityActionType $type
     * @param string $url An https, http or shortcuts URL that the device opens.
     * @param LiveActivityWebhookMethod|null $method
     * @param array<string, mixed>|object|null $body JSON that the server sends with a POST. It never leaves the server
     *     for the device; with GET it is not sent.
     * @return LiveActivityActionValue
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
