<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/** The stream has ended. */
final class LiveActivityStreamDeleteResponse extends Response
{
    /** Always true: errors have another status and another body. */
    public function getSuccess(): bool
    {
        return $this->field('success');
    }

    /**
     * What the server did.
     *
     * @return 'ended'
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

    /** The activity that ended, `null` when none was running. */
    public function getActivityId(): ?string
    {
        return $this->field('activity_id');
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

    /** When the server accepted the request (ISO 8601, UTC). */
    public function getTimestamp(): \DateTime
    {
        return $this->moment('timestamp');
    }
}
