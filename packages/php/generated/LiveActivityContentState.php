<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * The newest state of a stream. `type` is needed when the stream starts.
 *
 * @phpstan-import-type LiveActivityColorValue from Types
 * @phpstan-import-type LiveActivityAlertIconValue from Types
 * @phpstan-import-type LiveActivityAlertBadgeValue from Types
 * @phpstan-import-type ActivityMetric from Types
 * @phpstan-import-type StreamContentState from Types
 */
final class LiveActivityContentState
{
    /**
     * What is `null` is left out.
     *
     * @param string $title First line.
     * @param 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown'|null $type
     *     Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
     *     one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
     *     rest. `counter` and `countdown` are deprecated.
     * @param string|null $subtitle Second line.
     * @param string|null $message The message.
     * @param LiveActivityAlertIconValue|null $icon Icon beside the title.
     * @param LiveActivityAlertBadgeValue|null $badge A small label, for `alert`, `progress`, `segmented_progress` and
     *     `value`.
     * @param list<ActivityMetric>|null $metrics One to eight labelled values.
     * @param int|null $numberOfSteps How many steps there are. It may grow and shrink while the activity runs.
     * @param int|null $currentStep How many steps are completed, at most `number_of_steps`; 0 before the first.
     * @param int|float|null $percentage Progress from 0 to 100.
     * @param int|float|string|null $value For `progress` a number, measured by `upper_limit`; for `value` what is
     *     shown.
     * @param int|float|null $upperLimit The `value` that means 100 %.
     * @param LiveActivityColorValue|null $color Accent colour of the activity.
     * @param LiveActivityColorValue|null $stepColor Colour of the current step.
     * @param int|null $autoDismissSeconds The same in seconds. Wins over `auto_dismiss_minutes`.
     * @param int|null $autoDismissMinutes Minutes that the ended activity stays on the lock screen; 0 removes it at
     *     once. iOS removes it after 4 hours at the latest.
     * @param int|float|null $durationSeconds Length of the timer in seconds. Sending it again restarts the timer;
     *     leaving it out keeps it.
     * @param bool|null $countsDown `false` counts up from 00:00.
     * @param list<LiveActivityColorValue>|null $stepColors Colours of the completed steps: as many as `current_step`.
     * @param bool|null $isRunning `false` freezes the timer, `true` lets it go on.
     * @return StreamContentState
     */
    public static function make(
        string $title,
        ?string $type = null,
        ?string $subtitle = null,
        ?string $message = null,
        array|object|null $icon = null,
        array|object|null $badge = null,
        ?array $metrics = null,
        int|float|null $numberOfSteps = null,
        int|float|null $currentStep = null,
        int|float|null $percentage = null,
        int|float|string|null $value = null,
        int|float|null $upperLimit = null,
        ?string $color = null,
        ?string $stepColor = null,
        int|float|null $autoDismissSeconds = null,
        int|float|null $autoDismissMinutes = null,
        int|float|null $durationSeconds = null,
        ?bool $countsDown = null,
        ?array $stepColors = null,
        ?bool $isRunning = null,
    ): array {
        return Internal\Fields::given(get_defined_vars());
    }
}
