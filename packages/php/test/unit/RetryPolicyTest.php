<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

use ActivitySmith\Exception\ApiException;
use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Exception\RequestException;
use ActivitySmith\Exception\TimeoutException;
use ActivitySmith\Internal\Answer as Received;
use ActivitySmith\Internal\RequestBuilder;
use ActivitySmith\Internal\RetryPolicy;
use ActivitySmith\Internal\Secret;
use ActivitySmith\Internal\Settings;
use ActivitySmith\Operation;
use PHPUnit\Framework\TestCase;

/** When a failed request is sent again, and how long it waits before. */
final class RetryPolicyTest extends TestCase
{
    private static function answered(int $status, ?int $wait = null, string $body = '{}'): ApiException
    {
        return ApiException::of(new Received($status, $wait === null ? [] : ['retry-after' => "$wait"], $body));
    }

    private static function after(RequestException $error, int $attempts): RequestException
    {
        $error->attempts = $attempts;
        return $error;
    }

    public function testHalfASecondDoublingToEightCutByUpToAHalf(): void
    {
        foreach ([[1.0, [0.5, 1, 2, 4, 8, 8]], [0.0, [0.25, 0.5, 1, 2, 4, 4]]] as [$chance, $waits]) {
            foreach ($waits as $before => $wait) {
                $error = self::after(self::answered(500), $before + 1);
                self::assertEqualsWithDelta($wait, RetryPolicy::delay($error, true, $chance), 1e-9);
            }
        }
    }

    public function testAsLongAsTheServerAsksUpToAMinute(): void
    {
        self::assertSame(17.0, RetryPolicy::delay(self::answered(429, 17), true, 0));
        self::assertSame(60.0, RetryPolicy::delay(self::answered(503, 60), true, 0));
        self::assertNull(RetryPolicy::delay(self::answered(503, 61), true, 0));
    }

    public function testNeverAtTheLimitOfLiveActivities(): void
    {
        $limit = self::answered(429, 1, '{"limit": 4, "active": 4}');
        self::assertNull(RetryPolicy::delay($limit, true, 0));
    }

    /** @return iterable<array{RequestException, bool}> */
    public function failures(): iterable
    {
        yield '500' => [self::answered(500), false];
        yield '502' => [self::answered(502), false];
        yield '504 with a time' => [self::answered(504, 0), false];
        yield 'lost' => [new ConnectionException('No answer'), false];
        yield 'late' => [new TimeoutException('No answer'), false];
        yield '408' => [self::answered(408), true];
        yield '409' => [self::answered(409), true];
        yield '429' => [self::answered(429), true];
        yield '503' => [self::answered(503), false];
        yield '503 with a time' => [self::answered(503, 0), true];
        yield 'never sent' => [new ConnectionException('No answer', false), true];
    }

    /** @dataProvider failures */
    public function testWhatMayHaveBeenDoneIsNotRepeatedWhereTwiceShows(RequestException $error, bool $again): void
    {
        self::assertSame($again, RetryPolicy::delay($error, false, 0) !== null);
        self::assertNotNull(RetryPolicy::delay($error, true, 0));
    }

    public function testWhichCallsTheseAre(): void
    {
        foreach (
            [
                'https://activitysmith.com/api' => false,
                'https://ACTIVITYSMITH.com.:443/api' => false,
                'https://eu.activitysmith.com' => false,
                'https://notactivitysmith.com/api' => true,
                'https://activitysmith.com.example/api' => true,
                'http://127.0.0.1:1/api' => true,
            ] as $url => $isRepeatable
        ) {
            $key = 'ask_test';
            $settings = new Settings(Secret::take($key), $url, 10, 2, null);
            $push = RequestBuilder::build($settings, Operation::SendPushNotification, []);
            $badge = RequestBuilder::build($settings, Operation::UpdateAppIconBadgeCount, []);
            self::assertSame([$isRepeatable, true], [$push->isRepeatable, $badge->isRepeatable], $url);
        }
    }

    public function testRetryAfterIsSecondsOrADate(): void
    {
        self::assertSame(17.0, RetryPolicy::retryAfter('17'));
        self::assertSame(0.0, RetryPolicy::retryAfter('0'));
        self::assertGreaterThan(1_000_000, RetryPolicy::retryAfter('Wed, 21 Oct 2099 07:28:00 GMT'));
        foreach ([null, '', 'soon', '-1', 'INF', 'nan', '1e999', 'Wed, 21 Oct 2015 07:28:00 GMT'] as $value) {
            self::assertNull(RetryPolicy::retryAfter($value), (string) $value);
        }
    }
}
