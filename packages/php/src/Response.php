<?php

declare(strict_types=1);

namespace ActivitySmith;

/** An answer. What a newer server adds to it is in `toArray()` and in `json_encode()`. */
abstract class Response implements \JsonSerializable
{
    /** The hosted service answers by the newer names. */
    private const SAME = [
        'devices_updated' => 'devices_notified',
        'users_updated' => 'users_notified',
        'devices_notified' => 'devices_updated',
        'users_notified' => 'users_updated',
    ];

    /**
     * @internal
     * @param array<string, mixed> $body
     * @param array<string, string> $headers By their names in lower case.
     */
    final public function __construct(private readonly array $body, private readonly array $headers = [])
    {
    }

    /** The `X-Request-Id` header, to quote when you ask for support. */
    public function getRequestId(): ?string
    {
        return $this->headers['x-request-id'] ?? null;
    }

    /** What the `RateLimit-*` headers say, when the server sends them. */
    public function getRateLimit(): ?RateLimit
    {
        $limit = $this->count('limit');
        return $limit > 0 ? new RateLimit($limit, $this->count('remaining'), $this->count('reset')) : null;
    }

    /**
     * The body as it came.
     *
     * @return array<string, mixed>
     */
    public function toArray(): array
    {
        return $this->body;
    }

    /** The body as it came. */
    public function jsonSerialize(): object
    {
        return (object) $this->body;
    }

    /** A field by its name on the wire, `null` when it did not come. */
    protected function field(string $name): mixed
    {
        return $this->body[$name] ?? $this->body[self::SAME[$name] ?? $name] ?? null;
    }

    /** A moment, as a new object each time. */
    protected function moment(string $name): \DateTime
    {
        return new \DateTime($this->field($name));
    }

    private function count(string $name): int
    {
        $value = $this->headers["ratelimit-$name"] ?? '';
        return preg_match('/^\d+$/D', $value) === 1 ? (int) $value : 0;
    }
}
