"""What a tracker should send, and when: its newest state, at a pace that leaves room for others. Knows no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._policy import LONGEST_WAIT, retry_delay
from .errors import ActivitySmithError, BadRequestError, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._response import RateLimit

# How often a state is tried when no newer one comes.
_TRIES = 3


def merge(state: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """A state with a change."""
    same = patch.get("type", state.get("type")) == state.get("type")
    # With another type the service keeps what all types have, and refuses the rest.
    base = dict(state) if same else {"title": state.get("title")}
    if patch.get("upper_limit"):
        # It would win over a value.
        base.pop("percentage", None)
    return {**base, **patch}


class Pace:
    """The states of one tracker."""

    def __init__(self, first: dict[str, Any], request: dict[str, Any], interval: float) -> None:
        self.request = request
        self.interval = interval
        self.state = dict(first)
        self.accepted = self.state
        """The last state that the server took. Until it has taken one, the first."""
        self.fallback = self.state
        """What the state will be when the one under way is refused."""
        self.pending = True
        """There is a state that should be sent."""
        self.delivered = False
        self.failure: Exception | None = None
        self.not_before = 0.0
        self._sent = self.state
        self._failures = 0

    def change(self, patch: dict[str, Any]) -> None:
        self.state = merge(self.state, patch)
        self.fallback = merge(self.fallback, patch)
        self._failures = 0
        self.pending = True

    def begin(self) -> dict[str, Any]:
        """The request to send now."""
        self._sent = self.state
        self.pending = False
        self.fallback = self.accepted
        return self.body(self._sent)

    def body(self, state: dict[str, Any]) -> dict[str, Any]:
        return {**self.request, "content_state": state}

    def succeeded(self, rate: RateLimit | None, now: float) -> None:
        sent = self._sent
        self.delivered = True
        self.failure = None
        # These two act each time they are sent: the alert rings, the timer starts anew.
        self.request.pop("alert", None)
        if sent.get("duration_seconds") == self.state.get("duration_seconds"):
            self.state = _without_duration(self.state)
        self.accepted = _without_duration(sent)
        self._wait(now, rate.reset / (rate.remaining or 1) if rate else 0.0)

    def failed(self, error: Exception, now: float) -> None:
        self._failures += 1
        delay = retry_delay(error, self._failures, True) if isinstance(error, ActivitySmithError) else None
        if delay is not None and self._failures < _TRIES:
            self.pending = True
        if self.report(error):
            self.state = self.fallback
        self._wait(now, delay or 0.0)

    def report(self, error: Exception) -> bool:
        """Whether the state was refused, and would be again."""
        self.failure = error
        return isinstance(error, (BadRequestError, ValidationError))

    def last_states(self, final: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """What to end with. One that isn't ended would stay, so that after a refusal less is asked for."""
        self.failure = None
        yield merge(self.state, final)
        yield merge(self.accepted, final)
        yield self.accepted

    def _wait(self, now: float, asked: float) -> None:
        self.not_before = now + max(self.interval, min(asked, LONGEST_WAIT))


def _without_duration(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name != "duration_seconds"}


def final_for(error: object) -> dict[str, Any]:
    """The state of a job that failed: red, with the error's message."""
    # Half a character would be refused: Python has them in names of files that are no text.
    message = str(error).encode(errors="replace").decode()
    return {"color": "red", "subtitle": (message or type(error).__name__)[:200]}


def is_failure(error: BaseException | None) -> bool:
    """Whether a block has failed that this has left."""
    return error is not None and not (isinstance(error, SystemExit) and error.code in (None, 0))


def given(patch: dict[str, Any] | None, fields: dict[str, Any]) -> dict[str, Any]:
    """A change; fields by name that are `None` were not given."""
    return {**(patch or {}), **{name: value for name, value in fields.items() if value is not None}}
