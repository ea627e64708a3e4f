<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * A small label, for `alert`, `progress` and `segmented_progress`.
 *
 * @phpstan-import-type LiveActivityColorValue from Types
 * @phpstan-import-type LiveActivityAlertBadgeValue from Types
 */
final class LiveActivityAlertBadge
{
    /**
     * What is `null` is left out.
     *
     * @param string $title Text of the badge.
     * @param LiveActivityColorValue|null $color Colour of the badge.
     * @return LiveActivityAlertBadgeValue
     */
    public static function make(
        string $title,
        ?string $color = null,
    ): array {
        return Internal\Fields::given(get_defined_vars());
    }
}
