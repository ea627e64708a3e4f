<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/** How much it interrupts, by Apple's names. */
final class PushInterruptionLevel
{
    public const PASSIVE = 'passive';
    public const ACTIVE = 'active';
    public const TIME_SENSITIVE = 'time-sensitive';

    /** All of them. */
    public const VALUES = [
        self::PASSIVE,
        self::ACTIVE,
        self::TIME_SENSITIVE,
    ];
}
