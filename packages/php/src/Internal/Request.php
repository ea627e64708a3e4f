<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

/**
 * What is sent, and how.
 *
 * @internal
 */
final class Request
{
    /**
     * @param string $path Below the base URL.
     * @param array<string, string> $headers Of this request alone.
     * @param bool $isRepeatable Doing it twice does not show.
     * @param string|null $subject The one thing whose state it sets (a stream, an activity, a metric).
     */
    public function __construct(
        public readonly string $method,
        public readonly string $path,
        public readonly array $headers,
        public readonly ?string $body,
        public readonly float $timeout,
        public readonly int $maxRetries,
        public readonly bool $isRepeatable,
        public readonly ?string $subject,
    ) {
    }
}
