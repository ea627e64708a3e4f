"""The asynchronous twin of the client: the same methods, to be awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._async import AsyncConnections
from ._async_resource import AsyncResource
from ._settings import Settings
from .client import LiveActivityTypes, metric_request
from .generated import operations
from .generated.async_resources import LiveActivitiesMethods, NotificationsMethods

if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence
    from datetime import datetime
    from types import TracebackType
    from typing import Unpack

    from .generated.responses import AppIconBadgeCountUpdateResponse, MetricValueUpdateResponse
    from .generated.types import CallOptions, ChannelTarget, LiveActivityStreamFields, MetricValueUpdateRequest
    from .track import AsyncTracker, TrackOptions


class AsyncNotifications(NotificationsMethods):
    """Push notifications."""


class AsyncLiveActivities(LiveActivitiesMethods, LiveActivityTypes):
    """Live Activities. `stream` is the easy way: it starts, updates and renews by itself."""

    def track(self, stream_key: str, state: LiveActivityStreamFields, **options: Unpack[TrackOptions]) -> AsyncTracker:
        """Shows the progress of a job that reports often.

        What is reported is sent by a task of its own, at a pace that leaves room for others: never more than one
        request at a time, always the newest state. Reports do not wait; `end` and `fail` do.
        """
        from .track import AsyncTracker

        return AsyncTracker(self.stream, self.end_stream, stream_key, state, **options)


class AsyncMetrics(AsyncResource):
    """The values that widgets show."""

    async def update(
        self,
        key: str,
        value_or_request: float | str | MetricValueUpdateRequest,
        timestamp: datetime | str | None = None,
        **options: Unpack[CallOptions],
    ) -> MetricValueUpdateResponse:
        """Stores the newest value of a metric that exists in the workspace.

        With a `timestamp`, a value that is older than the stored one is ignored.
        """
        fields = {"timestamp": timestamp, **options}
        return await self._send(operations.UPDATE_METRIC_VALUE, key, metric_request(value_or_request), fields)

    async def update_metric_value(
        self, key: str, metric_value_update_request: MetricValueUpdateRequest, **options: Unpack[CallOptions]
    ) -> MetricValueUpdateResponse:
        """The same as `update`, by its longer name."""
        return await self.update(key, metric_value_update_request, **options)


class AsyncBadge(AsyncResource):
    """The number on the app icon."""

    async def count(self, value: int, fields: dict[str, Any]) -> AppIconBadgeCountUpdateResponse:
        """Sets it."""
        return await self._send(operations.UPDATE_APP_ICON_BADGE_COUNT, None, {"badge": value}, fields)


class AsyncActivitySmith:
    """The asynchronous client, on asyncio. Takes what `ActivitySmith` takes."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        timeout: float = 10.0,
        max_retries: int = 2,
        allow_insecure_http: bool | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        settings = Settings(api_key, base_url, timeout, max_retries, allow_insecure_http, ssl_context)
        self._connections = AsyncConnections(settings)
        self._badge = AsyncBadge(self._connections)
        self.notifications = AsyncNotifications(self._connections)
        self.live_activities = AsyncLiveActivities(self._connections)
        self.metrics = AsyncMetrics(self._connections)

    async def badge_count(
        self,
        value: int,
        *,
        channels: Sequence[str] | None = None,
        target: ChannelTarget | None = None,
        **options: Unpack[CallOptions],
    ) -> AppIconBadgeCountUpdateResponse:
        """Sets the number on the app icon; 0 clears it."""
        fields = {"channels": channels, "target": target, **options}
        return await self._badge.count(value, fields)

    async def close(self) -> None:
        """Closes idle connections. Calls that are under way end as usual, later ones are refused."""
        await self._connections.close()

    async def __aenter__(self) -> AsyncActivitySmith:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"AsyncActivitySmith(base_url={self._connections.settings.base_url!r})"
