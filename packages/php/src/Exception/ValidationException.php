<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** The call was wrong, and nothing was sent. */
final class ValidationException extends \InvalidArgumentException implements ActivitySmithException
{
}
