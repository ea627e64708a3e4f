<?php

declare(strict_types=1);

namespace ActivitySmith;

/** The server's count of requests. */
final class RateLimit
{
    /**
     * @param int $limit Requests allowed in a window.
     * @param int $remaining How many are left.
     * @param int $reset Seconds until the window ends.
     */
    public function __construct(
        public readonly int $limit,
        public readonly int $remaining,
        public readonly int $reset,
    ) {
    }
}
