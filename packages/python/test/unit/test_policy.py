"""When a failed request is sent again, and how long it waits before."""

from __future__ import annotations

import unittest
from typing import TYPE_CHECKING
from unittest.mock import patch

from activitysmith import APIError, ConnectionError, LiveActivityLimitError, TimeoutError
from activitysmith._policy import retry_after, retry_delay
from activitysmith._requests import request_for
from activitysmith._settings import Settings
from activitysmith.generated import operations

if TYPE_CHECKING:
    from activitysmith._call import Request


def answered(status: int, wait: float | None = None) -> APIError:
    return APIError(status, {}, "{}", wait)


def lost(sent: bool) -> ConnectionError:
    error = ConnectionError("No answer")
    error.sent = sent
    return error


def request(base_url: str, *, acts: bool) -> Request:
    settings = Settings("ask_test", base_url, 10, 2, None, None)
    operation = operations.SEND_PUSH_NOTIFICATION if acts else operations.UPDATE_APP_ICON_BADGE_COUNT
    return request_for(settings, operation, None, {}, {})


class Delay(unittest.TestCase):
    def test_half_a_second_doubling_to_eight_cut_by_up_to_a_half(self) -> None:
        for chance, first, waits in ((b"\xff\xff", 0.5, (1, 2, 4, 8, 8)), (b"\0\0", 0.25, (0.5, 1, 2, 4, 4))):
            with patch("os.urandom", return_value=chance):
                delays = [retry_delay(answered(500), attempt, True) or 0 for attempt in range(1, 7)]
            for delay, wait in zip(delays, (first, *waits), strict=True):
                self.assertAlmostEqual(delay, wait, places=3)

    def test_as_long_as_the_server_asks_up_to_a_minute(self) -> None:
        self.assertEqual(retry_delay(answered(429, 17), 1, True), 17)
        self.assertEqual(retry_delay(answered(503, 60), 1, True), 60)
        self.assertIsNone(retry_delay(answered(503, 61), 1, True))

    def test_never_at_the_limit_of_live_activities(self) -> None:
        self.assertIsNone(retry_delay(LiveActivityLimitError(429, {}, '{"limit": 4, "active": 4}', 1), 1, True))

    def test_what_may_have_been_done_is_not_repeated_where_doing_it_twice_shows(self) -> None:
        for error, again in (
            (answered(500), False),
            (answered(502), False),
            (answered(504, 0), False),
            (lost(True), False),
            (TimeoutError("No answer"), False),
            (answered(408), True),
            (answered(409), True),
            (answered(429), True),
            (answered(503), False),
            (answered(503, 0), True),
            (lost(False), True),
        ):
            with self.subTest(error=error):
                self.assertEqual(retry_delay(error, 1, False) is not None, again)
                self.assertEqual(retry_delay(error, 1, True) is not None, True)

    def test_which_calls_these_are(self) -> None:
        for url, repeatable in (
            ("https://activitysmith.com/api", False),
            ("https://ACTIVITYSMITH.com.:443/api", False),
            ("https://eu.activitysmith.com", False),
            ("https://notactivitysmith.com/api", True),
            ("https://activitysmith.com.example/api", True),
            ("http://127.0.0.1:1/api", True),
        ):
            with self.subTest(url):
                self.assertEqual(request(url, acts=True).repeatable, repeatable)
                self.assertTrue(request(url, acts=False).repeatable)


class RetryAfter(unittest.TestCase):
    def test_seconds_or_a_date(self) -> None:
        self.assertEqual(retry_after("17"), 17)
        self.assertEqual(retry_after("0"), 0)
        self.assertGreater(retry_after("Wed, 21 Oct 2099 07:28:00 GMT") or 0, 1_000_000)
        for value in (None, "", "soon", "-1", "inf", "nan", "Wed, 21 Oct 2015 07:28:00 GMT"):
            self.assertIsNone(retry_after(value), value)
