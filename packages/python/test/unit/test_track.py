"""Handles for jobs that report often."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import unittest
from math import inf, nan
from queue import Queue
from typing import Any
from unittest.mock import patch

from activitysmith import ActivitySmith, APIError, AsyncActivitySmith, BadRequestError, RateLimit, ValidationError
from activitysmith._pace import Pace, final_for, merge

from .server import SUCCESS, Answer, Server, ended, forked

FIRST: Any = {"title": "T", "type": "progress", "percentage": 0}


class States(unittest.TestCase):
    """The pace, without time or requests."""

    def test_a_change_is_laid_over_the_state(self) -> None:
        self.assertEqual(merge(FIRST, {"percentage": 5}), {**FIRST, "percentage": 5})
        self.assertEqual(
            merge(FIRST, {"value": 1, "upper_limit": 2}),
            {"title": "T", "type": "progress", "value": 1, "upper_limit": 2},
        )
        self.assertEqual(merge(FIRST, {"type": "value", "value": 1}), {"title": "T", "type": "value", "value": 1})

    def test_the_next_request_waits_for_the_interval_or_for_the_rate(self) -> None:
        for rate, wait in (
            (None, 5),
            (RateLimit(60, 59, 60), 5),
            (RateLimit(60, 3, 36), 12),
            (RateLimit(60, 0, 3600), 60),
        ):
            pace = Pace(FIRST, {}, 5)
            pace.begin()
            pace.succeeded(rate, 100)
            self.assertEqual(pace.not_before, 100 + wait)

    def test_a_failed_state_is_tried_three_times_and_not_when_the_server_refuses_it(self) -> None:
        pace = Pace(FIRST, {}, 0)
        tries = 0
        while pace.pending:
            pace.begin()
            tries += 1
            pace.failed(APIError(503, {}, "{}"), 0)
        self.assertEqual(tries, 3)
        pace.change({"percentage": 1})
        pace.begin()
        pace.failed(BadRequestError(400, {}, "{}"), 0)
        self.assertFalse(pace.pending)

    def test_what_is_refused_is_dropped_and_what_comes_next_goes_on_from_the_last_accepted_state(self) -> None:
        pace = Pace(FIRST, {}, 0)
        pace.begin()
        pace.succeeded(None, 0)
        pace.change({"color": "mauve"})
        pace.begin()
        pace.change({"percentage": 9})
        pace.failed(BadRequestError(400, {}, "{}"), 0)
        self.assertEqual(pace.state, {**FIRST, "percentage": 9})

    def test_the_last_state_of_a_failed_job_has_its_message(self) -> None:
        for error, subtitle in (
            (RuntimeError("disk full"), "disk full"),
            (RuntimeError(), "RuntimeError"),
            ("x" * 201, "x" * 200),
            # The name of a file that is no text: the service would refuse half a character.
            (OSError("caf\udce9"), "caf?"),
        ):
            self.assertEqual(final_for(error), {"color": "red", "subtitle": subtitle})

    def test_an_alert_rings_once_and_a_timer_starts_once(self) -> None:
        pace = Pace(
            {"title": "T", "type": "timer", "duration_seconds": 60}, {"alert": {"title": "A"}, "tags": ["a"]}, 0
        )
        self.assertIn("alert", pace.begin())
        pace.succeeded(None, 0)
        pace.change({"subtitle": "S"})
        self.assertEqual(
            pace.begin(), {"content_state": {"title": "T", "type": "timer", "subtitle": "S"}, "tags": ["a"]}
        )


def sent(server: Server) -> list[tuple[str, Any]]:
    return [(method, body["content_state"]) for method, _, body in server.requests]


class Synchronous(unittest.TestCase):
    def setUp(self) -> None:
        self.before = threading.active_count()

    def test_the_newest_state_is_sent_and_the_end_at_once(self) -> None:
        held = Answer()
        held.wait = threading.Event()
        with Server(held) as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            with client.live_activities.track("k", FIRST, interval=3600, tags=["a"]) as job:
                server.wait_for(lambda: len(server.requests) == 1)
                for percentage in (1, 2, 3):
                    job.progress(percentage)
                job.step(1, of=2, subtitle="S")
                held.wait.set()
            last = {**FIRST, "percentage": 3, "current_step": 1, "number_of_steps": 2, "subtitle": "S"}
            self.assertEqual(sent(server), [("PUT", FIRST), ("DELETE", last)])
            self.assertEqual(server.requests[0][2]["tags"], ["a"])
            job.progress(4)
            job.end()
            self.assertEqual(len(server.requests), 2)

    def test_without_an_interval_every_report_is_sent_when_the_one_before_is_answered(self) -> None:
        with Server() as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            job = client.live_activities.track("k", FIRST, interval=0)
            for count in (1, 2, 3):
                server.wait_for(lambda count=count: len(server.requests) == count)  # type: ignore[misc]
                job.progress(count)
            server.wait_for(lambda: len(server.requests) == 4)
            job.end()
            self.assertEqual([state["percentage"] for _, state in sent(server)], [0, 1, 2, 3, 3])

    def test_a_job_that_raises_ends_red_with_its_message(self) -> None:
        with Server() as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            with (
                self.assertRaisesRegex(RuntimeError, "disk full"),
                client.live_activities.track("k", FIRST, strict=True),
            ):
                raise RuntimeError("disk full")
            self.assertEqual(sent(server)[-1], ("DELETE", {**FIRST, "color": "red", "subtitle": "disk full"}))

    def test_failures_do_not_break_the_job_and_are_heard_of(self) -> None:
        heard: list[Exception] = []

        def listen(error: Exception) -> None:
            heard.append(error)
            raise RuntimeError("of the listener")

        refused = Answer(401, {"error": "Unauthorized"})
        with Server(refused, refused) as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            job = client.live_activities.track("k", FIRST, on_error=listen)
            server.wait_for(lambda: len(server.requests) == 1)
            job.end()
            self.assertEqual([type(error).__name__ for error in heard], ["AuthenticationError"] * 2)

    def test_a_value_that_cannot_be_sent_does_not_break_the_job_and_is_dropped(self) -> None:
        heard: Queue[Exception] = Queue()
        with Server() as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            job = client.live_activities.track("k", FIRST, interval=0, on_error=heard.put)
            server.wait_for(lambda: len(server.requests) == 1)
            job.progress(nan)
            self.assertIsInstance(heard.get(timeout=30), ValidationError)
            job.update(subtitle="S")
            server.wait_for(lambda: len(server.requests) == 2)
            job.end(value=nan)
            self.assertIsInstance(heard.get(timeout=30), ValidationError)
            last = {**FIRST, "subtitle": "S"}
            self.assertEqual(sent(server)[1:], [("PUT", last), ("DELETE", last)])

    def test_a_program_that_exits_with_success_ends_it_as_usual(self) -> None:
        for code, color in ((None, None), (0, None), (1, "red")):
            with (
                self.subTest(code),
                Server() as server,
                ActivitySmith("ask_test", base_url=server.base_url) as client,
            ):
                with self.assertRaises(SystemExit), client.live_activities.track("k", FIRST):
                    sys.exit(code)
                method, state = sent(server)[-1]
                self.assertEqual((method, state.get("color")), ("DELETE", color))

    def test_where_no_thread_can_be_started_the_job_goes_on_and_the_end_is_sent(self) -> None:
        heard: list[Exception] = []
        with Server() as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            with patch("threading.Thread.start", side_effect=RuntimeError("can't start new thread")):
                job = client.live_activities.track("k", FIRST, on_error=heard.append)
                job.progress(5)
            self.assertEqual([str(error) for error in heard], ["can't start new thread"] * 2)
            job.end()
            last = {**FIRST, "percentage": 5}
            self.assertEqual(sent(server), [("PUT", last), ("DELETE", last)])

    def test_what_would_fail_each_request_is_refused_at_once(self) -> None:
        wrong: list[dict[str, Any]] = [{"timeout": 5}, {"max_retries": 1}, {"idempotency_key": "a"}]
        wrong += [{"interval": interval} for interval in ("5", -1, nan, None)] + [{"on_error": "print"}]
        with Server() as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            for options in wrong:
                with self.subTest(options), self.assertRaisesRegex(ValidationError, next(iter(options))):
                    client.live_activities.track("k", FIRST, **options)
            self.assertEqual(server.requests, [])
            with client.live_activities.track("k", FIRST, interval=inf):
                server.wait_for(lambda: len(server.requests) == 1)

    def test_a_rate_that_can_be_none_does_not_break_the_job(self) -> None:
        limits = {"ratelimit_limit": "60", "ratelimit_remaining": "1", "ratelimit_reset": "9" * 400}
        with (
            Server(Answer(200, SUCCESS, **limits)) as server,
            ActivitySmith("ask_test", base_url=server.base_url) as client,
        ):
            with client.live_activities.track("k", FIRST, interval=0) as job:
                server.wait_for(lambda: len(server.requests) == 1)
                job.progress(1)
            self.assertEqual(sent(server)[-1], ("DELETE", {**FIRST, "percentage": 1}))

    @unittest.skipUnless(hasattr(os, "fork"), "there is no fork")
    def test_a_forked_process_sends_from_a_thread_of_its_own(self) -> None:
        held = Answer()
        held.wait = threading.Event()
        with Server(held) as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            job = client.live_activities.track("k", FIRST, interval=0)
            server.wait_for(lambda: len(server.requests) == 1)

            def program() -> None:
                job.progress(7)
                job.end()

            # Its thread may have locked it just then.
            locked = threading.Event()
            release = threading.Event()

            def lock() -> None:
                with job._condition:
                    locked.set()
                    release.wait(30)

            locking = threading.Thread(target=lock)
            locking.start()
            locked.wait(30)
            child = forked(program)
            release.set()
            locking.join()
            try:
                self.assertEqual(ended(child), 0)
            finally:
                held.wait.set()
            self.assertEqual(sent(server)[-1], ("DELETE", {**FIRST, "percentage": 7}))
            job.end()

    def test_a_listener_may_end_it(self) -> None:
        heard: list[Exception] = []

        def listen(error: Exception) -> None:
            heard.append(error)
            started.wait(30)
            job.end()

        started = threading.Event()
        refused = Answer(401, {"error": "Unauthorized"})
        with Server(refused, refused) as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            job = client.live_activities.track("k", FIRST, on_error=listen)
            started.set()
            server.wait_for(lambda: len(server.requests) == 2)
            for thread in threading.enumerate():
                if thread.name == "activitysmith-track":
                    thread.join(30)
            self.assertEqual(len(heard), 2)

    def test_strict_raises_at_the_end(self) -> None:
        refused = Answer(401, {"error": "Unauthorized"})
        with Server(refused, refused) as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            job = client.live_activities.track("k", FIRST, strict=True)
            server.wait_for(lambda: len(server.requests) == 1)
            with self.assertRaises(APIError):
                job.end()

    def test_a_last_state_that_is_refused_gives_way_to_the_one_before(self) -> None:
        with Server(Answer(), Answer(400, {})) as server, ActivitySmith("ask_test", base_url=server.base_url) as client:
            job = client.live_activities.track("k", FIRST)
            server.wait_for(lambda: len(server.requests) == 1)
            job.end(color="red", subtitle="done")
            self.assertEqual([method for method, _ in sent(server)], ["PUT", "DELETE", "DELETE"])

    def tearDown(self) -> None:
        names = [thread.name for thread in threading.enumerate()]
        self.assertNotIn("activitysmith-track", names)


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def test_the_newest_state_is_sent_and_the_end_at_once(self) -> None:
        with Server(Answer(200, {**SUCCESS, "operation": "started"})) as server:
            async with AsyncActivitySmith("ask_test", base_url=server.base_url) as client:
                async with client.live_activities.track("k", FIRST, interval=3600) as job:
                    for percentage in (1, 2, 3):
                        job.progress(percentage)
                    job.update({"subtitle": None}, color="green")
                last = {**FIRST, "percentage": 3, "subtitle": None, "color": "green"}
                self.assertEqual(sent(server), [("PUT", last), ("DELETE", last)])

    async def test_a_job_that_raises_ends_red_with_its_message(self) -> None:
        with Server() as server:
            async with AsyncActivitySmith("ask_test", base_url=server.base_url) as client:
                with self.assertRaisesRegex(RuntimeError, "disk full"):
                    async with client.live_activities.track("k", FIRST):
                        raise RuntimeError("disk full")
                self.assertEqual(sent(server)[-1], ("DELETE", {**FIRST, "color": "red", "subtitle": "disk full"}))

    async def test_a_value_that_cannot_be_sent_does_not_break_the_job_and_is_dropped(self) -> None:
        heard: asyncio.Queue[Exception] = asyncio.Queue()
        with Server() as server:
            async with AsyncActivitySmith("ask_test", base_url=server.base_url) as client:
                job = client.live_activities.track("k", FIRST, interval=0, on_error=heard.put_nowait)
                await asyncio.to_thread(server.wait_for, lambda: len(server.requests) == 1)
                job.progress(nan)
                self.assertIsInstance(await asyncio.wait_for(heard.get(), 30), ValidationError)
                job.update(subtitle="S")
                await job.end()
                self.assertEqual(sent(server)[-1], ("DELETE", {**FIRST, "subtitle": "S"}))

    async def test_a_program_that_exits_with_success_ends_it_as_usual(self) -> None:
        with Server() as server:
            async with AsyncActivitySmith("ask_test", base_url=server.base_url) as client:
                with self.assertRaises(SystemExit):
                    async with client.live_activities.track("k", FIRST):
                        sys.exit(0)
                self.assertEqual(sent(server)[-1], ("DELETE", FIRST))
