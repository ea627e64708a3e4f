<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** Every exception that this package throws. None holds the API key. */
interface ActivitySmithException extends \Throwable
{
}
