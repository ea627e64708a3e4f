<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

use ActivitySmith\ActivitySmith;
use ActivitySmith\Exception\ApiException;
use ActivitySmith\Exception\ConnectionException;
use ActivitySmith\Exception\LiveActivityLimitException;
use ActivitySmith\Exception\NoRecipientsException;
use ActivitySmith\Exception\RateLimitException;
use ActivitySmith\Exception\ValidationException;
use ActivitySmith\PushNotificationResponse;
use PHPUnit\Framework\TestCase;

/** Settings of the client, what it answers and throws, and that it keeps its secret. */
final class ClientTest extends TestCase
{
    use Failing;

    private const KEY = 'ask_secret';

    /** @param array<string, string> $variables */
    private static function with(array $variables, callable $does): mixed
    {
        try {
            foreach ($variables as $name => $value) {
                putenv("$name=$value");
            }
            return $does();
        } finally {
            array_map('putenv', array_keys($variables));
        }
    }

    public function testSettingsComeFromTheEnvironment(): void
    {
        $server = new Server();
        $variables = ['ACTIVITYSMITH_API_KEY' => self::KEY, 'ACTIVITYSMITH_BASE_URL' => "$server->baseUrl/"];
        self::with($variables, static fn () => (new ActivitySmith())->badgeCount(1));
        self::assertSame('Bearer ' . self::KEY, $server->requests(1)[0]['headers']['authorization']);
        $_ENV += $variables;
        try {
            (new ActivitySmith(''))->badgeCount(2);
        } finally {
            $_ENV = array_diff_key($_ENV, $variables);
        }
        $_SERVER += $variables;
        try {
            (new ActivitySmith())->badgeCount(3);
        } finally {
            $_SERVER = array_diff_key($_SERVER, $variables);
        }
        self::assertCount(3, $server->requests(3));
    }

    public function testPlainTextToOtherMachinesCanBeAllowed(): void
    {
        $variables = ['ACTIVITYSMITH_API_KEY' => self::KEY, 'ACTIVITYSMITH_BASE_URL' => 'http://example.com/api/'];
        $make = static fn () => new ActivitySmith();
        self::with($variables, static fn () => self::thrown(ValidationException::class, $make));
        $client = self::with([...$variables, 'ACTIVITYSMITH_ALLOW_INSECURE_HTTP' => '1'], $make);
        self::assertSame(['baseUrl' => 'http://example.com/api'], $client->__debugInfo());
        new ActivitySmith(self::KEY, 'http://example.com', allowInsecureHttp: true);
    }

    public function testWrongSettingsAreRefused(): void
    {
        $urls = [
            'http://example.com',
            'http://localhost@example.com',
            'http://127.0.0.1.example.com',
            'http://localhost\\@example.com',
            'https://',
            'https://example.com:port',
            'https://example.com/a b',
            'https://example.com/?a',
            'https://example.com/#a',
            "https://example.com\n",
            'https://user:word@example.com',
            'ftp://localhost',
        ];
        $wrong = [
            ...array_map(static fn (string $url) => ['baseUrl' => $url], $urls),
            ['timeout' => -1.0],
            ['maxRetries' => -1],
            ['apiKey' => "a\r\nb"],
            ['apiKey' => ''],
        ];
        foreach ($wrong as $given) {
            $make = static fn () => new ActivitySmith(...['apiKey' => self::KEY, ...$given]);
            self::thrown(ValidationException::class, $make);
        }
    }

    public function testThisMachineHasSeveralNames(): void
    {
        $own = ['http://localhost:1/api', 'http://127.1.2.3', 'http://[::1]:4010/api', 'HTTPS://example.com/api'];
        foreach ($own as $url) {
            self::assertSame(['baseUrl' => $url], (new ActivitySmith(self::KEY, $url))->__debugInfo());
        }
    }

    public function testFieldsOfAnAnswerHaveMethods(): void
    {
        $limits = ['RateLimit-Limit' => 60, 'RateLimit-Remaining' => 59, 'RateLimit-Reset' => 42];
        $body = [
            'success' => true,
            'badge' => 3,
            'devices_updated' => 2,
            'users_updated' => 1,
            'effective_channel_slugs' => null,
            'timestamp' => '2026-03-19T08:30:00.250Z',
            'newer' => ['a' => 1],
        ];
        $server = new Server(new Answer(200, $body, ['X-Request-Id' => 'req_1', ...$limits]));
        $answer = (new ActivitySmith(self::KEY, $server->baseUrl))->badgeCount(3);
        self::assertSame([3, 2, 2, 1], [
            $answer->getBadge(),
            $answer->getDevicesUpdated(),
            $answer->getDevicesNotified(),
            $answer->getUsersNotified(),
        ]);
        self::assertSame('2026-03-19 08:30:00.250 +00:00', $answer->getTimestamp()->format('Y-m-d H:i:s.v P'));
        self::assertNull($answer->getEffectiveChannelSlugs());
        $rate = $answer->getRateLimit();
        self::assertSame('req_1', $answer->getRequestId());
        self::assertSame([60, 59, 42], [$rate?->limit, $rate?->remaining, $rate?->reset]);
        self::assertSame($body, $answer->toArray());
        self::assertSame(json_encode($body), json_encode($answer));
    }

    public function testWhatCannotBeReadOfAnAnswerDoesNotFailACallThatSucceeded(): void
    {
        $body = ['timestamp' => 'soon', 'operation' => 'newer'];
        $server = new Server(new Answer(200, $body, ['RateLimit-Limit' => 'x']));
        $answer = (new ActivitySmith(self::KEY, $server->baseUrl))->liveActivities->stream('k', title: 'T');
        self::assertSame('newer', $answer->getOperation());
        self::assertNull($answer->getRateLimit());
        self::thrown(\Exception::class, static fn () => $answer->getTimestamp());
        // It is not this moment.
        self::thrown(\TypeError::class, static fn () => (new PushNotificationResponse([]))->getTimestamp());
    }

    public function testErrorsTellWhatTheServerSaid(): void
    {
        $limit = ['error' => 'Live Activity limit reached', 'message' => 'Only 4 …', 'limit' => 4, 'active' => 3];
        $nobody = ['error' => 'No recipients found', 'message' => 'No …', 'effective_channel_slugs' => ['ops']];
        $server = new Server(
            new Answer(429, $limit, ['X-Request-Id' => 'req_1']),
            new Answer(404, $nobody),
            new Answer(429, ['error' => 'Rate limit exceeded'], ['Retry-After' => 61]),
        );
        $client = new ActivitySmith(self::KEY, $server->baseUrl);
        $call = static fn () => $client->liveActivities->start(title: 'T', type: 'value', value: 1);

        $error = self::thrown(LiveActivityLimitException::class, $call);
        self::assertSame([429, 429], [$error->status, $error->getCode()]);
        self::assertSame([$limit['error'], $limit['message']], [$error->reason, $error->getMessage()]);
        self::assertSame([4, 3], [$error->getLimit(), $error->getActive()]);
        self::assertSame(['req_1', 1], [$error->requestId, $error->attempts]);
        self::assertSame($limit, $error->data);

        $error = self::thrown(NoRecipientsException::class, $call);
        self::assertSame(['ops'], $error->getEffectiveChannelSlugs());

        $error = self::thrown(RateLimitException::class, $call);
        self::assertSame([61.0, 'Rate limit exceeded'], [$error->retryAfter, $error->getMessage()]);
    }

    public function testErrorsAreCaughtByTheNameThatTheyHadAndReadAsThen(): void
    {
        $cut = new Answer(raw: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", closes: true);
        $server = new Server(new Answer(400, ['error' => 'Bad request'], ['X-Request-Id' => 'req_1']), $cut);
        $client = new ActivitySmith(self::KEY, $server->baseUrl, maxRetries: 0);
        $caught = [];
        foreach ([1, 2] as $count) {
            try {
                $client->badgeCount($count);
            } catch (\ActivitySmith\Generated\ApiException $error) {
                $caught[] = $error;
            }
        }
        [$answered, $lost] = $caught;
        self::assertSame([400, '{"error":"Bad request"}'], [$answered->getCode(), $answered->getResponseBody()]);
        self::assertSame(['req_1'], $answered->getResponseHeaders()['x-request-id']);
        self::assertSame([0, null, null], [$lost->getCode(), $lost->getResponseBody(), $lost->getResponseHeaders()]);
    }

    public function testTheKeyIsInNothingThatIsPrinted(): void
    {
        $server = new Server(new Answer(401, ['error' => 'Unauthorized']), Answer::silence());
        $client = new ActivitySmith(self::KEY, $server->baseUrl, maxRetries: 0);
        $wrong = static fn () => new ActivitySmith(self::KEY, 'http://example.com');
        $things = [
            $client,
            (array) $client,
            self::thrown(ApiException::class, static fn () => $client->badgeCount(1)),
            self::thrown(ConnectionException::class, static fn () => $client->badgeCount(1, timeout: 0.1)),
            self::thrown(ValidationException::class, $wrong),
            self::thrown(\Exception::class, static fn () => serialize($client)),
            self::thrown(\Error::class, static fn () => $client->nothing()),
        ];
        foreach ($things as $thing) {
            $shown = $thing instanceof \Throwable ? [...get_object_vars($thing), self::ownFrames($thing)] : $thing;
            ob_start();
            var_dump($shown);
            var_export($shown);
            print_r($shown);
            echo json_encode($shown), $thing instanceof \Throwable ? $thing : '';
            self::assertStringNotContainsString(self::KEY, (string) ob_get_clean());
        }
    }

    /** @return list<array<string, mixed>> Without those of PHPUnit, which hold all that there is. */
    private static function ownFrames(\Throwable $error): array
    {
        $isOwn = static fn (array $frame): bool => preg_match('/^ActivitySmith.(?!Test)/', $frame['class'] ?? '') === 1;
        return array_values(array_filter($error->getTrace(), $isOwn));
    }
}
