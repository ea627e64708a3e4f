<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/** What the stream did with the state. */
final class LiveActivityStreamPutResponse extends Response
{
    /** Always true: errors have another status and another body. */
    public function getSuccess(): bool
    {
        return $this->field('success');
    }

    /**
     * `started` a new activity, `updated` the present one, `rotated` to a new one (age or channels), `noop`: nothing
     * changed and nothing was sent, `paused`: kept, but not shown.
     *
     * @return 'started'|'updated'|'rotated'|'noop'|'paused'
     */
    public function getOperation(): string
    {
        return $this->field('operation');
    }

    /** Key of the stream. */
    public function getStreamKey(): string
    {
        return $this->field('stream_key');
    }

    /** Id of the Live Activity. */
    public function getActivityId(): ?string
    {
        return $this->field('activity_id');
    }

    /** The activity that was replaced, when `rotated`. */
    public function getPreviousActivityId(): ?string
    {
        return $this->field('previous_activity_id');
    }

    /** Devices that it is on its way to: accepted and stored, not yet confirmed by Apple. */
    public function getDevicesNotified(): ?int
    {
        return $this->field('devices_notified');
    }

    /** Devices that get the newest state as soon as they have registered a token for the activity. */
    public function getDevicesQueued(): ?int
    {
        return $this->field('devices_queued');
    }

    /** Users these devices belong to. */
    public function getUsersNotified(): ?int
    {
        return $this->field('users_notified');
    }

    /**
     * Channels that applied, `null` when none did.
     *
     * @return list<string>|null
     */
    public function getEffectiveChannelSlugs(): ?array
    {
        return $this->field('effective_channel_slugs');
    }

    /**
     * Tags as they are now.
     *
     * @return list<string>|null
     */
    public function getTags(): ?array
    {
        return $this->field('tags');
    }

    /** When the server accepted the request (ISO 8601, UTC). */
    public function getTimestamp(): \DateTime
    {
        return $this->moment('timestamp');
    }
}
