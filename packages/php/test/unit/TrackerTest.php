<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

use ActivitySmith\ActivitySmith;
use ActivitySmith\Exception\AuthenticationException;
use ActivitySmith\Exception\ValidationException;
use ActivitySmith\Tracker;
use PHPUnit\Framework\TestCase;

/** Handles for jobs that report often. */
final class TrackerTest extends TestCase
{
    use Failing;

    private const FIRST = ['title' => 'T', 'type' => 'progress', 'percentage' => 0];

    private Server $server;

    /** @param mixed ...$given */
    private function track(Server $server, float $interval = 0, mixed ...$given): Tracker
    {
        $this->server = $server;
        $client = new ActivitySmith('ask_test', $server->baseUrl);
        return $client->liveActivities->track('k', ...['state' => self::FIRST, 'interval' => $interval, ...$given]);
    }

    /** @return list<array{string, array<string, mixed>}> */
    private function sent(): array
    {
        return array_map(
            static fn (array $request) => [$request['method'], $request['body']['content_state']],
            $this->server->requests(),
        );
    }

    public function testOnlyTheNewestStateIsSentWithinAnIntervalAndTheEndAtOnce(): void
    {
        $job = $this->track(new Server(), 3600, tags: ['a']);
        foreach ([1, 2, 3] as $percentage) {
            $job->progress($percentage);
        }
        $job->step(1, of: 2, subtitle: 'S');
        $job->end(color: 'green');
        $last = [
            ...self::FIRST,
            'percentage' => 3,
            'current_step' => 1,
            'number_of_steps' => 2,
            'subtitle' => 'S',
            'color' => 'green',
        ];
        self::assertSame([['PUT', self::FIRST], ['DELETE', $last]], $this->sent());
        self::assertSame(['a'], $this->server->requests()[0]['body']['tags']);
        $job->progress(4);
        $job->end();
        self::assertCount(2, $this->sent());
    }

    public function testWithoutAnIntervalEveryReportIsSent(): void
    {
        $job = $this->track(new Server());
        $job->progress(1);
        $job->progress(value: 3, upperLimit: 4);
        $job->update(['subtitle' => null], color: 'red');
        $job->update(type: 'value', value: 5);
        $job->end();
        $some = ['title' => 'T', 'type' => 'progress', 'value' => 3, 'upper_limit' => 4];
        $other = ['title' => 'T', 'type' => 'value', 'value' => 5];
        self::assertSame([
            ['PUT', self::FIRST],
            ['PUT', [...self::FIRST, 'percentage' => 1]],
            ['PUT', $some],
            ['PUT', [...$some, 'subtitle' => null, 'color' => 'red']],
            ['PUT', $other],
            ['DELETE', $other],
        ], $this->sent());
    }

    public function testTheServersRateIsSpared(): void
    {
        $rate = ['RateLimit-Limit' => 60, 'RateLimit-Remaining' => 2, 'RateLimit-Reset' => 7200];
        foreach ([new Answer(headers: $rate), new Answer(429, [], ['Retry-After' => 3600])] as $answer) {
            $job = $this->track(new Server($answer));
            $job->progress(1);
            self::assertCount(1, $this->sent());
        }
    }

    public function testAnAlertRingsOnceAndATimerStartsOnce(): void
    {
        $timer = ['title' => 'T', 'type' => 'timer', 'duration_seconds' => 60];
        $job = $this->track(new Server(), state: $timer, alert: ['title' => 'A']);
        $job->update(subtitle: 'S');
        $rest = ['title' => 'T', 'type' => 'timer', 'subtitle' => 'S'];
        self::assertSame([['PUT', $timer], ['PUT', $rest]], $this->sent());
        self::assertSame([true, false], array_map(
            static fn (array $request) => isset($request['body']['alert']),
            $this->server->requests(),
        ));
    }

    public function testAReportIsNotTriedAgain(): void
    {
        $job = $this->track(new Server(new Answer(500, []), new Answer(500, [])));
        self::assertCount(1, $this->sent());
        // The end is.
        $job->end();
        self::assertSame(['PUT', 'PUT', 'PUT', 'DELETE'], array_column($this->sent(), 0));
    }

    public function testTheJobsOwnErrorIsTheOneToHearOf(): void
    {
        $job = $this->track(new Server(new Answer(), new Answer(401, [])), strict: true);
        $own = new \DomainException('D');
        $run = static fn () => $job->run(static fn () => throw $own);
        self::assertSame($own, self::thrown(\DomainException::class, $run));
        self::assertSame(['PUT', 'DELETE'], array_column($this->sent(), 0));
    }

    public function testWhatIsRefusedIsDropped(): void
    {
        $job = $this->track(new Server(new Answer(), new Answer(400, [])));
        $job->update(color: 'mauve');
        $job->progress(9);
        self::assertSame(['PUT', [...self::FIRST, 'percentage' => 9]], $this->sent()[2]);
    }

    public function testWhatCanNotBeSentIsDroppedToo(): void
    {
        $heard = [];
        $job = $this->track(new Server(), onError: static function ($error) use (&$heard): void {
            $heard[] = $error::class;
        });
        // A name of a file that is no UTF-8.
        $job->update(subtitle: "caf\xe9");
        $job->progress(5);
        $job->end(subtitle: "caf\xe9");
        $last = [...self::FIRST, 'percentage' => 5];
        self::assertSame([['PUT', self::FIRST], ['PUT', $last], ['DELETE', $last]], $this->sent());
        self::assertSame([ValidationException::class], array_unique($heard));
    }

    public function testWhatHearsOfFailuresDoesNotBreakTheJobEither(): void
    {
        $throws = static fn () => throw new \LogicException('mine');
        $job = $this->track(new Server(new Answer(401, []), new Answer(400, [])), onError: $throws);
        self::assertSame('done', $job->run(static fn () => 'done'));
        self::assertSame(['PUT', 'PUT', 'PUT', 'DELETE'], array_column($this->sent(), 0));
    }

    public function testALastStateThatIsRefusedGivesWayToTheOneBefore(): void
    {
        $job = $this->track(new Server(new Answer(), new Answer(400, []), new Answer(400, [])), strict: true);
        $job->end(color: 'mauve');
        self::assertSame(['PUT', 'DELETE', 'DELETE', 'DELETE'], array_column($this->sent(), 0));
        self::assertSame(self::FIRST, $this->sent()[3][1]);
    }

    public function testFailuresDoNotBreakTheJobAndAreHeardOf(): void
    {
        $heard = [];
        $refused = new Answer(401, []);
        $job = $this->track(new Server($refused, $refused), onError: static function ($error) use (&$heard): void {
            $heard[] = $error;
        });
        $job->progress(1);
        $job->end();
        self::assertContainsOnlyInstancesOf(AuthenticationException::class, $heard);
        self::assertCount(2, $heard);
        self::assertSame(['PUT', 'PUT', 'PUT', 'DELETE'], array_column($this->sent(), 0));
    }

    public function testAStreamThatNeverCameToBeIsShownBeforeItEnds(): void
    {
        $job = $this->track(new Server(new Answer(401, [])));
        $job->end(percentage: 100);
        $last = [...self::FIRST, 'percentage' => 100];
        self::assertSame([['PUT', self::FIRST], ['PUT', $last], ['DELETE', $last]], $this->sent());
    }

    public function testStrictThrows(): void
    {
        $refused = new Answer(401, []);
        $job = $this->track(new Server(new Answer(), $refused, $refused), strict: true);
        self::thrown(AuthenticationException::class, static fn () => $job->progress(1));
        self::thrown(AuthenticationException::class, static fn () => $job->end());
    }

    public function testWorkEndsTheStreamAndInRedWhenItThrows(): void
    {
        $result = $this->track(new Server())->run(static fn (Tracker $job) => $job->progress(7) ?? 'done');
        self::assertSame('done', $result);
        self::assertSame(['DELETE', [...self::FIRST, 'percentage' => 7]], $this->sent()[2]);

        $job = $this->track(new Server());
        $own = new \DomainException(str_repeat('é', 300));
        $work = static fn () => throw $own;
        self::assertSame($own, self::thrown(\DomainException::class, static fn () => $job->run($work)));
        $last = [...self::FIRST, 'color' => 'red', 'subtitle' => str_repeat('é', 200)];
        self::assertSame(['DELETE', $last], $this->sent()[1]);
    }
}
