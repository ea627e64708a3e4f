<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** 429: too many requests in this minute. */
final class RateLimitException extends ApiException
{
}
