<?php

/**
 * What one thing costs in a PHP of its own: `start <client> <url>`, `calls <client> <url> <rounds> <calls>`. The client is
 * `ours`, or `bare` for what a program would do with the curl extension and one handle.
 */

declare(strict_types=1);

$began = hrtime(true);

/** A call of the SDK. */
function ours(string $url): callable
{
    require getenv('BENCH_AUTOLOAD');
    $client = new ActivitySmith\ActivitySmith('ask_bench', $url);
    return static fn () => $client->metrics->update('queue.length', 12);
}

/** The same request, sent and read with the extension alone. */
function bare(string $url): callable
{
    $curl = curl_init("$url/metrics/queue.length/value");
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_HTTPHEADER => ['Authorization: Bearer ask_bench', 'Content-Type: application/json'],
    ]);
    return static function () use ($curl): mixed {
        curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode(['value' => 12]));
        return json_decode((string) curl_exec($curl), true);
    };
}

/** Microseconds of processor time. */
function used(): int
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1_000_000
        + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
}

/** Of processor time for a call, the median of the rounds. */
function calling(callable $call, int $rounds, int $calls): float
{
    $taken = [];
    for ($round = 0; $round <= $rounds; $round++) {
        $before = used();
        for ($count = 0; $count < $calls; $count++) {
            $call();
        }
        $taken[] = (used() - $before) / $calls;
    }
    // The first round warms up.
    array_shift($taken);
    sort($taken);
    return $taken[intdiv($rounds, 2)];
}

[, $what, $client, $url] = $argv;
$call = $client === 'ours' ? ours($url) : bare($url);
if ($what === 'start') {
    $call();
    echo (hrtime(true) - $began) / 1e6;
} else {
    echo calling($call, (int) $argv[4], (int) $argv[5]);
}
