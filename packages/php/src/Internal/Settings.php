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
    /** No credentials, which would be in every error that names the URL; no query and no fragment. */
    private const URL = '#^(?<scheme>https?)://(?<host>[\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?(/[!"$->A-[\]-~]*)?$#iD';
    private const LOOPBACK = '/^(localhost|127(\.\d+){3}|\[::1\])$/iD';

    public readonly string $baseUrl;
    public readonly float $timeout;
    public readonly int $maxRetries;
    /** Over TLS. */
    public readonly bool $isSecure;
    /** The base URL is the hosted service's. */
    public readonly bool $isHosted;

    public function __construct(
        public readonly Secret $apiKey,
        ?string $baseUrl,
        float $timeout,
        int $maxRetries,
        ?bool $allowInsecureHttp,
    ) {
        // Other characters can't be in a header.
        if (preg_match('/^[!-~]+$/D', $apiKey->reveal()) !== 1) {
            throw new ValidationException('ActivitySmith: apiKey is required');
        }
        $this->timeout = self::positive('timeout', $timeout);
        $this->maxRetries = self::count('maxRetries', $maxRetries);
        $this->baseUrl = rtrim($baseUrl ?: self::variable('ACTIVITYSMITH_BASE_URL') ?: self::HOSTED, '/');
        $isUrl = preg_match(self::URL, $this->baseUrl, $parts) === 1;
        $this->isSecure = strtolower($parts['scheme'] ?? '') === 'https';
        $this->isHosted = preg_match('/^(.*\.)?activitysmith\.com\.?$/iD', $parts['host'] ?? '') === 1;
        $isHttpAllowed = $allowInsecureHttp ?? self::variable('ACTIVITYSMITH_ALLOW_INSECURE_HTTP') === '1';
        $isLoopback = preg_match(self::LOOPBACK, $parts['host'] ?? '') === 1;
        if (!$isUrl || !($this->isSecure || $isLoopback || $isHttpAllowed)) {
            throw new ValidationException(
                'ActivitySmith: baseUrl must be https, or http to this machine, without credentials',
            );
        }
    }

    /** Seconds; refuses what is no time to wait. */
    public static function positive(string $name, float $seconds): float
    {
        return $seconds > 0 ? $seconds : throw new ValidationException("ActivitySmith: $name must be above 0 seconds");
    }

    /** Refuses what is no count. */
    public static function count(string $name, int $value): int
    {
        return $value >= 0 ? $value : throw new ValidationException("ActivitySmith: $name must be at least 0");
    }

    /** A variable of the process, or one that a framework has read from its `.env`; empty without one. */
    public static function variable(string $name): string
    {
        $value = $_ENV[$name] ?? $_SERVER[$name] ?? getenv($name);
        return is_string($value) ? $value : '';
    }
}
