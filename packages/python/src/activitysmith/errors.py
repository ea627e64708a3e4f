"""Every error that this package raises. No error holds the API key."""

from __future__ import annotations

import builtins
import json
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping


def parsed(body: str | bytes) -> Any:
    """What it is as JSON, `None` when it is none, or deeper than Python goes."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def fields_of(data: object) -> dict[str, Any]:
    """The fields of what may be no object."""
    return cast("dict[str, Any]", data) if isinstance(data, dict) else {}


class ActivitySmithError(Exception):
    """The base of all errors of this package."""

    attempts: int | None = None
    """How often the request was sent. `None` when it was not."""


class APIError(ActivitySmithError):
    """The server answered with an error, or not with JSON."""

    status: int
    """The HTTP status."""
    code: str | None
    """The short title in the answer's `error` field, such as `Rate limit exceeded`."""
    message: str
    """What is wrong and what is allowed."""
    request_id: str | None
    """The answer's `X-Request-Id`, to quote when you ask for support."""
    retry_after: float | None
    """Seconds to wait, when the answer has a `Retry-After` header."""
    headers: Mapping[str, str]
    """The answer's headers, by their names in lower case."""
    body: str
    """The answer's body as text."""
    data: Any
    """The body parsed, `None` when it is no JSON."""

    def __init__(self, status: int, headers: Mapping[str, str], body: str, retry_after: float | None = None) -> None:
        self.data = parsed(body)
        said = fields_of(self.data)
        code, message = said.get("error"), said.get("message")
        self.status = status
        self.headers = headers
        self.body = body
        self.code = code if isinstance(code, str) else None
        self.message = message if isinstance(message, str) else self.code or f"HTTP {status}"
        self.request_id = headers.get("x-request-id")
        self.retry_after = retry_after
        super().__init__(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        # The usual way would make it again from the message alone.
        return type(self), (self.status, dict(self.headers), self.body, self.retry_after), {"attempts": self.attempts}

    @property
    def reason(self) -> str | None:
        """The same as `code`."""
        return self.code


class BadRequestError(APIError):
    """400: something in the request is not allowed. The message names it."""


class AuthenticationError(APIError):
    """401: the API key is missing or wrong."""


class PermissionDeniedError(APIError):
    """403: the API key may not do this."""


class NotFoundError(APIError):
    """404: there is no such Live Activity, stream, metric or route."""


class NoRecipientsError(APIError):
    """404: no device matched the channels."""

    @property
    def effective_channel_slugs(self) -> list[str] | None:
        """The channels that applied, `None` when none did."""
        slugs: list[str] | None = self.data.get("effective_channel_slugs")
        return slugs


class RateLimitError(APIError):
    """429: too many requests in this minute."""


class LiveActivityLimitError(APIError):
    """429: the account shows as many Live Activities as it may. Waiting does not help, ending one does."""

    @property
    def limit(self) -> int:
        """How many may be active at once."""
        limit: int = self.data["limit"]
        return limit

    @property
    def active(self) -> int:
        """How many are."""
        active: int = self.data["active"]
        return active


class InternalServerError(APIError):
    """5xx: the server failed."""


class ConnectionError(ActivitySmithError, builtins.ConnectionError):
    """No answer, or not all of it: refused, reset, no such host, cut off. `__cause__` is the system's error."""

    sent: bool = True
    """False when the connection was never made, so that the server surely did nothing."""


class TimeoutError(ConnectionError, builtins.TimeoutError):
    """No complete answer in time."""


class ValidationError(ActivitySmithError, ValueError):
    """The call was wrong, and nothing was sent."""


_BY_STATUS: dict[int, type[APIError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    429: RateLimitError,
}


def error_class(status: int, data: object) -> type[APIError]:
    """The class of the error that stands for an answer."""
    said = fields_of(data)
    if all(isinstance(said.get(name), int) for name in ("limit", "active")):
        return LiveActivityLimitError
    if said.get("error") == "No recipients found":
        return NoRecipientsError
    return InternalServerError if status >= 500 else _BY_STATUS.get(status, APIError)
