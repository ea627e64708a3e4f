"""The two clients: their connections, the order of their calls, their secrets."""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
import threading
import traceback
import unittest
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, ClassVar
from unittest.mock import patch

import activitysmith
from activitysmith import (
    ActivitySmith,
    ActivitySmithError,
    APIError,
    AsyncActivitySmith,
    LiveActivityLimitError,
    TimeoutError,
    ValidationError,
)

from .server import Answer, Server

KEY = "ask_secret"
# More than json takes.
DEEP = b"[" * 100_000


def state(percentage: int) -> Any:
    return {"content_state": {"title": "T", "percentage": percentage}}


def percentages(server: Server) -> list[Any]:
    return [body["content_state"]["percentage"] if body else method for method, _, body in server.requests]


class Order(unittest.TestCase):
    def test_a_request_under_way_is_waited_for_so_that_the_newest_arrives_last(self) -> None:
        first = Answer()
        first.wait = threading.Event()
        with (
            Server(first) as server,
            ActivitySmith(KEY, base_url=server.base_url) as client,
            ThreadPoolExecutor(3) as threads,
        ):
            turns = client._connections._turns._newest
            calls = [threads.submit(client.live_activities.stream, "k", state(1))]
            server.wait_for(lambda: len(server.requests) == 1)
            for percentage in (2, 3):
                before = turns["/live-activity/stream/k"]
                calls.append(threads.submit(client.live_activities.stream, "k", state(percentage)))
                # It has its place when it is the newest.
                before.superseded.wait(30)
            client.live_activities.stream("other", state(9))
            self.assertEqual(percentages(server), [1, 9])
            first.wait.set()
            for call in calls:
                call.result(30)
            self.assertEqual(percentages(server), [1, 9, 2, 3])
            self.assertEqual(turns, {})

    def test_an_old_state_is_not_sent_again_when_there_is_a_newer_one(self) -> None:
        with (
            Server(Answer(500, {}, retry_after="50")) as server,
            ActivitySmith(KEY, base_url=server.base_url) as client,
            ThreadPoolExecutor(1) as threads,
        ):
            older = threads.submit(client.live_activities.stream, "k", state(1))
            server.wait_for(lambda: len(server.requests) == 1)
            client.live_activities.end_stream("k")
            # It does not wait for its turn to be told.
            error = older.exception(30)
            self.assertIsInstance(error, APIError)
            self.assertEqual(percentages(server), [1, "DELETE"])

    def test_activities_by_id_are_in_order_too(self) -> None:
        with (
            Server(Answer(500, {}, retry_after="50")) as server,
            ActivitySmith(KEY, base_url=server.base_url) as client,
            ThreadPoolExecutor(1) as threads,
        ):
            older = threads.submit(client.live_activities.update, activity_id="a", title="T", percentage=1)
            server.wait_for(lambda: len(server.requests) == 1)
            client.live_activities.end(activity_id="a", title="T", percentage=2)
            self.assertIsInstance(older.exception(30), APIError)
            self.assertEqual(percentages(server), [1, 2])


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def test_calls_at_the_same_time(self) -> None:
        with Server() as server:
            async with AsyncActivitySmith(KEY, base_url=server.base_url) as client:
                answers = await asyncio.gather(*(client.badge_count(number) for number in range(32)))
                self.assertTrue(all(answer.success for answer in answers))
                self.assertEqual(sorted(body["badge"] for _, _, body in server.requests), list(range(32)))
                await client.badge_count(1)
                self.assertEqual(len(set(server.connections)), len(set(server.connections[:32])))

    async def test_an_old_state_is_not_sent_again_when_there_is_a_newer_one(self) -> None:
        with Server(Answer(500, {}, retry_after="50")) as server:
            async with AsyncActivitySmith(KEY, base_url=server.base_url) as client:
                older = asyncio.create_task(client.live_activities.stream("k", state(1)))
                await asyncio.to_thread(server.wait_for, lambda: len(server.requests) == 1)
                await client.live_activities.end_stream("k")
                with self.assertRaises(APIError):
                    await older
                self.assertEqual(percentages(server), [1, "DELETE"])

    async def test_a_cancelled_call_lets_the_next_one_go_but_not_past_the_first(self) -> None:
        first = Answer()
        first.wait = threading.Event()
        with Server(first) as server:
            async with AsyncActivitySmith(KEY, base_url=server.base_url) as client:
                calls = [asyncio.create_task(client.live_activities.stream("k", state(n))) for n in (1, 2, 3)]
                await asyncio.to_thread(server.wait_for, lambda: len(server.requests) == 1)
                calls[1].cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await calls[1]
                self.assertEqual(percentages(server), [1])
                first.wait.set()
                await asyncio.gather(calls[0], calls[2])
                self.assertEqual(percentages(server), [1, 3])

    async def test_a_timeout_is_for_one_try(self) -> None:
        silent = Answer()
        silent.wait = threading.Event()
        with Server(silent) as server:
            async with AsyncActivitySmith(KEY, base_url=server.base_url, max_retries=0) as client:
                with self.assertRaises(TimeoutError):
                    await client.badge_count(1, timeout=0.05)
                silent.wait.set()
                self.assertTrue((await client.badge_count(1)).success)

    async def test_nothing_is_kept_of_calls_that_gave_up_waiting(self) -> None:
        first = Answer()
        first.wait = threading.Event()
        with Server(first) as server:
            async with AsyncActivitySmith(KEY, base_url=server.base_url) as client:
                calls = [asyncio.create_task(client.live_activities.stream("k", state(n))) for n in (1, 2, 3)]
                await asyncio.to_thread(server.wait_for, lambda: len(server.requests) == 1)
                for call in calls[1:]:
                    call.cancel()
                await asyncio.gather(*calls[1:], return_exceptions=True)
                first.wait.set()
                await calls[0]
                self.assertEqual(client._connections._turns._newest, {})

    async def test_the_newest_call_that_gives_up_waiting_lets_none_past_the_first(self) -> None:
        first = Answer()
        first.wait = threading.Event()
        with Server(first) as server:
            async with AsyncActivitySmith(KEY, base_url=server.base_url) as client:
                calls = [asyncio.create_task(client.live_activities.stream("k", state(n))) for n in (1, 2)]
                await asyncio.to_thread(server.wait_for, lambda: len(server.requests) == 1)
                calls[1].cancel()
                await asyncio.gather(calls[1], return_exceptions=True)
                calls.append(asyncio.create_task(client.live_activities.stream("k", state(3))))
                # Time enough for it to be sent.
                for number in (7, 8, 9):
                    await client.live_activities.stream("other", state(number))
                self.assertEqual(percentages(server), [1, 7, 8, 9])
                first.wait.set()
                await asyncio.gather(calls[0], calls[2])
                self.assertEqual(percentages(server), [1, 7, 8, 9, 3])


class Answers(unittest.TestCase):
    def test_fields_are_attributes_and_moments_have_a_zone(self) -> None:
        limits = {"ratelimit_limit": "60", "ratelimit_remaining": "59", "ratelimit_reset": "42"}
        body = {"success": True, "badge": 3, "devices_updated": 2, "users_updated": 1, "effective_channel_slugs": None}
        moment = "2026-03-19T08:30:00.000Z"
        answer = Answer(200, {**body, "timestamp": moment, "newer": "field"}, x_request_id="req_1", **limits)
        with Server(answer) as server, ActivitySmith(KEY, base_url=server.base_url) as client:
            got: Any = client.badge_count(3)
        self.assertEqual((got.badge, got.devices_updated, got.devices_notified, got.newer), (3, 2, 2, "field"))
        self.assertEqual(got.timestamp, datetime(2026, 3, 19, 8, 30, tzinfo=UTC))
        self.assertEqual((got.request_id, got.rate_limit), ("req_1", (60, 59, 42)))
        self.assertEqual(got.to_dict(), {**body, "timestamp": got.timestamp, "newer": "field"})
        self.assertRegex(repr(got), r"^AppIconBadgeCountUpdateResponse\(success=True, badge=3, ")

    def test_what_cannot_be_read_of_an_answer_does_not_fail_a_call_that_succeeded(self) -> None:
        for moment in ("soon", 7, None):
            body = {"success": True, "effective_channel_slugs": None, "timestamp": moment}
            with Server(Answer(200, body)) as server, ActivitySmith(KEY, base_url=server.base_url) as client:
                self.assertEqual(client.notifications.send(title="T", timeout=float("inf")).to_dict(), body)

    def test_a_body_that_is_too_deep_is_an_error_of_the_server(self) -> None:
        deep = Answer(200, DEEP), Answer(400, DEEP)
        with Server(*deep) as server, ActivitySmith(KEY, base_url=server.base_url) as client:
            for status in (200, 400):
                with self.assertRaises(APIError) as raised:
                    client.badge_count(1)
                self.assertEqual((raised.exception.status, raised.exception.data), (status, None))

    def test_errors_tell_what_the_server_said(self) -> None:
        body = {"error": "Live Activity limit reached", "message": "Only 4 …", "limit": 4, "active": 4}
        with (
            Server(Answer(429, body, x_request_id="req_1")) as server,
            ActivitySmith(KEY, base_url=server.base_url) as client,
            self.assertRaises(LiveActivityLimitError) as raised,
        ):
            client.live_activities.start(title="T", type="value", value=1)
        error = raised.exception
        for one in (error, pickle.loads(pickle.dumps(error))):
            self.assertEqual((one.status, one.code, one.message), (429, body["error"], body["message"]))
            self.assertEqual((one.limit, one.active, one.request_id, one.attempts), (4, 4, "req_1", 1))
            self.assertEqual(str(one), body["message"])


class Settings(unittest.TestCase):
    wrong: ClassVar[list[dict[str, Any]]] = [
        {"base_url": "http://example.com"},
        {"base_url": "http://localhost@example.com"},
        {"base_url": "http://127.0.0.1.example.com"},
        {"base_url": "https://"},
        {"base_url": "https://example.com:port"},
        {"base_url": "https://example.com/a b"},
        {"timeout": -1},
        {"timeout": "10"},
        {"timeout": None},
        {"max_retries": 0.5},
    ]

    def test_they_come_from_the_environment(self) -> None:
        variables = {"ACTIVITYSMITH_API_KEY": KEY, "ACTIVITYSMITH_BASE_URL": "http://example.com/api/"}
        with patch.dict(os.environ, {**variables, "ACTIVITYSMITH_ALLOW_INSECURE_HTTP": "1"}):
            self.assertEqual(repr(ActivitySmith()), "ActivitySmith(base_url='http://example.com/api')")
        with patch.dict(os.environ, variables), self.assertRaises(ValidationError):
            ActivitySmith()

    def test_wrong_ones_are_refused(self) -> None:
        for given in self.wrong:
            with self.subTest(given), self.assertRaises(ValidationError):
                ActivitySmith(KEY, **given)

    def test_this_machine_has_several_names(self) -> None:
        for url in ("http://localhost:1/api", "http://127.1.2.3", "http://[::1]:4010/api", "https://example.com/api"):
            ActivitySmith(KEY, base_url=url)


class Secrets(unittest.TestCase):
    def test_the_key_is_in_nothing_that_is_printed(self) -> None:
        silent = Answer()
        silent.wait = threading.Event()
        with Server(Answer(401, {"error": "Unauthorized"}), silent) as server:
            client = ActivitySmith(KEY, base_url=server.base_url, max_retries=0)
            shown = [repr(client), repr(vars(client)), repr(vars(client._connections.settings))]
            for timeout in (10, 0.05):
                try:
                    client.badge_count(1, timeout=timeout)
                except ActivitySmithError as error:
                    # As services that collect errors do it: with the variables of every frame.
                    trace = traceback.TracebackException.from_exception(error, capture_locals=True)
                    shown += [repr(error), repr(vars(error)), *trace.format()]
            silent.wait.set()
        self.assertGreater(len(shown), 12)
        self.assertNotIn(KEY, "\n".join(shown))

    def test_nor_in_what_a_wrong_setting_is_refused_with(self) -> None:
        with (
            patch.dict(os.environ, {"ACTIVITYSMITH_API_KEY": KEY}),
            self.assertRaises(ValidationError) as raised,
        ):
            ActivitySmith(base_url="http://example.com")
        trace = traceback.TracebackException.from_exception(raised.exception, capture_locals=True)
        self.assertNotIn(KEY, "".join(trace.format()))


class Package(unittest.TestCase):
    def test_importing_it_brings_nothing_that_is_needed_later(self) -> None:
        later = ("asyncio", "ssl", "email", "h11")
        code = f"import sys, activitysmith; print([name for name in {later} if name in sys.modules])"
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        self.assertEqual(said.stdout.strip(), "[]")

    def test_every_name_is_there(self) -> None:
        for name in activitysmith.__all__:
            self.assertTrue(hasattr(activitysmith, name), name)
