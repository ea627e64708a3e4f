<?php

declare(strict_types=1);

namespace ActivitySmith;

use ActivitySmith\Internal\ApiResource;

/**
 * The values that widgets show.
 *
 * @phpstan-import-type MetricValueUpdateRequest from Types
 */
final class Metrics extends ApiResource
{
    /**
     * Stores the newest value of a metric that exists in the workspace.
     *
     * @param int|float|string|MetricValueUpdateRequest|object $valueOrRequest
     * @param \DateTimeInterface|string|null $timestamp A value that is older than the stored one is ignored.
     * @param float|null $timeout Seconds that one try may take, its body included. Default: the client's.
     * @param int|null $maxRetries How often a failed request is tried again. Default: the client's.
     */
    public function update(
        string $key,
        int|float|string|array|object $valueOrRequest,
        \DateTimeInterface|string|null $timestamp = null,
        ?float $timeout = null,
        ?int $maxRetries = null,
    ): MetricValueUpdateResponse {
        $request = is_scalar($valueOrRequest) ? ['value' => $valueOrRequest] : $valueOrRequest;
        $arguments = compact('key', 'request', 'timestamp', 'timeout', 'maxRetries');
        return $this->call(Operation::UpdateMetricValue, MetricValueUpdateResponse::class, $arguments);
    }

    /**
     * The same as `update`, by its longer name.
     *
     * @param MetricValueUpdateRequest|object $metricValueUpdateRequest
     * @param string $contentType Has no effect: requests are JSON.
     * @SuppressWarnings(PHPMD.UnusedFormalParameter)
     */
    public function updateMetricValue(
        string $key,
        array|object $metricValueUpdateRequest,
        string $contentType = 'application/json',
    ): MetricValueUpdateResponse {
        return $this->update($key, $metricValueUpdateRequest);
    }
}
