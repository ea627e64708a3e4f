<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * An icon beside the title. Every type shows it.
 *
 * @phpstan-import-type LiveActivityColorValue from Types
 * @phpstan-import-type LiveActivityAlertIconValue from Types
 */
final class LiveActivityAlertIcon
{
    /**
     * What is `null` is left out.
     *
     * @param string $symbol Name of an Apple SF Symbol.
     * @param LiveActivityColorValue|null $color Colour of the icon.
     * @return LiveActivityAlertIconValue
     */
    public static function make(
        string $symbol,
        ?string $color = null,
    ): array {
        return Internal\Fields::given(get_defined_vars());
    }
}
