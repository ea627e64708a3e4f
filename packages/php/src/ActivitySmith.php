<?php

declare(strict_types=1);

namespace ActivitySmith;

use ActivitySmith\Internal\ApiResource;
use ActivitySmith\Internal\CurlExchange;
use ActivitySmith\Internal\Psr18Exchange;
use ActivitySmith\Internal\Secret;
use ActivitySmith\Internal\Settings;
use ActivitySmith\Internal\Transport;
use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestFactoryInterface;
use Psr\Http\Message\StreamFactoryInterface;

/**
 * The client. Make one and keep it: its connection stays open between calls.
 *
 * @phpstan-import-type ChannelTarget from Types
 */
final class ActivitySmith extends ApiResource
{
    public readonly Notifications $notifications;
    public readonly LiveActivities $liveActivities;
    public readonly Metrics $metrics;
    private readonly string $baseUrl;

    /**
     * @param string|null $apiKey Default: the environment variable `ACTIVITYSMITH_API_KEY`.
     * @param string|null $baseUrl Default: `ACTIVITYSMITH_BASE_URL`, else the hosted service.
     * @param float $timeout Seconds that one try may take, its body included. A PSR-18 client has its own.
     * @param int $maxRetries How often a failed request is tried again.
     * @param bool|null $allowInsecureHttp Lets `http:` go to other machines. Default: whether
     *     `ACTIVITYSMITH_ALLOW_INSECURE_HTTP` is `1`.
     * @param ClientInterface|null $httpClient A PSR-18 client, in place of curl.
     * @param RequestFactoryInterface|null $requestFactory PSR-17, for that client. Default: the client, if it is one.
     * @param StreamFactoryInterface|null $streamFactory PSR-17. Default: the request factory, if it is one.
     * @throws Exception\ValidationException when the key is missing or a setting is wrong.
     */
    public function __construct(
        #[\SensitiveParameter] ?string $apiKey = null,
        ?string $baseUrl = null,
        float $timeout = 10.0,
        int $maxRetries = 2,
        ?bool $allowInsecureHttp = null,
        ?ClientInterface $httpClient = null,
        ?RequestFactoryInterface $requestFactory = null,
        ?StreamFactoryInterface $streamFactory = null,
    ) {
        $apiKey = $apiKey ?: Settings::variable('ACTIVITYSMITH_API_KEY');
        $settings = new Settings(Secret::take($apiKey), $baseUrl, $timeout, $maxRetries, $allowInsecureHttp);
        $exchange = $httpClient === null
            ? new CurlExchange($settings)
            : Psr18Exchange::with($settings, $httpClient, $requestFactory, $streamFactory);
        $transport = new Transport($settings, $exchange);
        parent::__construct($transport);
        $this->baseUrl = $settings->baseUrl;
        $this->notifications = new Notifications($transport);
        $this->liveActivities = new LiveActivities($transport);
        $this->metrics = new Metrics($transport);
    }

    /**
     * Sets the number on the app icon; 0 clears it.
     *
     * @param list<string>|string|null $channels Short for `target.channels`.
     * @param ChannelTarget|null $target Limits the request to channels. Without it, everything in the scope of the key.
     * @param float|null $timeout Seconds that one try may take, its body included. Default: the client's.
     * @param int|null $maxRetries How often a failed request is tried again. Default: the client's.
     */
    public function badgeCount(
        int $value,
        array|string|null $channels = null,
        ?array $target = null,
        ?float $timeout = null,
        ?int $maxRetries = null,
    ): AppIconBadgeCountUpdateResponse {
        $fields = ['badge' => $value, ...compact('channels', 'target', 'timeout', 'maxRetries')];
        return $this->call(Operation::UpdateAppIconBadgeCount, AppIconBadgeCountUpdateResponse::class, $fields);
    }

    /** @return array{baseUrl: string} */
    public function __debugInfo(): array
    {
        return ['baseUrl' => $this->baseUrl];
    }
}
