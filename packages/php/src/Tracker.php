<?php

declare(strict_types=1);

namespace ActivitySmith;

use ActivitySmith\Exception\ActivitySmithException;
use ActivitySmith\Exception\ApiException;
use ActivitySmith\Exception\BadRequestException;
use ActivitySmith\Exception\ValidationException;
use ActivitySmith\Internal\Fields;
use ActivitySmith\Internal\RetryPolicy;

/**
 * What `liveActivities->track` gives. The job goes on whatever happens to the requests.
 *
 * There are no threads: a report that comes when the interval has passed is sent and waits for the answer. The others
 * return at once, and what they said goes with the next one.
 */
final class Tracker
{
    /** @var array<string, mixed> The last state that the server took. Until it has taken one, the first. */
    private array $accepted;
    private bool $isDelivered = false;
    private bool $hasEnded = false;
    /** Seconds of the machine's clock, before which nothing is sent. */
    private float $notBefore = 0;
    /** @var \Closure(ActivitySmithException): mixed */
    private readonly \Closure $onError;

    /**
     * @internal
     * @param array<string, mixed> $state
     * @param array<string, mixed> $request What every request of the stream carries.
     */
    public function __construct(
        private readonly LiveActivities $activities,
        private readonly string $streamKey,
        private array $state,
        private array $request,
        private readonly float $interval,
        private readonly bool $isStrict,
        ?callable $onError,
    ) {
        $this->accepted = $state;
        $this->onError = $onError === null ? static fn (): mixed => null : $onError(...);
        $this->change([]);
    }

    /**
     * Changes some fields. In a patch, `null` clears one.
     *
     * @param array<string, mixed> $patch By the names of the API.
     * @param mixed ...$fields By name, as `stream` takes those of a state.
     */
    public function update(array $patch = [], mixed ...$fields): void
    {
        $this->change([...$patch, ...Fields::given($fields)]);
    }

    /** Sets the progress, in per cent or as a value with its upper limit. */
    public function progress(
        int|float|null $percentage = null,
        int|float|null $value = null,
        int|float|null $upperLimit = null,
    ): void {
        $this->change(Fields::given(compact('percentage', 'value', 'upperLimit')));
    }

    /** Sets the current step, and if wanted how many there are and what it does. */
    public function step(int $current, ?int $of = null, ?string $subtitle = null): void
    {
        $this->change(Fields::given(['currentStep' => $current, 'numberOfSteps' => $of, 'subtitle' => $subtitle]));
    }

    /**
     * Ends the stream with its last state, and tries again when that fails. What is reported afterwards is ignored, and
     * a second end does nothing.
     *
     * @param array<string, mixed> $final By the names of the API.
     * @param mixed ...$fields By name, as `endStream` takes those of a state.
     */
    public function end(array $final = [], mixed ...$fields): void
    {
        if ($this->hasEnded) {
            return;
        }
        $this->hasEnded = true;
        $final = [...$final, ...Fields::given($fields)];
        // One that isn't ended would stay, so that after a refusal less is asked for.
        $states = [self::merge($this->state, $final), self::merge($this->accepted, $final), $this->accepted];
        foreach ($states as $last) {
            try {
                $this->sendLast($last);
                return;
            } catch (ActivitySmithException $failure) {
                $this->tell($failure);
                if (!self::isOfTheState($failure)) {
                    break;
                }
            }
        }
        $this->throwIfStrict($failure);
    }

    /** Ends the stream in red, with the error's message on it. */
    public function fail(\Throwable|string $error): void
    {
        $message = $error instanceof \Throwable ? $error->getMessage() ?: $error::class : $error;
        // Whole characters; what is no text can't be sent.
        $subtitle = preg_match('/^.{0,200}/us', $message, $match) === 1 ? $match[0] : 'failed';
        $this->end(['color' => 'red', 'subtitle' => $subtitle]);
    }

    /**
     * Does the work, and ends the stream with it: in red when it throws.
     *
     * @template T
     * @param callable(self): T $work
     * @return T
     */
    public function run(callable $work): mixed
    {
        try {
            $result = $work($this);
        } catch (\Throwable $error) {
            try {
                $this->fail($error);
            } finally {
                // The job's own error is the one to hear of.
                throw $error;
            }
        }
        $this->end();
        return $result;
    }

    /** @param array<string, mixed> $patch */
    private function change(array $patch): void
    {
        $this->state = self::merge($this->state, $patch);
        if ($this->hasEnded || self::now() < $this->notBefore) {
            return;
        }
        $asked = 0.0;
        try {
            // There will be a newer state to send in place of one that failed.
            $answer = $this->activities->stream($this->streamKey, $this->requestFor($this->state), maxRetries: 0);
            $rate = $answer->getRateLimit();
            $asked = $rate === null ? 0 : $rate->reset / max(1, $rate->remaining);
            $this->isDelivered = true;
            // These two act each time they are sent: the alert rings, the timer starts anew.
            unset($this->request['alert'], $this->state['duration_seconds']);
            $this->accepted = $this->state;
        } catch (ActivitySmithException $error) {
            $asked = $error instanceof ApiException ? $error->retryAfter ?? 0 : 0;
            if (self::isOfTheState($error)) {
                // It would be refused again, and with it what is reported next.
                $this->state = $this->accepted;
            }
            $this->tell($error);
            $this->throwIfStrict($error);
        } finally {
            $this->notBefore = self::now() + max($this->interval, min($asked, RetryPolicy::LONGEST_WAIT));
        }
    }

    /** @param array<string, mixed> $last */
    private function sendLast(array $last): void
    {
        // A stream that never came to be can't be ended, and its last state would be seen by nobody.
        if (!$this->isDelivered) {
            $this->activities->stream($this->streamKey, $this->requestFor($last));
            $this->isDelivered = true;
        }
        $this->activities->endStream($this->streamKey, ['content_state' => $last]);
    }

    /** The server refused the state, or it can't be sent at all: text that is no UTF-8, say. */
    private static function isOfTheState(ActivitySmithException $error): bool
    {
        return $error instanceof BadRequestException || $error instanceof ValidationException;
    }

    private function tell(ActivitySmithException $error): void
    {
        try {
            ($this->onError)($error);
        } catch (\Throwable) {
            // Whatever the caller's function does must not break the job.
        }
    }

    private function throwIfStrict(ActivitySmithException $error): void
    {
        if ($this->isStrict) {
            throw $error;
        }
    }

    /**
     * @param array<string, mixed> $state
     * @return array<string, mixed>
     */
    private function requestFor(array $state): array
    {
        return [...$this->request, 'content_state' => $state];
    }

    /**
     * A state with a change.
     *
     * @param array<string, mixed> $state
     * @param array<string, mixed> $patch
     * @return array<string, mixed>
     */
    private static function merge(array $state, array $patch): array
    {
        if (array_key_exists('type', $patch) && $patch['type'] !== ($state['type'] ?? null)) {
            // With another type the service keeps what all types have, and refuses the rest.
            $state = array_intersect_key($state, ['title' => true]);
        }
        if (($patch['upper_limit'] ?? 0) !== 0) {
            // It would win over a value.
            unset($state['percentage']);
        }
        return [...$state, ...$patch];
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
