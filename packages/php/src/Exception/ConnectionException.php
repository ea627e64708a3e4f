<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** No answer, or not all of it: refused, reset, no such host, cut off. */
class ConnectionException extends RequestException
{
    /** @param bool $sent False when nothing was sent, so that the server surely did nothing. */
    public function __construct(string $message, public readonly bool $sent = true)
    {
        parent::__construct($message);
    }
}
