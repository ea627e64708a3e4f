"""HTTP/1.1 over bytes: what both clients put on their connections and read from them. h11 knows the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import h11

from ._call import Answer
from ._settings import Sealed
from .errors import ConnectionError

if TYPE_CHECKING:
    from ._call import Request
    from ._settings import Settings


class Wire:
    """One connection's conversation, a request at a time."""

    def __init__(self) -> None:
        self._h11 = h11.Connection(h11.CLIENT)
        self._head: h11.Response | None = None
        self._body = bytearray()

    def request(self, settings: Settings, request: Request) -> Sealed:
        """The bytes of a request."""
        body = request.body or b""
        headers = [(name.encode(), value.encode()) for name, value in (*settings.headers, *request.headers)]
        headers.append((b"Authorization", settings.authorization.data))
        if body:
            headers.append((b"Content-Length", b"%d" % len(body)))
        head = h11.Request(method=request.method, target=settings.path + request.path, headers=headers)
        parts = [
            self._h11.send(head),
            self._h11.send(h11.Data(body)) if body else b"",
            self._h11.send(h11.EndOfMessage()),
        ]
        return Sealed(b"".join(part for part in parts if part))

    def receive(self, data: bytes) -> Answer | None:
        """Takes what came, nothing at the end of the connection. Gives the answer when it is complete."""
        try:
            return self._receive(data)
        except h11.RemoteProtocolError as error:
            raise ConnectionError(f"No answer: {error}") from error

    def _receive(self, data: bytes) -> Answer | None:
        self._h11.receive_data(data)
        while True:
            event = self._h11.next_event()
            if isinstance(event, h11.Response):
                self._head = event
            elif isinstance(event, h11.Data):
                self._body += event.data
            elif isinstance(event, h11.EndOfMessage):
                return self._complete()
            elif event is h11.NEED_DATA:
                return None
            elif event is h11.PAUSED or isinstance(event, h11.ConnectionClosed):
                raise h11.RemoteProtocolError("the connection was closed before the answer")

    def _complete(self) -> Answer:
        head, body = self._head, bytes(self._body)
        assert head is not None
        self._head = None
        self._body.clear()
        headers = {name.decode("ascii"): value.decode("latin-1") for name, value in head.headers}
        return Answer(head.status_code, headers, body)

    def next(self) -> bool:
        """Makes ready for another request. False when the connection can't take one."""
        if self._h11.our_state is not h11.DONE or self._h11.their_state is not h11.DONE:
            return False
        if self._h11.trailing_data != (b"", False):
            return False
        self._h11.start_next_cycle()
        return True
