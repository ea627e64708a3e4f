<?php

declare(strict_types=1);

namespace ActivitySmith;

/** The version of this package, sent with every request. */
final class Version
{
    public const VERSION = '2.0.0-alpha.0';
}
