"""Small parts of requests by function, for code that would rather not write dicts. What is `None` is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal, Unpack

    from .generated.types import (
        ActivityMetric,
        ContentStateFields,
        LiveActivityAlertBadge,
        LiveActivityAlertIcon,
    )
    from .generated.types import LiveActivityColor as Color


class LiveActivityColor:
    """The colours."""

    LIME: Literal["lime"] = "lime"
    GREEN: Literal["green"] = "green"
    CYAN: Literal["cyan"] = "cyan"
    BLUE: Literal["blue"] = "blue"
    PURPLE: Literal["purple"] = "purple"
    MAGENTA: Literal["magenta"] = "magenta"
    RED: Literal["red"] = "red"
    ORANGE: Literal["orange"] = "orange"
    YELLOW: Literal["yellow"] = "yellow"
    GRAY: Literal["gray"] = "gray"


class PushInterruptionLevel:
    """How much a notification interrupts, by Apple's names."""

    PASSIVE: Literal["passive"] = "passive"
    ACTIVE: Literal["active"] = "active"
    TIME_SENSITIVE: Literal["time-sensitive"] = "time-sensitive"


def _compact(**fields: object) -> Any:
    return {name: value for name, value in fields.items() if value is not None}


def metric(label: str, value: float | str, *, unit: str | None = None, color: Color | None = None) -> ActivityMetric:
    """One labelled value of a `metrics` or `stats` activity."""
    result: ActivityMetric = _compact(label=label, value=value, unit=unit, color=color)
    return result


def action(
    title: str,
    type: Literal["open_url", "webhook"],
    url: str,
    *,
    method: Literal["GET", "POST"] | None = None,
    body: Mapping[str, object] | None = None,
) -> Any:
    """A button, of a notification or of a Live Activity."""
    return _compact(title=title, type=type, url=url, method=method, body=body)


def alert_icon(symbol: str, *, color: Color | None = None) -> LiveActivityAlertIcon:
    """An icon: the name of an SF Symbol, and its colour."""
    result: LiveActivityAlertIcon = _compact(symbol=symbol, color=color)
    return result


def alert_badge(title: str, *, color: Color | None = None) -> LiveActivityAlertBadge:
    """A small label, and its colour."""
    result: LiveActivityAlertBadge = _compact(title=title, color=color)
    return result


def content_state(title: str, **fields: Unpack[ContentStateFields]) -> Any:
    """What a Live Activity shows. Fits `start`, `update`, `end` and streams alike."""
    return {"title": title, **_compact(**fields)}
