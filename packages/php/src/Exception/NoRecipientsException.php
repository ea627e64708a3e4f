<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** 404: no device matched the channels. */
final class NoRecipientsException extends ApiException
{
    /**
     * The channels that applied, `null` when none did.
     *
     * @return list<string>|null
     */
    public function getEffectiveChannelSlugs(): ?array
    {
        return $this->data['effective_channel_slugs'] ?? null;
    }
}
