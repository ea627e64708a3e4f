<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

use Nyholm\Psr7\Factory\Psr17Factory;
use Nyholm\Psr7\Response;
use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestFactoryInterface;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\StreamFactoryInterface;
use Psr\Http\Message\StreamInterface;

/** A PSR-18 client, and the factories that belong to it, that keeps requests and answers with what a function says. */
final class Recorder implements ClientInterface, RequestFactoryInterface, StreamFactoryInterface
{
    private readonly Psr17Factory $factory;
    private readonly \Closure $answer;

    /** @param list<RequestInterface> $seen */
    public function __construct(private array &$seen, ?\Closure $answer = null)
    {
        $this->factory = new Psr17Factory();
        $this->answer = $answer ?? static fn () => new Response(200, [], json_encode(Server::SUCCESS));
    }

    public function sendRequest(RequestInterface $request): ResponseInterface
    {
        $this->seen[] = $request;
        return ($this->answer)($request);
    }

    public function createRequest(string $method, $uri): RequestInterface
    {
        return $this->factory->createRequest($method, $uri);
    }

    public function createStream(string $content = ''): StreamInterface
    {
        return $this->factory->createStream($content);
    }

    public function createStreamFromFile(string $filename, string $mode = 'r'): StreamInterface
    {
        return $this->factory->createStreamFromFile($filename, $mode);
    }

    public function createStreamFromResource($resource): StreamInterface
    {
        return $this->factory->createStreamFromResource($resource);
    }
}
