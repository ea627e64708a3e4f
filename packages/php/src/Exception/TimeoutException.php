<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** No complete answer in time. */
final class TimeoutException extends ConnectionException
{
}
