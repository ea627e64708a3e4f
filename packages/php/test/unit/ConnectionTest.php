<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

use ActivitySmith\ActivitySmith;
use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Exception\InternalServerException;
use ActivitySmith\Exception\NotFoundException;
use ActivitySmith\Exception\TimeoutException;
use ActivitySmith\Internal\CurlExchange;
use ActivitySmith\Internal\Request;
use ActivitySmith\Internal\Secret;
use ActivitySmith\Internal\Settings;
use PHPUnit\Framework\TestCase;

/** What goes over curl. */
final class ConnectionTest extends TestCase
{
    use Failing;

    private function client(Server $server, int $maxRetries = 0): ActivitySmith
    {
        return new ActivitySmith('ask_test', $server->baseUrl, maxRetries: $maxRetries);
    }

    public function testOneConnectionServesCallsAfterAnotherAlsoChunkedAndFailedOnes(): void
    {
        $interim = new Answer(raw: "HTTP/1.1 103 Early\r\nX-Request-Id: a\r\n\r\n" . (new Answer(404))->text());
        $server = new Server($interim, new Answer(isChunked: true));
        $client = $this->client($server);
        $error = self::thrown(NotFoundException::class, static fn () => $client->metrics->update('m', 1));
        self::assertNull($error->requestId);
        self::assertTrue($client->metrics->update('m', 1)->getSuccess());
        $client->liveActivities->endStream('k');
        $client->badgeCount(1);
        $server->requests(4);
        self::assertSame(1, $server->connections());
    }

    public function testOneThatTheServerHasClosedIsNotUsedAgain(): void
    {
        $server = new Server(new Answer(closes: true));
        $client = $this->client($server);
        $client->badgeCount(1);
        $client->badgeCount(2);
        self::assertSame([['badge' => 1], ['badge' => 2]], $server->bodies());
        self::assertSame(2, $server->connections());
    }

    public function testALargeBodyIsSentAtOnce(): void
    {
        $server = new Server();
        $title = str_repeat('é', 600_000);
        $this->client($server)->notifications->send(title: $title);
        [$request] = $server->requests(1);
        self::assertSame(strlen($title) + strlen('{"title":""}'), $request['body']);
        self::assertArrayNotHasKey('expect', $request['headers']);
    }

    public function testATimeoutIsForOneTryWithItsBody(): void
    {
        $half = new Answer(raw: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"success\":");
        $server = new Server(Answer::silence(), $half);
        $client = $this->client($server);
        foreach ([1, 2] as $count) {
            $call = static fn () => $client->badgeCount($count, timeout: 1);
            $error = self::thrown(TimeoutException::class, $call);
            self::assertSame([true, 'No answer in 1 s'], [$error->sent, $error->getMessage()]);
        }
        self::assertTrue($client->badgeCount(3, timeout: INF)->getSuccess());
    }

    public function testWhatWasNeverSentIsKnown(): void
    {
        // Nobody listens there, and nobody else can.
        $taken = stream_socket_server('tcp://127.0.0.1:0', flags: STREAM_SERVER_BIND);
        $address = stream_socket_get_name($taken, false);
        $client = new ActivitySmith('ask_test', "http://$address", maxRetries: 0);
        $error = self::thrown(ConnectionException::class, static fn () => $client->badgeCount(1));
        self::assertFalse($error->sent);
        fclose($taken);
    }

    public function testCurlSendsNothingTwiceByItselfWhereThatWouldShow(): void
    {
        $server = new Server(new Answer(), Answer::gone());
        $key = 'ask_test';
        $settings = new Settings(Secret::take($key), $server->baseUrl, 10, 0, null);
        $exchange = new CurlExchange($settings);
        $request = static fn (bool $isRepeatable) =>
            new Request('POST', '/push-notification', [], '{}', 10, 0, $isRepeatable, null);
        $exchange->send($request(false));
        self::thrown(ConnectionException::class, static fn () => $exchange->send($request(false)));
        self::assertCount(2, $server->requests(2));
    }

    public function testACallIsTriedAgainOnAConnectionOfItsOwn(): void
    {
        $server = new Server(Answer::gone(), new Answer(500, []));
        self::assertTrue($this->client($server, 2)->badgeCount(1)->getSuccess());
        self::assertCount(3, $server->requests(3));
        $server = new Server(Answer::gone(), Answer::gone());
        $error = self::thrown(ConnectionException::class, fn () => $this->client($server, 1)->badgeCount(1));
        self::assertSame([2, true], [$error->attempts, $error->sent]);
    }

    public function testAForkedProcessMakesItsOwnConnection(): void
    {
        $server = new Server();
        $client = $this->client($server);
        $client->badgeCount(1);
        $process = pcntl_fork();
        if ($process === 0) {
            try {
                $client->badgeCount(2);
            } finally {
                posix_kill((int) getmypid(), SIGKILL);
            }
        }
        pcntl_waitpid($process, $_);
        $client->badgeCount(3);
        self::assertSame([0, 1, 0], array_column($server->requests(3), 'connection'));
    }

    public function testACallMayBeMadeWhileAnotherOneWaits(): void
    {
        $server = new Server(new Answer(500, [], ['Retry-After' => 50], signal: SIGUSR1));
        $client = $this->client($server, 2);
        pcntl_async_signals(true);
        // The newer state is sent by the signal's handler; the older one is then not sent again.
        pcntl_signal(SIGUSR1, static fn () => $client->liveActivities->endStream('k'));
        // It gives up at once, not when the pause is over.
        pcntl_signal(SIGALRM, static fn () => throw new \LogicException('still waiting'));
        pcntl_alarm(30);
        try {
            $call = static fn () => $client->liveActivities->stream('k', title: 'T');
            $error = self::thrown(InternalServerException::class, $call);
            self::assertSame(1, $error->attempts);
            self::assertSame(['PUT', 'DELETE'], array_column($server->requests(2), 'method'));
        } finally {
            pcntl_alarm(0);
            pcntl_signal(SIGALRM, SIG_DFL);
            pcntl_signal(SIGUSR1, SIG_DFL);
            pcntl_async_signals(false);
        }
    }

    public function testPlainTextGoesThroughNoProxy(): void
    {
        $server = new Server();
        putenv('http_proxy=http://127.0.0.1:9');
        try {
            self::assertTrue($this->client($server)->badgeCount(1)->getSuccess());
        } finally {
            putenv('http_proxy');
        }
    }

    public function testAnAnswerMayBeCompressed(): void
    {
        $body = (string) gzencode((string) json_encode(Server::SUCCESS));
        $server = new Server(new Answer(200, $body, ['Content-Encoding' => 'gzip']));
        self::assertTrue($this->client($server)->badgeCount(1)->getSuccess());
    }

    public function testAnAnswerThatIsNoObjectIsAnError(): void
    {
        foreach (['[]', '"yes"', '', '{"success":'] as $body) {
            $server = new Server(new Answer(503, $body));
            $call = fn () => $this->client($server)->badgeCount(1);
            $error = self::thrown(InternalServerException::class, $call);
            self::assertSame([null, 'HTTP 503', $body], [$error->data, $error->getMessage(), $error->body]);
        }
    }
}
