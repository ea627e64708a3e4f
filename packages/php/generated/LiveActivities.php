<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * Live Activities. `stream` is the easy way: it starts, updates and renews by itself. With `start`, `update` and `end`
 * you keep the id and do that yourself.
 *
 * @phpstan-import-type ChannelTarget from Types
 * @phpstan-import-type LiveActivityColorValue from Types
 * @phpstan-import-type LiveActivityAlertIconValue from Types
 * @phpstan-import-type LiveActivityAlertBadgeValue from Types
 * @phpstan-import-type ActivityMetric from Types
 * @phpstan-import-type StreamContentState from Types
 * @phpstan-import-type LiveActivityActionValue from Types
 * @phpstan-import-type AlertPayload from Types
 * @phpstan-import-type LiveActivityStreamRequest from Types
 * @phpstan-import-type LiveActivityStreamDeleteRequest from Types
 * @phpstan-import-type ContentStateStart from Types
 * @phpstan-import-type LiveActivityStartRequest from Types
 * @phpstan-import-type ContentStateUpdate from Types
 * @phpstan-import-type LiveActivityUpdateRequest from Types
 * @phpstan-import-type ContentStateEnd from Types
 * @phpstan-import-type LiveActivityEndRequest from Types
 */
final class LiveActivities extends Internal\ApiResource
{
    use Internal\Tracking;

    public const TYPE_SEGMENTED_PROGRESS = 'segmented_progress';
    public const TYPE_PROGRESS = 'progress';
    public const TYPE_METRICS = 'metrics';
    public const TYPE_STATS = 'stats';
    public const TYPE_ALERT = 'alert';
    public const TYPE_VALUE = 'value';
    public const TYPE_TIMER = 'timer';

    /**
     * Show the newest state of a stream. Give each thing that you watch a stable key and send its newest state whenever
     * it changes. The first request starts a Live Activity, later ones update it; it is replaced by a fresh one before
     * iOS ends it after 8 hours. A state that changes nothing is answered with `noop` and not sent.
     *
     * @param LiveActivityStreamRequest|object|null $request
     * @param StreamContentState|null $contentState
     * @param string|null $title First line.
     * @param string|null $subtitle Second line.
     * @param 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown'|null $type
     *     Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
     *     one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
     *     rest. `counter` and `countdown` are deprecated.
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
     * @param LiveActivityActionValue|null $action A button. Left out keeps the present one, `null` removes it.
     * @param AlertPayload|null $alert An alert that comes with the change.
     * @param ChannelTarget|null $target Limits the request to channels. Without it, everything in the scope of the API
     *     key.
     * @param list<string>|string|null $channels Short for `target.channels`. When both are sent they must be equal.
     * @param int|float|null $durationSeconds Length of the timer in seconds. Sending it again restarts the timer;
     *     leaving it out keeps it.
     * @param bool|null $countsDown `false` counts up from 00:00.
     * @param LiveActivityActionValue|null $secondaryAction A second button, for `alert`, `progress` and
     *     `segmented_progress`. Left out keeps the present one, `null` removes it.
     * @param list<string>|null $tags Labels for the history, not shown on the device. Later requests: left out keeps
     *     them, `[]` clears them.
     * @param array<string, string|int|float|bool>|object|null $metadata Facts of your own, kept with the history and
     *     never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}`
     *     clears them.
     * @param list<LiveActivityColorValue>|null $stepColors Colours of the completed steps: as many as `current_step`.
     * @param bool|null $isRunning `false` freezes the timer, `true` lets it go on.
     * @param int|null $autoDismissMinutes Minutes that the ended activity stays on the lock screen; 0 removes it at
     *     once. iOS removes it after 4 hours at the latest.
     * @param int|null $autoDismissSeconds The same in seconds. Wins over `auto_dismiss_minutes`.
     * @param float|null $timeout Seconds that one try may take, its body included. Default: the client's.
     * @param int|null $maxRetries How often a failed request is tried again. Default: the client's.
     * @param string|null $idempotencyKey The same key with the same body acts once within 24 hours. Default: a random
     *     one for each `send` and `start`.
     */
    public function stream(
        string|int|\Stringable $streamKey,
        array|object|null $request = null,
        array|object|null $contentState = null,
        ?string $title = null,
        ?string $subtitle = null,
        ?string $type = null,
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
        array|object|null $action = null,
        array|object|null $alert = null,
        array|object|null $target = null,
        array|string|null $channels = null,
        int|float|null $durationSeconds = null,
        ?bool $countsDown = null,
        array|object|null $secondaryAction = null,
        ?array $tags = null,
        array|object|null $metadata = null,
        ?array $stepColors = null,
        ?bool $isRunning = null,
        int|float|null $autoDismissMinutes = null,
        int|float|null $autoDismissSeconds = null,
        ?float $timeout = null,
        ?int $maxRetries = null,
        ?string $idempotencyKey = null,
    ): LiveActivityStreamPutResponse {
        return $this->call(
            Operation::ReconcileLiveActivityStream,
            LiveActivityStreamPutResponse::class,
            get_defined_vars(),
        );
    }

    /**
     * The same as `stream`, by its longer name.
     *
     * @param LiveActivityStreamRequest|object|null $liveActivityStreamRequest
     * @param string $contentType Has no effect: requests are JSON.
     * @param mixed ...$fields By name, as `stream` takes them.
     */
    public function reconcileLiveActivityStream(
        string|int|\Stringable $streamKey,
        array|object|null $liveActivityStreamRequest = null,
        string $contentType = 'application/json',
        mixed ...$fields
    ): LiveActivityStreamPutResponse {
        return $this->stream($streamKey, $liveActivityStreamRequest, ...$fields);
    }

    /**
     * End a stream. Ends the stream's Live Activity, if wanted with a last state. It leaves the lock screen after 2
     * minutes unless the state says otherwise. A body is optional.
     *
     * @param LiveActivityStreamDeleteRequest|object|null $request
     * @param StreamContentState|null $contentState The last state, shown until the activity is removed.
     * @param string|null $title First line.
     * @param string|null $subtitle Second line.
     * @param 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown'|null $type
     *     Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
     *     one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
     *     rest. `counter` and `countdown` are deprecated.
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
     * @param int|null $autoDismissMinutes Minutes that the ended activity stays on the lock screen; 0 removes it at
     *     once. iOS removes it after 4 hours at the latest.
     * @param LiveActivityActionValue|null $action A button on the ended activity. Left out removes the present one.
     * @param AlertPayload|null $alert An alert that comes with the change.
     * @param int|float|null $durationSeconds Length of the timer in seconds. Sending it again restarts the timer;
     *     leaving it out keeps it.
     * @param bool|null $countsDown `false` counts up from 00:00.
     * @param LiveActivityActionValue|null $secondaryAction A second button on the ended activity, for `alert`,
     *     `progress` and `segmented_progress`. Left out removes the present one.
     * @param list<string>|null $tags Labels for the history, not shown on the device. Later requests: left out keeps
     *     them, `[]` clears them.
     * @param array<string, string|int|float|bool>|object|null $metadata Facts of your own, kept with the history and
     *     never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}`
     *     clears them.
     * @param list<LiveActivityColorValue>|null $stepColors Colours of the completed steps: as many as `current_step`.
     * @param bool|null $isRunning `false` freezes the timer, `true` lets it go on.
     * @param int|null $autoDismissSeconds The same in seconds. Wins over `auto_dismiss_minutes`.
     * @param float|null $timeout Seconds that one try may take, its body included. Default: the client's.
     * @param int|null $maxRetries How often a failed request is tried again. Default: the client's.
     * @param string|null $idempotencyKey The same key with the same body acts once within 24 hours. Default: a random
     *     one for each `send` and `start`.
     */
    public function endStream(
        string|int|\Stringable $streamKey,
        array|object|null $request = null,
        array|object|null $contentState = null,
        ?string $title = null,
        ?string $subtitle = null,
        ?string $type = null,
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
        int|float|null $autoDismissMinutes = null,
        array|object|null $action = null,
        array|object|null $alert = null,
        int|float|null $durationSeconds = null,
        ?bool $countsDown = null,
        array|object|null $secondaryAction = null,
        ?array $tags = null,
        array|object|null $metadata = null,
        ?array $stepColors = null,
        ?bool $isRunning = null,
        int|float|null $autoDismissSeconds = null,
        ?float $timeout = null,
        ?int $maxRetries = null,
        ?string $idempotencyKey = null,
    ): LiveActivityStreamDeleteResponse {
        return $this->call(
            Operation::EndLiveActivityStream,
            LiveActivityStreamDeleteResponse::class,
            get_defined_vars(),
        );
    }

    /**
     * The same as `endStream`, by its longer name.
     *
     * @param LiveActivityStreamDeleteRequest|object|null $liveActivityStreamDeleteRequest
     * @param string $contentType Has no effect: requests are JSON.
     * @param mixed ...$fields By name, as `endStream` takes them.
     */
    public function endLiveActivityStream(
        string|int|\Stringable $streamKey,
        array|object|null $liveActivityStreamDeleteRequest = null,
        string $contentType = 'application/json',
        mixed ...$fields
    ): LiveActivityStreamDeleteResponse {
        return $this->endStream($streamKey, $liveActivityStreamDeleteRequest, ...$fields);
    }

    /**
     * Start a Live Activity. Starts a Live Activity whose life you manage yourself, by its id. A stream needs less: it
     * starts, updates and replaces activities by itself.
     *
     * @param LiveActivityStartRequest|object|null $request
     * @param ContentStateStart|null $contentState
     * @param string|null $title First line.
     * @param string|null $subtitle Second line.
     * @param 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown'|null $type
     *     Says which of the other fields apply.
     * @param string|null $message The message.
     * @param LiveActivityAlertIconValue|null $icon Icon beside the title.
     * @param LiveActivityAlertBadgeValue|null $badge A small label.
     * @param list<ActivityMetric>|null $metrics One to eight labelled values.
     * @param int|null $numberOfSteps How many steps there are. It may grow and shrink while the activity runs.
     * @param int|null $currentStep How many steps are completed, at most `number_of_steps`; 0 before the first.
     * @param int|float|null $percentage Progress from 0 to 100.
     * @param int|float|string|null $value The value, shown as sent.
     * @param int|float|null $upperLimit The `value` that means 100 %.
     * @param LiveActivityColorValue|null $color Accent colour of the activity.
     * @param LiveActivityColorValue|null $stepColor Colour of the current step.
     * @param LiveActivityActionValue|null $action A button.
     * @param AlertPayload|null $alert An alert that comes with the change.
     * @param ChannelTarget|null $target Limits the request to channels. Without it, everything in the scope of the API
     *     key.
     * @param list<string>|string|null $channels Short for `target.channels`. When both are sent they must be equal.
     * @param int|float|null $durationSeconds Length of the timer in seconds. Sending it again restarts the timer;
     *     leaving it out keeps it.
     * @param bool|null $countsDown `false` counts up from 00:00.
     * @param LiveActivityActionValue|null $secondaryAction A second button, for `alert`, `progress` and
     *     `segmented_progress`.
     * @param list<string>|null $tags Labels for the history, not shown on the device. Later requests: left out keeps
     *     them, `[]` clears them.
     * @param array<string, string|int|float|bool>|object|null $metadata Facts of your own, kept with the history and
     *     never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}`
     *     clears them.
     * @param list<LiveActivityColorValue>|null $stepColors Colours of the completed steps: as many as `current_step`.
     * @param bool|null $isRunning `false` freezes the timer, `true` lets it go on.
     * @param float|null $timeout Seconds that one try may take, its body included. Default: the client's.
     * @param int|null $maxRetries How often a failed request is tried again. Default: the client's.
     * @param string|null $idempotencyKey The same key with the same body acts once within 24 hours. Default: a random
     *     one for each `send` and `start`.
     */
    public function start(
        array|object|null $request = null,
        array|object|null $contentState = null,
        ?string $title = null,
        ?string $subtitle = null,
        ?string $type = null,
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
        array|object|null $action = null,
        array|object|null $alert = null,
        array|object|null $target = null,
        array|string|null $channels = null,
        int|float|null $durationSeconds = null,
        ?bool $countsDown = null,
        array|object|null $secondaryAction = null,
        ?array $tags = null,
        array|object|null $metadata = null,
        ?array $stepColors = null,
        ?bool $isRunning = null,
        ?float $timeout = null,
        ?int $maxRetries = null,
        ?string $idempotencyKey = null,
    ): LiveActivityStartResponse {
        return $this->call(Operation::StartLiveActivity, LiveActivityStartResponse::class, get_defined_vars());
    }

    /**
     * The same as `start`, by its longer name.
     *
     * @param LiveActivityStartRequest|object|null $liveActivityStartRequest
     * @param string $contentType Has no effect: requests are JSON.
     * @param mixed ...$fields By name, as `start` takes them.
     */
    public function startLiveActivity(
        array|object|null $liveActivityStartRequest = null,
        string $contentType = 'application/json',
        mixed ...$fields
    ): LiveActivityStartResponse {
        return $this->start($liveActivityStartRequest, ...$fields);
    }

    /**
     * Update a Live Activity. Changes a running Live Activity. Fields that are left out keep their values. Devices that
     * have not registered a token for the activity yet get the newest state when they do.
     *
     * @param LiveActivityUpdateRequest|object|null $request
     * @param string|null $activityId The `activity_id` that the start answered.
     * @param ContentStateUpdate|null $contentState
     * @param string|null $title First line.
     * @param string|null $subtitle Second line.
     * @param 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown'|null $type
     *     Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
     *     one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
     *     rest. `counter` and `countdown` are deprecated.
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
     * @param LiveActivityActionValue|null $action A button. Left out keeps the present one, `null` removes it.
     * @param int|float|null $durationSeconds Length of the timer in seconds. Sending it again restarts the timer;
     *     leaving it out keeps it.
     * @param bool|null $countsDown `false` counts up from 00:00.
     * @param LiveActivityActionValue|null $secondaryAction A second button, for `alert`, `progress` and
     *     `segmented_progress`. Left out keeps the present one, `null` removes it.
     * @param list<string>|null $tags Labels for the history, not shown on the device. Later requests: left out keeps
     *     them, `[]` clears them.
     * @param array<string, string|int|float|bool>|object|null $metadata Facts of your own, kept with the history and
     *     never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}`
     *     clears them.
     * @param list<LiveActivityColorValue>|null $stepColors Colours of the completed steps: as many as `current_step`.
     * @param bool|null $isRunning `false` freezes the timer, `true` lets it go on.
     * @param float|null $timeout Seconds that one try may take, its body included. Default: the client's.
     * @param int|null $maxRetries How often a failed request is tried again. Default: the client's.
     * @param string|null $idempotencyKey The same key with the same body acts once within 24 hours. Default: a random
     *     one for each `send` and `start`.
     */
    public function update(
        array|object|null $request = null,
        ?string $activityId = null,
        array|object|null $contentState = null,
        ?string $title = null,
        ?string $subtitle = null,
        ?string $type = null,
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
        array|object|null $action = null,
        int|float|null $durationSeconds = null,
        ?bool $countsDown = null,
        array|object|null $secondaryAction = null,
        ?array $tags = null,
        array|object|null $metadata = null,
        ?array $stepColors = null,
        ?bool $isRunning = null,
        ?float $timeout = null,
        ?int $maxRetries = null,
        ?string $idempotencyKey = null,
    ): LiveActivityUpdateResponse {
        return $this->call(Operation::UpdateLiveActivity, LiveActivityUpdateResponse::class, get_defined_vars());
    }

    /**
     * The same as `update`, by its longer name.
     *
     * @param LiveActivityUpdateRequest|object|null $liveActivityUpdateRequest
     * @param string $contentType Has no effect: requests are JSON.
     * @param mixed ...$fields By name, as `update` takes them.
     */
    public function updateLiveActivity(
        array|object|null $liveActivityUpdateRequest = null,
        string $contentType = 'application/json',
        mixed ...$fields
    ): LiveActivityUpdateResponse {
        return $this->update($liveActivityUpdateRequest, ...$fields);
    }

    /**
     * End a Live Activity. Ends a Live Activity with a last state. It leaves the lock screen after 3 minutes unless the
     * state says otherwise. Ending it again is no error.
     *
     * @param LiveActivityEndRequest|object|null $request
     * @param string|null $activityId The `activity_id` that the start answered.
     * @param ContentStateEnd|null $contentState
     * @param string|null $title First line.
     * @param string|null $subtitle Second line.
     * @param 'segmented_progress'|'progress'|'metrics'|'stats'|'alert'|'value'|'timer'|'counter'|'countdown'|null $type
     *     Type of the activity. Needed when a stream starts; later it may be left out. Another type than the current
     *     one keeps title, subtitle, colour and icon, badge and second button where it has them too, and drops the
     *     rest. `counter` and `countdown` are deprecated.
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
     * @param int|null $autoDismissMinutes Minutes that the ended activity stays on the lock screen; 0 removes it at
     *     once. iOS removes it after 4 hours at the latest.
     * @param LiveActivityActionValue|null $action A button on the ended activity. Left out removes the present one.
     * @param int|float|null $durationSeconds Length of the timer in seconds. Sending it again restarts the timer;
     *     leaving it out keeps it.
     * @param bool|null $countsDown `false` counts up from 00:00.
     * @param LiveActivityActionValue|null $secondaryAction A second button on the ended activity, for `alert`,
     *     `progress` and `segmented_progress`. Left out removes the present one.
     * @param list<string>|null $tags Labels for the history, not shown on the device. Later requests: left out keeps
     *     them, `[]` clears them.
     * @param array<string, string|int|float|bool>|object|null $metadata Facts of your own, kept with the history and
     *     never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}`
     *     clears them.
     * @param list<LiveActivityColorValue>|null $stepColors Colours of the completed steps: as many as `current_step`.
     * @param bool|null $isRunning `false` freezes the timer, `true` lets it go on.
     * @param float|null $timeout Seconds that one try may take, its body included. Default: the client's.
     * @param int|null $maxRetries How often a failed request is tried again. Default: the client's.
     * @param string|null $idempotencyKey The same key with the same body acts once within 24 hours. Default: a random
     *     one for each `send` and `start`.
     */
    public function end(
        array|object|null $request = null,
        ?string $activityId = null,
        array|object|null $contentState = null,
        ?string $title = null,
        ?string $subtitle = null,
        ?string $type = null,
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
        int|float|null $autoDismissMinutes = null,
        array|object|null $action = null,
        int|float|null $durationSeconds = null,
        ?bool $countsDown = null,
        array|object|null $secondaryAction = null,
        ?array $tags = null,
        array|object|null $metadata = null,
        ?array $stepColors = null,
        ?bool $isRunning = null,
        ?float $timeout = null,
        ?int $maxRetries = null,
        ?string $idempotencyKey = null,
    ): LiveActivityEndResponse {
        return $this->call(Operation::EndLiveActivity, LiveActivityEndResponse::class, get_defined_vars());
    }

    /**
     * The same as `end`, by its longer name.
     *
     * @param LiveActivityEndRequest|object|null $liveActivityEndRequest
     * @param string $contentType Has no effect: requests are JSON.
     * @param mixed ...$fields By name, as `end` takes them.
     */
    public function endLiveActivity(
        array|object|null $liveActivityEndRequest = null,
        string $contentType = 'application/json',
        mixed ...$fields
    ): LiveActivityEndResponse {
        return $this->end($liveActivityEndRequest, ...$fields);
    }
}
