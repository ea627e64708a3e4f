"""What a checker has to refuse: each of these comments is needed, or it is reported as one that is not."""
# pyright: reportUnnecessaryTypeIgnoreComment=true

from activitysmith import ActivitySmith, AsyncActivitySmith


def synchronous(client: ActivitySmith) -> None:
    client.notifications.send({"message": "M"})  # type: ignore
    client.notifications.send({"title": "T", "mesage": "M"})  # type: ignore
    client.notifications.send(title=1)  # type: ignore
    client.notifications.send(titel="T")  # type: ignore
    client.notifications.send(title="T", interruption_level="loud")  # type: ignore
    client.live_activities.start({"content_state": {"title": "T"}})  # type: ignore
    client.live_activities.start(title="T", type="bar")  # type: ignore
    client.live_activities.stream("k", title="T", color="mauve")  # type: ignore
    client.live_activities.stream({"content_state": {"title": "T"}})  # type: ignore
    client.live_activities.stream("k", title="T", metrics=[{"label": "CPU"}])  # type: ignore
    client.metrics.update("m", None)  # type: ignore
    client.badge_count("3")  # type: ignore
    client.badge_count(3).badges  # type: ignore
    client.notifications.send(title="T", timeout="3")  # type: ignore


async def asynchronous(client: AsyncActivitySmith) -> None:
    client.badge_count(1).badge  # type: ignore
    await client.notifications.send(titel="T")  # type: ignore
