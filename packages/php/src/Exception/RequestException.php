<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** A request did not succeed. Code for 1.x knows it as `ActivitySmith\Generated\ApiException`. */
abstract class RequestException extends \RuntimeException implements ActivitySmithException
{
    /** How many requests were sent. */
    public int $attempts = 1;

    /** The answer's body as text, `null` without an answer. */
    public function getResponseBody(): ?string
    {
        return null;
    }

    /**
     * The answer's headers, by their names in lower case; `null` without an answer.
     *
     * @return array<string, list<string>>|null
     */
    public function getResponseHeaders(): ?array
    {
        return null;
    }
}

// Now, because `catch` loads no class.
class_alias(RequestException::class, 'ActivitySmith\Generated\ApiException');
