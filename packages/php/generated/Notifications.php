<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/**
 * Push notifications.
 *
 * @phpstan-import-type PushNotificationAction from Types
 * @phpstan-import-type ChannelTarget from Types
 * @phpstan-import-type PushNotificationRequest from Types
 */
final class Notifications extends Internal\ApiResource
{
    /**
     * Send a push notification. Sends a notification to the devices in the scope of the API key, or in the channels
     * that are named. It can open a link, show media when it is expanded, or carry up to four buttons.
     *
     * @param PushNotificationRequest|object|null $request
     * @param string|null $title Title of the notification.
     * @param string|null $message Text of the notification.
     * @param string|null $subtitle Line between title and text.
     * @param string|null $media https URL of an image, audio or video that is shown when the notification is expanded.
     *     Not together with `actions`.
     * @param string|null $redirection URL that a tap opens. Without it, a tap opens `media`.
     * @param list<PushNotificationAction>|null $actions Up to four buttons.
     * @param ChannelTarget|null $target Limits the request to channels. Without it, everything in the scope of the API
     *     key.
     * @param list<string>|string|null $channels Short for `target.channels`. When both are sent they must be equal.
     * @param list<string>|null $tags Labels for the history, not shown on the device. Later requests: left out keeps
     *     them, `[]` clears them.
     * @param array<string, string|int|float|bool>|object|null $metadata Facts of your own, kept with the history and
     *     never shown on the device: at most 50 entries and 16 KB as JSON. Later requests: left out keeps them, `{}`
     *     clears them.
     * @param string|null $icon https URL of an image that is shown as the sender's icon.
     * @param 'passive'|'active'|'time-sensitive'|null $interruptionLevel How much it interrupts, by Apple's names.
     * @param array<string, mixed>|object|null $payload JSON of your own that reaches the app with the notification.
     * @param int|null $badge Number on the app icon; 0 clears it.
     * @param string|null $sound Name of a sound of the app.
     * @param float|null $timeout Seconds that one try may take, its body included. Default: the client's.
     * @param int|null $maxRetries How often a failed request is tried again. Default: the client's.
     * @param string|null $idempotencyKey The same key with the same body acts once within 24 hours. Default: a random
     *     one for each `send` and `start`.
     */
    public function send(
        array|object|null $request = null,
        ?string $title = null,
        ?string $message = null,
        ?string $subtitle = null,
        ?string $media = null,
        ?string $redirection = null,
        ?array $actions = null,
        array|object|null $target = null,
        array|string|null $channels = null,
        ?array $tags = null,
        array|object|null $metadata = null,
        ?string $icon = null,
        ?string $interruptionLevel = null,
        array|object|null $payload = null,
        int|float|null $badge = null,
        ?string $sound = null,
        ?float $timeout = null,
        ?int $maxRetries = null,
        ?string $idempotencyKey = null,
    ): PushNotificationResponse {
        return $this->call(Operation::SendPushNotification, PushNotificationResponse::class, get_defined_vars());
    }

    /**
     * The same as `send`, by its longer name.
     *
     * @param PushNotificationRequest|object|null $pushNotificationRequest
     * @param string $contentType Has no effect: requests are JSON.
     * @param mixed ...$fields By name, as `send` takes them.
     */
    public function sendPushNotification(
        array|object|null $pushNotificationRequest = null,
        string $contentType = 'application/json',
        mixed ...$fields
    ): PushNotificationResponse {
        return $this->send($pushNotificationRequest, ...$fields);
    }
}
