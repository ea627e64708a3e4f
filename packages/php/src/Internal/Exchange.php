<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Version;

/**
 * How a request gets to the server and its answer back.
 *
 * @internal
 */
abstract class Exchange
{
    public function __construct(protected readonly Settings $settings)
    {
    }

    /** @throws ConnectionException when there is no answer, or not all of it. */
    abstract public function send(Request $request): Answer;

    /** @return array<string, string> */
    final protected function headers(Request $request): array
    {
        return [
            'Authorization' => 'Bearer ' . $this->settings->apiKey->reveal(),
            'Accept' => 'application/json',
            'User-Agent' => 'activitysmith-php/' . Version::VERSION,
            'X-ActivitySmith-SDK' => 'php-v' . Version::VERSION,
            ...$request->headers,
        ];
    }
}
