"""Handles for jobs that report often. The job goes on whatever happens to the requests."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from typing import TYPE_CHECKING, Any, TypedDict

from ._fork import tell_of_forks
from ._pace import Pace, final_for, given, is_failure
from ._resource import OPTIONS
from ._settings import pause
from .errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType
    from typing import Unpack

    from .generated.types import AlertPayload, ChannelTarget, LiveActivityAction, LiveActivityStreamFields


class TrackOptions(TypedDict, total=False):
    """Beside the state: the pace, and what every request of the stream carries."""

    interval: float
    """Seconds from the end of one request to the next, at least. Longer, up to a minute, when the server's
    `RateLimit-*` headers say that little is left. The last request is sent at once. Default: 5.
    """
    strict: bool
    """Lets failed requests into the job: the next method that is called raises, and so does `end` when the last state
    could not be delivered. Default: False.
    """
    on_error: Callable[[Exception], object]
    """Gets every error, also when `strict` is not set."""
    action: LiveActivityAction
    secondary_action: LiveActivityAction
    alert: AlertPayload
    target: ChannelTarget
    channels: Sequence[str]
    tags: Sequence[str]
    metadata: Mapping[str, str | float | bool]


class _Reports:
    """The methods that report. They return at once."""

    def __init__(self, stream_key: str, state: Mapping[str, Any], options: TrackOptions) -> None:
        request: dict[str, Any] = dict(options)
        interval = pause("interval", request.pop("interval", 5.0))
        self._strict: bool = request.pop("strict", False)
        self._on_error: Callable[[Exception], object] | None = request.pop("on_error", None)
        # The job would not hear of what fails each request.
        if not (self._on_error is None or callable(self._on_error)):
            raise ValidationError("ActivitySmith: on_error must be a function")
        for name in OPTIONS:
            if name in request:
                raise ValidationError(f"ActivitySmith: {name} is for one request, not for track")
        self._key = stream_key
        self._pace = Pace(given(None, dict(state)), request, interval)

    def _change(self, patch: dict[str, Any]) -> None:
        raise NotImplementedError

    def update(self, patch: Mapping[str, Any] | None = None, **fields: Unpack[LiveActivityStreamFields]) -> None:
        """Changes some fields. In a `patch`, `None` clears one."""
        self._change(given(dict(patch or {}), dict(fields)))

    def progress(
        self, percentage: float | None = None, *, value: float | None = None, upper_limit: float | None = None
    ) -> None:
        """Sets the progress, in per cent or as a value with its upper limit."""
        self._change(given(None, {"percentage": percentage, "value": value, "upper_limit": upper_limit}))

    def step(self, current: int, *, of: int | None = None, subtitle: str | None = None) -> None:
        """Sets the current step, and if wanted how many there are and what it does."""
        self._change(given(None, {"current_step": current, "number_of_steps": of, "subtitle": subtitle}))

    def _tell(self, error: Exception) -> None:
        # Whatever the user's function does must not break the job.
        with contextlib.suppress(Exception):
            if self._on_error is not None:
                self._on_error(error)

    def _raise(self) -> None:
        if self._strict and self._pace.failure is not None:
            raise self._pace.failure


class Tracker(_Reports):
    """What `live_activities.track` gives.

    A thread of its own sends what was reported. It lives while there is something to send: a program that finishes
    without `end` waits for it (by default 5 seconds at most), but its activity goes on showing that state.
    """

    def __init__(
        self,
        stream: Callable[..., Any],
        end_stream: Callable[..., Any],
        stream_key: str,
        state: LiveActivityStreamFields,
        **options: Unpack[TrackOptions],
    ) -> None:
        super().__init__(stream_key, state, options)
        self._stream = stream
        self._end_stream = end_stream
        self._condition = threading.Condition()
        self._thread: threading.Thread | None = None
        self._ended = False
        tell_of_forks(self)
        with self._condition:
            self._schedule()

    def forked(self) -> None:
        """A forked process has none of its parent's threads."""
        self._condition = threading.Condition()
        self._thread = None

    def _change(self, patch: dict[str, Any]) -> None:
        with self._condition:
            if self._ended:
                return
            self._pace.change(patch)
            self._schedule()
            self._raise()

    def _schedule(self) -> None:
        if self._thread is not None:
            return
        thread = threading.Thread(target=self._run, name="activitysmith-track")
        try:
            thread.start()
        except RuntimeError as error:
            # There are too many, or the program ends. The next report, or the end, is another chance.
            self._pace.report(error)
            self._tell(error)
        else:
            self._thread = thread

    def _run(self) -> None:
        while (body := self._next()) is not None:
            try:
                # The retries are made here, because by then there may be a newer state.
                answer = self._stream(self._key, body, max_retries=0)
            except Exception as error:
                with self._condition:
                    self._pace.failed(error, time.monotonic())
                self._tell(error)
            else:
                with self._condition:
                    self._pace.succeeded(answer.rate_limit, time.monotonic())

    def _next(self) -> dict[str, Any] | None:
        """Waits until there is something to send; `None` when there is nothing, which ends the thread."""
        with self._condition:
            while not self._ended and self._pace.pending:
                left = self._pace.not_before - time.monotonic()
                if left <= 0:
                    return self._pace.begin()
                self._condition.wait(left)
            self._thread = None
            self._condition.notify_all()
            return None

    def end(self, final: Mapping[str, Any] | None = None, **fields: Unpack[LiveActivityStreamFields]) -> None:
        """Ends the stream with its last state.

        Waits for the answer, and tries again when it fails. What is reported afterwards is ignored, and a second end
        does nothing.
        """
        with self._condition:
            if self._ended:
                return
            self._ended = True
            self._condition.notify_all()
            # It may be called from there, by `on_error`.
            self._condition.wait_for(lambda: self._thread in (None, threading.current_thread()))
        pace = self._pace
        for last in pace.last_states(given(dict(final or {}), dict(fields))):
            try:
                # A stream that never came to be can't be ended, and its last state would be seen by nobody.
                if not pace.delivered:
                    self._stream(self._key, pace.body(last))
                pace.delivered = True
                self._end_stream(self._key, {"content_state": last})
                break
            except Exception as error:
                self._tell(error)
                if not pace.report(error):
                    break
        self._raise()

    def fail(self, error: object) -> None:
        """Ends the stream in red, with the error's message on it."""
        self.end(final_for(error))

    def __enter__(self) -> Tracker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not is_failure(error):
            self.end()
            return
        # The job's own error is the one to hear of.
        with contextlib.suppress(Exception):
            self.fail(error)


class AsyncTracker(_Reports):
    """What `live_activities.track` of the asynchronous client gives. Reports return at once and are not awaited."""

    def __init__(
        self,
        stream: Callable[..., Any],
        end_stream: Callable[..., Any],
        stream_key: str,
        state: LiveActivityStreamFields,
        **options: Unpack[TrackOptions],
    ) -> None:
        super().__init__(stream_key, state, options)
        self._stream = stream
        self._end_stream = end_stream
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._ended = False
        self._schedule()

    def _change(self, patch: dict[str, Any]) -> None:
        if self._ended:
            return
        self._pace.change(patch)
        self._schedule()
        self._raise()

    def _schedule(self) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        try:
            while not self._ended and self._pace.pending:
                left = self._pace.not_before - time.monotonic()
                if left > 0:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(left):
                            await self._wake.wait()
                else:
                    await self._send(self._pace.begin())
        finally:
            self._task = None

    async def _send(self, body: dict[str, Any]) -> None:
        try:
            # The retries are made here, because by then there may be a newer state.
            answer = await self._stream(self._key, body, max_retries=0)
        except Exception as error:
            self._pace.failed(error, time.monotonic())
            self._tell(error)
        else:
            self._pace.succeeded(answer.rate_limit, time.monotonic())

    async def end(self, final: Mapping[str, Any] | None = None, **fields: Unpack[LiveActivityStreamFields]) -> None:
        """Ends the stream with its last state.

        Waits for the answer, and tries again when it fails. What is reported afterwards is ignored, and a second end
        does nothing.
        """
        if self._ended:
            return
        self._ended = True
        self._wake.set()
        if self._task is not None:
            await self._task
        pace = self._pace
        for last in pace.last_states(given(dict(final or {}), dict(fields))):
            try:
                # A stream that never came to be can't be ended, and its last state would be seen by nobody.
                if not pace.delivered:
                    await self._stream(self._key, pace.body(last))
                pace.delivered = True
                await self._end_stream(self._key, {"content_state": last})
                break
            except Exception as error:
                self._tell(error)
                if not pace.report(error):
                    break
        self._raise()

    async def fail(self, error: object) -> None:
        """Ends the stream in red, with the error's message on it."""
        await self.end(final_for(error))

    async def __aenter__(self) -> AsyncTracker:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not is_failure(error):
            await self.end()
            return
        # The job's own error is the one to hear of.
        with contextlib.suppress(Exception):
            await self.fail(error)
