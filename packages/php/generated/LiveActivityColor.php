<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/** Accent colour. Shown as `blue` when none is given. */
final class LiveActivityColor
{
    public const LIME = 'lime';
    public const GREEN = 'green';
    public const CYAN = 'cyan';
    public const BLUE = 'blue';
    public const PURPLE = 'purple';
    public const MAGENTA = 'magenta';
    public const RED = 'red';
    public const ORANGE = 'orange';
    public const YELLOW = 'yellow';
    public const GRAY = 'gray';

    /** All of them. */
    public const VALUES = [
        self::LIME,
        self::GREEN,
        self::CYAN,
        self::BLUE,
        self::PURPLE,
        self::MAGENTA,
        self::RED,
        self::ORANGE,
        self::YELLOW,
        self::GRAY,
    ];
}
