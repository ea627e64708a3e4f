"""What the resources of the synchronous client are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._requests import body_from, request_for

if TYPE_CHECKING:
    from ._call import Request
    from ._operation import Operation, R
    from ._settings import Settings
    from ._sync import Connections

OPTIONS = ("timeout", "max_retries", "idempotency_key")


def prepare(
    settings: Settings, operation: Operation[Any], key: str | None, request: object, fields: dict[str, Any]
) -> Request:
    """The request of a method: what it was given whole, by name, and the options of the call among the latter."""
    options = {name: fields.pop(name) for name in OPTIONS if name in fields}
    body = body_from(request, fields, with_state=operation.path.startswith("/live-activity"))
    # Only the end of a stream may come without one.
    optional = operation.method == "DELETE" and not body
    return request_for(settings, operation, key, None if optional else body, options)


class Resource:
    """Methods over one client's connections."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def _send(self, operation: Operation[R], key: str | None, request: object, fields: dict[str, Any]) -> R:
        prepared = prepare(self._connections.settings, operation, key, request, fields)
        body, headers = self._connections.send(prepared)
        return operation.response(body, headers)
