"""What a strict checker has to accept."""

from datetime import UTC, datetime
from typing import assert_type

from activitysmith import ActivitySmith, AsyncActivitySmith, LiveActivityColor, RateLimit, action, content_state, metric
from activitysmith.types import (
    ActivityMetric,
    AppIconBadgeCountUpdateResponse,
    LiveActivityStartResponse,
    LiveActivityStreamPutResponse,
    LiveActivityStreamRequest,
    PushNotificationResponse,
)


def synchronous(client: ActivitySmith, slugs: list[str], note: str | None) -> None:
    assert_type(client.notifications.send({"title": "T"}), PushNotificationResponse)
    client.notifications.send(
        title="T", message=note, channels=slugs, timeout=3, metadata={"a": 1, "b": "c", "d": True}
    )
    client.notifications.send(
        {"title": "T", "actions": [{"title": "A", "type": "open_url", "url": "https://a.example"}]}
    )
    client.notifications.send(title="T", actions=[action("A", "open_url", "https://a.example")])

    start = client.live_activities.start({"content_state": {"title": "T", "type": "progress", "percentage": 0}})
    assert_type(start, LiveActivityStartResponse)
    assert_type(start.activity_id, str)
    assert_type(start.timestamp, datetime)
    assert_type(start.devices_notified, int | None)
    client.live_activities.update(activity_id=start.activity_id, title="T", color=LiveActivityColor.RED)
    client.live_activities.end({"activity_id": start.activity_id, "content_state": {"title": "T", "subtitle": None}})

    request: LiveActivityStreamRequest = {"content_state": {"title": "T"}, "tags": ("a", "b")}
    put = client.live_activities.stream("k", request)
    assert_type(put, LiveActivityStreamPutResponse)
    assert_type(put.rate_limit, RateLimit | None)
    if put.operation == "rotated":
        assert_type(put.previous_activity_id, str | None)
    values: list[ActivityMetric] = [metric("CPU", 9, unit="%")]
    client.live_activities.stream("k", title="T", type="metrics", metrics=values)
    client.live_activities.stream("k", content_state=content_state("T", type="timer", counts_down=False))
    client.live_activities.end_stream("k")

    client.metrics.update("m", 1)
    client.metrics.update("m", "healthy", datetime.now(UTC), max_retries=0)
    client.metrics.update("m", {"value": 1})
    assert_type(client.badge_count(3, channels=slugs), AppIconBadgeCountUpdateResponse)
    with client.live_activities.track("k", {"title": "T", "type": "progress"}, on_error=print, interval=1) as job:
        job.step(1, of=3)


async def asynchronous() -> None:
    async with AsyncActivitySmith("key", base_url="https://example.com") as client:
        assert_type(await client.notifications.send(title="T"), PushNotificationResponse)
        assert_type(await client.badge_count(1), AppIconBadgeCountUpdateResponse)
        async with client.live_activities.track("k", {"title": "T"}) as job:
            job.progress(value=1, upper_limit=2)
            await job.end(subtitle="done")
