"""The client. Make one and keep it: its connections stay open between calls, and threads may share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._builders import alert_badge, alert_icon, metric
from ._resource import Resource
from ._settings import Settings
from ._sync import Connections
from .generated import operations
from .generated.resources import LiveActivitiesMethods, NotificationsMethods

if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence
    from datetime import datetime
    from types import TracebackType
    from typing import Unpack

    from .generated.responses import AppIconBadgeCountUpdateResponse, MetricValueUpdateResponse
    from .generated.types import CallOptions, ChannelTarget, LiveActivityStreamFields, MetricValueUpdateRequest
    from .track import Tracker, TrackOptions


class LiveActivityTypes:
    """The names of the types."""

    TYPE_SEGMENTED_PROGRESS = "segmented_progress"
    TYPE_PROGRESS = "progress"
    TYPE_METRICS = "metrics"
    TYPE_STATS = "stats"
    TYPE_ALERT = "alert"
    TYPE_TIMER = "timer"
    TYPE_VALUE = "value"

    metric = staticmethod(metric)
    alert_icon = staticmethod(alert_icon)
    alert_badge = staticmethod(alert_badge)


class Notifications(NotificationsMethods):
    """Push notifications."""


class LiveActivities(LiveActivitiesMethods, LiveActivityTypes):
    """Live Activities. `stream` is the easy way: it starts, updates and renews by itself.

    With `start`, `update` and `end` you keep the id and do that yourself.
    """

    def track(self, stream_key: str, state: LiveActivityStreamFields, **options: Unpack[TrackOptions]) -> Tracker:
        """Shows the progress of a job that reports often.

        What is reported is sent from a thread of its own, at a pace that leaves room for others: never more than one
        request at a time, always the newest state.

            with client.live_activities.track("backup", {"title": "Backup", "type": "progress"}) as job:
                for done, file in enumerate(files, 1):
                    copy(file)
                    job.progress(100 * done / len(files))
        """
        from .track import Tracker

        return Tracker(self.stream, self.end_stream, stream_key, state, **options)


class Metrics(Resource):
    """The values that widgets show."""

    def update(
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
        return self._send(operations.UPDATE_METRIC_VALUE, key, metric_request(value_or_request), fields)

    def update_metric_value(
        self, key: str, metric_value_update_request: MetricValueUpdateRequest, **options: Unpack[CallOptions]
    ) -> MetricValueUpdateResponse:
        """The same as `update`, by its longer name."""
        return self.update(key, metric_value_update_request, **options)


class Badge(Resource):
    """The number on the app icon."""

    def count(self, value: int, fields: dict[str, Any]) -> AppIconBadgeCountUpdateResponse:
        """Sets it."""
        return self._send(operations.UPDATE_APP_ICON_BADGE_COUNT, None, {"badge": value}, fields)


def metric_request(value: object) -> object:
    """A request, or the value of one."""
    is_value = isinstance(value, (int, float, str)) or value is None
    return {"value": value} if is_value else value


class ActivitySmith:
    """The client.

    `api_key` defaults to the environment variable `ACTIVITYSMITH_API_KEY`, `base_url` to `ACTIVITYSMITH_BASE_URL`, else
    the hosted service. `timeout` is in seconds and for one try, its body included; `max_retries` is how often a failed
    request is tried again. `allow_insecure_http` (`ACTIVITYSMITH_ALLOW_INSECURE_HTTP=1`) lets plain HTTP go to other
    machines. `ssl_context` replaces Python's default one.

    Raises `ValidationError` when the key is missing or a setting is wrong.
    """

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
        self._connections = Connections(settings)
        self._badge = Badge(self._connections)
        self.notifications = Notifications(self._connections)
        self.live_activities = LiveActivities(self._connections)
        self.metrics = Metrics(self._connections)

    def badge_count(
        self,
        value: int,
        *,
        channels: Sequence[str] | None = None,
        target: ChannelTarget | None = None,
        **options: Unpack[CallOptions],
    ) -> AppIconBadgeCountUpdateResponse:
        """Sets the number on the app icon; 0 clears it."""
        fields = {"channels": channels, "target": target, **options}
        return self._badge.count(value, fields)

    def close(self) -> None:
        """Closes idle connections. Calls that are under way end as usual, later ones are refused."""
        self._connections.close()

    def __enter__(self) -> ActivitySmith:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"ActivitySmith(base_url={self._connections.settings.base_url!r})"
