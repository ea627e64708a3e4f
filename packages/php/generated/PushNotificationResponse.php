<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/** The notification is on its way. */
final class PushNotificationResponse extends Response
{
    /** Always true: errors have another status and another body. */
    public function getSuccess(): bool
    {
        return $this->field('success');
    }

    /** Devices that it is on its way to: accepted and stored, not yet confirmed by Apple. */
    public function getDevicesNotified(): ?int
    {
        return $this->field('devices_notified');
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
