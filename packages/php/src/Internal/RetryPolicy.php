<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Exception\ApiException;
use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Exception\LiveActivityLimitException;
use ActivitySmith\Exception\RequestException;

/**
 * When a failed request may be sent again, and how long to wait before.
 *
 * @internal
 */
final class RetryPolicy
{
    /** Seconds. */
    public const LONGEST_WAIT = 60;

    /**
     * Seconds to wait before the next try, `null` when there must be none.
     *
     * Tried again: answers with `Retry-After`, 408, 409 (another request with the same idempotency key is running), 429
     * for the rate, 5xx, failed connections and timeouts. Not when the server asks to wait longer than a minute.
     *
     * @param bool $isRepeatable False when doing it twice would show, so that only a request that was surely not
     *     processed may be sent again.
     * @param float $chance From 0 to 1: clients that failed together must not come back together.
     */
    public static function delay(RequestException $error, bool $isRepeatable, float $chance): ?float
    {
        $asked = $error instanceof ApiException ? $error->retryAfter : null;
        $tooLong = $asked !== null && $asked > self::LONGEST_WAIT;
        $again = self::wasNotProcessed($error) || ($isRepeatable && self::mayPass($error));
        if ($tooLong || !$again || $error instanceof LiveActivityLimitException) {
            return null;
        }
        $backoff = min(8, 0.25 * 2 ** $error->attempts) * (0.5 + $chance / 2);
        return max($asked ?? 0, $backoff);
    }

    /** Seconds that a `Retry-After` header asks to wait, in either of its forms; `null` without a usable one. */
    public static function retryAfter(?string $value): ?float
    {
        if (is_numeric($value)) {
            $seconds = (float) $value;
        } else {
            $utc = new \DateTimeZone('UTC');
            $moment = \DateTimeImmutable::createFromFormat('D, d M Y H:i:s \G\M\T', $value ?? '', $utc);
            $seconds = $moment === false ? -1.0 : (float) ($moment->getTimestamp() - time());
        }
        return $seconds >= 0 && is_finite($seconds) ? $seconds : null;
    }

    private static function wasNotProcessed(RequestException $error): bool
    {
        return match (true) {
            $error instanceof ConnectionException => !$error->sent,
            $error instanceof ApiException => in_array($error->status, [408, 409, 429], true)
                || ($error->status === 503 && $error->retryAfter !== null),
            default => false,
        };
    }

    private static function mayPass(RequestException $error): bool
    {
        return !$error instanceof ApiException || $error->retryAfter !== null || $error->status >= 500;
    }
}
