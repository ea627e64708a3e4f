<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

/**
 * A complete answer.
 *
 * @internal
 */
final class Answer
{
    /** @var array<string, mixed>|null The body parsed, when it is a JSON object. */
    public readonly ?array $data;

    /** @param array<string, string> $headers By their names in lower case. */
    public function __construct(
        public readonly int $status,
        public readonly array $headers,
        public readonly string $body,
    ) {
        $object = str_starts_with(ltrim($body), '{');
        $this->data = $object && is_array($data = json_decode($body, true)) ? $data : null;
    }

    public function succeeded(): bool
    {
        return $this->status >= 200 && $this->status < 300 && $this->data !== null;
    }
}
