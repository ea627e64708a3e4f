"""An operation of the API, as the generated table has it."""

from __future__ import annotations

from typing import Generic, TypeVar

from ._response import Response

R = TypeVar("R", bound=Response)


class Operation(Generic[R]):
    """One row of the table."""

    __slots__ = ("idempotent", "method", "path", "response")

    def __init__(self, method: str, path: str, response: type[R], idempotent: bool) -> None:
        self.method = method
        self.path = path
        """Below the base URL, with the key in braces when there is one."""
        self.response = response
        self.idempotent = idempotent
        """Acts again when it is sent again, unless an Idempotency-Key says that it is the same."""
