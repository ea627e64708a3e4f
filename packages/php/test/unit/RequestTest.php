<?php

declare(strict_types=1);

namespace ActivitySmith\Test;

use ActivitySmith\ActivitySmith;
use ActivitySmith\Exception\ValidationException;
use ActivitySmith\LiveActivities;
use ActivitySmith\LiveActivityAction;
use ActivitySmith\LiveActivityAlertBadge;
use ActivitySmith\LiveActivityAlertIcon;
use ActivitySmith\LiveActivityColor;
use ActivitySmith\LiveActivityContentState;
use ActivitySmith\LiveActivityMetric;
use ActivitySmith\PushAction;
use ActivitySmith\PushInterruptionLevel;
use PHPUnit\Framework\TestCase;

/** What is sent for what a method was given. */
final class RequestTest extends TestCase
{
    use Failing;

    private const PROGRESS = ['title' => 'T', 'type' => 'progress', 'percentage' => 1];

    private Server $server;
    private ActivitySmith $client;

    protected function setUp(): void
    {
        $this->server = new Server();
        $this->client = new ActivitySmith('ask_test', $this->server->baseUrl);
    }

    /** @param array<string, mixed>|null $body */
    private function assertSent(?array $body): void
    {
        $bodies = $this->server->bodies();
        self::assertSame($body, end($bodies));
    }

    public function testFieldsByNameAreTheSameAsAnArray(): void
    {
        $this->client->notifications->send(title: 'T', message: 'M', subtitle: null, tags: ['a']);
        $this->assertSent(['title' => 'T', 'message' => 'M', 'tags' => ['a']]);
        $this->client->notifications->send(['title' => 'T', 'message' => 'M'], message: 'N');
        $this->assertSent(['title' => 'T', 'message' => 'N']);
    }

    public function testFieldsOfAStateByNameGoIntoIt(): void
    {
        $badge = LiveActivityAlertBadge::make('B');
        $this->client->liveActivities->start(title: 'T', type: 'progress', percentage: 0, badge: $badge, tags: ['a']);
        $state = ['title' => 'T', 'type' => 'progress', 'badge' => ['title' => 'B'], 'percentage' => 0];
        $this->assertSent(['content_state' => $state, 'tags' => ['a']]);
        $request = ['content_state' => ['title' => 'T', 'percentage' => 1]];
        $this->client->liveActivities->stream('k', $request, contentState: ['percentage' => 2], subtitle: 'S');
        $this->assertSent(['content_state' => ['title' => 'T', 'percentage' => 2, 'subtitle' => 'S']]);
    }

    public function testParametersStandWhereEarlierVersionsHaveThem(): void
    {
        $this->client->notifications->send(null, 'T', 'M', 'S', 'https://a.example/a.png', 'https://a.example');
        $this->assertSent([
            'title' => 'T',
            'message' => 'M',
            'subtitle' => 'S',
            'media' => 'https://a.example/a.png',
            'redirection' => 'https://a.example',
        ]);
        $this->client->liveActivities->update(null, 'a', ['title' => 'T'], null, 'S', 'value', null, null, null, null);
        $state = ['title' => 'T', 'subtitle' => 'S', 'type' => 'value'];
        $this->assertSent(['content_state' => $state, 'activity_id' => 'a']);
        $none = array_fill(0, 14, null);
        $button = ['title' => 'A', 'type' => 'open_url', 'url' => 'https://a.example'];
        // Only an end has minutes before the button.
        $this->client->liveActivities->stream('k', null, ['title' => 'T'], ...$none, ...[$button]);
        $this->assertSent(['content_state' => ['title' => 'T'], 'action' => $button]);
        $this->client->liveActivities->endStream('k', null, ['title' => 'T'], ...$none, ...[0, $button]);
        $this->assertSent([
            'content_state' => ['title' => 'T', 'auto_dismiss_minutes' => 0],
            'action' => $button,
        ]);
        $this->client->metrics->update('m', 1, '2026-03-19T08:30:00Z');
        $this->client->badgeCount(3, 'ops');
        $this->assertSent(['badge' => 3, 'target' => ['channels' => ['ops']]]);
    }

    public function testWhatEarlierVersionsTookOfActivitiesIsTaken(): void
    {
        $key = new class {
            public function __toString(): string
            {
                return 'a b';
            }
        };
        $icon = (object) ['symbol' => 'bolt'];
        // This file has strict types: ceil() makes a float.
        $this->client->liveActivities->stream(42, title: 'T', currentStep: ceil(1.5), icon: $icon);
        $this->client->liveActivities->endStream($key, contentState: (object) ['title' => 'T'], currentStep: 2.5);
        self::assertSame([
            ['/live-activity/stream/42', ['title' => 'T', 'icon' => ['symbol' => 'bolt'], 'current_step' => 2]],
            ['/live-activity/stream/a%20b', ['title' => 'T', 'current_step' => 2.5]],
        ], array_map(
            static fn (array $one) => [$one['path'], $one['body']['content_state']],
            $this->server->requests(2),
        ));
    }

    public function testNullInAnArrayClears(): void
    {
        $request = ['content_state' => ['title' => 'T', 'subtitle' => null], 'action' => null];
        $this->client->liveActivities->stream('k', $request);
        $this->assertSent($request);
    }

    public function testEmptyArraysAreListsOrObjectsAsTheDocumentSays(): void
    {
        $seen = [];
        $client = new ActivitySmith('ask_test', httpClient: new Recorder($seen));
        $client->notifications->send([
            'title' => 'T',
            'tags' => [],
            'metadata' => [],
            'payload' => ['b' => new \stdClass(), 'target' => [], 'at' => new \DateTime('2026-03-19 08:30Z')],
            'actions' => [['title' => 'A', 'type' => 'webhook', 'url' => 'https://a.example', 'body' => []]],
        ]);
        $client->liveActivities->update(['activity_id' => 'a', 'content_state' => []]);
        $client->notifications->send(['title' => 'T', 'metadata' => ['0' => 'a', '1' => 'b']]);
        $client->notifications->send([]);
        self::assertSame([
            '{"title":"T","tags":[],"metadata":{},'
                . '"payload":{"b":{},"target":[],"at":"2026-03-19T08:30:00.000+00:00"},'
                . '"actions":[{"title":"A","type":"webhook","url":"https://a.example","body":{}}]}',
            '{"activity_id":"a","content_state":{}}',
            '{"title":"T","metadata":{"0":"a","1":"b"}}',
            '{}',
        ], array_map(static fn ($request) => (string) $request->getBody(), $seen));
    }

    public function testTheEndOfAStreamHasABodyWhenThereIsSomethingToSay(): void
    {
        $this->client->liveActivities->endStream('k');
        $this->assertSent(null);
        self::assertArrayNotHasKey('content-type', $this->server->requests()[0]['headers']);
        $this->client->liveActivities->endStream('k', title: 'T', autoDismissMinutes: 0);
        $this->assertSent(['content_state' => ['title' => 'T', 'auto_dismiss_minutes' => 0]]);
    }

    public function testTheLongerNamesAreTheSame(): void
    {
        $activities = $this->client->liveActivities;
        $activities->startLiveActivity(['content_state' => self::PROGRESS]);
        $activities->updateLiveActivity(activityId: 'a', title: 'T');
        $activities->endLiveActivity(
            liveActivityEndRequest: ['activity_id' => 'a', 'content_state' => self::PROGRESS],
        );
        $activities->reconcileLiveActivityStream('k', ['content_state' => self::PROGRESS], 'application/json');
        $activities->endLiveActivityStream('k');
        $this->client->notifications->sendPushNotification(['title' => 'T'], tags: ['a']);
        $this->client->metrics->updateMetricValue('m', ['value' => 'healthy'], contentType: 'application/json');
        self::assertSame([
            ['POST', '/live-activity/start', ['content_state' => self::PROGRESS]],
            ['POST', '/live-activity/update', ['content_state' => ['title' => 'T'], 'activity_id' => 'a']],
            ['POST', '/live-activity/end', ['activity_id' => 'a', 'content_state' => self::PROGRESS]],
            ['PUT', '/live-activity/stream/k', ['content_state' => self::PROGRESS]],
            ['DELETE', '/live-activity/stream/k', null],
            ['POST', '/push-notification', ['title' => 'T', 'tags' => ['a']]],
            ['POST', '/metrics/m/value', ['value' => 'healthy']],
        ], array_map(static fn ($one) => [$one['method'], $one['path'], $one['body']], $this->server->requests(7)));
    }

    public function testAMetricIsAValueOrARequest(): void
    {
        $moment = new \DateTimeImmutable('2026-03-19T08:30:00.250+01:00');
        foreach (
            [
                [[99.9], ['value' => 99.9]],
                [['healthy'], ['value' => 'healthy']],
                [[0, '2026-03-19T08:30:00Z'], ['value' => 0, 'timestamp' => '2026-03-19T08:30:00Z']],
                [[['value' => 1], $moment], ['value' => 1, 'timestamp' => '2026-03-19T08:30:00.250+01:00']],
            ] as [$arguments, $body]
        ) {
            $this->client->metrics->update('m', ...$arguments);
            $this->assertSent($body);
        }
    }

    public function testChannelsAreAListOrTextBetweenCommas(): void
    {
        foreach ([['ops', 'dev'], [2 => 'ops', 5 => ' dev '], 'ops, dev,'] as $channels) {
            $this->client->badgeCount(3, channels: $channels);
            $this->assertSent(['badge' => 3, 'target' => ['channels' => ['ops', 'dev']]]);
        }
        $this->client->badgeCount(3, channels: null);
        $this->assertSent(['badge' => 3]);
        $this->client->notifications->send(['title' => 'T', 'channels' => ['ops'], 'target' => ['channels' => 'ops']]);
        $this->assertSent(['title' => 'T', 'target' => ['channels' => ['ops']]]);
    }

    public function testSmallPartsLeaveOutWhatIsNull(): void
    {
        $state = LiveActivityContentState::make(
            'T',
            LiveActivities::TYPE_METRICS,
            metrics: [LiveActivityMetric::make('CPU', 9, unit: '%', color: LiveActivityColor::GREEN)],
            icon: LiveActivityAlertIcon::make('bolt'),
            autoDismissMinutes: 0,
        );
        $action = LiveActivityAction::make('Open', 'open_url', 'https://example.com');
        $this->client->liveActivities->endStream('k', contentState: $state, action: $action);
        $this->assertSent([
            'content_state' => [
                'title' => 'T',
                'type' => 'metrics',
                'icon' => ['symbol' => 'bolt'],
                'metrics' => [['label' => 'CPU', 'value' => 9, 'unit' => '%', 'color' => 'green']],
                'auto_dismiss_minutes' => 0,
            ],
            'action' => ['title' => 'Open', 'type' => 'open_url', 'url' => 'https://example.com'],
        ]);
        $actions = [PushAction::make('Yes', 'webhook', 'https://example.com', 'POST', ['id' => 7])];
        $level = PushInterruptionLevel::TIME_SENSITIVE;
        $this->client->notifications->send(title: 'T', interruptionLevel: $level, actions: $actions);
        $this->assertSent([
            'title' => 'T',
            'actions' => [[
                'title' => 'Yes',
                'type' => 'webhook',
                'url' => 'https://example.com',
                'method' => 'POST',
                'body' => ['id' => 7],
            ]],
            'interruption_level' => 'time-sensitive',
        ]);
    }

    public function testObjectsAreTakenForArrays(): void
    {
        $request = new class implements \JsonSerializable {
            /** @return array<string, string> */
            public function jsonSerialize(): array
            {
                return ['title' => 'T'];
            }
        };
        $this->client->notifications->send($request);
        $this->assertSent(['title' => 'T']);
        $this->client->notifications->send((object) ['title' => 'T', 'metadata' => (object) ['a' => 1]]);
        $this->assertSent(['title' => 'T', 'metadata' => ['a' => 1]]);
    }

    public function testMediaGoesWithEmptyActions(): void
    {
        $this->client->notifications->send(['title' => 'T', 'media' => 'https://a.example/a.png', 'actions' => []]);
        $this->client->notifications->send(['title' => 'T', 'media' => '', 'actions' => [['title' => 'A']]]);
        self::assertCount(2, $this->server->requests(2));
    }

    /** @return iterable<string, array{mixed, array<string, mixed>}> */
    public function wrong(): iterable
    {
        $media = ['title' => 'T', 'media' => 'https://a.example/a.png', 'actions' => [['title' => 'A']]];
        yield 'the request must be an array with names, not list' => [['T'], []];
        yield "the request can't be sent as JSON: Malformed UTF-8" => [['title' => "\xff"], []];
        yield "the request can't be sent as JSON: Inf and NaN" => [['title' => NAN], []];
        $circle = new \stdClass();
        $circle->again = [$circle];
        yield "the request can't be sent as JSON: Maximum stack depth" => [['payload' => $circle], []];
        yield 'channels must be a list' => [['title' => 'T', 'channels' => null], []];
        yield 'channels must be a list of channel slugs' => [['title' => 'T', 'channels' => [1]], []];
        yield 'at least one channel' => [['title' => 'T'], ['channels' => ' , ']];
        yield 'channels must contain at least one' => [['title' => 'T'], ['channels' => []]];
        yield 'the same as target.channels' => [['title' => 'T', 'target' => ['channels' => 'a']], ['channels' => 'b']];
        yield 'target must be an array with names, not int' => [['title' => 'T', 'target' => 1], ['channels' => 'b']];
        yield 'passive, active, or time-sensitive' => [['title' => 'T'], ['interruptionLevel' => 'loud']];
        yield 'media cannot be combined with actions' => [$media, []];
        yield 'timeout must be above 0' => [['title' => 'T'], ['timeout' => 0.0]];
        yield 'timeout must be above 0 seconds' => [['title' => 'T'], ['timeout' => NAN]];
        yield 'maxRetries must be at least 0' => [['title' => 'T'], ['maxRetries' => -1]];
        yield 'idempotencyKey must be printable ASCII' => [['title' => 'T'], ['idempotencyKey' => "a\r\nb"]];
    }

    /**
     * @dataProvider wrong
     * @param array<string, mixed> $fields
     */
    public function testWhatIsWrongIsRefusedBeforeAnythingIsSent(mixed $request, array $fields): void
    {
        $call = fn () => $this->client->notifications->send($request, ...$fields);
        $error = self::thrown(ValidationException::class, $call);
        self::assertStringContainsString((string) $this->dataName(), $error->getMessage());
        // As earlier versions threw.
        self::assertInstanceOf(\InvalidArgumentException::class, $error);
        self::assertSame([], $this->server->requests());
    }

    public function testAKeyThatWouldClimbUpThePathIsRefused(): void
    {
        foreach (['', '.', '..'] as $key) {
            $call = fn () => $this->client->liveActivities->stream($key, title: 'T');
            $error = self::thrown(ValidationException::class, $call);
            self::assertSame('ActivitySmith: stream_key must be a text of more than dots', $error->getMessage());
        }
        $this->client->liveActivities->stream('../0', title: 'T');
        self::assertSame(['/live-activity/stream/..%2F0'], array_column($this->server->requests(1), 'path'));
    }

    public function testAStateThatIsNoneIsRefused(): void
    {
        $call = fn () => $this->client->liveActivities->stream('k', ['content_state' => 'T'], title: 'T');
        $error = self::thrown(ValidationException::class, $call);
        self::assertSame('ActivitySmith: content_state must be an array with names, not string', $error->getMessage());
    }
}
