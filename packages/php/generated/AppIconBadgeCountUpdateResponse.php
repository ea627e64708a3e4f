<?php

// Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.

declare(strict_types=1);

namespace ActivitySmith;

/** The number is on its way. */
final class AppIconBadgeCountUpdateResponse extends Response
{
    /** Always true: errors have another status and another body. */
    public function getSuccess(): bool
    {
        return $this->field('success');
    }

    /** The number as stored. */
    public function getBadge(): int
    {
        return $this->field('badge');
    }

    /** Devices that it is on its way to: accepted and stored, not yet confirmed by Apple. */
    public function getDevicesNotified(): int
    {
        return $this->field('devices_notified');
    }

    /** Users these devices belong to. */
    public function getUsersNotified(): int
    {
        return $this->field('users_notified');
    }

    /** The same as `devices_notified`, by the name that newer clients of the hosted service know. They alone get it. */
    public function getDevicesUpdated(): ?int
    {
        return $this->field('devices_updated');
    }

    /** The same as `users_notified`, by the name that newer clients of the hosted service know. They alone get it. */
    public function getUsersUpdated(): ?int
    {
        return $this->field('users_updated');
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

    /** When the server accepted the request (ISO 8601, UTC). */
    public function getTimestamp(): \DateTime
    {
        return $this->moment('timestamp');
    }
}
