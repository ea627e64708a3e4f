<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Exception\ApiException;
use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Operation;

/**
 * Makes calls: from what a method was given to the answer, with tries again.
 *
 * @internal
 */
final class Transport
{
    /** @var array<string, object> The newest call for each thing that has one running. */
    private array $newest = [];

    public function __construct(private readonly Settings $settings, private readonly Exchange $exchange)
    {
    }

    /** @param array<string, mixed> $arguments What the method was given, by the names of its parameters. */
    public function send(Operation $operation, array $arguments): Answer
    {
        $request = RequestBuilder::build($this->settings, $operation, $arguments);
        if ($request->subject === null) {
            return $this->attempt($request, static fn (): bool => false);
        }
        // Calls overlap in fibers and in handlers of signals. An older state must not be sent again over a newer one.
        $subject = $request->subject;
        $turn = $this->newest[$subject] = new \stdClass();
        try {
            return $this->attempt($request, fn (): bool => ($this->newest[$subject] ?? null) !== $turn);
        } finally {
            if (($this->newest[$subject] ?? null) === $turn) {
                unset($this->newest[$subject]);
            }
        }
    }

    /** @param callable(): bool $isSuperseded There was a newer call in the meantime. */
    private function attempt(Request $request, callable $isSuperseded): Answer
    {
        for ($attempt = 1;; $attempt++) {
            try {
                $answer = $this->exchange->send($request);
                if ($answer->succeeded()) {
                    return $answer;
                }
                $error = ApiException::of($answer);
            } catch (ConnectionException $error) {
                // It is thrown below, unless another try succeeds.
            }
            $error->attempts = $attempt;
            $delay = RetryPolicy::delay($error, $request->isRepeatable, random_int(0, 65535) / 65536);
            if ($delay === null || $attempt > $request->maxRetries) {
                throw $error;
            }
            $until = hrtime(true) + (int) ($delay * 1e9);
            // A signal ends a sleep early, and its handler may have made a newer call.
            while (!$isSuperseded() && ($left = $until - hrtime(true)) > 0) {
                usleep(intdiv($left, 1000) + 1);
            }
            if ($isSuperseded()) {
                throw $error;
            }
        }
    }
}
