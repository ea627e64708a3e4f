"""When a failed request may be sent again, and how long to wait before."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from .errors import ActivitySmithError, APIError, ConnectionError, LiveActivityLimitError

LONGEST_WAIT = 60.0


def retry_after(value: str | None) -> float | None:
    """Seconds that a `Retry-After` header asks to wait, in either of its forms; `None` without a usable one."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        from email.utils import parsedate_to_datetime

        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - datetime.now(UTC)).total_seconds()
    return seconds if 0 <= seconds < float("inf") else None


def retry_delay(error: ActivitySmithError, attempt: int, repeatable: bool) -> float | None:
    """Seconds to wait before the next try, `None` when there must be none.

    Tried again: answers with `Retry-After`, 408, 409 (another request with the same idempotency key is running), 429
    for the rate, 5xx, failed connections and timeouts. Not when the server asks to wait longer than a minute.

    `attempt` is how many requests were sent so far. `repeatable` is false when doing it twice would show, so that only
    a request that was surely not processed may be sent again.
    """
    asked: float | None = None
    if isinstance(error, APIError):
        asked = error.retry_after
        unprocessed = error.status in (408, 409, 429) or (error.status == 503 and asked is not None)
        failed = asked is not None or error.status >= 500
    elif isinstance(error, ConnectionError):
        unprocessed = not error.sent
        failed = True
    else:
        return None
    if isinstance(error, LiveActivityLimitError) or not (unprocessed or (failed and repeatable)):
        return None
    if asked is not None and asked > LONGEST_WAIT:
        return None
    # Jitter, so that clients that failed together don't come back together.
    chance = int.from_bytes(os.urandom(2), "big") / 65536
    backoff = min(8.0, 0.25 * 2.0**attempt) * (0.5 + chance / 2)
    return max(asked or 0.0, backoff)
