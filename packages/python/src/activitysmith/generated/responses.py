# Generated from openapi/openapi.flat.json by `npm run generate`. Do not edit.
"""What comes back from each operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._response import Response

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Literal


class PushNotificationResponse(Response):
    """The notification is on its way."""

    _moments = ("timestamp",)

    success: bool
    """Always true: errors have another status and another body."""

    devices_notified: int | None = None
    """Devices that it is on its way to: accepted and stored, not yet confirmed by Apple."""

    users_notified: int | None = None
    """Users these devices belong to."""

    effective_channel_slugs: list[str] | None
    """Channels that applied, `None` when none did."""

    tags: list[str] | None = None
    """Tags as they are now."""

    timestamp: datetime
    """When the server accepted the request (ISO 8601, UTC)."""


class LiveActivityStreamPutResponse(Response):
    """What the stream did with the state."""

    _moments = ("timestamp",)

    success: bool
    """Always true: errors have another status and another body."""

    operation: Literal["started", "updated", "rotated", "noop", "paused"]
    """`started` a new activity, `updated` the present one, `rotated` to a new one (age or channels), `noop`: nothing
    changed and nothing was sent, `paused`: kept, but not shown.
    """

    stream_key: str
    """Key of the stream."""

    activity_id: str | None
    """Id of the Live Activity."""

    previous_activity_id: str | None = None
    """The activity that was replaced, when `rotated`."""

    devices_notified: int | None = None
    """Devices that it is on its way to: accepted and stored, not yet confirmed by Apple."""

    devices_queued: int | None = None
    """Devices that get the newest state as soon as they have registered a token for the activity."""

    users_notified: int | None = None
    """Users these devices belong to."""

    effective_channel_slugs: list[str] | None
    """Channels that applied, `None` when none did."""

    tags: list[str] | None = None
    """Tags as they are now."""

    timestamp: datetime
    """When the server accepted the request (ISO 8601, UTC)."""


class LiveActivityStreamDeleteResponse(Response):
    """The stream has ended."""

    _moments = ("timestamp",)

    success: bool
    """Always true: errors have another status and another body."""

    operation: Literal["ended"]
    """See `Literal["ended"]`."""

    stream_key: str
    """Key of the stream."""

    activity_id: str | None
    """The activity that ended, `None` when none was running."""

    devices_notified: int | None = None
    """Devices that it is on its way to: accepted and stored, not yet confirmed by Apple."""

    devices_queued: int | None = None
    """Devices that get the newest state as soon as they have registered a token for the activity."""

    timestamp: datetime
    """When the server accepted the request (ISO 8601, UTC)."""


class LiveActivityStartResponse(Response):
    """The Live Activity is on its way."""

    _moments = ("timestamp",)

    success: bool
    """Always true: errors have another status and another body."""

    activity_id: str
    """Id of the Live Activity."""

    devices_notified: int | None = None
    """Devices that it is on its way to: accepted and stored, not yet confirmed by Apple."""

    users_notified: int | None = None
    """Users these devices belong to."""

    effective_channel_slugs: list[str] | None
    """Channels that applied, `None` when none did."""

    tags: list[str] | None = None
    """Tags as they are now."""

    timestamp: datetime
    """When the server accepted the request (ISO 8601, UTC)."""


class LiveActivityUpdateResponse(Response):
    """The change is on its way."""

    _moments = ("timestamp",)

    success: bool
    """Always true: errors have another status and another body."""

    activity_id: str
    """Id of the Live Activity."""

    devices_notified: int | None = None
    """Devices that it is on its way to: accepted and stored, not yet confirmed by Apple."""

    devices_queued: int | None = None
    """Devices that get the newest state as soon as they have registered a token for the activity."""

    timestamp: datetime
    """When the server accepted the request (ISO 8601, UTC)."""


class LiveActivityEndResponse(Response):
    """The end is on its way."""

    _moments = ("timestamp",)

    success: bool
    """Always true: errors have another status and another body."""

    activity_id: str
    """Id of the Live Activity."""

    devices_notified: int | None = None
    """Devices that it is on its way to: accepted and stored, not yet confirmed by Apple."""

    devices_queued: int | None = None
    """Devices that get the newest state as soon as they have registered a token for the activity."""

    timestamp: datetime
    """When the server accepted the request (ISO 8601, UTC)."""


class MetricValueUpdateResponse(Response):
    """The value is stored."""

    success: bool
    """Always true: errors have another status and another body."""


class AppIconBadgeCountUpdateResponse(Response):
    """The number is on its way."""

    _moments = ("timestamp",)

    success: bool
    """Always true: errors have another status and another body."""

    badge: int
    """The number as stored."""

    devices_notified: int
    """Devices that it is on its way to: accepted and stored, not yet confirmed by Apple."""

    users_notified: int
    """Users these devices belong to."""

    devices_updated: int | None = None
    """The same as `devices_notified`, by the name that newer clients of the hosted service know. They alone get it."""

    users_updated: int | None = None
    """The same as `users_notified`, by the name that newer clients of the hosted service know. They alone get it."""

    effective_channel_slugs: list[str] | None
    """Channels that applied, `None` when none did."""

    timestamp: datetime
    """When the server accepted the request (ISO 8601, UTC)."""
