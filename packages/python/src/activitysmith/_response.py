"""What the classes of answers have in common."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class RateLimit(NamedTuple):
    """The server's count of requests."""

    limit: int
    """Requests allowed in a window."""
    remaining: int
    """How many are left."""
    reset: int
    """Seconds until the window ends."""


# The hosted service answers by the newer names.
_SAME = (("devices_updated", "devices_notified"), ("users_updated", "users_notified"))


def _count(headers: Mapping[str, str], name: str) -> int:
    value = headers.get(f"ratelimit-{name}", "")
    # Others with more digits are no counts, and Python would refuse some of them.
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else 0


class Response:
    """An answer. Its fields are attributes; those that a newer server adds are attributes too."""

    _moments: ClassVar[tuple[str, ...]] = ()

    def __init__(self, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        self.__dict__.update(body)
        for name in self._moments:
            # What is no moment stays as it came: the request has been accepted all the same.
            with contextlib.suppress(KeyError, TypeError, ValueError):
                self.__dict__[name] = datetime.fromisoformat(body[name])
        for names in _SAME:
            for name, other in (names, names[::-1]):
                if other in body and name in type(self).__annotations__:
                    self.__dict__.setdefault(name, body[other])
        self._body = dict(body)
        self._headers = headers or {}

    @property
    def request_id(self) -> str | None:
        """The `X-Request-Id` header, to quote when you ask for support."""
        return self._headers.get("x-request-id")

    @property
    def rate_limit(self) -> RateLimit | None:
        """What the `RateLimit-*` headers say, when the server sends them."""
        limit = _count(self._headers, "limit")
        return RateLimit(limit, _count(self._headers, "remaining"), _count(self._headers, "reset")) if limit else None

    def to_dict(self) -> dict[str, Any]:
        """The fields that came; moments as `datetime`."""
        return {name: self.__dict__[name] for name in self._body}

    def to_json(self) -> str:
        """The body as it came, as JSON."""
        return json.dumps(self._body)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__["_body"] == self._body

    __hash__ = None  # type: ignore[assignment]  # It holds lists.

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self.to_dict().items())
        return f"{type(self).__name__}({fields})"
