"""Push notifications, Live Activities, widgets and badges on an iPhone, with one call each.

from activitysmith import ActivitySmith

activitysmith = ActivitySmith()  # the key is in ACTIVITYSMITH_API_KEY
activitysmith.notifications.send({"title": "Backup finished"})
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._builders import (
    LiveActivityColor,
    PushInterruptionLevel,
    action,
    alert_badge,
    alert_icon,
    content_state,
    metric,
)
from ._response import RateLimit, Response
from ._version import __version__
from .client import ActivitySmith
from .errors import (
    ActivitySmithError,
    APIError,
    AuthenticationError,
    BadRequestError,
    ConnectionError,
    InternalServerError,
    LiveActivityLimitError,
    NoRecipientsError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    TimeoutError,
    ValidationError,
)

if TYPE_CHECKING:
    from .async_client import AsyncActivitySmith

__all__ = [
    "APIError",
    "ActivitySmith",
    "ActivitySmithError",
    "AsyncActivitySmith",
    "AuthenticationError",
    "BadRequestError",
    "ConnectionError",
    "InternalServerError",
    "LiveActivityColor",
    "LiveActivityLimitError",
    "NoRecipientsError",
    "NotFoundError",
    "PermissionDeniedError",
    "PushInterruptionLevel",
    "RateLimit",
    "RateLimitError",
    "Response",
    "TimeoutError",
    "ValidationError",
    "__version__",
    "action",
    "alert_badge",
    "alert_icon",
    "content_state",
    "metric",
]


def __getattr__(name: str) -> object:
    # asyncio is half the time that importing everything would take.
    if name == "AsyncActivitySmith":
        from .async_client import AsyncActivitySmith

        return AsyncActivitySmith
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
