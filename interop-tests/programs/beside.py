"""The same calls with whichever `activitysmith` is installed, and what the mock heard of them."""

import json
import os
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from activitysmith import (
    ActivitySmith,
    LiveActivityColor,
    PushInterruptionLevel,
    action,
    alert_badge,
    alert_icon,
    content_state,
    metric,
)

client = ActivitySmith(api_key=os.environ["ACTIVITYSMITH_API_KEY"])
activities = client.live_activities
seen = []


def keep(answer, *fields):
    seen.append([getattr(answer, field) for field in fields])
    return answer


keep(client.notifications.send({"title": "New subscription 💸", "message": "Pro plan"}), "success", "devices_notified")
keep(client.notifications.send(title="Down", message="500s", interruption_level=PushInterruptionLevel.TIME_SENSITIVE))
client.notifications.send(
    {
        "title": "Approve?",
        "channels": ["ops"],
        "actions": [{"title": "Yes", "type": "webhook", "url": "https://example.com/yes", "body": {"id": 7}}],
    },
    tags=["user:382"],
)
client.notifications.send_push_notification(push_notification_request={"title": "T", "metadata": {"a": 1, "b": "c"}})

start = keep(
    activities.start(
        {
            "content_state": {"title": "Deploy", "type": "segmented_progress", "number_of_steps": 3, "current_step": 1},
            "alert": {"title": "Deploy", "body": "has begun"},
        }
    ),
    "success",
    "effective_channel_slugs",
)
activities.update(activity_id=start.activity_id, title="Deploy", current_step=2, color=LiveActivityColor.GREEN)
activities.update_live_activity({"activity_id": start.activity_id, "content_state": {"title": "Deploy", "subtitle": "S"}})
keep(activities.end(activity_id=start.activity_id, title="Deploy", current_step=3, auto_dismiss_minutes=0), "success")

state = content_state("Server", type=activities.TYPE_METRICS, metrics=[metric("CPU", 9, unit="%"), metric("MEM", "4 GB")])
keep(activities.stream("web-1", {"content_state": state}), "operation", "stream_key")
keep(activities.stream("web-1", title="Server", metrics=[activities.metric("CPU", 10, unit="%")]), "operation")
keep(
    activities.reconcile_live_activity_stream(
        "agent",
        title="Approve?",
        type="alert",
        message="Send it?",
        icon=alert_icon("sparkles", color="green"),
        badge=alert_badge("Agent"),
        action=action("Send", "webhook", "https://example.com/send", method="POST"),
        channels=["ops"],
    ),
    "operation",
    "effective_channel_slugs",
)
keep(activities.stream("clock", title="Benchmark", type="timer", duration_seconds=300), "operation")
keep(activities.stream("money", title="Revenue", type="value", value="$1,240"), "operation")
keep(activities.end_stream("web-1", title="Server", metrics=[metric("CPU", 1, unit="%")]), "operation")
keep(activities.end_stream("agent"), "operation")

keep(client.metrics.update("deploy.success_rate", 99.9), "success")
keep(client.metrics.update("prod.status", "healthy"), "success")
keep(client.badge_count(3, channels=["ops"]), "badge", "devices_updated")
keep(client.badge_count(0), "badge", "users_updated")

errors = []
for refused in (
    lambda: client.notifications.send(title="T", media="https://example.com/a.png", actions=[{"title": "A"}]),
    lambda: client.notifications.send(title="T", interruption_level="loud"),
    lambda: activities.update(activity_id="nobody's", title="T"),
):
    try:
        refused()
    except ValueError as error:
        errors.append(["ValueError", str(error)])
    except Exception as error:
        errors.append([error.status, json.loads(error.body)])

headers = {"Authorization": "Bearer " + os.environ["ACTIVITYSMITH_API_KEY"]}
url = urljoin(os.environ["ACTIVITYSMITH_BASE_URL"], "/_mock/journal")
with urlopen(Request(url, headers=headers)) as response:
    print(json.dumps({"seen": seen, "errors": errors, "requests": json.load(response)["entries"]}))
