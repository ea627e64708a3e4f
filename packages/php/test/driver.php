<?php

/**
 * Makes the calls of the conformance suite: lines of JSON in, lines of JSON out.
 *
 * A call that waits must not hold up the others, and PHP has no threads: each client is in a forked process of its own,
 * and in more of them when it has more to do at once.
 */

declare(strict_types=1);

use ActivitySmith\ActivitySmith;
use ActivitySmith\Exception\ApiException;
use ActivitySmith\Exception\RequestException;
use ActivitySmith\Response;
use ActivitySmith\Version;

require __DIR__ . '/autoload.php';

const MOST_IDLE = 24;

/** @param array<string, mixed> $settings */
function client(array $settings): ActivitySmith
{
    return new ActivitySmith(...array_filter([
        'apiKey' => $settings['apiKey'],
        'baseUrl' => $settings['baseURL'],
        'maxRetries' => $settings['maxRetries'] ?? null,
        'timeout' => isset($settings['timeout']) ? $settings['timeout'] / 1000 : null,
    ], static fn (mixed $value): bool => $value !== null));
}

/** @param array<string, mixed> $line */
function call(ActivitySmith $client, array $line): Response
{
    $body = $line['body'] ?? null;
    $key = array_values($line['params'] ?? [])[0] ?? '';
    $idempotencyKey = $line['idempotencyKey'] ?? null;
    $activities = $client->liveActivities;
    return match ($line['operation']) {
        'sendPushNotification' => $client->notifications->send($body, idempotencyKey: $idempotencyKey),
        'startLiveActivity' => $activities->start($body, idempotencyKey: $idempotencyKey),
        'updateLiveActivity' => $activities->update($body),
        'endLiveActivity' => $activities->end($body),
        'reconcileLiveActivityStream' => $activities->stream($key, $body),
        'endLiveActivityStream' => $activities->endStream($key, $body),
        'updateMetricValue' => $client->metrics->update($key, $body),
        'updateAppIconBadgeCount' => $client->badgeCount(
            $body['badge'],
            $body['channels'] ?? null,
            $body['target'] ?? null,
        ),
    };
}

/** @return array<string, mixed> */
function failure(Throwable $error): array
{
    $name = preg_replace(['/^.*\\\\/', '/Exception$/', '/^Api/'], ['', 'Error', 'API'], $error::class);
    $said = ['class' => $name, 'message' => $error->getMessage()];
    if ($error instanceof RequestException) {
        $said['attempts'] = $error->attempts;
    }
    if ($error instanceof ApiException) {
        $said += ['status' => $error->status, 'body' => (object) ($error->data ?? [])];
        $said += $error->retryAfter === null ? [] : ['retryAfter' => $error->retryAfter];
    }
    return $said;
}

/** @param resource $stream */
function say($stream, mixed $value): void
{
    $text = json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE) . "\n";
    while ($text !== '') {
        $text = substr($text, (int) fwrite($stream, $text));
    }
}

/** @param resource $socket */
function work($socket): void
{
    $client = null;
    while (($text = fgets($socket)) !== false) {
        $line = json_decode($text, true, flags: JSON_THROW_ON_ERROR);
        try {
            $client ??= client($line['client']);
            say($socket, ['id' => $line['id'], 'result' => call($client, $line)]);
        } catch (Throwable $error) {
            say($socket, ['id' => $line['id'], 'error' => failure($error)]);
        }
    }
}

/**
 * @param list<resource> $others Those of other workers, which end when the first process alone has closed them.
 * @return resource Where calls go in and answers come out.
 */
function worker(array $others)
{
    [$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, STREAM_IPPROTO_IP);
    if (pcntl_fork() === 0) {
        array_map('fclose', [$ours, ...$others]);
        work($theirs);
        // Nothing of what the first process holds is to be ended by this one.
        posix_kill(getmypid(), SIGKILL);
    }
    fclose($theirs);
    return $ours;
}

pcntl_signal(SIGCHLD, SIG_IGN);
say(STDOUT, ['ready' => ['language' => 'php', 'version' => Version::VERSION]]);
/** @var array<int, resource> $busy */
$busy = [];
/** @var list<array{string, resource}> $idle The client's settings with a process that has it, the longest idle first. */
$idle = [];
$open = true;
while ($open || $busy !== []) {
    $readable = [...($open ? [STDIN] : []), ...array_column($busy, 1)];
    $none = null;
    stream_select($readable, $none, $none, null);
    foreach ($readable as $stream) {
        $text = fgets($stream);
        if ($stream !== STDIN) {
            fwrite(STDOUT, (string) $text);
            $idle[] = $busy[(int) $stream];
            unset($busy[(int) $stream]);
            if (count($idle) > MOST_IDLE) {
                fclose(array_shift($idle)[1]);
            }
        } elseif ($text === false) {
            $open = false;
        } else {
            $settings = json_encode(json_decode($text, true, flags: JSON_THROW_ON_ERROR)['client']);
            $index = array_search($settings, array_column($idle, 0), true);
            $worker = $index === false
                ? worker([...array_column($busy, 1), ...array_column($idle, 1)])
                : array_splice($idle, $index, 1)[0][1];
            $busy[(int) $worker] = [$settings, $worker];
            fwrite($worker, $text);
        }
    }
}
