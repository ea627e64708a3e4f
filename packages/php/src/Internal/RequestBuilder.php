<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Exception\ValidationException;
use ActivitySmith\Operation;
use ActivitySmith\PushInterruptionLevel;

/**
 * From what a method was given to what is sent: fields by name put in their places, and what would do harm refused.
 *
 * @internal
 */
final class RequestBuilder
{
    /** @param array<string, mixed> $arguments */
    public static function build(Settings $settings, Operation $operation, array $arguments): Request
    {
        $given = Fields::given($arguments);
        [$method, $route] = $operation->route();
        $path = preg_replace_callback(
            '/\{(\w+)\}/',
            static function (array $match) use (&$given): string {
                $key = $given[$match[1]] ?? '';
                unset($given[$match[1]]);
                return self::segment($match[1], (string) $key);
            },
            $route,
        );
        $timeout = $given['timeout'] ?? null;
        $maxRetries = $given['max_retries'] ?? null;
        $idempotencyKey = $given['idempotency_key'] ?? ($operation->isIdempotent() ? bin2hex(random_bytes(16)) : null);
        $request = $given['request'] ?? [];
        unset($given['timeout'], $given['max_retries'], $given['idempotency_key'], $given['request']);

        $body = self::body($request, $given, str_starts_with($route, '/live-activity'));
        // Only the end of a stream may come without one.
        $text = $method === 'DELETE' && $body === [] ? null : Json::encode($body);
        $activityId = $body['activity_id'] ?? null;
        return new Request(
            $method,
            $path,
            self::headers($text, $idempotencyKey),
            $text,
            $timeout === null ? $settings->timeout : Settings::positive('timeout', $timeout),
            $maxRetries === null ? $settings->maxRetries : Settings::count('maxRetries', $maxRetries),
            // Doing it twice shows, unless the server knows it by its key. The hosted service isn't known to.
            !($operation->isIdempotent() && $settings->isHosted),
            $path !== $route ? $path : (is_string($activityId) ? $activityId : null),
        );
    }

    private static function segment(string $name, string $key): string
    {
        // Dots alone would climb up the path.
        if (trim($key, '.') === '') {
            throw new ValidationException("ActivitySmith: $name must be a text of more than dots");
        }
        return rawurlencode($key);
    }

    /** @return array<string, string> */
    private static function headers(?string $body, ?string $idempotencyKey): array
    {
        if ($idempotencyKey !== null && preg_match('/^[ -~]+$/D', $idempotencyKey) !== 1) {
            throw new ValidationException('ActivitySmith: idempotencyKey must be printable ASCII');
        }
        return [
            ...($body === null ? [] : ['Content-Type' => 'application/json']),
            ...($idempotencyKey === null ? [] : ['Idempotency-Key' => $idempotencyKey]),
        ];
    }

    /**
     * One body of a request and of fields given by name, which win.
     *
     * @param array<mixed>|object $request
     * @param array<string, mixed> $given
     * @return array<mixed>
     */
    private static function body(array|object $request, array $given, bool $hasState): array
    {
        $body = Json::fields('the request', $request);
        if ($hasState) {
            $inner = array_intersect_key($given, array_flip(Operation::STATE_FIELDS));
            $given = array_diff_key($given, $inner);
            if ($inner !== [] || isset($given['content_state'])) {
                $body['content_state'] = [
                    ...Json::fields('content_state', $body['content_state'] ?? []),
                    ...Json::fields('content_state', $given['content_state'] ?? []),
                    ...$inner,
                ];
                unset($given['content_state']);
            }
        }
        return self::checked([...$body, ...$given]);
    }

    /**
     * Moves `channels` to where the hosted service reads them, and refuses what would do something else than was meant:
     * no channels at all would be everyone, of two different lists one would lose, and so would media beside buttons.
     *
     * @param array<mixed> $body
     * @return array<mixed>
     */
    private static function checked(array $body): array
    {
        if (($body['media'] ?? '') !== '' && ($body['actions'] ?? []) !== []) {
            throw new ValidationException('ActivitySmith: media cannot be combined with actions');
        }
        $level = $body['interruption_level'] ?? null;
        if ($level !== null && !in_array($level, PushInterruptionLevel::VALUES, true)) {
            throw new ValidationException(
                'ActivitySmith: interruption_level must be passive, active, or time-sensitive',
            );
        }
        if (!array_key_exists('channels', $body)) {
            return $body;
        }
        $channels = self::slugs($body['channels']);
        unset($body['channels']);
        $target = $body['target'] ?? null;
        if ($target !== null && self::slugs(Json::fields('target', $target)['channels'] ?? null) !== $channels) {
            throw new ValidationException(
                'ActivitySmith: channels must be the same as target.channels when both are given',
            );
        }
        return [...$body, 'target' => ['channels' => $channels]];
    }

    /** @return list<string> From a list of slugs, or slugs between commas. */
    private static function slugs(mixed $channels): array
    {
        $slugs = is_string($channels) ? explode(',', $channels) : $channels;
        if (!is_array($slugs) || array_filter($slugs, 'is_string') !== $slugs) {
            throw new ValidationException('ActivitySmith: channels must be a list of channel slugs');
        }
        $slugs = array_values(array_filter(array_map('trim', $slugs), static fn (string $slug) => $slug !== ''));
        if ($slugs === []) {
            throw new ValidationException('ActivitySmith: channels must contain at least one channel');
        }
        return $slugs;
    }
}
