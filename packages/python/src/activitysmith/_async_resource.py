"""What the resources of the asynchronous client are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._resource import prepare

if TYPE_CHECKING:
    from ._async import AsyncConnections
    from ._operation import Operation, R


class AsyncResource:
    """Methods over one client's connections."""

    def __init__(self, connections: AsyncConnections) -> None:
        self._connections = connections

    async def _send(self, operation: Operation[R], key: str | None, request: object, fields: dict[str, Any]) -> R:
        prepared = prepare(self._connections.settings, operation, key, request, fields)
        body, headers = await self._connections.send(prepared)
        return operation.response(body, headers)
