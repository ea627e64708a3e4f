"""The connections of the asynchronous client, on asyncio."""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import socket
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
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from ._wire import Wire

        self.reader = reader
        self.writer = writer
        self.wire = Wire()
        self.loop = asyncio.get_running_loop()
        self.idle_since = 0.0

    def stale(self) -> bool:
        return time.monotonic() - self.idle_since > IDLE_SECONDS

    def usable(self) -> bool:
        # One that belongs to a loop that has ended can't be waited for in this one.
        return (
            self.loop is asyncio.get_running_loop()
            and not self.stale()
            and not self.reader.at_eof()
            and not self.writer.is_closing()
        )

    def close(self) -> None:
        if not self.loop.is_closed():
            self.writer.close()


class AsyncConnections:
    """Sends requests over connections that stay open between them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._turns = Turns(asyncio.Event)
        self._idle: list[_Connection] = []
        self._closed = False
        tell_of_forks(self)

    def forked(self) -> None:
        self._turns = Turns(asyncio.Event)
        # Not closed: their loop, and what it waits for, is the parent's too.
        self._idle = []

    async def send(self, request: Request) -> tuple[Any, Mapping[str, str]]:
        """Runs a call. Gives the parsed body and the headers."""
        program = run(request, self._turns)
        try:
            step = next(program)
            while True:
                try:
                    answer = await self._take_step(step, request)
                except ConnectionError as error:
                    step = program.throw(error)
                else:
                    step = program.send(answer)
        except StopIteration as end:
            result: tuple[Any, Mapping[str, str]] = end.value
            return result
        finally:
            # Whatever ends the call, a cancellation too, lets the next one go.
            program.close()

    async def close(self) -> None:
        self._closed = True
        idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
            if connection.loop is asyncio.get_running_loop():
                with contextlib.suppress(OSError):
                    await connection.writer.wait_closed()

    async def _take_step(self, step: Exchange | Wait[asyncio.Event], request: Request) -> Answer | None:
        if isinstance(step, Exchange):
            return await self._exchange(request)
        if step.event is None:
            await asyncio.sleep(step.seconds or 0)
            return None
        with contextlib.suppress(builtins.TimeoutError):
            async with asyncio.timeout(step.seconds):
                await step.event.wait()
        return None

    async def _exchange(self, request: Request) -> Answer:
        if self._closed:
            raise ValidationError("ActivitySmith: the client is closed")
        connection = self._take()
        done = False
        try:
            async with asyncio.timeout(request.timeout):
                if connection is None:
                    connection = await self._connect(request)
                answer = await self._converse(connection, request)
            done = connection.wire.next()
            return answer
        except builtins.TimeoutError as error:
            failure = TimeoutError(f"No {'answer' if connection else 'connection'} in {request.timeout:g} s")
            failure.sent = connection is not None
            raise failure from error
        except ConnectionError:
            raise
        except OSError as error:
            raise ConnectionError(f"No answer: {error}") from error
        finally:
            if connection is not None:
                self._put(connection) if done else connection.close()

    async def _converse(self, connection: _Connection, request: Request) -> Answer:
        sealed = connection.wire.request(self.settings, request)
        connection.writer.write(sealed.data)
        await connection.writer.drain()
        while True:
            answer = connection.wire.receive(await connection.reader.read(65536))
            if answer:
                return answer

    def _take(self) -> _Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if connection.usable():
                return connection
            connection.close()
        return None

    def _put(self, connection: _Connection) -> None:
        connection.idle_since = time.monotonic()
        self._idle.append(connection)
        # The first ones are those that were used least: without more calls at once, they would stay for ever.
        while self._idle and (self._closed or self._idle[0].stale()):
            self._idle.pop(0).close()

    async def _connect(self, request: Request) -> _Connection:
        settings = self.settings
        try:
            sock = await _reach(settings.host, settings.port, request.timeout)
            context = settings.context()
            name = settings.host if context else None
            streams = await asyncio.open_connection(sock=sock, ssl=context, server_hostname=name)
        except builtins.TimeoutError:
            # asyncio's own; the caller tells what it means.
            raise
        except (OSError, ValueError) as error:
            # A name that can be none of a host is a ValueError.
            failure = ConnectionError(f"No connection: {error}")
            failure.sent = False
            raise failure from error
        return _Connection(*streams)


async def _reach(host: str, port: int, timeout: float) -> socket.socket:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout
    addresses = list(await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    while True:
        family, kind, protocol, _, address = addresses.pop(0)
        sock: socket.socket | None = None
        connected = False
        try:
            sock = socket.socket(family, kind, protocol)
            sock.setblocking(False)
            # Each has its share, so that one that is silent leaves time for the others.
            async with asyncio.timeout((deadline - loop.time()) / (len(addresses) + 1)):
                await loop.sock_connect(sock, address)
            connected = True
            return sock
        except OSError:
            if not addresses:
                raise
        finally:
            # Whatever ended it, a cancellation too.
            if sock is not None and not connected:
                sock.close()
