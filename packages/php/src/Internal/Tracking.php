<?php

declare(strict_types=1);

namespace ActivitySmith\Internal;

use ActivitySmith\Tracker;

/**
 * What Live Activities have beside the operations of the API.
 *
 * @internal
 * @phpstan-import-type StreamContentState from \ActivitySmith\Types
 */
trait Tracking
{
    /**
     * Shows the progress of a job that reports often, at a pace that leaves room for others.
     *
     *     $activities->track('backup', ['title' => 'Backup', 'type' => 'progress', 'percentage' => 0])->run(
     *         function (Tracker $job) use ($files): void {
     *             foreach ($files as $index => $file) {
     *                 copy($file, "/backup/$file");
     *                 $job->progress(100 * ($index + 1) / count($files));
     *             }
     *         },
     *     );
     *
     * @param StreamContentState $state The first state, sent at once.
     * @param float $interval Seconds from the end of one request to the next, at least. Longer, up to a minute, when
     *     the server's `RateLimit-*` headers say that little is left. The last request is sent at once.
     * @param bool $strict Lets failed requests into the job: the method that sends throws.
     * @param callable|null $onError Gets every exception, also when `strict` is not set.
     * @param mixed ...$request What every request of the stream carries, by the names that `stream` has: `action`,
     *     `secondaryAction`, `alert`, `target`, `channels`, `tags`, `metadata`.
     */
    public function track(
        string $streamKey,
        array $state,
        float $interval = 5.0,
        bool $strict = false,
        ?callable $onError = null,
        mixed ...$request
    ): Tracker {
        return new Tracker($this, $streamKey, $state, Fields::given($request), $interval, $strict, $onError);
    }
}
