<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Exception\ValidationException;

/**
 * What a client is told, checked when it is made and before anything is sent.
 *
 * @internal
 */
final class Settings
{
    private const HOSTED = 'https://activitysmith.com/api';
    /** No credentials: they would be in every error that names the URL. */
    private const URL = '#^(https?)://([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?(/[!-~]*)?$#iD';
    private const LOOPBACK = '~^(localhost|127(\.\d+){3}|\[::1\])$~iD';

    public readonly string $baseUrl;
    public readonly float $timeout;
    public readonly int $maxRetries;
    /** The base URL is the hosted service's. */
    public readonly bool $isHosted;
    public readonly bool $isSecure;

    public function __construct(
        public readonly Secret $apiKey,
        ?string $baseUrl,
        float $timeout,
        int $maxRetries,
        ?bool $allowInsecureHttp,
    ) {
        // Other characters can't be in a header.
        if (preg_match('/^[!-~]+$/D', $this->apiKey->reveal()) !== 1) {
            throw new ValidationException('ActivitySmith: apiKey is required');
        }
        $this->timeout = self::positive('timeout', $timeout);
        $this->maxRetries = self::count('maxRetries', $maxRetries);

        $url = rtrim($baseUrl ?: self::variable('ACTIVITYSMITH_BASE_URL') ?: self::HOSTED, '/');
        $allowInsecureHttp ??= self::variable('ACTIVITYSMITH_ALLOW_INSECURE_HTTP') === '1';
        $isUrl = strpbrk($url, '@?#\\') === false && preg_match(self::URL, $url, $parts) === 1;
        $host = $isUrl ? $parts[2] : '';
        $this->isSecure = $isUrl && strtolower($parts[1]) === 'https';
        $isLoopback = preg_match(self::LOOPBACK, $host) === 1;
        if (!$isUrl || !($this->isSecure || $isLoopback || $allowInsecureHttp)) {
            throw new ValidationException(
                'ActivitySmith: baseUrl must be https, or http to this machine, without credentials',
            );
        }
        $this->baseUrl = $url;
        $this->isHosted = preg_match('~^(.*\.)?activitysmith\.com\.?$~iD', $host) === 1;
    }

    /** Seconds; refuses what is no time to wait. */
    public static function positive(string $name, float $seconds): float
    {
        return $seconds > 0 ? $seconds : throw new ValidationException("ActivitySmith: $name must be above 0 seconds");
    }

    public static function count(string $name, int $value): int
    {
        return $value >= 0 ? $value : throw new ValidationException("ActivitySmith: $name must be at least 0");
    }

    /** A variable of the process, or one that a framework has read from its `.env`. */
    public static function variable(string $name): string
    {
        $value = $_ENV[$name] ?? $_SERVER[$name] ?? getenv($name);
        return is_string($value) ? $value : '';
    }
}
