<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Operation;
use ActivitySmith\Response;

/**
 * Methods over one client's transport.
 *
 * @internal
 */
abstract class ApiResource
{
    public function __construct(private readonly Transport $transport)
    {
    }

    /**
     * @template T of Response
     * @param class-string<T> $response
     * @param array<string, mixed> $arguments What the method was given, by the names of its parameters.
     * @return T
     */
    final protected function call(Operation $operation, string $response, array $arguments): Response
    {
        $answer = $this->transport->send($operation, $arguments);
        return new $response($answer->data, $answer->headers);
    }
}
