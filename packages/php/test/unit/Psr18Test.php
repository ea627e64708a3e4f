<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

use ActivitySmith\ActivitySmith;
use ActivitySmith\Exception\ApiException;
use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Exception\NotFoundException;
use ActivitySmith\Exception\ValidationException;
use GuzzleHttp\Client;
use GuzzleHttp\Psr7\HttpFactory;
use Nyholm\Psr7\Factory\Psr17Factory;
use Nyholm\Psr7\Response;
use PHPUnit\Framework\TestCase;
use Psr\Http\Client\ClientInterface;
use Symfony\Component\HttpClient\HttpClient;
use Symfony\Component\HttpClient\Psr18Client;

/** The caller's PSR-18 client in place of curl. */
final class Psr18Test extends TestCase
{
    use Failing;

    /** @return iterable<string, array{array<string, object>}> */
    public function clients(): iterable
    {
        yield 'Guzzle' => [['httpClient' => new Client(), 'requestFactory' => new HttpFactory()]];
        $two = ['requestFactory' => new Psr17Factory(), 'streamFactory' => new HttpFactory()];
        yield 'Guzzle with two factories' => [['httpClient' => new Client(), ...$two]];
        $symfony = new Psr18Client(HttpClient::create(['max_redirects' => 0]));
        yield "Symfony's, which is its own factory" => [['httpClient' => $symfony]];
    }

    /**
     * @dataProvider clients
     * @param array{httpClient: ClientInterface} $given
     */
    public function testItMakesTheCalls(array $given): void
    {
        $limits = ['RateLimit-Limit' => 60, 'RateLimit-Remaining' => 59, 'RateLimit-Reset' => 42];
        $redirect = new Answer(302, [], ['Location' => '/api/elsewhere']);
        $server = new Server(new Answer(500, []), new Answer(headers: $limits), new Answer(404, []), $redirect);
        $client = new ActivitySmith('ask_test', $server->baseUrl, ...$given);
        $answer = $client->notifications->send(title: 'T');
        self::assertSame(42, $answer->getRateLimit()?->reset);
        self::thrown(NotFoundException::class, static fn () => $client->liveActivities->endStream('k'));
        $error = self::thrown(ApiException::class, static fn () => $client->badgeCount(1));
        self::assertSame(302, $error->status);
        [$first, $second, $third, $fourth] = $server->requests(4);
        self::assertSame([['title' => 'T'], 'Bearer ask_test'], [$first['body'], $first['headers']['authorization']]);
        self::assertSame($first['headers']['idempotency-key'], $second['headers']['idempotency-key']);
        self::assertSame(['DELETE /live-activity/stream/k', null], ["$third[method] $third[path]", $third['body']]);
        self::assertStringStartsWith('php-v', $fourth['headers']['x-activitysmith-sdk']);
    }

    /**
     * @dataProvider clients
     * @param array{httpClient: ClientInterface} $given
     */
    public function testItsFailuresAreFailedConnectionsWithoutTheKey(array $given): void
    {
        $server = new Server(Answer::gone(), Answer::gone());
        $client = new ActivitySmith('ask_test', $server->baseUrl, ...[...$given, 'maxRetries' => 1]);
        $error = self::thrown(ConnectionException::class, static fn () => $client->badgeCount(1));
        self::assertSame([2, true], [$error->attempts, $error->sent]);
        // It would hold the request, with the key.
        self::assertNull($error->getPrevious());
        self::assertStringNotContainsString('ask_test', $error->getMessage());
    }

    public function testABodyThatBreaksOffIsAFailedConnection(): void
    {
        $seen = [];
        // As the streams of PSR-7 throw, which know nothing of PSR-18.
        $throws = static fn () => throw new \RuntimeException('cut off');
        $client = new ActivitySmith('ask_test', maxRetries: 0, httpClient: new Recorder($seen, $throws));
        $error = self::thrown(ConnectionException::class, static fn () => $client->badgeCount(1));
        self::assertSame('No answer: cut off', $error->getMessage());
    }

    public function testFactoriesAreNeeded(): void
    {
        $make = static fn () => new ActivitySmith('ask_test', httpClient: new Client());
        $error = self::thrown(ValidationException::class, $make);
        self::assertStringContainsString('requestFactory', $error->getMessage());
    }

    public function testAnOldStateIsNotSentAgainWhenThereIsANewerOne(): void
    {
        $seen = [];
        $answer = static fn () => \Fiber::suspend() ?? new Response(200, [], '{"success":true}');
        $client = new ActivitySmith('ask_test', httpClient: new Recorder($seen, $answer));
        $call = static fn (callable $does) => new \Fiber(static fn () => self::thrown(ApiException::class, $does));
        $older = $call(static fn () => $client->liveActivities->stream('k', title: 'T', percentage: 1));
        $other = $call(static fn () => $client->liveActivities->update(activityId: 'a', title: 'T'));
        $older->start();
        $other->start();
        foreach (
            [
                static fn () => $client->liveActivities->endStream('k'),
                static fn () => $client->liveActivities->end(activityId: 'a', title: 'T'),
            ] as $newer
        ) {
            $fiber = new \Fiber($newer);
            $fiber->start();
            $fiber->resume();
            self::assertTrue($fiber->isTerminated());
        }
        foreach ([$older, $other] as $fiber) {
            $fiber->resume(new Response(500, [], '{}'));
            self::assertTrue($fiber->isTerminated());
            self::assertSame(1, $fiber->getReturn()->attempts);
        }
        self::assertCount(4, $seen);
    }
}
