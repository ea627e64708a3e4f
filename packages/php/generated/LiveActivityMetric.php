<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * One labelled value.
 *
 * @phpstan-import-type LiveActivityColorValue from Types
 * @phpstan-import-type ActivityMetricValue from Types
 * @phpstan-import-type ActivityMetric from Types
 */
final class LiveActivityMetric
{
    /**
     * What is `null` is left out.
     *
     * @param string $label Name of the value.
     * @param ActivityMetricValue $value
     * @param string|null $unit Unit behind the value. `%` makes it a gauge on a `metrics` activity.
     * @param LiveActivityColorValue|null $color Colour of this value.
     * @return ActivityMetric
     */
    public static function make(
        string $label,
        int|float|string $value,
        ?string $unit = null,
        ?string $color = null,
    ): array {
        return Internal\Fields::given(get_defined_vars());
    }
}
