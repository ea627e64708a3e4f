<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

use ActivitySmith\Internal\Answer;
use ActivitySmith\Internal\RetryPolicy;

/** The server answered with an error, or not with JSON. `getCode()` is the status. */
class ApiException extends RequestException
{
    /** The HTTP status. */
    public readonly int $status;
    /** The short title in the answer's `error` field, such as `Rate limit exceeded`. */
    public readonly ?string $reason;
    /** The answer's `X-Request-Id`, to quote when you ask for support. */
    public readonly ?string $requestId;
    /** Seconds to wait, when the answer has a `Retry-After` header. */
    public readonly ?float $retryAfter;
    /** @var array<string, string> The answer's headers, by their names in lower case. */
    public readonly array $headers;
    /** The answer's body as text. */
    public readonly string $body;
    /** @var array<string, mixed>|null The body parsed, `null` when it is no JSON object. */
    public readonly ?array $data;

    /** @internal */
    final public function __construct(Answer $answer)
    {
        $reason = $answer->data['error'] ?? null;
        $message = $answer->data['message'] ?? null;
        $this->status = $answer->status;
        $this->headers = $answer->headers;
        $this->body = $answer->body;
        $this->data = $answer->data;
        $this->reason = is_string($reason) ? $reason : null;
        $this->requestId = $answer->headers['x-request-id'] ?? null;
        $this->retryAfter = RetryPolicy::retryAfter($answer->headers['retry-after'] ?? null);
        $text = is_string($message) ? $message : $this->reason ?? "HTTP $answer->status";
        parent::__construct($text, $answer->status);
    }

    /** @internal The exception that stands for an answer. */
    public static function of(Answer $answer): self
    {
        $data = $answer->data ?? [];
        $atLimit = is_int($data['limit'] ?? null) && is_int($data['active'] ?? null);
        return match (true) {
            $atLimit => new LiveActivityLimitException($answer),
            ($data['error'] ?? null) === 'No recipients found' => new NoRecipientsException($answer),
            $answer->status >= 500 => new InternalServerException($answer),
            default => match ($answer->status) {
                400 => new BadRequestException($answer),
                401 => new AuthenticationException($answer),
                403 => new PermissionDeniedException($answer),
                404 => new NotFoundException($answer),
                429 => new RateLimitException($answer),
                default => new self($answer),
            },
        };
    }

    public function getResponseBody(): ?string
    {
        return $this->body;
    }

    public function getResponseHeaders(): ?array
    {
        return array_map(static fn (string $value): array => [$value], $this->headers);
    }
}
