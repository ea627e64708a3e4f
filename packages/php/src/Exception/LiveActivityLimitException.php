<?php

declare(strict_types=1);

namespace ActivitySmith\Exception;

/** 429: the account shows as many Live Activities as it may. Waiting does not help, ending one does. */
final class LiveActivityLimitException extends ApiException
{
    /** How many may be active at once. */
    public function getLimit(): int
    {
        return $this->data['limit'];
    }

    /** How many are. */
    public function getActive(): int
    {
        return $this->data['active'];
    }
}
