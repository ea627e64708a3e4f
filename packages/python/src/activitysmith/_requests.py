"""From what a method was given to what is sent: fields by name put in their places, and what would do harm refused."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from ._call import Request
from ._settings import positive, whole
from .errors import ValidationError
from .generated.operations import STATE_FIELDS

if TYPE_CHECKING:
    from ._operation import Operation
    from ._settings import Settings

_LEVELS = ("passive", "active", "time-sensitive")


def body_from(request: object, fields: dict[str, Any], *, with_state: bool) -> dict[str, Any]:
    """One body of a request and of fields given by name, which win. Fields that are `None` were not given."""
    given = {name: value for name, value in fields.items() if value is not None}
    body = _as_dict("the request", request)
    if with_state:
        inner = {name: given.pop(name) for name in list(given) if name in STATE_FIELDS}
        states = [body.get("content_state"), given.pop("content_state", None), inner]
        sent = [_as_dict("content_state", state) for state in states if state]
        if sent:
            body["content_state"] = {name: value for state in sent for name, value in state.items()}
    return _checked({**body, **given})


def _as_dict(name: str, value: object) -> dict[str, Any]:
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))
    to_dict = getattr(value, "to_dict", None)
    if callable(to_dict):
        return cast("dict[str, Any]", to_dict())
    raise ValidationError(f"ActivitySmith: {name} must be a dict, not {type(value).__name__}")


def _checked(body: dict[str, Any]) -> dict[str, Any]:
    """Moves `channels` to where the hosted service reads them, and refuses what would do something else than was meant.

    No channels at all would be everyone, of two different lists one would lose, and so would media beside buttons.
    """
    if body.get("media") and body.get("actions"):
        raise ValidationError("ActivitySmith: media cannot be combined with actions")
    if "interruption_level" in body and _plain(body["interruption_level"]) not in _LEVELS:
        raise ValidationError("ActivitySmith: interruption_level must be passive, active, or time-sensitive")
    if "channels" not in body:
        return body
    channels = _slugs(body.pop("channels"))
    target = body.get("target")
    if target is not None and _slugs(_as_dict("target", target).get("channels")) != channels:
        raise ValidationError("ActivitySmith: channels must be the same as target.channels when both are given")
    return {**body, "target": {"channels": channels}}


def _slugs(channels: object) -> list[str]:
    """A list of slugs, or slugs between commas."""
    if isinstance(channels, str):
        channels = channels.split(",")
    listed = cast("list[object]", channels) if isinstance(channels, (list, tuple, set, frozenset)) else [channels]
    slugs = [slug.strip() for slug in listed if isinstance(slug, str) and slug.strip()]
    if not all(isinstance(slug, str) for slug in listed):
        raise ValidationError("ActivitySmith: channels must be a list of channel slugs")
    if not slugs:
        raise ValidationError("ActivitySmith: channels must contain at least one channel")
    return slugs


def _plain(value: object) -> Any:
    return value.value if isinstance(value, Enum) else value


def _encodable(value: object) -> Any:
    """What JSON has no form of."""
    if isinstance(value, datetime):
        # Without a zone it is this machine's time, as elsewhere in Python.
        return (value if value.tzinfo else value.astimezone()).isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))
    if hasattr(value, "to_dict"):
        return _as_dict("a value", value)
    if isinstance(value, (set, frozenset)):
        return sorted(cast("set[Any]", value))
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _encoded(body: dict[str, Any]) -> bytes:
    try:
        text = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_encodable)
        try:
            return text.encode()
        except UnicodeEncodeError:
            # Half a character: the service says where.
            return json.dumps(body, allow_nan=False, separators=(",", ":"), default=_encodable).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ValidationError(f"ActivitySmith: the request can't be sent as JSON: {error}") from error


def request_for(
    settings: Settings, operation: Operation[Any], key: str | None, body: dict[str, Any] | None, options: dict[str, Any]
) -> Request:
    """The request of an operation."""
    path = operation.path
    subject: str | None = None
    if "{" in path:
        lead, rest = path.split("{")
        name, tail = rest.split("}")
        # Dots alone would climb up the path.
        if not isinstance(key, str) or not key.strip("."):
            raise ValidationError(f"ActivitySmith: {name} must be a text that is not empty")
        try:
            path = subject = lead + quote(key, safe="") + tail
        except UnicodeEncodeError as error:
            raise ValidationError(f"ActivitySmith: {name} is no valid text") from error
    elif body is not None and isinstance(body.get("activity_id"), str):
        subject = body["activity_id"]

    headers: list[tuple[str, str]] = []
    if body is not None:
        headers.append(("Content-Type", "application/json"))
    idempotency_key = options.get("idempotency_key")
    if idempotency_key is None and operation.idempotent:
        idempotency_key = os.urandom(16).hex()
    if idempotency_key is not None:
        # What else is in a header is refused by h11, with an error that would hold the API key.
        if not isinstance(idempotency_key, str) or not re.fullmatch("[!-~]([ -~]*[!-~])?", idempotency_key):
            raise ValidationError("ActivitySmith: idempotency_key must be printable ASCII, with no space at its ends")
        headers.append(("Idempotency-Key", idempotency_key))
    timeout, max_retries = options.get("timeout"), options.get("max_retries")
    return Request(
        operation.method,
        path,
        headers,
        None if body is None else _encoded(body),
        settings.timeout if timeout is None else positive("timeout", timeout),
        settings.max_retries if max_retries is None else whole("max_retries", max_retries),
        # Doing it twice shows, unless the server knows it by its key. The hosted service isn't known to.
        not (operation.idempotent and settings.hosted),
        subject,
    )
