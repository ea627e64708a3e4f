<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Exception\ValidationException;
use Psr\Http\Client\ClientExceptionInterface;
use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestFactoryInterface;
use Psr\Http\Message\StreamFactoryInterface;

/**
 * Exchanges over the caller's PSR-18 client. Its connections, timeouts and proxies are its own.
 *
 * @internal
 */
final class Psr18Exchange extends Exchange
{
    private function __construct(
        Settings $settings,
        private readonly ClientInterface $client,
        private readonly RequestFactoryInterface $requests,
        private readonly StreamFactoryInterface $streams,
    ) {
        parent::__construct($settings);
    }

    public static function with(
        Settings $settings,
        ClientInterface $client,
        ?RequestFactoryInterface $requests,
        ?StreamFactoryInterface $streams,
    ): self {
        $requests ??= $client instanceof RequestFactoryInterface ? $client : null;
        $streams ??= $requests instanceof StreamFactoryInterface ? $requests : null;
        if ($requests === null || $streams === null) {
            throw new ValidationException(
                'ActivitySmith: httpClient needs a requestFactory and a streamFactory (PSR-17)',
            );
        }
        return new self($settings, $client, $requests, $streams);
    }

    public function send(Request $request): Answer
    {
        $message = $this->requests->createRequest($request->method, $this->settings->baseUrl . $request->path);
        foreach ($this->headers($request) as $name => $value) {
            $message = $message->withHeader($name, $value);
        }
        if ($request->body !== null) {
            $message = $message->withBody($this->streams->createStream($request->body));
        }
        try {
            $response = $this->client->sendRequest($message);
            $body = (string) $response->getBody();
        } catch (ClientExceptionInterface | \RuntimeException $error) {
            // It goes no further: it holds the request, and that the API key.
            throw new ConnectionException("No answer: {$error->getMessage()}");
        }
        $headers = array_map(static fn (array $values): string => implode(', ', $values), $response->getHeaders());
        return new Answer($response->getStatusCode(), array_change_key_case($headers), $body);
    }
}
