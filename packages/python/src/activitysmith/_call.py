"""One call from its first request to its last, as a program that does no input or output of its own.

It yields what has to be done (an exchange, a wait, a pause) to whoever runs it: the synchronous client by blocking, the
asynchronous one by awaiting. So both have one policy.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from ._policy import retry_after, retry_delay
from .errors import ActivitySmithError, APIError, ConnectionError, error_class, parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from typing import Any


# Servers close idle connections; ours after 65 seconds.
IDLE_SECONDS = 55.0


class Answer:
    """A complete answer."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body


class Request:
    """What is sent, and how."""

    __slots__ = ("body", "headers", "max_retries", "method", "path", "repeatable", "subject", "timeout")

    def __init__(
        self,
        method: str,
        path: str,
        headers: list[tuple[str, str]],
        body: bytes | None,
        timeout: float,
        max_retries: int,
        repeatable: bool,
        subject: str | None,
    ) -> None:
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.max_retries = max_retries
        self.repeatable = repeatable
        self.subject = subject
        """The one thing whose state it sets (a stream, an activity, a metric); `None` when it acts on its own."""


class Event(Protocol):
    """`threading.Event` and `asyncio.Event`."""

    def set(self) -> None: ...
    def is_set(self) -> bool: ...


E = TypeVar("E", bound=Event)


class Ticket(Generic[E]):
    """A call's place among those that set the state of the same thing."""

    __slots__ = ("done", "earlier", "superseded")

    def __init__(self, earlier: Ticket[E] | None, event: Callable[[], E]) -> None:
        self.earlier = earlier
        """The one before it, as long as it has to be waited for."""
        self.superseded = event()
        """There is a newer call."""
        self.done = event()


class Turns(Generic[E]):
    """The newest call for each thing that has one running.

    Calls that set the state of one thing go out one at a time in the order in which they were made, and an older one is
    not tried again once there is a newer one. Otherwise a slow or repeated old request could arrive last: an old state
    would stay on the screen, or an ended stream would start again.
    """

    def __init__(self, event: Callable[[], E]) -> None:
        self._event = event
        self._lock = threading.Lock()
        self._newest: dict[str, Ticket[E]] = {}

    def enter(self, subject: str) -> Ticket[E]:
        with self._lock:
            earlier = self._newest.get(subject)
            ticket = self._newest[subject] = Ticket(earlier, self._event)
        if earlier is not None:
            earlier.superseded.set()
        return ticket

    def leave(self, subject: str, ticket: Ticket[E]) -> None:
        ticket.done.set()
        with self._lock:
            newest = self._newest.get(subject)
            # Those that gave up waiting leave the place to the one that they have waited for.
            while newest is not None and newest.done.is_set():
                newest = newest.earlier
            if newest is None:
                self._newest.pop(subject, None)
            else:
                self._newest[subject] = newest


class Exchange:
    """To do: send the request, and give back the answer."""

    __slots__ = ()


class Wait(Generic[E]):
    """To do: wait for an event, for so many seconds at most."""

    __slots__ = ("event", "seconds")

    def __init__(self, event: E | None, seconds: float | None) -> None:
        self.event = event
        self.seconds = seconds


def error_from(answer: Answer) -> APIError:
    """The error that stands for an answer."""
    body = answer.body.decode("utf-8", "replace")
    kind = error_class(answer.status, parsed(body))
    return kind(answer.status, answer.headers, body, retry_after(answer.headers.get("retry-after")))


def run(
    request: Request, turns: Turns[E]
) -> Generator[Exchange | Wait[E], Answer | None, tuple[Any, Mapping[str, str]]]:
    """The call. Ends with the parsed body and the headers, or raises."""
    ticket = turns.enter(request.subject) if request.subject is not None else None
    try:
        while ticket and ticket.earlier:
            yield Wait(ticket.earlier.done, None)
            # It has one before it when it gave up waiting: then that is the one to wait for.
            ticket.earlier = ticket.earlier.earlier
        attempt = 0
        while True:
            attempt += 1
            try:
                answer = yield Exchange()
                assert answer is not None
                return _result(answer), answer.headers
            except (APIError, ConnectionError) as error:
                failure: ActivitySmithError = error
            failure.attempts = attempt
            superseded = ticket is not None and ticket.superseded.is_set()
            delay = retry_delay(failure, attempt, request.repeatable)
            if superseded or attempt > request.max_retries or delay is None:
                raise failure
            yield Wait(ticket.superseded if ticket else None, delay)
            if ticket is not None and ticket.superseded.is_set():
                raise failure
    finally:
        if ticket is not None and request.subject is not None:
            turns.leave(request.subject, ticket)


def _result(answer: Answer) -> Any:
    if 200 <= answer.status < 300:
        body = parsed(answer.body)
        if isinstance(body, dict):
            return cast("Any", body)
    raise error_from(answer)
