"""What is sent for what a method was given."""

from __future__ import annotations

import unittest
from datetime import datetime, timedelta, timezone
from typing import Any, get_args, get_type_hints

from activitysmith import (
    ActivitySmith,
    LiveActivityColor,
    PushInterruptionLevel,
    ValidationError,
    action,
    alert_badge,
    alert_icon,
    content_state,
    metric,
    types,
)
from activitysmith.client import LiveActivityTypes

from .server import Server

PROGRESS: Any = {"title": "T", "type": "progress", "percentage": 1}


class Sent(unittest.TestCase):
    def setUp(self) -> None:
        self.server = self.enterContext(Server())
        self.client: Any = self.enterContext(ActivitySmith("ask_test", base_url=self.server.base_url))

    def body(self) -> Any:
        return self.server.requests[-1][2]

    def test_fields_by_name_are_the_same_as_a_dict(self) -> None:
        self.client.notifications.send(title="T", message="M", subtitle=None, tags=["a"])
        self.assertEqual(self.body(), {"title": "T", "message": "M", "tags": ["a"]})
        self.client.notifications.send({"title": "T", "message": "M"}, message="N")
        self.assertEqual(self.body(), {"title": "T", "message": "N"})

    def test_fields_of_a_state_by_name_go_into_it(self) -> None:
        self.client.live_activities.start(title="T", type="progress", percentage=0, badge=alert_badge("B"), tags=["a"])
        state = {"title": "T", "type": "progress", "percentage": 0, "badge": {"title": "B"}}
        self.assertEqual(self.body(), {"content_state": state, "tags": ["a"]})
        self.client.live_activities.stream(
            "k", {"content_state": {"title": "T", "percentage": 1}}, content_state={"percentage": 2}, subtitle="S"
        )
        self.assertEqual(self.body(), {"content_state": {"title": "T", "percentage": 2, "subtitle": "S"}})

    def test_none_in_a_dict_is_null_and_clears(self) -> None:
        self.client.live_activities.stream("k", {"content_state": {"title": "T", "subtitle": None}, "action": None})
        self.assertEqual(self.body(), {"content_state": {"title": "T", "subtitle": None}, "action": None})

    def test_the_end_of_a_stream_has_a_body_when_there_is_something_to_say(self) -> None:
        self.client.live_activities.end_stream("k")
        self.assertEqual(self.server.requests[-1], ("DELETE", "/api/live-activity/stream/k", None))
        self.client.live_activities.end_stream("k", title="T", auto_dismiss_minutes=0)
        self.assertEqual(self.body(), {"content_state": {"title": "T", "auto_dismiss_minutes": 0}})

    def test_the_longer_names_are_the_same(self) -> None:
        activities = self.client.live_activities
        activities.start_live_activity({"content_state": PROGRESS})
        activities.update_live_activity(activity_id="a", title="T")
        activities.end_live_activity(live_activity_end_request={"activity_id": "a", "content_state": PROGRESS})
        activities.reconcile_live_activity_stream("k", live_activity_stream_request={"content_state": PROGRESS})
        activities.end_live_activity_stream("k")
        self.client.notifications.send_push_notification({"title": "T"})
        self.client.metrics.update_metric_value("m", {"value": "healthy"})
        self.assertEqual(
            [(method, path.removeprefix("/api")) for method, path, _ in self.server.requests],
            [
                ("POST", "/live-activity/start"),
                ("POST", "/live-activity/update"),
                ("POST", "/live-activity/end"),
                ("PUT", "/live-activity/stream/k"),
                ("DELETE", "/live-activity/stream/k"),
                ("POST", "/push-notification"),
                ("POST", "/metrics/m/value"),
            ],
        )
        self.assertEqual(self.server.requests[1][2], {"activity_id": "a", "content_state": {"title": "T"}})

    def test_a_metric_is_a_value_or_a_request(self) -> None:
        moment = datetime(2026, 3, 19, 8, 30, tzinfo=timezone(timedelta(hours=1)))
        for args, body in (
            ((99.9,), {"value": 99.9}),
            (("healthy",), {"value": "healthy"}),
            ((0, "2026-03-19T08:30:00Z"), {"value": 0, "timestamp": "2026-03-19T08:30:00Z"}),
            (({"value": 1}, moment), {"value": 1, "timestamp": "2026-03-19T08:30:00+01:00"}),
        ):
            self.client.metrics.update("m", *args)
            self.assertEqual(self.body(), body)

    def test_channels_are_a_list_or_text_between_commas(self) -> None:
        for channels in (["ops", "dev"], ("ops", " dev "), "ops, dev,"):
            self.client.badge_count(3, channels=channels)
            self.assertEqual(self.body(), {"badge": 3, "target": {"channels": ["ops", "dev"]}})
        self.client.badge_count(3, channels=None)
        self.assertEqual(self.body(), {"badge": 3})
        self.client.notifications.send({"title": "T", "channels": ["ops"], "target": {"channels": ["ops"]}})
        self.assertEqual(self.body(), {"title": "T", "target": {"channels": ["ops"]}})

    def test_small_parts_leave_out_what_is_none(self) -> None:
        button = action("Open", "open_url", "https://example.com", method=None)
        state = content_state(
            "T",
            type="metrics",
            subtitle=None,
            metrics=[metric("CPU", 9, unit="%", color=LiveActivityColor.GREEN)],
            icon=alert_icon("bolt"),
        )
        self.client.live_activities.start(content_state=state, action=button)
        self.assertEqual(
            self.body(),
            {
                "content_state": {
                    "title": "T",
                    "type": "metrics",
                    "metrics": [{"label": "CPU", "value": 9, "unit": "%", "color": "green"}],
                    "icon": {"symbol": "bolt"},
                },
                "action": {"title": "Open", "type": "open_url", "url": "https://example.com"},
            },
        )
        self.client.notifications.send(title="T", interruption_level=PushInterruptionLevel.TIME_SENSITIVE)
        self.assertEqual(self.body(), {"title": "T", "interruption_level": "time-sensitive"})

    def test_constants_are_the_words_of_the_document(self) -> None:
        def words(of: type, prefix: str = "") -> set[str]:
            return {value for name, value in vars(of).items() if name.isupper() and name.startswith(prefix)}

        hints = get_type_hints(types.ContentStateStart)
        self.assertEqual(words(LiveActivityColor), set(get_args(types.LiveActivityColor)))
        self.assertEqual(words(LiveActivityTypes, "TYPE_"), set(get_args(hints["type"])) - {"counter", "countdown"})
        levels = get_type_hints(types.PushNotificationRequest)["interruption_level"]
        self.assertEqual(words(PushInterruptionLevel), set(get_args(levels)))

    def test_objects_that_have_a_dict_form_are_taken(self) -> None:
        class Model:
            def to_dict(self) -> dict[str, Any]:
                return {"title": "T"}

        self.client.notifications.send(Model())
        self.assertEqual(self.body(), {"title": "T"})

    def test_half_a_character_is_sent_for_the_service_to_refuse(self) -> None:
        self.client.notifications.send(title="a\ud83d")
        self.assertEqual(self.body(), {"title": "a\ud83d"})

    def test_what_is_wrong_is_refused_before_anything_is_sent(self) -> None:
        wrong: list[tuple[Any, dict[str, Any], str]] = [
            ([], {}, "the request must be a dict, not list"),
            ({"title": object()}, {}, "object has no form in JSON"),
            ({"title": float("nan")}, {}, "can't be sent as JSON"),
            ({"title": "T", "channels": None}, {}, "channels must be a list"),
            ({"title": "T", "channels": [1]}, {}, "channels must be a list"),
            ({"title": "T"}, {"channels": " , "}, "at least one channel"),
            ({"title": "T"}, {"interruption_level": "loud"}, "passive, active, or time-sensitive"),
            ({"title": "T"}, {"timeout": 0}, "timeout must be above 0"),
            ({"title": "T"}, {"max_retries": -1}, "max_retries must be a whole number"),
            ({"title": "T"}, {"idempotency_key": "a\r\nb"}, "idempotency_key must be printable ASCII"),
            ({"title": "T"}, {"idempotency_key": " a"}, "idempotency_key must be printable ASCII"),
            ({"title": "T"}, {"idempotency_key": ""}, "idempotency_key must be printable ASCII"),
        ]
        for request, fields, message in wrong:
            with self.subTest(message), self.assertRaisesRegex(ValidationError, message):
                self.client.notifications.send(request, **fields)
        self.assertEqual(self.server.requests, [])

    def test_validation_errors_are_value_errors(self) -> None:
        with self.assertRaises(ValueError):  # As earlier versions raised.
            self.client.notifications.send(title="T", media="https://example.com/a.png", actions=[{"title": "A"}])
