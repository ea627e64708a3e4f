"""The connections of the synchronous client. Safe to use from many threads, and after a fork."""

from __future__ import annotations

import os
import select
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

from ._call import IDLE_SECONDS, Exchange, Turns, Wait, run
from ._fork import tell_of_forks
from .errors import ConnectionError, TimeoutError, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._call import Answer, Request
    from ._settings import Settings


class _Connection:
    def __init__(self, sock: socket.socket) -> None:
        # What it needs is a third of what an import would take.
        from ._wire import Wire

        self.sock = sock
        self.wire = Wire()
        self.process = os.getpid()
        self.idle_since = 0.0

    def stale(self) -> bool:
        return time.monotonic() - self.idle_since > IDLE_SECONDS

    def usable(self) -> bool:
        """Whether it is this process's, not idle for long, and the server has said nothing on it, such as its end."""
        # Not every fork is told to Python: uWSGI's are not.
        if self.process != os.getpid() or self.stale():
            return False
        try:
            if hasattr(select, "poll"):
                poller = select.poll()
                poller.register(self.sock, select.POLLIN)
                return not poller.poll(0)
            return not select.select([self.sock], [], [], 0)[0]
        except (OSError, ValueError):
            return False

    def close(self) -> None:
        self.sock.close()


class Connections:
    """Sends requests over connections that stay open between them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._turns = Turns(threading.Event)
        self._lock = threading.Lock()
        self._idle: list[_Connection] = []
        self._closed = False
        tell_of_forks(self)

    def forked(self) -> None:
        self._turns = Turns(threading.Event)
        self._lock = threading.Lock()
        idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def send(self, request: Request) -> tuple[Any, Mapping[str, str]]:
        """Runs a call. Gives the parsed body and the headers."""
        program = run(request, self._turns)
        try:
            step = next(program)
            while True:
                try:
                    answer = self._take_step(step, request)
                except ConnectionError as error:
                    step = program.throw(error)
                else:
                    step = program.send(answer)
        except StopIteration as end:
            result: tuple[Any, Mapping[str, str]] = end.value
            return result
        finally:
            # Whatever ends the call, an interrupt too, lets the next one go.
            program.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take_step(self, step: Exchange | Wait[threading.Event], request: Request) -> Answer | None:
        if isinstance(step, Exchange):
            return self._exchange(request)
        if step.event is None:
            time.sleep(step.seconds or 0)
        else:
            step.event.wait(step.seconds)
        return None

    def _exchange(self, request: Request) -> Answer:
        deadline = time.monotonic() + request.timeout
        connection = self._take() or self._connect(request, deadline)
        done = False
        try:
            answer = self._converse(connection, request, deadline)
            done = connection.wire.next()
            return answer
        except ConnectionError:
            raise
        except builtin_timeout as error:
            raise TimeoutError(f"No answer in {request.timeout:g} s") from error
        except OSError as error:
            raise ConnectionError(f"No answer: {error}") from error
        finally:
            self._put(connection) if done else connection.close()

    def _converse(self, connection: _Connection, request: Request, deadline: float) -> Answer:
        sock, wire = connection.sock, connection.wire
        sealed = wire.request(self.settings, request)
        sock.settimeout(_left(deadline))
        sock.sendall(sealed.data)
        while True:
            sock.settimeout(_left(deadline))
            answer = wire.receive(sock.recv(65536))
            if answer:
                return answer

    def _take(self) -> _Connection | None:
        with self._lock:
            if self._closed:
                raise ValidationError("ActivitySmith: the client is closed")
            while self._idle:
                connection = self._idle.pop()
                if connection.usable():
                    return connection
                connection.close()
        return None

    def _put(self, connection: _Connection) -> None:
        connection.idle_since = time.monotonic()
        with self._lock:
            self._idle.append(connection)
            # The first ones are those that were used least: without more calls at once, they would stay for ever.
            while self._idle and (self._closed or self._idle[0].stale()):
                self._idle.pop(0).close()

    def _connect(self, request: Request, deadline: float) -> _Connection:
        settings = self.settings
        context = settings.context()
        sock: socket.socket | None = None
        try:
            sock = _reach(settings.host, settings.port, deadline)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if context is not None:
                sock.settimeout(_left(deadline))
                sock = context.wrap_socket(sock, server_hostname=settings.host)
            return _Connection(sock)
        except (OSError, ValueError) as error:
            # A name that can be none of a host is a ValueError.
            if sock is not None:
                sock.close()
            timed_out = isinstance(error, builtin_timeout)
            failure = (
                TimeoutError(f"No connection in {request.timeout:g} s")
                if timed_out
                else ConnectionError(f"No connection: {error}")
            )
            failure.sent = False
            raise failure from error


builtin_timeout = socket.timeout


def _reach(host: str, port: int, deadline: float) -> socket.socket:
    addresses = list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    while True:
        family, kind, protocol, _, address = addresses.pop(0)
        sock: socket.socket | None = None
        try:
            sock = socket.socket(family, kind, protocol)
            # Each has its share, so that one that is silent leaves time for the others.
            sock.settimeout(_left(deadline) / (len(addresses) + 1))
            sock.connect(address)
            return sock
        except OSError:
            if sock is not None:
                sock.close()
            if not addresses:
                raise


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise builtin_timeout("timed out")
    return left
