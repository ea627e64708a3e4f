<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/** The value is stored. */
final class MetricValueUpdateResponse extends Response
{
    /** Always true: errors have another status and another body. */
    public function getSuccess(): bool
    {
        return $this->field('success');
    }
}
