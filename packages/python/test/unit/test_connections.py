"""What lies between calls and sockets: reuse, ends, forks, deadlines, TLS."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from math import inf
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import urlsplit

from activitysmith import (
    ActivitySmith,
    AsyncActivitySmith,
    ConnectionError,
    NotFoundError,
    TimeoutError,
    ValidationError,
)

from .server import Answer, Server, ended, forked

if TYPE_CHECKING:
    from collections.abc import Generator

KEY = "ask_test"
STATE: Any = {"content_state": {"title": "T"}}


@contextmanager
def silent_address() -> Generator[tuple[str, int]]:
    """One whose queue is full: nothing more is accepted there, and nothing refused."""
    with ExitStack() as stack:
        full = stack.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(16):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        yield full.getsockname()


@contextmanager
def resolving(silent: tuple[str, int], server: Server) -> Generator[str]:
    """The URL of a name that has two addresses: the silent one, and that of the server."""
    addresses = (silent, ("127.0.0.1", urlsplit(server.base_url).port))
    found = [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", address) for address in addresses]
    with patch("socket.getaddrinfo", return_value=found):
        yield "http://localhost:1/api"


class Connections(unittest.TestCase):
    def test_one_serves_calls_after_another_also_chunked_and_failed_ones(self) -> None:
        chunked = Answer()
        chunked.chunked = True
        with Server(Answer(404, {}), chunked) as server, ActivitySmith(KEY, base_url=server.base_url) as client:
            with self.assertRaises(NotFoundError):
                client.metrics.update("m", 1)
            self.assertTrue(client.metrics.update("m", 1).success)
            client.badge_count(1)
            self.assertEqual(len(set(server.connections)), 1)

    def test_one_that_the_server_has_closed_is_not_used_again(self) -> None:
        closing = Answer()
        closing.close = True
        with Server(closing) as server, ActivitySmith(KEY, base_url=server.base_url, max_retries=0) as client:
            client.badge_count(1)
            connection = client._connections._idle[0]
            # Its end has to have come.
            connection.sock.settimeout(30)
            self.assertEqual(connection.sock.recv(1, 2), b"")
            client.badge_count(2)
            self.assertEqual(len(set(server.connections)), 2)

    @unittest.skipUnless(hasattr(os, "fork"), "there is no fork")
    def test_a_forked_process_makes_its_own_and_waits_for_no_call_of_its_parent(self) -> None:
        held = Answer()
        held.wait = threading.Event()
        with (
            Server(Answer(), held) as server,
            ActivitySmith(KEY, base_url=server.base_url) as client,
            ThreadPoolExecutor(1) as threads,
        ):
            client.badge_count(1)
            running = threads.submit(client.live_activities.stream, "k", STATE)
            server.wait_for(lambda: len(server.requests) == 2)
            # Whatever another thread had locked just then stays locked in the child.
            with client._connections._lock, client._connections._turns._lock:
                child = forked(lambda: client.live_activities.stream("k", STATE, timeout=60))
            try:
                self.assertEqual(ended(child), 0)
            finally:
                held.wait.set()
            running.result(30)
            # The parent's one is as good as before.
            client.badge_count(2)
            first, second, of_child, last = server.connections
            self.assertEqual([first, first], [second, last])
            self.assertNotEqual(first, of_child)

    def test_one_of_another_process_is_not_used(self) -> None:
        # Where a fork was not told to Python.
        with Server() as server, ActivitySmith(KEY, base_url=server.base_url) as client:
            client.badge_count(1)
            client._connections._idle[0].process = os.getpid() + 1
            client.badge_count(2)
            self.assertEqual(len(set(server.connections)), 2)

    def test_those_that_a_burst_has_left_are_closed_when_they_were_idle_for_long(self) -> None:
        held = [Answer(), Answer()]
        for answer in held:
            answer.wait = threading.Event()
        with (
            Server(*held) as server,
            ActivitySmith(KEY, base_url=server.base_url) as client,
            ThreadPoolExecutor(2) as threads,
        ):
            calls = [threads.submit(client.badge_count, number) for number in (1, 2)]
            server.wait_for(lambda: len(server.requests) == 2)
            for answer in held:
                assert answer.wait is not None
                answer.wait.set()
            for call in calls:
                call.result(30)
            left = client._connections._idle[0]
            left.idle_since = -inf
            client.badge_count(3)
            self.assertEqual(len(client._connections._idle), 1)
            self.assertEqual(left.sock.fileno(), -1)

    def test_an_address_that_is_silent_leaves_time_for_the_next_one(self) -> None:
        with Server() as server, silent_address() as silent, resolving(silent, server) as base_url:
            client = ActivitySmith(KEY, base_url=base_url, max_retries=0, timeout=4)
            self.assertTrue(client.badge_count(1).success)

    def test_one_that_is_not_made_in_time(self) -> None:
        with silent_address() as (host, port):
            for call in (ActivitySmith, AsyncActivitySmith):
                client = call(KEY, base_url=f"http://{host}:{port}", max_retries=0, timeout=0.2)
                with (
                    self.subTest(call=call),
                    self.assertRaisesRegex(TimeoutError, r"No connection in 0\.2 s") as raised,
                ):
                    got: Any = client.badge_count(1)
                    asyncio.run(got)
                self.assertFalse(raised.exception.sent)

    def test_a_host_that_can_be_none_is_not_connected_to(self) -> None:
        for host in ("a..example", "a" * 64 + ".example", ".example"):
            for call in (ActivitySmith, AsyncActivitySmith):
                client = call(KEY, base_url=f"https://{host}", max_retries=0)
                with self.subTest(host, call=call), self.assertRaisesRegex(ConnectionError, "No connection") as raised:
                    got: Any = client.badge_count(1)
                    asyncio.run(got)
                self.assertFalse(raised.exception.sent)

    def test_threads_share_a_client(self) -> None:
        with (
            Server() as server,
            ActivitySmith(KEY, base_url=server.base_url) as client,
            ThreadPoolExecutor(8) as threads,
        ):
            answers = list(threads.map(client.badge_count, range(64)))
            self.assertTrue(all(answer.success for answer in answers))
            self.assertEqual(sorted(body["badge"] for _, _, body in server.requests), list(range(64)))
            self.assertLessEqual(len(set(server.connections)), 8)

    def test_a_closed_client_sends_nothing(self) -> None:
        with Server() as server:
            with ActivitySmith(KEY, base_url=server.base_url) as client:
                client.badge_count(1)
            with self.assertRaisesRegex(ValidationError, "closed"):
                client.badge_count(2)
            self.assertEqual(len(server.requests), 1)


class Secure(unittest.TestCase):
    """TLS, by ciphers that need no certificate."""

    def test_a_call_is_answered_and_a_request_that_is_read_slowly_ends_in_time(self) -> None:
        server_side, client_side = (ssl.SSLContext(kind) for kind in (ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_TLS_CLIENT))
        client_side.check_hostname = False
        client_side.verify_mode = ssl.CERT_NONE
        for context in (server_side, client_side):
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers("aNULL:@SECLEVEL=0")
        over = threading.Event()

        def serve(listening: socket.socket) -> None:
            with server_side.wrap_socket(listening.accept()[0], server_side=True) as sock:
                sock.recv(65536)
                sock.sendall(b'HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{"success":true}')
                # Slower than would be in time for all of it, faster than for a part.
                with suppress(OSError):
                    while sock.recv(16384) and not over.wait(0.01):
                        pass

        with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as threads:
            # Little of what was not read fits in between.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            served = threads.submit(serve, listening)
            base_url = f"https://127.0.0.1:{listening.getsockname()[1]}"
            with ActivitySmith(KEY, base_url=base_url, ssl_context=client_side, max_retries=0) as client:
                self.assertTrue(client.badge_count(1, timeout=60).success)
                with self.assertRaisesRegex(TimeoutError, r"No answer in 0\.5 s"):
                    client.notifications.send(title="a" * 8_000_000, timeout=0.5)
                over.set()
                served.result(30)


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def test_connections_that_a_burst_has_left_are_closed_when_they_were_idle_for_long(self) -> None:
        held = [Answer(), Answer()]
        for answer in held:
            answer.wait = threading.Event()
        with Server(*held) as server:
            async with AsyncActivitySmith(KEY, base_url=server.base_url) as client:
                calls = [asyncio.create_task(client.badge_count(number)) for number in (1, 2)]
                await asyncio.to_thread(server.wait_for, lambda: len(server.requests) == 2)
                for answer in held:
                    assert answer.wait is not None
                    answer.wait.set()
                await asyncio.gather(*calls)
                left = client._connections._idle[0]
                left.idle_since = -inf
                await client.badge_count(3)
                self.assertEqual(len(client._connections._idle), 1)
                self.assertTrue(left.writer.is_closing())

    async def test_an_address_that_is_silent_leaves_time_for_the_next_one(self) -> None:
        with Server() as server, silent_address() as silent, resolving(silent, server) as base_url:
            async with AsyncActivitySmith(KEY, base_url=base_url, max_retries=0, timeout=4) as client:
                self.assertTrue((await client.badge_count(1)).success)

    @unittest.skipUnless(hasattr(os, "fork"), "there is no fork")
    async def test_a_forked_process_waits_for_no_call_of_its_parent_and_leaves_its_connections_alone(self) -> None:
        held = Answer()
        held.wait = threading.Event()
        with Server(Answer(), held) as server:
            async with AsyncActivitySmith(KEY, base_url=server.base_url) as client:
                # Two: one of them is in use, the other idle.
                await client.badge_count(1)
                idle = client._connections._idle.pop()
                running = asyncio.create_task(client.live_activities.stream("k", STATE))
                await asyncio.to_thread(server.wait_for, lambda: len(server.requests) == 2)
                client._connections._idle.append(idle)
                child = forked(lambda: asyncio.run(client.live_activities.stream("k", STATE)))
                try:
                    self.assertEqual(await asyncio.to_thread(ended, child), 0)
                finally:
                    held.wait.set()
                await running
                client._connections._idle = [idle]
                await client.badge_count(2)
                first, second, of_child, last = server.connections
                self.assertEqual(first, last)
                self.assertEqual(len({first, second, of_child}), 3)


class Loops(unittest.TestCase):
    def test_a_client_outlives_its_loop(self) -> None:
        with Server() as server:
            client = AsyncActivitySmith(KEY, base_url=server.base_url)
            for number in (1, 2):
                self.assertTrue(asyncio.run(client.badge_count(number)).success)
